"""Addresses of reporting."""

from django.urls import path

from .views import about, audit, countries, dashboard, health, help, home, reports, rollups, search

urlpatterns = [
    path("", home.home, name="home"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("search/", search.search_page, name="search"),
    path("about/", about.about, name="about"),
    path("help/", help.help_page, name="help"),
    path("help/rules/", help.help_rules, name="help-rules"),
    path("audit/", audit.audit, name="audit"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("countries/", countries.CountryList.as_view(), name="country-list"),
    path("countries/<str:iso3>/", countries.country_detail, name="country-detail"),
    path("reports/", reports.report_list, name="report-list"),
    path("reports/rollups/", rollups.rollup_list, name="rollup-list"),
    path("reports/<slug:name>/", reports.report_detail, name="report-detail"),
]
