"""Addresses under /register/export/."""

from django.urls import URLPattern, path

from services.registers.exports import views

urlpatterns: list[URLPattern] = [
    path("", views.export, name="register_export"),
    path("<slug:reference>/", views.run, name="register_export_run"),
    path("<slug:reference>/file/", views.fetch, name="register_export_file"),
]
