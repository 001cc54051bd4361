"""Vetting's resources in the API."""

from __future__ import annotations

from typing import Any


def register(router: Any) -> None:
    """Put cases, subjects, hits, approvals and standings under /api/v1/."""
    from .cases import CaseViewSet
    from .subjects import ApprovalViewSet, HitViewSet, StandingViewSet, SubjectViewSet

    router.register("cases", CaseViewSet, basename="api-case")
    router.register("subjects", SubjectViewSet, basename="api-subject")
    router.register("hits", HitViewSet, basename="api-hit")
    router.register("approvals", ApprovalViewSet, basename="api-approval")
    router.register("standings", StandingViewSet, basename="api-standing")
