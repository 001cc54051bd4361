"""`/countries/` and `/countries/<iso3>/`: published figures for everybody, operations as far as the reader may see."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ground.access import SIGNED_IN, declares
from ground.dates import today
from ground.pages import words
from ground.pages.lists import ListPage
from ground.pages.spans import span
from ground.pages.tables import MoneyColumn, RowHead, Table
from ground.pages.templatetags.gatehouse import url_if
from ground.rows import ExportColumn
from partners.models import Bureau, Country, CountryName
from programs import badges as program_badges
from programs.models import CountryRestriction
from programs.restrictions import badges as restriction_badges
from reporting.measures import Measure, money_by_stage, training_cost, training_places
from reporting.models import Rollup
from reporting.selectors.country import CountryPage, country_page, reported_years
from reporting.selectors.dashboard import GIVEN, REACHED
from reporting.selectors.figures import freshness
from vetting import badges as case_badges


def all_years(measure: Measure) -> Coalesce:
    """A measure's sum over all years for the country of the row."""
    rows = Rollup.objects.filter(measure=measure.name, operating_unit__country=OuterRef("pk")).order_by()
    summed = rows.values("measure").annotate(sum=Sum("value")).values("sum")
    money = DecimalField(max_digits=25, decimal_places=3)
    return Coalesce(Subquery(summed, output_field=money), Value(0), output_field=money)


class CountryTable(Table):
    title = "Countries"
    noun = "country,countries"

    name = RowHead(verbose_name="Country")
    iso3 = tables.Column(verbose_name="ISO", attrs={"td": {"class": "gh-id"}})
    bureau = tables.Column(accessor="bureau__code", verbose_name="Bureau", default="not given")
    command = tables.Column(accessor="command__code", verbose_name="Command", default="not given")
    places = MoneyColumn(accessor="all_places", verbose_name="Places, all years", total=True)
    cost = MoneyColumn(accessor="all_cost", verbose_name="Cost, $, all years", total=True)


class CountryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named_like", label="Name or code")
    region = django_filters.ModelChoiceFilter(
        field_name="bureau",
        queryset=Bureau.objects.order_by("name"),
        to_field_name="code",
        label="Bureau",
        empty_label="Any",
    )

    def named_like(self, queryset: QuerySet[Country], name: str, value: str) -> QuerySet[Country]:
        """By any of its spellings, or its code."""
        spelled = CountryName.objects.filter(name__icontains=value.strip()).values("country")
        return queryset.filter(Q(name__icontains=value.strip()) | Q(iso3__iexact=value.strip()) | Q(pk__in=spelled))


class CountryList(ListPage):
    permission = SIGNED_IN
    title = "Countries"
    lead = "Partner countries with the training that published reports show. Each opens to its page."
    table_class = CountryTable
    filterset_class = CountryFilter
    totals = {"places": Sum("all_places"), "cost": Sum("all_cost")}
    export_columns = (
        ExportColumn("Country", "name"),
        ExportColumn("ISO alpha-3", "iso3"),
        ExportColumn("Bureau", lambda row: row.bureau.code if row.bureau else ""),
        ExportColumn("Combatant command", lambda row: row.command.code if row.command else ""),
        ExportColumn("Training places, all years", lambda row: int(row.all_places), "number"),
        ExportColumn("Training cost, US dollars, all years", "all_cost", "money"),
    )

    def get_queryset(self) -> QuerySet[Country]:
        return (
            Country.objects.select_related("bureau", "command")
            .annotate(all_places=all_years(training_places), all_cost=all_years(training_cost))
            .order_by("name")
        )


@declares(SIGNED_IN)
@require_safe
def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    """One country."""
    shut = CountryRestriction.objects.filter(country=OuterRef("pk")).standing(today())
    rows = Country.objects.select_related("bureau", "command", "operating_unit").annotate(is_restricted=Exists(shut))
    country = get_object_or_404(rows, iso3=iso3)
    page = country_page(country, request.user)
    stands = freshness()
    context: dict[str, Any] = {
        "title": country.name,
        "crumbs": [("Countries", url_if("country-list")), (country.name, "")],
        "page": page,
        "country": country,
        "reported": "" if page.years else covered(reported_years()),
        "figures": figures(page, stands),
        "names": [(name, span(name.valid)) for name in country.names.order_by("name")],
        "posts": list(country.posts.order_by("name")),
        "training_stands": stands[training_places.name],
        "money_stands": stands[money_by_stage.name],
        "cases": [(case, case_badges.case_badge(case)) for case in page.cases or []],
        "restrictions": [
            (row, restriction_badges.standing(row, today()), span(row.valid)) for row in page.restrictions or []
        ],
        "programs": [(one, program_badges.PROGRAM[one.state]) for one in page.programs or []],
    }
    return render(request, "reporting/country_detail.html", context)


def covered(years: tuple[int, int] | None) -> str:
    """Which years the reports cover that were brought in; empty while there are none."""
    if years is None:
        return ""
    first, last = years
    span = f"fiscal year {first}" if first == last else f"fiscal years {first} to {last}"
    return f"The reports brought in cover {span} and leave out some allies."


def figures(page: CountryPage, stands: Any) -> list[dict[str, Any]]:
    """The strip at the top."""
    training = stands[training_places.name]
    found: list[dict[str, Any]] = [
        {
            "label": "Places in training, all years",
            "value": words.amount(page.places),
            "note": f"{words.short_money(page.cost)}, as reported",
            "at": training.at,
            "fresh": training.fresh,
        }
    ]
    if page.money is not None:
        money = stands[money_by_stage.name]
        reached = sum(by.get(stage, 0) for by in page.money.values() for stage in REACHED)
        given = sum(by.get(stage, 0) for by in page.money.values() for stage in GIVEN)
        number, _, unit = words.short_money(reached).partition(" ")
        note = f"of {words.short_money(given)} allotted or obligated, all years"
        found.append(
            {"label": "Obligated", "value": number, "unit": unit, "note": note, "at": money.at, "fresh": money.fresh}
        )
    if page.lapsing is not None:
        note = f"{words.count(page.lapsing.soon)} within 30 days; counted now"
        found.append({"label": "Approvals that end in 90 days", "value": words.count(page.lapsing.all), "note": note})
    if page.barred is not None:
        note = "under review or ineligible; counted now"
        found.append({"label": "Units shut to assistance", "value": words.count(page.barred), "note": note})
    return found
