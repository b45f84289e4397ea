"""Addresses of a council's own fields."""

from django.urls import URLPattern, path

from services.registers.fields import views

urlpatterns: list[URLPattern] = [
    path("", views.listed, name="own_fields"),
    path("new/", views.add, name="own_field_add"),
    path("<int:key>/", views.edit, name="own_field"),
    path("<int:key>/archive/", views.archive, name="own_field_archive"),
    path("<int:key>/restore/", views.restore, name="own_field_restore"),
]
