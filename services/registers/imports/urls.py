"""Addresses under /import/."""

from django.urls import URLPattern, URLResolver, path

from services.registers.imports import mending_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="register_import"),
    path("sample-ky.xlsx", views.sample, {"language": "ky"}, name="register_import_sample_ky"),
    path("sample-ru.xlsx", views.sample, {"language": "ru"}, name="register_import_sample_ru"),
    path("<slug:reference>/", views.run, name="register_import_run"),
    path("<slug:reference>/columns/", views.columns, name="register_import_columns"),
    path("<slug:reference>/part/", views.part, name="register_import_part"),
    path("<slug:reference>/rows/", mending_views.rows, name="register_import_rows"),
    path("<slug:reference>/mend/", mending_views.mend, name="register_import_mend"),
    path("<slug:reference>/check/", views.check, name="register_import_check"),
    path("<slug:reference>/words/", views.words, name="register_import_words"),
    path("<slug:reference>/start/", views.carry_out, name="register_import_start"),
    path("<slug:reference>/restart/", views.restart, name="register_import_restart"),
    path("<slug:reference>/undo/", views.take_back, name="register_import_undo"),
    path("<slug:reference>/problems/", views.problems, name="register_import_problems"),
    path("<slug:reference>/problems.xlsx", views.problems_workbook, name="register_import_problems_workbook"),
]
