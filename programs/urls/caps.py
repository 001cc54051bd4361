"""Addresses of caps of a year and of continuing resolutions."""

from django.urls import path

from ..views import caps

urlpatterns = [
    path("caps/", caps.CapList.as_view(), name="cap-list"),
    path("caps/614/new/", caps.NewSpecialUse.as_view(), name="special-use-add"),
    path("caps/614/<int:pk>/withdraw/", caps.WithdrawSpecialUse.as_view(), name="special-use-withdraw"),
    path("funds/<slug:number>/continue/", caps.Continue.as_view(), name="fund-continue"),
    path("funds/<slug:number>/full-year/", caps.EnactFullYear.as_view(), name="fund-full-year"),
]
