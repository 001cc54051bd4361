"""`fmtr`: the training table of Foreign Military Training and DoD Engagement Activities of Interest (FAA s. 656)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum

from ground.models import ImportBatch
from programs.models import ReportedName, TrainingRecord
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
LABELS = ("country_id", "program_id")
BLOCK_KEYS = (*LABELS, "region")
SUMS = {
    "rows": Count("pk"),
    "places": Sum("quantity", default=0),
    "cost": Sum("total_cost", default=Decimal("0.00")),
    "planned": Count("pk", filter=Q(planned=True, fiscal_year__isnull=False)),
    "undated": Count("pk", filter=Q(fiscal_year__isnull=True)),
}
SECOND = dt.timedelta(seconds=1)


def build(asked: Asked) -> ReportResult:
    """The rows, and their sums by country and by program of a country."""
    found = rows_of(asked)
    blocks = blocks_of(found)
    return ReportResult(rows=Rows(found, blocks), totals=list(totals(blocks)), notes=tuple(notes(blocks)))


class Rows:
    """The rows in printed order under the names of the contract: counted, cut and gone through, never held whole."""

    def __init__(self, rows: TrainingQuerySet, blocks: list[dict[str, Any]]) -> None:
        self.counted = sum(block["rows"] for block in blocks)
        first = blocks[0]["first"] if blocks else 0  # known, so nothing before it is looked through
        self.found = rows.filter(pk__gte=first).order_by("id").values_list(*FIELDS.values())

    def count(self) -> int:
        return self.counted

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


def blocks_of(rows: TrainingQuerySet) -> list[dict[str, Any]]:
    """The blocks in which the report prints the rows, in its order: what they are under, and their sums. An empty cell
    adds zero. Summed by the keys of labels in one go; the labels are few and looked up after."""
    blocks = list(rows.values(*BLOCK_KEYS).annotate(first=Min("id"), **SUMS).order_by("first"))
    keys = {block[key] for block in blocks for key in LABELS}
    labels = ReportedName.objects.select_related("country").in_bulk(keys)
    for block in blocks:
        block["country"], block["program"] = (labels[block[key]] for key in LABELS)
    return blocks


def totals(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each country's total, then its programs, as the report prints them under its blocks."""
    countries: dict[tuple[str, str | None, str], list[dict[str, Any]]] = {}
    for block in blocks:
        country = block["country"]
        place = (country.printed, country.country.iso3 if country.country else None, block["region"])
        countries.setdefault(place, []).append(block)
    for (name, iso3, region), programs in countries.items():
        of_country = {"country": name, "iso3": iso3, "region": region}
        quantity = sum(one["places"] for one in programs)
        cost = sum((one["cost"] for one in programs), Decimal(0))
        yield {**of_country, "program": None, "quantity": quantity, "total_cost": cost}
        for one in programs:
            sums = {"quantity": one["places"], "total_cost": one["cost"]}
            yield {**of_country, "program": one["program"].printed, **sums}


def notes(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What a reader must know about these rows."""
    yield "Places are seats, not persons: one student in three courses counts three."
    yield (
        "Activities stand under the fiscal year in which the training was given, not the year of its money. Members of"
        " NATO, Australia, Japan and New Zealand are left out by law, so that a missing country is not zero training."
    )
    planned, undated = (sum(block[name] for block in blocks) for name in ("planned", "undated"))
    waiting = sum(b["rows"] for b in blocks if not (b["country"].assigned and b["program"].assigned))
    if planned:
        yield f"{planned:,} are planned activity, as this edition prints it; no measure counts them."
    if undated:
        yield f"{undated:,} printed without a fiscal year: in this edition's totals, in no year's."
    if waiting:
        yield f"{waiting:,} stand under a label that nobody has assigned yet, as printed."


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
