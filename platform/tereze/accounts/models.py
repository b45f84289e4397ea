"""Staff of one council, and the roles they were given."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.accounts import roles
from tereze.accounts.permissions import Permission
from tereze.exchange import references

SIGN_IN_NAME = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{0,59}\Z",
    _("Use small Latin letters, digits, dots and hyphens; begin with a letter or a digit."),
)
"""What can be typed on every keyboard in every layout, and read out over the telephone."""


class UserManager(BaseUserManager["User"]):
    """Finds staff by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """One member of one council's staff. A person who works for two councils has two accounts.

    `must_change_password`: somebody else knows the password, so nothing opens until it is changed.
    `session_round`: counts up when all sessions of the account have to end at once.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    username = models.CharField(_("Sign-in name"), max_length=60, unique=True, validators=[SIGN_IN_NAME])
    email = models.EmailField(_("E-mail"), blank=True)
    full_name = models.CharField(_("Full name"), max_length=160)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    language = models.CharField(_("Language of the pages"), max_length=2, default="ky")
    is_active = models.BooleanField(_("Active"), default=True)
    must_change_password = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(name="sign_in_name_is_lower_case", condition=Q(username=Lower("username"))),
            # An e-mail is a second sign-in name and receives the reset link: it can be one person's only.
            models.UniqueConstraint(
                Lower("email"),
                name="an_email_is_one_persons",
                condition=~Q(email=""),
                violation_error_message=_("This e-mail belongs to another account."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Tie a session to the council, the password and the round of sessions: when one changes, it is over."""
        council: str = connection.schema_name  # type: ignore[attr-defined]  # django-tenants adds it
        holds = f"{council}|{self.password}|{self.session_round}"
        return salted_hmac("tereze.accounts.session", holds, secret=secret, algorithm="sha256").hexdigest()

    @property
    def audit_name(self) -> str:
        return f"user:{self.username}"

    @cached_property
    def roles(self) -> frozenset[str]:
        """Keys of the roles held today."""
        return frozenset(RoleGrant.objects.on(clock.today()).filter(user=self).values_list("role", flat=True))

    @property
    def permissions(self) -> frozenset[Permission]:
        """What all present roles together allow."""
        return frozenset().union(*(roles.BY_KEY[role].permissions for role in self.roles if role in roles.BY_KEY))

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in self.permissions


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Questions about roles, on a day."""

    def on(self, day: date) -> Self:
        return self.filter(Q(given_on__lte=day), Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class RoleGrant(models.Model):
    """A role that a member of staff has had from a day until a day (not including it)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=40)
    given_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=120)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_role_is_held_once", fields=["user", "role"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("given_on")),
            ),
        ]

    @property
    def role_name(self) -> str:
        """The role's name in the language of the page; its key when the role is no longer offered."""
        role = roles.BY_KEY.get(self.role)
        return str(role.name) if role else self.role
