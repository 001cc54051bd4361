"""What the dashboard shows: training by place, year and program, money by stage, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from ground.pages.charts import Chart, Map, MapPlace, Series, ranked
from ground.pages.templatetags.gatehouse import url_if
from partners.models import ForceType, OperatingUnit
from programs import kinds
from programs.standing import STAGES
from programs.states import FLOW, Kind, Stage, StatedPurpose
from reporting.measures import (
    Measure,
    deliveries_value,
    money_by_stage,
    programs_planned,
    training_cost,
    training_places,
)

from .figures import summed

BREAKS = {"places": (20, 100, 400, 1_500), "cost": (50_000, 250_000, 1_000_000, 5_000_000)}
FIGURES = {"places": training_places, "cost": training_cost}
REACHED = (Stage.OBLIGATED, Stage.DISBURSED)  # a dollar stands at one stage: what was ever obligated is both together
GIVEN = (Stage.ALLOTTED, Stage.COMMITTED, Stage.DEOBLIGATED, *REACHED)  # what has left the fund for a place


@dataclass(frozen=True)
class Asked:
    """What the reader narrowed the dashboard to."""

    year: int | None = None
    kind: str = ""
    region: str = ""
    figure: str = "cost"
    kinds: tuple[str, ...] | None = None  # of a title of the Code, or that an office answers for; None is all

    def where(self, measure: Measure, *, year: int | None = None) -> Q:
        """The same question to one measure, for one year or all."""
        found = Q()
        if year is not None:
            found &= Q(fiscal_year=year)
        if self.kind and "kind" in measure.dimensions:
            found &= Q(keys__kind=self.kind)
        if self.kinds is not None and "kind" in measure.dimensions:
            found &= Q(keys__kind__in=self.kinds)
        if self.region:
            found &= Q(operating_unit__region=self.region)
        return found


@dataclass(frozen=True)
class RegionRow:
    """One printed region: how many countries, places and dollars."""

    region: str
    countries: int
    places: Decimal
    cost: Decimal
    url: str


def rows_behind(**narrowed: Any) -> str:
    """The address of the training rows behind a figure, or "" where there is no such page."""
    page = url_if("training-list")
    query = urlencode({name: value for name, value in narrowed.items() if value not in (None, "")})
    return f"{page}?{query}" if page and query else page


class Training:
    """Reported training, narrowed; every part of it is read once."""

    def __init__(self, user: Any, asked: Asked) -> None:
        self.user, self.asked = user, asked

    @cached_property
    def by_year(self) -> dict[int, Decimal]:
        """Places by fiscal year, whatever the year asked for."""
        rows = summed(training_places, self.user, "fiscal_year", where=self.asked.where(training_places))
        return {row["fiscal_year"]: row["value"] for row in rows if row["fiscal_year"]}

    @cached_property
    def year(self) -> int | None:
        """The year asked for, else the latest that has rows."""
        return self.asked.year or max(self.by_year, default=None)

    @cached_property
    def by_place(self) -> list[dict[str, Any]]:
        """Places and cost of the year by operating unit, printed region and unassigned label."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for name, measure in FIGURES.items():
            where = self.asked.where(measure, year=self.year)
            for row in summed(measure, self.user, "operating_unit", "region", "country", where=where):
                key = (row["operating_unit"], row["region"], row["country"])
                found.setdefault(key, {**row, "places": Decimal(0), "cost": Decimal(0)})[name] = row["value"]
        return list(found.values())

    def total(self, figure: str) -> Decimal:
        return sum((row[figure] for row in self.by_place), start=Decimal(0))

    def regions(self) -> list[RegionRow]:
        """The table beside the map, by region as printed. A label nobody has assigned counts as a country."""
        grouped: dict[str, list[dict[str, Any]]] = {}
        for row in self.by_place:
            grouped.setdefault(row["region"] or "not given", []).append(row)
        return [
            RegionRow(
                region,
                len({(row["operating_unit"], row["country"]) for row in rows}),
                sum((row["places"] for row in rows), start=Decimal(0)),
                sum((row["cost"] for row in rows), start=Decimal(0)),
                rows_behind(fiscal_year=self.year, region=region),
            )
            for region, rows in sorted(grouped.items())
        ]

    @property
    def countries(self) -> int:
        return len({(row["operating_unit"], row["country"]) for row in self.by_place})

    def map(self, places: dict[int, OperatingUnit]) -> Map:
        """The world, by the figure asked for. What belongs to no country is in the table under its printed label."""
        figure = self.asked.figure
        values: dict[tuple[Any, Any], Decimal] = {}
        for row in self.by_place:
            key = (row["operating_unit"], row["country"])
            values[key] = values.get(key, Decimal(0)) + row[figure]
        found = [self._place(places.get(unit), label, value) for (unit, label), value in values.items()]
        unit = training_places.unit if figure == "places" else training_cost.unit
        return Map(
            id="training-map",
            title=f"Training {figure} by country, FY {self.year}",
            unit=unit,
            places=found,
            breaks=BREAKS[figure],
            source="Foreign Military Training Report.",
        )

    def _place(self, unit: OperatingUnit | None, label: str | None, value: Decimal) -> MapPlace:
        if unit is None or unit.country is None:
            return MapPlace("", unit.name if unit else f"{label}, as printed", value)
        country = unit.country
        return MapPlace(country.numeric, country.name, value, rows_behind(fiscal_year=self.year, country=country.iso3))

    def years_chart(self) -> Chart:
        years = sorted(self.by_year)
        return Chart(
            id="training-years",
            title="Training places by fiscal year",
            unit="places",
            kind="bar",
            categories=[str(year) for year in years],
            series=[Series("Places", [self.by_year[year] for year in years], "fmf")],
            heading="Fiscal year",
            source="Foreign Military Training Report, actual rows.",
            urls=[rows_behind(fiscal_year=year) for year in years],
        )

    def programs_chart(self) -> Chart:
        """Cost by program label, the largest first."""
        rows = summed(training_cost, self.user, "program", where=self.asked.where(training_cost, year=self.year))
        labels, values = ranked([(row["program"] or "not given", row["value"]) for row in rows])
        urls = [rows_behind(fiscal_year=self.year, program=label) for label in labels]
        return Chart(
            id="training-programs",
            title=f"Training cost by program, FY {self.year}",
            unit="US dollars",
            kind="lying",
            categories=labels,
            series=[Series("Cost", values, "fmf")],
            heading="Program",
            source="Foreign Military Training Report, actual rows.",
            urls=urls if len(rows) <= len(labels) else [*urls[:-1], ""],
        )


