"""Addresses of reporting."""

from django.urls import path

from .views import health, reports, rollups

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("reports/", reports.report_list, name="report-list"),
    path("reports/rollups/", rollups.rollup_list, name="rollup-list"),
    path("reports/<slug:name>/", reports.report_detail, name="report-detail"),
]
