"""`/dashboard/`: figures from rollups as charts, a map and tables, each with its definition, its time and its rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ground.access import SIGNED_IN, declares, may
from ground.dates import today
from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from partners.models import Bureau, OperatingUnit
from programs.kinds import kinds_of_title
from programs.models import Office
from programs.responsible import kinds_of
from programs.states import Kind
from reporting.measures import (
    MEASURES,
    deliveries_value,
    money_by_stage,
    programs_planned,
    training_cost,
    training_places,
)
from reporting.selectors.dashboard import GIVEN, REACHED, Asked, Money, Training, delivered, rows_behind, split
from reporting.selectors.figures import freshness
from reporting.selectors.live import age_of_cases

TITLES = [("", "Title 22 and Title 10"), ("22", "Title 22"), ("10", "Title 10")]


class DashboardForm(forms.Form):
    """How a reader narrows the dashboard."""

    fiscal_year = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    program = forms.ChoiceField(choices=[("", "All programs"), *Kind.choices], required=False)
    usc_title = forms.ChoiceField(label="Title of the U.S. Code", choices=TITLES, required=False)
    office = forms.ModelChoiceField(
        Office.objects.order_by("code"), to_field_name="code", required=False, empty_label="All offices"
    )
    region = forms.ChoiceField(required=False)
    figure = forms.ChoiceField(label="Map shows", choices=[("cost", "Cost"), ("places", "Places")], required=False)

    def __init__(self, *args: Any, years: list[int], regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = [("", "Latest"), *((str(y), f"FY {y}") for y in years)]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "All regions"), *regions]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        data = self.cleaned_data
        kinds = kinds_of_choice(data["usc_title"], data["office"])
        return Asked(data["fiscal_year"], data["program"], data["region"], data["figure"] or "cost", kinds)


def kinds_of_choice(title: str, office: Office | None) -> tuple[str, ...] | None:
    """The kinds of program of a title of the Code and, today, of an office; None where neither is chosen."""
    if not title and office is None:
        return None
    chosen = set(kinds_of_title(int(title)) if title else Kind.values)
    return tuple(sorted(chosen & set(kinds_of(office, today())) if office else chosen))


@declares(SIGNED_IN)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Training for everybody; money, deliveries and cases where the reader may see them."""
    user = request.user
    training, money, deliveries = Training(user, Asked()), Money(user, Asked()), delivered(user, Asked())
    years = {*training.by_year, *money.years, *deliveries}
    regions = [(one.code, one.name) for one in Bureau.objects.order_by("name")]
    form = DashboardForm(request.GET, years=sorted(years, reverse=True), regions=regions)
    loaded = bool(training.by_year)
    asked = form.asked() if form.is_valid() else Asked()
    if asked != Asked():
        training, money, deliveries = Training(user, asked), Money(user, asked), delivered(user, asked)
    stands = freshness()
    cases_open = may(user, "vetting.view_case")
    heat = age_of_cases(user, where=case_filter(asked)) if cases_open else None
    units = {unit.pk: unit for unit in OperatingUnit.objects.select_related("country")}
    context: dict[str, Any] = {
        "title": "Dashboard",
        "lead": "Every figure opens to the rows behind it. Training is as published; money, deliveries and cases are "
        "those you may see.",
        "form": form,
        "training": training,
        "loaded": loaded,
        "map": training.map(units) if training.by_place else None,
        "regions": training.regions(),
        "countries": training.countries,
        "places": training.total("places"),
        "cost": training.total("cost"),
        "rows_url": rows_behind(fiscal_year=training.year),
        "years_chart": training.years_chart() if training.by_year else None,
        "programs_chart": training.programs_chart() if training.by_place else None,
        "training_stands": stands[training_places.name],
        "cost_stands": stands[training_cost.name],
        "money": money,
        "money_charts": money.charts(),
        "money_stands": stands[money_by_stage.name],
        "split": split(user, asked),
        "split_stands": stands[programs_planned.name],
        "heat": heat,
        "cases_url": url_if("case-list"),
        "figures": figures(user, asked, training, money, deliveries, stands, heat),
        "definitions": [(one.title, one.definition) for one in MEASURES if one.is_open_to(user)],
    }
    return render(request, "reporting/dashboard.html", context)


def case_filter(asked: Asked) -> Q:
    """The dashboard's question to the cases."""
    where = Q()
    if asked.kind:
        where &= Q(program_kind=asked.kind)
    if asked.kinds is not None:
        where &= Q(program_kind__in=asked.kinds)
    if asked.region:
        where &= Q(operating_unit__region=asked.region)
    return where


def figures(
    user: Any, asked: Asked, training: Training, money: Money, deliveries: dict[int, Any], stands: Any, heat: Any
) -> list[dict[str, Any]]:
    """The strip at the top: what the reader may see of money, deliveries, cases and training."""
    found: list[dict[str, Any]] = []
    if money.is_open:
        reached, given = money.standing(REACHED), money.standing(GIVEN)
        share = f", {100 * reached / given:.0f} %" if given else ""
        found.append(
            figure(
                f"Obligated, FY {money.year} funds" if money.year else "Obligated",
                words.short_money(reached),
                f"of {words.short_money(given)} allotted or obligated{share}",
                stands[money_by_stage.name],
                url_if("fund-list"),
                "Show funds",
            )
        )
    if deliveries_value.is_open_to(user):
        year = asked.year or max(deliveries, default=None)
        found.append(
            figure(
                f"Delivered, FY {year} programs" if year else "Delivered",
                words.short_money(deliveries.get(year, 0) if year else 0),
                "value of recorded deliveries",
                stands[deliveries_value.name],
                url_if("delivery-list"),
                "Show deliveries",
            )
        )
    if heat is not None:
        found.append(
            {
                "label": "Cases open",
                "value": words.count(heat.all),
                "note": f"{words.count(heat.over)} over 15 working days; counted now",
                "url": url_if("case-list"),
                "more": "Show cases" if url_if("case-list") else "",
            }
        )
    found.append(
        figure(
            f"Places in training, FY {training.year}" if training.year else "Places in training",
            words.count(int(training.total("places"))),
            f"{words.counted(training.countries, 'country,countries')}, {words.short_money(training.total('cost'))}",
            stands[training_places.name],
            rows_behind(fiscal_year=training.year),
            "Show rows",
        )
    )
    return found


def figure(label: str, value: str, note: str, stands: Any, url: str, more: str) -> dict[str, Any]:
    """One figure of the strip, with when it was counted. The unit of a large sum stands smaller."""
    number, _, unit = value.partition(" ")
    return {
        "label": label,
        "value": number,
        "unit": unit,
        "note": note,
        "url": url,
        "more": more if url else "",
        "at": stands.at,
        "fresh": stands.fresh,
    }
