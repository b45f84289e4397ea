"""Addresses of a council's own settings."""

from django.urls import path

from tenants.customisation import views

urlpatterns = [
    path("office/", views.office, name="office_settings"),
    path("accent.css", views.accent, name="accent"),
]
