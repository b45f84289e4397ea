"""Addresses of what is handed out to a person."""

from django.urls import URLPattern, path

from services.registers.disclosure import views

urlpatterns: list[URLPattern] = [
    path("<slug:reference>/data/", views.personal_data, name="personal_data"),
    path("<slug:reference>/data/<slug:form>/", views.download, name="personal_data_download"),
]
