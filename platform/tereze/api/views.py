"""Pages about the council's API keys."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.api import actions, queries
from tereze.api.forms import KeyForm
from tereze.api.models import ApiKey


@requires(Permission.API_KEYS_MANAGE)
def keys(request: CouncilRequest) -> HttpResponse:
    """List all keys; never their text."""
    moment = clock.now()
    lines = [(key, key.is_usable(moment)) for key in queries.all_keys()]
    return render(request, "api/keys.html", {"lines": lines})


@never_cache
@requires(Permission.API_KEYS_MANAGE)
@require_http_methods(["GET", "POST"])
def key_add(request: CouncilRequest) -> HttpResponse:
    """Make a key; the answer shows its text, once."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.create(
                typed["name"], permissions=typed["permissions"], by=request.user, expires_at=typed["expires_at"]
            )
        except actions.KeyNameTakenError as error:
            form.add_error("name", str(error))
        else:
            return render(request, "api/key_made.html", {"key": made.key, "text": made.text})
    return render(request, "api/key_add.html", {"form": form})


@requires(Permission.API_KEYS_MANAGE)
def key(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show one key: what it may do, who made it, when it was last used."""
    found = get_object_or_404(ApiKey, reference=reference)
    allowed = [permission.label for permission in Permission if found.may(permission)]
    context = {
        "key": found,
        "usable": found.is_usable(clock.now()),
        "allowed": allowed,
        "journal": request.user.may(Permission.AUDIT_VIEW),
    }
    return render(request, "api/key.html", context)


@requires(Permission.API_KEYS_MANAGE)
@require_POST
def key_revoke(request: CouncilRequest, reference: str) -> HttpResponse:
    """Make a key open nothing any more."""
    found = get_object_or_404(ApiKey, reference=reference)
    actions.revoke(found, by=request.user)
    messages.success(request, _("The key %(name)s opens nothing any more.") % {"name": found.name})
    return redirect("api_keys")
