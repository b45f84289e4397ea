"""Addresses of the register's quality."""

from django.urls import URLPattern, path

from services.registers.quality import views

urlpatterns: list[URLPattern] = [
    path("", views.worklist, name="quality"),
    path("pairs/", views.pair_list, name="quality_pairs"),
    path("pairs/look/", views.look_again, name="quality_look"),
    path("pairs/<int:key>/", views.pair, name="quality_pair"),
    path("pairs/<int:key>/apart/", views.tell_apart, name="quality_apart"),
    path("pairs/<slug:first>/<slug:second>/together/", views.together, name="quality_together"),
    path("<slug:code>/", views.check, name="quality_check"),
    path("<slug:code>/<slug:reference>/accept/", views.accept, name="quality_accept"),
    path("<slug:code>/<slug:reference>/reopen/", views.reopen, name="quality_reopen"),
]
