"""Addresses under /rounds/."""

from django.urls import URLPattern, path

from services.registers.rounds import looking_views, offline, views, walking

urlpatterns: list[URLPattern] = [
    path("", views.rounds, name="rounds"),
    path("open/", views.open_round, name="round_open"),
    path("results/", looking_views.results, name="round_results"),
    path("worker.js", offline.worker, name="round_worker"),
    path("shell/", offline.shell, name="round_shell"),
    path("<slug:reference>/", views.round_page, name="round"),
    path("<slug:reference>/villages/<int:village>/", views.village, name="round_village"),
    path("<slug:reference>/list.pdf", views.paper, name="round_paper"),
    path("<slug:reference>/close/", views.close, name="round_close"),
    path("<slug:reference>/reopen/", views.reopen, name="round_reopen"),
    path("<slug:reference>/walk/<int:street>/", walking.walk, name="round_walk"),
    path("<slug:reference>/walk/<int:street>/data.json", walking.data, name="round_walk_data"),
    path("<slug:reference>/walk/<int:street>/visits/", walking.send, name="round_walk_send"),
    path("<slug:reference>/walk/<int:street>/<slug:household>/", walking.visit, name="round_visit"),
    path("<slug:reference>/follow-ups/", looking_views.to_follow, name="round_follow_ups"),
    path("<slug:reference>/follow-ups/<slug:follow_up>/done/", looking_views.followed, name="round_followed"),
    path("<slug:reference>/comparison/", looking_views.comparison, name="round_comparison"),
    path("<slug:reference>/comparison/explain/", looking_views.explain, name="round_explain"),
    path("<slug:reference>/totals/", looking_views.sums, name="round_totals"),
    path("<slug:reference>/totals.xlsx", looking_views.sums_workbook, name="round_totals_workbook"),
]
