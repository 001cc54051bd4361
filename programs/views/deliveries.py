"""Deliveries: the list, and the form that records one. FMS cases and agreements stand here too: what delivers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.dates import last_day, today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage

from ..filters.programs import DeliveryFilter
from ..forms import programs as forms
from ..models import Agreement, Delivery
from ..services import fms
from ..services.deliveries import DeliveryRow, record_deliveries
from ..tables import programs as tables
from .base import RecordForm
from .plans import ProgramForm


class DeliveryList(ListPage):
    title = "Deliveries"
    lead = "What reached whom. Each recipient was approved on its day; without named units it went under an agreement."
    permission = "programs.view_program"
    table_class = tables.DeliveryTable
    filterset_class = DeliveryFilter
    totals = {"value": Sum("value")}
    export_columns = tables.DELIVERY_EXPORT
    empty = "Nothing is delivered yet."

    def get_queryset(self) -> QuerySet[Delivery]:
        seen = Delivery.objects.visible_to(self.request.user)
        return seen.select_related("program", "unit", "person", "agreement").order_by("-delivered_on", "-pk")


class RecordDelivery(ProgramForm):
    permission = "programs.record_delivery"
    form_class = forms.DeliveryForm
    title = "Record a delivery"
    lead = "The gate is asked for its day. What is recorded is never changed."
    button = "Record the delivery"
    said = "Recorded the delivery."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"delivered_on": today(), "quantity": 1}

    def act(self, data: dict[str, Any]) -> list[Delivery]:
        recipient = data.pop("recipient")
        row = DeliveryRow(
            program=self.object,
            unit=recipient.unit if recipient else None,
            person=recipient.person if recipient else None,
            **data,
        )
        return record_deliveries(rows=[row], by=self.request.user)


class AddFmsCase(ProgramForm):
    permission = "programs.change_program"
    form_class = forms.FmsCaseForm
    title = "Add an FMS case"
    button = "Add the case"
    said = "Added the case."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def act(self, data: dict[str, Any]) -> Any:
        line = fms.LineRow(**{name: data.pop(name) for name in ("description", "category", "quantity", "total")})
        return fms.open_fms_case(program=self.object, lines=[line], by=self.request.user, **data)


class AgreementList(NeedsPermission, TemplateView):
    """Agreements under which recipients may stay unnamed until delivery: few, so all on one page."""

    permission = "programs.view_program"
    template_name = "programs/agreement_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = (
            Agreement.objects.visible_to(user).select_related("operating_unit").order_by("operating_unit__name", "pk")
        )
        return super().get_context_data(
            title="Agreements",
            lead="Where recipient units cannot be named before transfer: an agreement, with the list of barred units.",
            rows=[(row, last_day(row.valid), may(user, "programs.change_program", row)) for row in rows],
            may_add=may(user, "programs.change_program"),
            **kwargs,
        )


class NewAgreement(FormPage):
    permission = "programs.change_program"
    form_class = forms.AgreementForm
    title = "Record an agreement"
    lead = "22 U.S.C. 2378d(c)(1): what goes under it is shown as “not unit-vetted”, never as approved."
    button = "Record the agreement"
    said = "Recorded the agreement."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Agreement:
        return fms.record_agreement(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/agreements/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Agreements", "/agreements/"), (self.title, "")]


class SendList(RecordForm):
    permission = "programs.change_program"
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
        agreement = get_object_or_404(self.seen(self.request.user), pk=self.object.pk)
        return fms.send_list(agreement=agreement, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/agreements/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Agreements", "/agreements/"), (self.object.title, ""), (self.title, "")]
