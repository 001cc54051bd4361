"""What the page of a country shows: its names and posts, published training, and the operations a reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, Max, Min, Model, Q, QuerySet, Sum, Window

from ground.access import Place
from ground.dates import today
from ground.pages.charts import Chart, Series
from partners.models import Country, OperatingUnit, Unit
from programs.budget.country import UnitBudget, unit_budget
from programs.models import CountryRestriction, Program
from programs.standing import STAGES
from programs.states import BY_FUND, FLOW, Stage
from reporting.measures import money_by_stage, training_cost, training_places
from reporting.models import Rollup
from vetting.models import VettingCase

from .dashboard import rows_behind
from .figures import summed
from .live import Few, approvals_that_lapse
from .profile import BARRED, ProfileLine, header, still_open

SHOWN = 10
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class TrainingRow:
    """Reported training of one year or one program."""

    label: str
    places: Decimal
    cost: Decimal
    url: str = ""


@dataclass
class CountryPage:
    """Everything the page shows. What the reader may not see here is None, and then the page does not mention it."""

    country: Country
    unit: OperatingUnit | None
    years: list[TrainingRow] = field(default_factory=list)
    programs_reported: list[TrainingRow] = field(default_factory=list)
    money: dict[int, dict[str, Decimal]] | None = None
    budget: UnitBudget | None = None
    units: list[Unit] | None = None
    units_all: int = 0
    barred: int | None = None
    restrictions: list[CountryRestriction] | None = None
    programs: list[Program] | None = None
    programs_all: int = 0
    cases: list[VettingCase] | None = None
    cases_all: int = 0
    lapsing: Few | None = None
    covers: list[ProfileLine] = field(default_factory=list)
    still_open: list[ProfileLine] | None = None

    @property
    def places(self) -> Decimal:
        return sum((row.places for row in self.years), start=Decimal(0))

    @property
    def cost(self) -> Decimal:
        return sum((row.cost for row in self.years), start=Decimal(0))

    @property
    def columns(self) -> list[Stage]:
        """The way money takes from the allotment on, and each side exit where something of the place stands."""
        used = {stage for by in (self.money or {}).values() for stage, value in by.items() if value}
        return [stage for stage in STAGES if stage not in BY_FUND and (stage in FLOW or stage in used)]

    @property
    def stages(self) -> list[str]:
        return [str(stage.label) for stage in self.columns]

    @property
    def money_rows(self) -> list[tuple[int, list[Decimal]]]:
        """What stands at each stage of a place's own, from the allotment on, by budget year, newest first."""
        found = sorted((self.money or {}).items(), reverse=True)
        return [(year, [by.get(stage, Decimal(0)) for stage in self.columns]) for year, by in found]

    def chart(self) -> Chart:
        """Places by year, drawn."""
        years = sorted(self.years, key=lambda row: row.label)
        return Chart(
            id="country-training",
            title=f"Training places by fiscal year, {self.country.name}",
            unit="places",
            kind="bar",
            categories=[row.label for row in years],
            series=[Series("Places", [row.places for row in years], "imet")],
            heading="Fiscal year",
            source="Foreign Military Training Report, actual rows.",
            urls=[row.url for row in years],
        )


def country_page(country: Country, user: Any) -> CountryPage:
    """The page of a country for a reader, in a number of queries that does not grow with its rows."""
    unit: OperatingUnit | None = getattr(country, "operating_unit", None)
    page = CountryPage(country, unit)
    if unit is None:
        return page
    page.covers = list(header(country, user))
    page.years, page.programs_reported = _training(country, unit, user)
    page.budget = unit_budget(unit, user)
    place = Place(unit.pk, unit.region)
    here = Q(operating_unit=unit)
    if user.scope.permits(money_by_stage.permission, place):
        page.money = {}
        for row in summed(money_by_stage, user, "fiscal_year", "stage", where=here):
            page.money.setdefault(row["fiscal_year"], {})[row["stage"]] = row["value"]
    if user.scope.permits("partners.view_unit", place):
        units = Unit.objects.visible_to(user).filter(country=country)
        page.units, page.units_all = listed(units.order_by("name", "pk"))
    if user.scope.permits("programs.view_program", place):
        shut = CountryRestriction.objects.visible_to(user).filter(country=country).standing(today())
        page.restrictions = (
            list(shut.order_by("-blocks", "pk")[:SHOWN]) if getattr(country, "is_restricted", True) else []
        )
        programs = Program.objects.visible_to(user).filter(here)
        ordered = programs.select_related("manager").order_by("-fiscal_year", "number")
        page.programs, page.programs_all = listed(ordered)
        page.still_open = list(still_open(unit, user))
    if user.scope.permits("vetting.view_case", place):
        cases = VettingCase.objects.visible_to(user).filter(here)
        page.cases, page.cases_all = listed(cases.order_by("-event_start", "number"))
        page.barred = next(int(line.value or 0) for line in page.covers if line.item == BARRED)
        page.lapsing = approvals_that_lapse(user, on=today(), where=Q(subject__case__operating_unit=unit))
    return page


def listed(rows: QuerySet[M]) -> tuple[list[M], int]:
    """The first rows, and how many there are of them all. One query."""
    shown = list(rows.annotate(all_rows=Window(Count("pk")))[:SHOWN])
    return shown, shown[0].all_rows if shown else 0  # type: ignore[attr-defined]


def reported_years() -> tuple[int, int] | None:
    """The first and the last fiscal year of the training reports that were brought in; None while there are none."""
    ends = Rollup.objects.filter(measure=training_places.name).aggregate(Min("fiscal_year"), Max("fiscal_year"))
    first, last = ends["fiscal_year__min"], ends["fiscal_year__max"]
    return None if first is None else (first, last)


def _training(country: Country, unit: OperatingUnit, user: Any) -> tuple[list[TrainingRow], list[TrainingRow]]:
    """Reported training by year and by program, from one query over both measures."""
    years: dict[Any, dict[str, Decimal]] = {}
    programs: dict[Any, dict[str, Decimal]] = {}
    rows = (
        Rollup.objects.filter(measure__in=[training_places.name, training_cost.name], operating_unit=unit)
        .values_list("fiscal_year", "keys__program", "measure")
        .annotate(sum=Sum("value"))
        .order_by()
    )
    for year, program, measure, value in rows:
        for grouped, key in ((years, year), (programs, program)):
            by = grouped.setdefault(key, {training_places.name: Decimal(0), training_cost.name: Decimal(0)})
            by[measure] += value

    def row(label: Any, by: dict[str, Decimal], **narrowed: Any) -> TrainingRow:
        url = rows_behind(country=country.iso3, **narrowed)
        return TrainingRow(str(label), by[training_places.name], by[training_cost.name], url)

    ordered = sorted((item for item in years.items() if item[0]), reverse=True)
    largest = sorted(programs.items(), key=lambda item: (-item[1][training_cost.name], str(item[0])))
    return (
        [row(year, by, fiscal_year=year) for year, by in ordered],
        [row(program, by, program=program) for program, by in largest],
    )
