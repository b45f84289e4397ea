"""Addresses under /register/statistics/."""

from django.urls import URLPattern, path

from services.registers.statistics import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="statistics"),
    path("<slug:name>/", views.page, name="statistics_page"),
    path("<slug:name>/workbook.xlsx", views.page_workbook, name="statistics_workbook"),
    path("rows/<slug:base>/", views.rows, name="statistics_rows"),
]
