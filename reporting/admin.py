"""Rollups: how each measure stands, and "fill again". Figures are scoped here as everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, DateTimeField, When
from django.http import HttpRequest
from django.utils import timezone

from ground.access import may
from ground.admin import ReadOnly
from ground.models import StaleFact
from reporting.measures import MEASURES, measure_of
from reporting.services import rollups

from .models import Fill, Rollup
from .views.rollups import lasted


@admin.register(Fill)
class FillAdmin(ReadOnly):
    list_display = ("measure", "state", "filled_at", "lag", "rows", "seconds", "failures", "failed_at", "last_error")
    ordering = ("-failures", "measure")
    actions = ("fill_again",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the moment since which the oldest change of each measure's facts waits."""
        oldest = [
            When(measure=one.name, then=StaleFact.objects.filter(fact__in=one.facts).order_by("pk").values("at")[:1])
            for one in MEASURES
        ]
        return super().get_queryset(request).annotate(since=Case(*oldest, output_field=DateTimeField()))

    @admin.display(description="state")
    def state(self, fill: Any) -> str:
        if fill.failures:
            return "Failed"
        return "Fresh" if fill.filled_at and fill.since is None else "Waits"

    @admin.display(description="lag")
    def lag(self, fill: Any) -> str:
        return lasted(timezone.now() - fill.since if fill.since else None)

    @admin.action(description="Fill the selected measures again", permissions=["fill"])
    def fill_again(self, request: HttpRequest, queryset: Any) -> None:
        """Mark them stale as a whole; the background fills them within seconds."""
        measures = [one for one in (measure_of(fill.measure) for fill in queryset) if one]
        rollups.mark_stale(measures=measures)
        self.message_user(request, f"{len(measures)} measures wait to be filled again.", messages.SUCCESS)

    def has_fill_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser) or may(request.user, "reporting.fill_rollups")


@admin.register(Rollup)
class RollupAdmin(ReadOnly):
    list_display = ("measure", "fiscal_year", "operating_unit", "keys", "value", "filled_at")
    list_filter = ("measure", "fiscal_year")
    list_select_related = ("operating_unit",)
    ordering = ("measure", "-fiscal_year", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = Rollup.objects.none()
        for measure in MEASURES:
            rows = rows | Rollup.objects.of(measure, request.user)
        return rows
