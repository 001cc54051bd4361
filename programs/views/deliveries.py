"""Deliveries: the list, and the form that records one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.dates import today
from ground.pages.lists import ListPage

from ..filters.programs import DeliveryFilter
from ..forms import programs as forms
from ..models import Delivery
from ..services.deliveries import DeliveryRow, record_deliveries
from ..tables import programs as tables
from .base import Defaults
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
        return seen.select_related("program", "unit", "person", "agreement", "line__case").order_by(
            "-delivered_on", "-pk"
        )


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
        return {"delivered_on": today(), "quantity": 1, **super().get_initial()}

    def defaults(self) -> Defaults:
        """What the last delivery of the program says, and its only recipient where it has one."""
        last = self.object.deliveries.order_by("-pk").first()
        names = ("what", "place_name", "line", "agreement") if last else ()
        found: Defaults = {name: (getattr(last, name), "From the last delivery") for name in names}
        nominated = list(self.object.recipients.order_by("pk")[:2])
        if len(nominated) == 1 and not (last and last.agreement):
            found["recipient"] = (nominated[0], "The only recipient of the program")
        return found

    def act(self, data: dict[str, Any]) -> list[Delivery]:
        recipient = data.pop("recipient")
        row = DeliveryRow(
            program=self.object,
            unit=recipient.unit if recipient else None,
            person=recipient.person if recipient else None,
            **data,
        )
        return record_deliveries(rows=[row], by=self.request.user)
