"""Stated purposes of a program, and initiatives across accounts with the pipeline of their programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ground.access import may
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage

from .. import badges, kinds
from ..forms.purposes import InitiativeForm, PurposesForm
from ..models import Balance, Initiative, Program
from ..services import initiatives
from ..standing import money_by_stage
from ..tables.offices import INITIATIVE_EXPORT, InitiativeFilter, InitiativeTable
from .base import RecordPage
from .plans import ProgramForm
from .programs import OF_PROGRAM, with_obligated


class StatePurposes(ProgramForm):
    permission = "programs.change_program"
    form_class = PurposesForm
    title = "Stated purposes and initiative"
    lead = "What State says this kind of help is for, and the name it carries across accounts."
    said = "Saved what it is stated to be for."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("stated_purposes", "initiative", "version")}

    def act(self, data: dict[str, Any]) -> Program:
        purposes = data.pop("stated_purposes")
        return initiatives.state_purposes(program=self.object, purposes=purposes, by=self.request.user, **data)


class InitiativeList(ListPage):
    title = "Initiatives"
    lead = "Names that programs of several accounts carry together; each opens to what its programs have unspent."
    permission = "programs.view_program"
    table_class = InitiativeTable
    filterset_class = InitiativeFilter
    totals = {"planned": Sum("planned_sum")}
    export_columns = INITIATIVE_EXPORT
    empty = "No initiative yet. Name one, then choose it on each of its programs."
    template_name = "programs/initiative_list.html"

    def get_queryset(self) -> QuerySet[Initiative]:
        mine = Program.objects.visible_to(self.request.user).filter(initiative=OuterRef("pk")).order_by()
        of = mine.values("initiative")
        return Initiative.objects.annotate(
            program_count=Coalesce(Subquery(of.annotate(n=Count("pk")).values("n")), 0),
            planned_sum=Coalesce(Subquery(of.annotate(sum=Sum("planned_amount")).values("sum")), Value(Decimal(0))),
        ).order_by("name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = may(self.request.user, "programs.draft_program")
        return super().get_context_data(may_add=may_add, **kwargs)


class AddInitiative(FormPage):
    permission = "programs.draft_program"
    form_class = InitiativeForm
    title = "New initiative"
    lead = "Then choose it on each of its programs, whatever their account."
    said = "The initiative is on record."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Initiative:
        return initiatives.add_initiative(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/initiatives/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Initiatives", "/initiatives/"), (self.title, "")]


class InitiativePage(RecordPage):
    """One initiative: its programs of every account that the reader may see, with their money by stage."""

    permission = "programs.view_program"
    template_name = "programs/initiative_page.html"
    key = "code"
    object: Initiative

    def seen(self, user: Any) -> QuerySet[Initiative]:
        return Initiative.objects.all()

    def context(self) -> dict[str, Any]:
        user, initiative = self.request.user, self.object
        seen = Program.objects.visible_to(user).filter(initiative=initiative)
        reads_money = may(user, "programs.view_fund")
        balances = Balance.objects.visible_to(user).filter(program__in=seen)
        rows = with_obligated(seen.select_related("operating_unit"), user).order_by("kind", "-fiscal_year", "number")
        listed = [(one, kinds.of(one.kind), badges.PROGRAM[one.state]) for one in rows]
        return {
            "initiative": initiative,
            "programs": listed,
            "planned": sum((one.planned_amount for one, *_ in listed), Decimal(0)),
            "money": money_by_stage(balances, OF_PROGRAM) if reads_money else None,
            "reads_money": reads_money,
            "title": initiative.name,
            "crumbs": [("Initiatives", "/initiatives/"), (initiative.name, "")],
        }
