"""Addresses of a district's host."""

from django.urls import path, re_path

from tenants.oversight import views

urlpatterns = [
    path("", views.councils, name="district"),
    re_path(r"^councils\.(?P<kind>csv|xlsx)$", views.export, name="councils_export"),
]
