"""Pages about staff: the list, one member, adding, and what is done with an account."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tereze import clock
from tereze.accounts import actions, queries, rules
from tereze.accounts.forms import MemberForm, ProfileForm, RolesForm
from tereze.accounts.http import CouncilRequest, open_to_staff, requires
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission


def _member_or_404(reference: str) -> User:
    try:
        return queries.member(reference)
    except User.DoesNotExist:
        raise Http404 from None


@requires(Permission.STAFF_VIEW)
def staff(request: CouncilRequest) -> HttpResponse:
    """List everybody who has an account."""
    manages = request.user.may(Permission.STAFF_MANAGE)
    return render(request, "accounts/staff.html", {"lines": queries.staff(on=clock.today()), "manages": manages})


@never_cache
@requires(Permission.STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def staff_add(request: CouncilRequest) -> HttpResponse:
    """Add a member of staff; the answer shows the one-time password, once."""
    form = MemberForm(request.POST or None, kind=request.tenant.kind)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        person = actions.Person(
            username=typed["username"],
            full_name=typed["full_name"],
            email=typed["email"],
            language=request.user.language,
        )
        try:
            new = actions.add_member(person, roles=typed["roles"], kind=request.tenant.kind, by=request.user)
        except rules.StaffError as error:
            form.add_error(_field_of(error), str(error))
        else:
            return render(request, "accounts/one_time_password.html", {"member": new.user, "password": new.password})
    ticked = request.POST.getlist("roles")
    choices = queries.role_choices(kind=request.tenant.kind, held=ticked, by=request.user)
    return render(request, "accounts/staff_add.html", {"form": form, "choices": choices})


def _field_of(error: rules.StaffError) -> str | None:
    return {rules.NameTakenError: "username", rules.EmailTakenError: "email"}.get(type(error))


@requires(Permission.STAFF_VIEW)
def staff_member(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show one member of staff: the roles with their days, and what can be done."""
    return _show(request, _member_or_404(reference))


def _show(request: CouncilRequest, member: User, *, problem: str = "") -> HttpResponse:
    kind = request.tenant.kind
    manages, own = request.user.may(Permission.STAFF_MANAGE), member.pk == request.user.pk
    context = {
        "member": member,
        "choices": queries.role_choices(kind=kind, held=member.roles, by=request.user),
        "history": queries.role_history(member),
        "locked": queries.is_locked(member),
        "manages": manages,
        "own": own,
        "roles_shut": not manages or (own and not rules.is_administrator(request.user, kind)),
        "problem": problem,
        "journal": request.user.may(Permission.AUDIT_VIEW) and actions.subject_of(member),
    }
    return render(request, "accounts/staff_member.html", context, status=409 if problem else 200)


def _changes(
    change: Callable[[CouncilRequest, User], HttpResponse | str],
) -> Callable[[CouncilRequest, str], HttpResponseBase]:
    """Make a page that changes one account: it answers with the member's page, and a refusal in its own words."""

    @requires(Permission.STAFF_MANAGE)
    @require_POST
    def page(request: CouncilRequest, reference: str) -> HttpResponse:
        member = _member_or_404(reference)
        try:
            done = change(request, member)
        except rules.StaffError as error:
            return _show(request, _member_or_404(reference), problem=str(error))
        if isinstance(done, HttpResponse):
            return done
        messages.success(request, done)
        return redirect("staff_member", reference)

    page.__name__, page.__doc__ = change.__name__, change.__doc__
    return page


@_changes
def staff_roles(request: CouncilRequest, member: User) -> str:
    """Give and end roles."""
    form = RolesForm(request.POST, kind=request.tenant.kind)
    if not form.is_valid():
        raise rules.UnknownRoleError
    actions.change_roles(member, roles=form.cleaned_data["roles"], kind=request.tenant.kind, by=request.user)
    return _("The roles are saved. They hold from now on.")


@_changes
def staff_deactivate(request: CouncilRequest, member: User) -> str:
    """Close an account."""
    actions.deactivate(member, kind=request.tenant.kind, by=request.user)
    return _("The account is closed.")


@_changes
def staff_activate(request: CouncilRequest, member: User) -> str:
    """Open a closed account again."""
    actions.activate(member, kind=request.tenant.kind, by=request.user)
    return _("The account is open again.")


@_changes
def staff_unlock(request: CouncilRequest, member: User) -> str:
    """Let somebody try again who mistyped the password too often."""
    actions.unlock(member, by=request.user)
    return _("The lock is lifted.")


@never_cache
@_changes
def staff_reset(request: CouncilRequest, member: User) -> HttpResponse:
    """Show a new one-time password, once."""
    password = actions.reset_password(member, kind=request.tenant.kind, by=request.user)
    return render(request, "accounts/one_time_password.html", {"member": member, "password": password})


@open_to_staff("everybody may see and change what is known of themselves")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def profile(request: CouncilRequest) -> HttpResponseBase:
    """One's own name, phone, e-mail and language."""
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
        if refused:
            return refused
        if form.is_valid() and _saved(request, form):
            messages.success(request, _("Saved."))
            return redirect("profile")
    context = {"form": form, "roles": queries.present_roles(request.user, on=clock.today())}
    return render(request, "accounts/profile.html", context)


def _saved(request: CouncilRequest, form: ProfileForm) -> bool:
    try:
        actions.change_profile(form.instance, by=request.user)
    except rules.EmailTakenError as error:
        form.add_error("email", str(error))
        return False
    return True