class Money:
    """Money by stage, narrowed and scoped; one query for all years."""

    def __init__(self, user: Any, asked: Asked) -> None:
        self.user, self.asked = user, asked
        self.is_open = money_by_stage.is_open_to(user)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        where = self.asked.where(money_by_stage)
        return summed(money_by_stage, self.user, "fiscal_year", "kind", "stage", where=where) if self.is_open else []

    @cached_property
    def years(self) -> list[int]:
        return sorted({row["fiscal_year"] for row in self.rows})

    @cached_property
    def year(self) -> int | None:
        return self.asked.year or max(self.years, default=None)

    @cached_property
    def by_kind(self) -> dict[str, dict[str, Decimal]]:
        """What stands at each stage, by kind, of the year's funds."""
        found: dict[str, dict[str, Decimal]] = {}
        for row in self.rows:
            if row["fiscal_year"] == self.year:
                found.setdefault(row["kind"] or "", {})[row["stage"]] = row["value"]
        return dict(sorted(found.items()))

    @cached_property
    def stages(self) -> list[Stage]:
        """The way money takes, and each side exit where something stands."""
        used = {stage for kind in self.by_kind.values() for stage, value in kind.items() if value}
        return [stage for stage in STAGES if stage in FLOW or stage in used]

    def standing(self, stages: Iterable[str]) -> Decimal:
        wanted = set(stages)
        values = (value for kind in self.by_kind.values() for stage, value in kind.items() if stage in wanted)
        return sum(values, start=Decimal(0))

    def charts(self) -> list[Chart]:
        """One small chart for each kind of program."""
        return [
            Chart(
                id=f"money-{color(kind) or 'other'}",
                title=f"{Kind(kind).label if kind in Kind.values else 'Other accounts'}, FY {self.year} funds by stage",
                unit="US dollars",
                kind="lying",
                categories=[str(stage.label) for stage in self.stages],
                series=[Series("Stands there now", [by.get(s, Decimal(0)) for s in self.stages], color(kind))],
                heading="Stage",
                source="Ledger.",
            )
            for kind, by in self.by_kind.items()
        ]


def color(kind: str) -> str:
    """The key of a kind's color in charts; accounts of no kind have none."""
    return kinds.of(kind).color if kind in Kind.values else ""


@dataclass(frozen=True)
class Split:
    """What is planned by stated purpose, and what was delivered by force, of one year."""

    year: int | None
    purposes: list[tuple[str, Decimal]]
    planned: Decimal
    forces: list[tuple[str, Decimal]]
    delivered: Decimal


def split(user: Any, asked: Asked) -> Split | None:
    """Purposes and forces of the year asked for, else of the latest; None for who reads no program. A program with
    several purposes stands under each, so that the lines add up to more than what is planned. Two queries."""
    if not programs_planned.is_open_to(user):
        return None
    plans = summed(programs_planned, user, "fiscal_year", "purposes", where=asked.where(programs_planned))
    given = summed(deliveries_value, user, "fiscal_year", "force", where=asked.where(deliveries_value))
    year = asked.year or max((row["fiscal_year"] for row in (*plans, *given)), default=None)
    plans, given = ([row for row in rows if row["fiscal_year"] == year] for rows in (plans, given))
    purposes = [
        (str(one.label), sum((row["value"] for row in plans if one in row["purposes"].split()), Decimal(0)))
        for one in StatedPurpose
    ]
    labels = {**dict(ForceType.choices), "NOT_NAMED": "Not named, under an agreement"}
    forces = [
        (label, sum((r["value"] for r in given if r["force"] == force), Decimal(0))) for force, label in labels.items()
    ]
    planned, delivered = (sum((row["value"] for row in rows), Decimal(0)) for rows in (plans, given))
    return Split(year, purposes, planned, forces, delivered)


def delivered(user: Any, asked: Asked) -> dict[int, Decimal]:
    """Value delivered by fiscal year of the program."""
    if not deliveries_value.is_open_to(user):
        return {}
    rows = summed(deliveries_value, user, "fiscal_year", where=asked.where(deliveries_value))
    return {row["fiscal_year"]: row["value"] for row in rows}
