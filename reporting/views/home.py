"""`/`: what needs the user today, by role, and the figures of their places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import ROLES, Role
from ground.access import SIGNED_IN, declares, may
from ground.dates import last_day, today
from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from programs.models import Office
from reporting.measures import cases_by_state, deliveries_count, deliveries_value, money_by_stage, training_places
from reporting.models import Rollup
from reporting.selectors.dashboard import REACHED
from reporting.selectors.figures import freshness
from reporting.selectors.live import LATER, SOON, Few, approvals_that_end_too_soon, approvals_that_lapse
from reporting.selectors.today import what_waits
from reporting.views.dashboard import TITLES, kinds_of_choice
from vetting.models import CaseState

SENT = [s.value for s in CaseState if s not in {CaseState.DRAFT, CaseState.CLOSED, CaseState.CANCELLED}]
# What the home page shows of each measure: its words, which part of it, and the page behind it.
SHOWN: tuple[tuple[Any, str, Q, str], ...] = (
    (money_by_stage, "Obligated", Q(keys__stage__in=list(REACHED)), "fund-list"),
    (deliveries_value, "Delivered", Q(), "delivery-list"),
    (deliveries_count, "Deliveries", Q(), "delivery-list"),
    (cases_by_state, "Open cases", Q(keys__state__in=SENT), "case-list"),
    (training_places, "Places in training", Q(), "dashboard"),
)
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@declares(SIGNED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today."""
    user: Any = request.user
    sections = what_waits(user)
    waiting = sum(section.all for section in sections)
    sees_cases = may(user, "vetting.view_case")
    form = FiguresForm(request.GET)
    lapsing = approvals_that_lapse(user) if sees_cases else Few()
    gaps = approvals_that_end_too_soon(user) if sees_cases else Few()
    context: dict[str, Any] = {
        "title": f"Today, {today():%A}, {words.long_day(today())}",
        "lead": lead(waiting),
        "sections": sections,
        "figures": [
            {"label": one.title, "value": words.count(one.all), "note": one.lead, "url": f"#{one.key}"}
            for one in sections[:5]
        ],
        "waiting": waiting,
        "sees_cases": sees_cases,
        "lapsing": lapsing,
        "lapsing_rows": [(one, last_day(one.valid)) for one in lapsing.rows],
        "gaps": gaps,
        "gap_rows": [(one, last_day(one.valid)) for one in gaps.rows],
        "soon": SOON,
        "later": LATER,
        "counted": counted(user, chosen(form)),
        "form": form,
        "roles": [(Role(role).label, ROLES[role].does) for role in dict.fromkeys(g.role for g in user.scope.grants)],
    }
    return render(request, "reporting/home.html", context)


def lead(waiting: int) -> str:
    """The sentence under the title."""
    if not waiting:
        return "Nothing needs you now. Nothing is approved by waiting."
    number = NUMBERS[waiting].capitalize() if waiting < len(NUMBERS) else words.count(waiting)
    verb = "thing needs" if waiting == 1 else "things need"
    return f"{number} {verb} you. Nothing is approved by waiting."


class FiguresForm(forms.Form):
    """How a reader narrows the figures of their places."""

    usc_title = forms.ChoiceField(label="Title of the U.S. Code", choices=TITLES, required=False)
    office = forms.ModelChoiceField(
        Office.objects.order_by("code"), to_field_name="code", required=False, empty_label="All offices"
    )


def chosen(form: FiguresForm) -> tuple[str, ...] | None:
    """The kinds of program that the figures are of; None is all."""
    return kinds_of_choice(form.cleaned_data["usc_title"], form.cleaned_data["office"]) if form.is_valid() else None


def counted(user: Any, kinds: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """Figures of the user's places, of some kinds of program or all, each of the latest year that has any, with when
    it was counted. Three queries. A measure that knows no kinds is left out where some are asked for."""
    mine = [row for row in SHOWN if row[0].is_open_to(user) and (kinds is None or "kind" in row[0].dimensions)]
    narrowed = Q() if kinds is None else Q(keys__kind__in=kinds)
    rows = Rollup.objects.none()
    for measure, _, part, _ in mine:
        rows = rows | Rollup.objects.of(measure, user).filter(part, narrowed)
    latest: dict[str, tuple[int, Decimal]] = {}
    cases = Decimal(0)
    for name, year, value in rows.values_list("measure", "fiscal_year").annotate(sum=Sum("value")).order_by():
        if name == cases_by_state.name:
            cases += value  # what is open is open, whichever year its event starts in
        elif year and year >= latest.get(name, (0, Decimal(0)))[0]:
            latest[name] = (year, value)
    stands = freshness()
    found = []
    for measure, label, _, page in mine:
        year, value = latest.get(measure.name, (None, cases if measure is cases_by_state else Decimal(0)))
        found.append(
            {
                "label": f"{label}, FY {year}" if year else label,
                "value": words.short_money(value) if measure.is_money else words.amount(value),
                "url": url_if(page),
                "stands": stands[measure.name],
                "definition": measure.definition,
            }
        )
    return found
