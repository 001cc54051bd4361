"""`fmtr`: the training table of Foreign Military Training and DoD Engagement Activities of Interest (FAA s. 656)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum

from ground.models import ImportBatch
from programs.models import TrainingRecord
from programs.models.training import TrainingQuerySet

from .framework import Asked, Column, Report, ReportResult

FIELDS = {
    "country": "country__printed",
    "iso3": "country__country__iso3",
    "region": "region",
    "department": "department",
    "program": "program__printed",
    "course_title": "course_title",
    "quantity": "quantity",
    "location": "location",
    "student_unit": "student_unit",
    "us_unit": "us_unit",
    "total_cost": "total_cost",
    "start_date": "start_date",
    "end_date": "end_date",
}
BLOCK = ("country", "iso3", "region", "program")
SECOND = dt.timedelta(seconds=1)


def build(asked: Asked) -> ReportResult:
    """The rows, and their sums by country and by program of a country."""
    found = rows_of(asked)
    return ReportResult(rows=Rows(found), totals=list(totals(found)), notes=tuple(notes(found)))


class Rows:
    """The rows in printed order under the names of the contract: counted, cut and gone through, never held whole."""

    def __init__(self, rows: TrainingQuerySet) -> None:
        self.rows = rows
        self.found = rows.order_by("id").values_list(*FIELDS.values())

    def count(self) -> int:
        return self.rows.count()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._named, self.found.iterator(chunk_size=2000))

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return [self._named(row) for row in self.found[part]]

    @staticmethod
    def _named(row: Any) -> dict[str, Any]:
        return dict(zip(FIELDS, row, strict=True))


def rows_of(asked: Asked) -> TrainingQuerySet:
    """A printed edition with what it plans, whole or one of its years, or what was done in one fiscal year; as imported
    up to the moment asked about."""
    printed = TrainingRecord.objects.filter(report=asked.edition)
    rows = printed if asked.edition else TrainingRecord.objects.actual()
    if asked.fiscal_year:
        rows = rows.filter(fiscal_year=asked.fiscal_year)
    later = ImportBatch.objects.filter(kind="training", at__gte=asked.as_of + SECOND)  # the moment is cut to its second
    if unknown_then := list(later.values_list("pk", flat=True)):
        rows = rows.exclude(batch__in=unknown_then)
    return rows.filter(country__country__iso3__in=asked.countries) if asked.countries else rows


def totals(rows: TrainingQuerySet) -> Iterator[dict[str, Any]]:
    """Each country's total, then its programs, as the report prints them under its blocks. An empty cell adds zero."""
    blocks: dict[tuple[str, str | None, str], list[dict[str, Any]]] = {}
    summed = (
        rows.values(*(FIELDS[name] for name in BLOCK))
        .annotate(first=Min("id"), places=Sum("quantity", default=0), cost=Sum("total_cost", default=Decimal("0.00")))
        .order_by("first")
    )
    for row in summed:
        block = {name: row[FIELDS[name]] for name in BLOCK}
        block |= {"quantity": row["places"], "total_cost": row["cost"]}
        blocks.setdefault((block["country"], block["iso3"], block["region"]), []).append(block)
    for (country, iso3, region), programs in blocks.items():
        yield {
            "country": country,
            "iso3": iso3,
            "region": region,
            "program": None,
            "quantity": sum(one["quantity"] for one in programs),
            "total_cost": sum((one["total_cost"] for one in programs), Decimal(0)),
        }
        yield from programs


def notes(rows: TrainingQuerySet) -> Iterator[str]:
    """What a reader must know about these rows."""
    yield "Places are seats, not persons: one student in three courses counts three."
    yield (
        "Activities stand under the fiscal year in which the training was given, not the year of its money. Members of"
        " NATO, Australia, Japan and New Zealand are left out by law, so that a missing country is not zero training."
    )
    found = rows.aggregate(
        planned=Count("pk", filter=Q(planned=True, fiscal_year__isnull=False)),
        undated=Count("pk", filter=Q(fiscal_year__isnull=True)),
        waiting=Count("pk", filter=Q(country__assigned=False) | Q(program__assigned=False)),
    )
    if found["planned"]:
        yield f"{found['planned']:,} are planned activity, as this edition prints it; no measure counts them."
    if found["undated"]:
        yield f"{found['undated']:,} printed without a fiscal year: in this edition's totals, in no year's."
    if found["waiting"]:
        yield f"{found['waiting']:,} stand under a label that nobody has assigned yet, as printed."


def years() -> Sequence[int]:
    """Fiscal years with activities done."""
    return TrainingRecord.objects.different("fiscal_year", done=True)[::-1]


def years_of(edition: str) -> Sequence[int]:
    """The fiscal years that an edition prints: done ones, and in the first two a planned one."""
    found = TrainingRecord.objects.filter(report=edition).values_list("fiscal_year", flat=True).distinct()
    return sorted((year for year in found if year), reverse=True)


def editions() -> Sequence[str]:
    """Printed editions that are here."""
    return TrainingRecord.objects.different("report")[::-1]


FMTR = Report(
    name="fmtr",
    title="Foreign military training",
    law="FAA s. 656, 22 U.S.C. 2416",
    definition=(
        "Training given to foreign military personnel by the Departments of Defense, State and Homeland Security, one"
        " row for each activity as reported: its country, program, course, units, place, number of places and cost in"
        " nominal US dollars. A fiscal year counts activities done, never planned ones; an edition is the report as"
        " printed, whose first two hold a planned year as well."
    ),
    columns=(
        Column("country", "Country"),
        Column("iso3", "ISO code"),
        Column("region", "Region"),
        Column("department", "Department"),
        Column("program", "Program"),
        Column("course_title", "Course title"),
        Column("quantity", "Places", "number"),
        Column("location", "Training location"),
        Column("student_unit", "Student's unit"),
        Column("us_unit", "US unit"),
        Column("total_cost", "Total cost, $", "money"),
        Column("start_date", "Start date", "date"),
        Column("end_date", "End date", "date"),
    ),
    total_columns=(
        Column("country", "Country"),
        Column("iso3", "ISO code"),
        Column("region", "Region"),
        Column("program", "Program"),
        Column("quantity", "Places", "number"),
        Column("total_cost", "Total cost, $", "money"),
    ),
    build=build,
    years=years,
    editions=editions,
    years_of=years_of,
    source="Foreign Military Training and DoD Engagement Activities of Interest, Volume I, Section IV",
)
