"""Addresses under /account/: signing in and passwords (allauth's pages, the few we offer), one's profile, the staff."""

from allauth.account import views as sign_in
from django.urls import URLPattern, URLResolver, path, re_path

from tereze.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", sign_in.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",  # the key has hyphens of its own
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("", views.profile, name="profile"),
    path("staff/", views.staff, name="staff"),
    path("staff/add/", views.staff_add, name="staff_add"),
    path("staff/<slug:reference>/", views.staff_member, name="staff_member"),
    path("staff/<slug:reference>/roles/", views.staff_roles, name="staff_roles"),
    path("staff/<slug:reference>/deactivate/", views.staff_deactivate, name="staff_deactivate"),
    path("staff/<slug:reference>/activate/", views.staff_activate, name="staff_activate"),
    path("staff/<slug:reference>/unlock/", views.staff_unlock, name="staff_unlock"),
    path("staff/<slug:reference>/reset/", views.staff_reset, name="staff_reset"),
]
