"""Addresses of the operator's host."""

from django.urls import path

from tenants.fleet import views

urlpatterns = [
    path("", views.fleet, name="fleet"),
    path("tenants/<slug:key>/", views.tenant, name="tenant"),
    path("tenants/<slug:key>/suspend/", views.suspend, name="tenant_suspend"),
    path("tenants/<slug:key>/resume/", views.resume, name="tenant_resume"),
]
