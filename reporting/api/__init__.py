"""Reporting's resources in the API."""

from __future__ import annotations

from typing import Any


def register(router: Any) -> None:
    """Put measures and reports under /api/v1/."""
    from .measures import MeasureViewSet
    from .reports import ReportViewSet

    router.register("measures", MeasureViewSet, basename="api-measure")
    router.register("reports", ReportViewSet, basename="api-report")
