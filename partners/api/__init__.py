"""Partners' resources in the API."""

from __future__ import annotations

from typing import Any


def register(router: Any) -> None:
    """Put countries, units and people under /api/v1/."""
    from .views import CountryViewSet, PersonViewSet, UnitViewSet

    router.register("countries", CountryViewSet, basename="api-country")
    router.register("units", UnitViewSet, basename="api-unit")
    router.register("people", PersonViewSet, basename="api-person")
