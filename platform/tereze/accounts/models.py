"""Staff of one council, and the roles they were given."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.accounts import roles
from tereze.accounts.permissions import Permission


class UserManager(BaseUserManager["User"]):
    """Finds staff by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """One member of one council's staff. A person who works for two councils has two accounts."""

    username = models.CharField(_("Sign-in name"), max_length=60, unique=True)
    email = models.EmailField(_("E-mail"), blank=True)
    full_name = models.CharField(_("Full name"), max_length=160)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="ky")
    is_active = models.BooleanField(_("Active"), default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def audit_name(self) -> str:
        return f"user:{self.username}"

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """What all present roles together allow."""
        given = RoleGrant.objects.on(clock.today()).filter(user=self).values_list("role", flat=True)
        return frozenset().union(*(roles.BY_KEY[role].permissions for role in given if role in roles.BY_KEY))

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
        constraints = [
            models.UniqueConstraint(
                name="a_role_is_held_once", fields=["user", "role"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("given_on")),
            ),
        ]
