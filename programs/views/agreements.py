"""Agreements and the determinations before grant articles: the list, and the forms that record them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ground.access import may
from ground.dates import fiscal_year, today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage

from ..forms import agreements as forms
from ..models import Agreement, GrantDetermination
from ..services import agreements
from ..tables.agreements import AGREEMENT_EXPORT, AgreementFilter, AgreementTable
from .base import RecordForm


class AgreementList(ListPage):
    title = "Agreements"
    lead = (
        "What assistance rests on: recipients named later, section 505, interagency, grants, contracts, contributions."
    )
    permission = "programs.view_program"
    template_name = "programs/agreement_list.html"
    table_class = AgreementTable
    filterset_class = AgreementFilter
    export_columns = AGREEMENT_EXPORT
    empty = "No agreement is on record. Without one, recipients are named before anything is delivered."

    def get_queryset(self) -> QuerySet[Agreement]:
        seen = Agreement.objects.visible_to(self.request.user).select_related("operating_unit", "amends")
        return seen.order_by("operating_unit__name", "-signed_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, agreements.CHANGE), **kwargs)


class AtPlace(FormPage):
    """A form about a partner, from the list of agreements and back to it."""

    permission = agreements.CHANGE

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return "/agreements/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Agreements", "/agreements/"), (self.title, "")]


class NewAgreement(AtPlace):
    form_class = forms.AgreementForm
    title = "Record an agreement"
    lead = "What goes under one of 22 U.S.C. 2378d(c)(1) is shown as “not unit-vetted”, never as approved."
    button = "Record the agreement"
    said = "Recorded the agreement."

    def act(self, data: dict[str, Any]) -> Agreement:
        return agreements.record_agreement(by=self.request.user, **data)


class Determine(AtPlace):
    form_class = forms.DeterminationForm
    title = "Record a determination"
    lead = "Above the yearly amount grant defense articles need all four of 22 U.S.C. 2314(b)."
    button = "Record the determination"
    said = "Recorded the determination."

    def get_initial(self) -> dict[str, Any]:
        return {"fiscal_year": fiscal_year(today()), "determined_on": today()}

    def act(self, data: dict[str, Any]) -> GrantDetermination:
        return agreements.determine(by=self.request.user, **data)


class SendList(RecordForm):
    permission = agreements.CHANGE
    form_class = forms.ListSentForm
    title = "List of barred units sent"
    button = "Note the day"
    said = "Noted."
    object: Agreement

    def seen(self, user: Any) -> QuerySet[Agreement]:
        return Agreement.objects.visible_to(user).select_related("operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> Agreement:
        return agreements.send_list(agreement=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/agreements/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Agreements", "/agreements/"), (self.object.title, ""), (self.title, "")]
