"""Units with their standing: the list, and the page of one unit with all that hangs on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.dates import today
from ground.history import sentences
from ground.pages.forms import Refusing
from ground.pages.lists import ListPage
from ground.pages.spans import certainty, span
from ground.pages.timeline import timeline
from ground.rows import ExportColumn
from ground.steps import offers
from partners.filters import UnitFilter
from partners.models import Posting, Unit
from partners.selectors import command_on, commanders_on

from ..badges import STANDING, approval_badge, case_badge, standing_badge
from ..filters import StandingUnitFilter
from ..lifecycle import STANDING_STEPS
from ..models import UnitStanding, VettingCase, VettingSubject
from ..selectors import approvals_of, units_with_standing
from ..states import Standing
from ..tables import StandingUnitTable

PEOPLE_SHOWN = 50
CASES_SHOWN = 25


class UnitList(ListPage):
    title = "Units"
    lead = "Units of foreign security forces, with whether they may receive assistance. No finding certifies nothing."
    permission = "partners.view_unit"
    table_class = StandingUnitTable
    template_name = "vetting/unit_list.html"
    export_columns = (
        ExportColumn("Code", "code"),
        ExportColumn("Name", "name"),
        ExportColumn("Other names", lambda unit: "; ".join(n.name for n in unit.names.all() if n.name != unit.name)),
        ExportColumn("Country", "country.iso3"),
        ExportColumn("Force", lambda unit: unit.get_force_type_display()),
        ExportColumn("Level", "echelon"),
        ExportColumn("Headquarters", "headquarters"),
        ExportColumn("Standing", lambda unit: STANDING[unit.standing_state].word if unit.standing_state else ""),
    )

    def get_queryset(self) -> QuerySet[Unit]:
        return units_with_standing(self.request.user).prefetch_related("names").order_by("name", "pk")

    @property
    def reads_vetting(self) -> bool:
        return may(self.request.user, "vetting.view_case")

    def get_filterset_class(self) -> type[UnitFilter]:
        return StandingUnitFilter if self.reads_vetting else UnitFilter

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "exclude": () if self.reads_vetting else ("standing",)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = may(self.request.user, "partners.change_unit")
        return super().get_context_data(may_add=may_add, **kwargs)


class UnitPage(Refusing, NeedsPermission, TemplateView):
    """One unit: names, command on a day, people, standing, approvals, cases, history."""

    permission = "partners.view_unit"
    template_name = "vetting/unit_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        units = Unit.objects.visible_to(user).select_related("country__operating_unit", "standing__source")
        unit = get_object_or_404(units, code=self.kwargs["code"])
        reads_vetting = may(user, "vetting.view_case", unit)
        standing = getattr(unit, "standing", None) if reads_vetting else None
        on = self.day()
        tab = "history" if self.request.GET.get("tab") == "history" else "unit"
        context = {
            "title": str(unit),
            "crumbs": [("Units", "/units/"), (str(unit.country), unit.country.get_absolute_url()), (unit.code, "")],
            "unit": unit,
            "tab": tab,
            "reads_vetting": reads_vetting,
            "standing": standing,
            "standing_badge": standing_badge(standing.state if standing else None) if reads_vetting else None,
            "may_change": may(user, "partners.change_unit", unit),
            **kwargs,
        }
        if tab == "history":
            context["history"] = self.history(unit, standing)
        else:
            context |= self.facts(unit, on)
        if reads_vetting:
            context |= self.steps(unit, standing)
        return super().get_context_data(**context)

    def day(self) -> dt.date:
        """The day asked about; a day that cannot be read is today."""
        try:
            return parse_date(self.request.GET.get("on", "")) or today()
        except ValueError:
            return today()

    def facts(self, unit: Unit, on: dt.date) -> dict[str, Any]:
        user = self.request.user
        names = list(unit.names.select_related("source").order_by("valid", "name"))
        lines = list(
            unit.parents.filter(parent__in=Unit.objects.visible_to(user))
            .select_related("parent", "source")
            .order_by("-valid")
        )
        postings = list(
            Posting.objects.filter(unit=unit)
            .filter(user.scope.q("partners.view_person", place="person__country__operating_unit"))
            .select_related("person", "source")
            .order_by("-valid", "pk")[: PEOPLE_SHOWN + 1]
        )
        for row in (*names, *lines, *postings):
            row.span = span(row.valid)
        for row in (*lines, *postings):
            row.certainty = certainty(row.start_known, row.end_known, row.valid)
        return {
            "on": on,
            "is_today": on == today(),
            "names": names,
            "lines": lines,
            "chart": command_on(unit, on, by=user),
            "commander": commanders_on([unit.pk], on, by=user).get(unit.pk),
            "postings": postings[:PEOPLE_SHOWN],
            "more_people": len(postings) > PEOPLE_SHOWN,
            "approvals": self.approvals(unit),
            "cases": self.cases(unit),
        }

    def approvals(self, unit: Unit) -> list[Any]:
        rows = list(approvals_of(self.request.user, unit=unit)[:CASES_SHOWN])
        for row in rows:
            row.badge, row.span = approval_badge(row), span(row.valid)
        return rows

    def cases(self, unit: Unit) -> list[VettingCase]:
        here = VettingSubject.objects.on_roster().filter(unit=unit).values("case")
        rows = list(
            VettingCase.objects.visible_to(self.request.user).filter(pk__in=here).order_by("-event_start")[:CASES_SHOWN]
        )
        for row in rows:
            row.badge = case_badge(row)
        return rows

    def history(self, unit: Unit, standing: UnitStanding | None) -> list[Any]:
        found = sentences(unit)
        if standing is not None:
            found = sorted([*found, *sentences(standing)], key=lambda one: one.at, reverse=True)
        return timeline(found, lifecycle=STANDING_STEPS, tones={"open_review": "bad", "find_ineligible": "bad"})

    def steps(self, unit: Unit, standing: UnitStanding | None) -> dict[str, Any]:
        """What may be done about the standing; a unit without a row can only be proposed."""
        user = self.request.user
        at_rest = standing is None or standing.state in {Standing.NO_FINDING, Standing.RESTORED}
        return {
            "may_propose": at_rest and may(user, "vetting.propose_ineligible", unit),
            "offers": [] if at_rest or standing is None else offers(STANDING_STEPS, standing, by=user),
            "version": standing.version if standing else 0,
        }
