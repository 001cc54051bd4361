"""Addresses of restrictions on countries."""

from django.urls import path

from ..views import restrictions

ROW = "restrictions/<int:pk>/"

urlpatterns = [
    path("restrictions/", restrictions.RestrictionList.as_view(), name="restriction-list"),
    path("restrictions/new/", restrictions.NewRestriction.as_view(), name="restriction-add"),
    path(ROW, restrictions.RestrictionPage.as_view(), name="restriction-detail"),
    path(f"{ROW}confirm/", restrictions.ConfirmRestriction.as_view(), name="restriction-confirm"),
    path(f"{ROW}counsel/", restrictions.NoteCounsel.as_view(), name="restriction-counsel"),
    path(f"{ROW}lift/", restrictions.LiftRestriction.as_view(), name="restriction-lift"),
    path(f"{ROW}waivers/new/", restrictions.Waive.as_view(), name="waiver-add"),
    path(f"{ROW}waivers/<int:waiver>/confirm/", restrictions.ConfirmWaiver.as_view(), name="waiver-confirm"),
]
