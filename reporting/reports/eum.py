"""`eum`: end-use monitoring by case line, with what was received, checked and found (programs 4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from ground.dates import fiscal_year, today
from programs.fms import monitoring
from programs.fms.states import EndUse, ItemStatus
from programs.models import EndUseCheck, FmsCaseLine, MisuseReport, MonitoredItem

from .framework import Asked, Column, Report, ReportResult

COUNTS = ("serials", "in_service", "lost", "expended", "disposed", "checked", "findings", "overdue", "misuse")
STATUSES = {
    "in_service": ItemStatus.IN_SERVICE,
    "lost": ItemStatus.LOST,
    "expended": ItemStatus.EXPENDED,
    "disposed": ItemStatus.DISPOSED,
}


def build(asked: Asked) -> ReportResult:
    """A row for each case line in a class, and all of them together. Five queries for any number of lines."""
    on = timezone.localdate(asked.as_of)
    lines = seen(FmsCaseLine.objects.exclude(end_use=EndUse.NONE), asked)
    if asked.countries:
        lines = lines.filter(case__program__operating_unit__country__iso3__in=asked.countries)
    found = list(lines.select_related("case__program__operating_unit__country").order_by("case__designator", "number"))
    items = MonitoredItem.objects.filter(line__in=found, received_on__lte=on)
    by_status = (
        items.order_by()
        .values("line")
        .annotate(
            serials=Count("pk"), **{name: Count("pk", filter=Q(status=status)) for name, status in STATUSES.items()}
        )
    )
    held: dict[int, Any] = {row["line"]: row for row in by_status}
    checks = EndUseCheck.objects.filter(item__line__in=found, checked_on__lte=on).order_by()
    done: dict[int, Any] = {
        row["item__line"]: row
        for row in checks.values("item__line").annotate(
            checked=Count("item", distinct=True),
            findings=Count("pk", filter=Q(serial_seen=False) | Q(storage_holds=False)),
            last=Max("checked_on"),
        )
    }
    due = monitoring.with_due(items.filter(line__end_use=EndUse.ENHANCED, status=ItemStatus.IN_SERVICE), on)
    late: dict[int, list[int]] = {}
    for line, day in due.filter(due_on__lt=on).values_list("line", "due_on"):
        late.setdefault(line, []).append((on - day).days)
    told = dict(
        MisuseReport.objects.filter(line__in=found, reported_on__lte=on)
        .order_by()
        .values("line")
        .annotate(n=Count("pk"))
        .values_list("line", "n")
    )
    rows = [row(line, held.get(line.pk, {}), done.get(line.pk, {}), late.get(line.pk, []), told) for line in found]
    notes = (
        f"Items received and checks made by {on.isoformat()}, in the status they have today.",
        "An enhanced item in service is due at its receipt and then yearly (SAMM chapter 8, policy, not verified here);"
        " routine checks are made in the course of other work and are never overdue.",
        "Checked counts items with a check of either class; findings count checks that did not hold.",
    )
    return ReportResult(rows=rows, totals=[together(rows)] if rows else [], notes=notes)


def seen(lines: Any, asked: Asked) -> QuerySet[FmsCaseLine]:
    """The lines that the reader may see; the command line reads all."""
    return lines.visible_to(asked.reader)


def row(
    line: FmsCaseLine, held: dict[str, Any], done: dict[str, Any], late: list[int], told: dict[int, int]
) -> dict[str, Any]:
    """A line as the report prints it."""
    place = line.case.program.operating_unit
    return {
        "country": place.name,
        "iso3": place.country.iso3 if place.country else "",
        "case": line.case.designator,
        "line": line.number,
        "item": line.description,
        "class": line.get_end_use_display(),
        **{name: held.get(name, 0) for name in ("serials", *STATUSES)},
        "checked": done.get("checked", 0),
        "findings": done.get("findings", 0),
        "last_check": done.get("last"),
        "overdue": len(late),
        "days_overdue": max(late, default=0),
        "misuse": told.get(line.pk, 0),
    }


def together(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """All rows in one: counts added up."""
    return {"country": "All", "lines": len(rows), **{name: sum(one[name] for one in rows) for name in COUNTS}}


def years() -> Sequence[int]:
    """It is of a day, not of a year: this fiscal year alone."""
    return [fiscal_year(today())]


FIGURES = (
    Column("serials", "Serial numbers received", "number"),
    Column("in_service", "In service", "number"),
    Column("lost", "Lost", "number"),
    Column("expended", "Expended", "number"),
    Column("disposed", "Disposed of", "number"),
    Column("checked", "Items checked", "number"),
    Column("findings", "Findings", "number"),
    Column("overdue", "Items overdue", "number"),
    Column("misuse", "Reports of possible misuse", "number"),
)
EUM = Report(
    name="eum",
    title="End-use monitoring",
    law="AECA s. 40A, 22 U.S.C. 2785",
    definition=(
        "Each line of an FMS case whose end use is monitored: serial numbers received and what became of them, items"
        " checked, findings, items overdue for their enhanced check, and reports of possible misuse."
    ),
    columns=(
        Column("country", "Country"),
        Column("iso3", "ISO code"),
        Column("case", "Case"),
        Column("line", "Line", "number"),
        Column("item", "Item"),
        Column("class", "Class"),
        *FIGURES[:7],
        Column("last_check", "Last check", "date"),
        FIGURES[7],
        Column("days_overdue", "Days overdue, at most", "number"),
        FIGURES[8],
    ),
    total_columns=(Column("country", "Country"), Column("lines", "Lines", "number"), *FIGURES),
    build=build,
    years=years,
    permission="programs.view_program",
)
