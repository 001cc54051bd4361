"""Addresses of the second tier."""

from django.urls import path

from ..views import second_tier

urlpatterns = [
    path("obligations/<int:pk>/tier/new/", second_tier.ReportTier.as_view(), name="tier-add"),
    path("second-tier/", second_tier.TierList.as_view(), name="tier-list"),
    path("second-tier/<int:pk>/verify/", second_tier.VerifyTier.as_view(), name="tier-verify"),
    path("second-tier/<int:pk>/reverse/", second_tier.TakeBackTier.as_view(), name="tier-reverse"),
]
