"""A country's profile for a fiscal year (programs 4.6): a line each, with its register, vintage and as of when.

The country page and the report `country-profile` read the same lines. Nothing is added over registers, and what a
reader may not see here is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value

from ground.access import Place
from ground.dates import today
from ground.pages import words
from partners.models import Country, ForceType, OperatingUnit
from programs import kinds
from programs.budget.country import unit_budget
from programs.models import (
    Agreement,
    ConcurrenceCondition,
    CongressionalHold,
    Delivery,
    FmsCaseLine,
    Program,
    TrainingSeat,
)
from programs.notifications.rules import Committee
from programs.states import ProgramState, SeatState
from reporting.measures import training_cost, training_places
from reporting.models import Rollup
from vetting.models import Approval, UnitStanding

DOLLARS = "US dollars"
BARRED = "Units shut to assistance"
RECORDS, PLAN, PUBLISHED, REFERENCE = "Records", "Plan", "Published series", "Reference"


@dataclass(frozen=True)
class ProfileLine:
    """One line: a figure with its unit, or words; from which register, which vintage of it, as of when."""

    section: str
    item: str
    value: Decimal | int | None = None
    unit: str = ""
    text: str = ""
    register: str = RECORDS
    vintage: str = "current"
    as_of: str = "now"
    url: str = ""


def profile(country: Country, reader: Any, year: int) -> Iterator[ProfileLine]:
    """Every line of the profile. The number of queries does not depend on how much there is."""
    yield from header(country, reader)
    unit: OperatingUnit | None = getattr(country, "operating_unit", None)
    if unit is None:
        return
    yield from money(unit, reader, year)
    yield from at_work(unit, reader, year)
    yield from training(unit, reader, year)
    yield from still_open(unit, reader)


def header(country: Country, reader: Any) -> Iterator[ProfileLine]:
    """Who covers it, under which agreements, and how its units and people stand under the Leahy laws."""
    section, code = "Header", "table of countries"
    bureau, command = country.bureau, country.command
    for item, row in (("Regional bureau", bureau), ("Combatant command", command)):
        yield ProfileLine(section, item, text=row.name if row else "not given", register=REFERENCE, vintage=code)
    unit: OperatingUnit | None = getattr(country, "operating_unit", None)
    if unit is None:
        return
    place = Place(unit.pk, unit.region)
    if reader.scope.permits("programs.view_program", place):
        in_force = Agreement.objects.visible_to(reader).filter(operating_unit=unit, valid__contains=today())
        titles = list(in_force.order_by("title", "pk").values_list("title", flat=True))
        yield ProfileLine(
            section, "Agreements in force", len(titles), "agreements", "; ".join(titles), url="/agreements/"
        )
    if reader.scope.permits("vetting.view_case", place):
        approvals = Approval.objects.visible_to(reader).in_force(today()).filter(subject__case__operating_unit=unit)
        shut = UnitStanding.objects.visible_to(reader).barred().filter(unit__country=country)
        parts = [
            rows.order_by().annotate(of=Value(name)).values("of").annotate(n=Count("pk")).values_list("of", "n")
            for name, rows in (("approvals", approvals), ("shut", shut))
        ]
        counts = dict(parts[0].union(parts[1], all=True))
        yield ProfileLine(section, "Leahy approvals in force", counts.get("approvals", 0), "approvals")
        yield ProfileLine(section, BARRED, counts.get("shut", 0), "units", url="/vetting/ineligible/")


def money(unit: OperatingUnit, reader: Any, year: int) -> Iterator[ProfileLine]:
    """Each register of the year by account, then what programs plan and what reached whom, by kind."""
    section = "Money"
    for row, cells in unit_budget(unit, reader).lines:
        for one, figure, version in cells:
            if row.period == str(year) and figure is not None:
                item = f"{row.account}: {one.title.removesuffix(', $')}"
                yield ProfileLine(
                    section, item, figure, DOLLARS, version, one.register, one.vintage, one.as_of, "/budget/"
                )
    programs = of_year(unit, reader, year)
    for kind, planned in _sums(programs.exclude(state=ProgramState.CANCELLED), "kind", Sum("planned_amount")):
        yield ProfileLine(section, f"{kinds.of(kind).short}: planned by programs", planned, DOLLARS, register=PLAN)
    deliveries = Delivery.objects.visible_to(reader).filter(program__in=programs)
    for kind, value in _sums(deliveries, "program__kind", Sum("value")):
        yield ProfileLine(section, f"{kinds.of(kind).short}: delivered", value, DOLLARS, url="/deliveries/")
    ordered = FmsCaseLine.objects.filter(case__program__in=programs).aggregate(sum=Sum("total"))["sum"]
    if ordered is not None:
        on_lines = deliveries.filter(line__isnull=False).aggregate(sum=Sum("value"))["sum"] or Decimal(0)
        yield ProfileLine(section, "FMF: ordered and not delivered", ordered - on_lines, DOLLARS)
    labels = dict(ForceType.choices)
    for force, value in _sums(deliveries, "unit__force_type", Sum("value")):
        name = labels.get(force, "not named, under an agreement").lower() if force else "not named, under an agreement"
        yield ProfileLine(section, f"Delivered: {name}", value, DOLLARS)


def at_work(unit: OperatingUnit, reader: Any, year: int) -> Iterator[ProfileLine]:
    """The programs of the year, each by its number."""
    for program in of_year(unit, reader, year).order_by("kind", "number"):
        yield ProfileLine(
            "Programs",
            program.number,
            program.planned_amount,
            DOLLARS,
            f"{program.title}: {program.get_state_display().lower()}",
            vintage="planned",
            url=program.get_absolute_url(),
        )


def training(unit: OperatingUnit, reader: Any, year: int) -> Iterator[ProfileLine]:
    """Training as published, and the seats on record: sessions, people and the courses with most seats."""
    section = "Training"
    rows = Rollup.objects.filter(operating_unit=unit, fiscal_year=year)
    rows = rows.filter(measure__in=[training_places.name, training_cost.name])
    for measure, value in _sums(rows, "measure", Sum("value")):
        one = training_places if measure == training_places.name else training_cost
        yield ProfileLine(
            section,
            f"{one.title}, as reported",
            value,
            one.unit,
            "",
            PUBLISHED,
            "Foreign Military Training Report",
            "as printed",
            "/training/",
        )
    seats = TrainingSeat.objects.visible_to(reader).filter(program__in=of_year(unit, reader, year))
    found = seats.aggregate(
        seats=Count("pk"),
        people=Count("recipient__person", distinct=True),
        done=Count("pk", filter=Q(state=SeatState.COMPLETED)),
    )
    if found["seats"]:
        yield ProfileLine(section, "Seats on record", found["seats"], "seats", url="/seats/")
        yield ProfileLine(section, "Seats completed", found["done"], "seats")
        yield ProfileLine(section, "People in seats", found["people"], "people")
    top = seats.order_by().values_list("course__title").annotate(n=Count("pk")).order_by("-n", "course__title")
    for title, n in top[:3]:
        yield ProfileLine(section, f"Course: {title}", n, "seats")


def still_open(unit: OperatingUnit, reader: Any) -> Iterator[ProfileLine]:
    """Conditions of concurrences that are not met, and holds of committees that are not released."""
    programs = Program.objects.visible_to(reader).filter(operating_unit=unit)
    conditions = ConcurrenceCondition.objects.filter(concurrence__program__in=programs, met_on=None)
    holds = CongressionalHold.objects.visible_to(reader).filter(notification__operating_unit=unit, released_on=None)
    columns = ("sort_", "number_", "who_", "text_", "day_")
    parts = [
        rows.order_by()
        .annotate(sort_=Value(sort), number_=F(number), who_=who, text_=F(text), day_=F(day))
        .values_list(*columns)
        for sort, rows, number, who, text, day in (
            ("condition", conditions, "concurrence__program__number", Value(""), "text", "due_on"),
            ("hold", holds, "notification__number", F("committee"), "note", "opened_on"),
        )
    ]
    for sort, number, who, text, day in parts[0].union(parts[1], all=True).order_by("sort_", "day_", "text_"):
        yield open_line(sort, number, who, text, day)


def open_line(sort: str, number: str, who: str, text: str, day: dt.date) -> ProfileLine:
    """A condition with the day it is due, or a hold with the committee and since when."""
    if sort == "hold":
        said = f"{Committee(who).label} since {words.long_day(day)}: {text}"
        return ProfileLine(
            "Open", f"Hold on {number}", text=said, vintage="not released", url=f"/notifications/{number}/"
        )
    late = "past due since" if day < today() else "due"
    said = f"{text} ({late} {words.long_day(day)})"
    return ProfileLine("Open", f"Condition of {number}", text=said, vintage="not met", url=f"/programs/{number}/")


def of_year(unit: OperatingUnit, reader: Any, year: int) -> QuerySet[Program]:
    """The programs of a place and year that the reader may see."""
    return Program.objects.visible_to(reader).filter(operating_unit=unit, fiscal_year=year)


def _sums(rows: QuerySet[Any], by: str, figure: Any) -> list[tuple[Any, Decimal]]:
    """A figure by one field, in its order. One query."""
    return list(rows.order_by(by).values(by).annotate(figure=figure).values_list(by, "figure"))
