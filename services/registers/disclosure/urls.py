"""Addresses of what is handed out to a person."""

from django.urls import URLPattern, path, re_path

from services.registers.disclosure import views

urlpatterns: list[URLPattern] = [
    path("<slug:reference>/data/", views.personal_data, name="personal_data"),
    re_path(r"^(?P<reference>[-\w]+)/data/(?P<form>json|ky|ru)/$", views.download, name="personal_data_download"),
]
