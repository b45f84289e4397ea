"""Addresses of the household extract, under /households/."""

from django.urls import URLPattern, path

from services.registers.extracts import views

urlpatterns: list[URLPattern] = [
    path("<slug:reference>/extract.pdf", views.household_pdf, name="household_extract"),
]
