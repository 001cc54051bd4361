"""Seats: the list, one seat with its gate, its travel orders and completion, and the forms of each."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Sum
from django.shortcuts import get_object_or_404

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.steps import offers, problems_of

from .. import badges, kinds, selectors
from ..filters.programs import SeatFilter
from ..forms import seats as forms
from ..lifecycle import SEAT_STEPS
from ..models import TrainingSeat, TravelOrder
from ..models.courses import is_e_imet
from ..services import seats
from ..states import Kind, OrderState, SeatState
from ..tables import programs as tables
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered
from .plans import ProgramForm

MET = frozenset({SeatState.IN_TRAINING, SeatState.COMPLETED})  # when a student has met somebody in field studies
# step: label, address below the seat, icon
DOORS = (
    ("nominate", "Nominate the student", "nominate/", "flag"),
    ("screen", "Record the screening", "screen/", "okc"),
    ("issue_order", "Issue the travel order", "order/", "doc"),
    ("complete", "Record completion", "complete/", "cap"),
    ("cancel", "Cancel the seat", "cancel/", "x"),
)


class SeatList(ListPage):
    title = "Seats"
    lead = "Places in courses. A seat is a place, not a person: somebody in two courses has two."
    permission = "programs.view_program"
    table_class = tables.SeatTable
    filterset_class = SeatFilter
    totals = {"cost": Sum("price_sum")}
    export_columns = tables.SEAT_EXPORT
    empty = "No seat is asked for yet."

    def get_queryset(self) -> QuerySet[TrainingSeat]:
        seen = TrainingSeat.objects.visible_to(self.request.user).annotate(price_sum=F("price"))
        related = ("program", "recipient__person", "recipient__unit", "course__school", "obligation__fund")
        return seen.select_related(*related).order_by("-start_on", "-pk")


class RequestSeats(ProgramForm):
    permission = "programs.arrange_seat"
    form_class = forms.SeatForm
    title = "Request seats"
    lead = "One seat for each person ticked. Approval is asked for the whole course."
    button = "Request seats"
    said = "Requested. Confirm each seat when the school has."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def act(self, data: dict[str, Any]) -> list[TrainingSeat]:
        people = data.pop("recipients")
        rows = [seats.SeatRow(recipient=person, **data) for person in people]
        return seats.request_seats(rows=rows, by=self.request.user)


class OfSeat(OfRecord):
    permission = "programs.view_program"
    object: TrainingSeat

    def seen(self, user: Any) -> QuerySet[TrainingSeat]:
        seen = TrainingSeat.objects.visible_to(user).annotate(counts_as_e_imet=is_e_imet())
        return seen.select_related(
            "program__operating_unit",
            "recipient__person",
            "recipient__unit",
            "course__school",
            "obligation__fund",
            "line__plan",
        )

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its program."""
        program, spec = self.object.program, kinds.of(self.object.program.kind)
        here = (str(self.object.recipient), self.object.get_absolute_url() if last else "")
        way = [("Programs", "/programs/"), (spec.short, f"/programs/{spec.slug}/")]
        return [*way, (program.number, program.get_absolute_url()), here, *([(last, "")] if last else [])]


class SeatPage(OfSeat, RecordPage):
    """One seat: for whom, when, on what money, whether the gate is open for its days, its orders and its end."""

    template_name = "programs/seat_page.html"

    def context(self) -> dict[str, Any]:
        seat, user = self.object, self.request.user
        (standing,) = selectors.standing_on([seat.recipient], seat.program.laws, seat.start_on, seat.end_on)
        orders = [(order, badges.ORDER[order.state]) for order in seat.orders.order_by("-number", "-edition")]
        return {
            "seat": seat,
            "program": seat.program,
            "badge": badges.SEAT[seat.state],
            "e_imet": badges.e_imet(seat.counts_as_e_imet, seat.course.is_e_imet),  # type: ignore[attr-defined]
            "standing": standing,
            "reads_money": may(user, "programs.view_obligation", seat),
            "orders": orders,
            "completion": getattr(seat, "completion", None),
            "delivery": getattr(seat, "delivery", None),
            "contacts": seat.field_contacts.order_by("-on_day", "topic"),
            "offers": offers(SEAT_STEPS, seat, by=user),
            "version": seat.version,
            "doors": self.doors(seat, [order for order, _ in orders]),
            "history": timeline(sentences(seat), lifecycle=SEAT_STEPS),
            "title": str(seat.recipient),
            "crumbs": self.trail(),
        }

    def doors(self, seat: TrainingSeat, orders: list[TravelOrder]) -> list[Door]:
        """Steps that take a form of their own: the travel order and the completion."""
        user, base = self.request.user, seat.get_absolute_url()
        if not may(user, "programs.arrange_seat", seat):
            return []
        leaving = {step.name for step in SEAT_STEPS.leaving(seat.state)}
        found = []
        for name, label, path, icon in DOORS:
            if name in leaving:
                shut = problems_of(SEAT_STEPS, seat, SEAT_STEPS.step(name), by=user, note="…")
                found.append(Door(label, f"{base}{path}", shut, icon))
        in_force = next((order for order in orders if order.state == OrderState.ISSUED), None)
        if in_force is not None and leaving:
            found.append(Door("Amend the travel order", f"{base}orders/{in_force.pk}/amend/", (), "doc"))
        if leaving and seat.program.kind == Kind.IMET:
            found.append(Door("Place it in a line", f"{base}line/", (), "cal"))
        if seat.state in MET:
            found.append(Door("Record a field-studies contact", f"{base}contacts/new/", (), "plus"))
        return found


class SeatStep(SeatPage, StepPost):
    http_method_names = ["post"]
    steps = offered(SEAT_STEPS)

    def take(self, step: str, version: int, note: str) -> TrainingSeat:
        return seats.take(seat=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{SEAT_STEPS.step(step).says}: done."


class SeatForm(OfSeat, RecordForm):
    permission = "programs.arrange_seat"

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class IssueOrder(SeatForm):
    form_class = forms.OrderForm
    title = "Issue the travel order"
    lead = "Person and unit must be approved for the whole trip, not only for the course."
    button = "Issue the ITO"
    said = "The travel order is issued."

    def get_initial(self) -> dict[str, Any]:
        return {"travel_from": self.object.start_on, "travel_until": self.object.end_on}

    def act(self, data: dict[str, Any]) -> TravelOrder:
        return seats.issue_order(seat=self.object, by=self.request.user, **data)


class AmendOrder(SeatForm):
    form_class = forms.AmendForm
    title = "Amend the travel order"
    lead = "The edition in force is cancelled and the next one issued, if the gate is open for the new trip."
    button = "Issue the next edition"
    said = "The next edition is issued."

    @property
    def order(self) -> TravelOrder:
        return get_object_or_404(
            self.object.orders.select_related("seat__program__operating_unit"), pk=self.kwargs["order"]
        )

    def get_initial(self) -> dict[str, Any]:
        return {"travel_from": self.order.travel_from, "travel_until": self.order.travel_until}

    def act(self, data: dict[str, Any]) -> TravelOrder:
        return seats.amend_order(order=self.order, by=self.request.user, **data)


class CompleteSeat(SeatForm):
    form_class = forms.CompletionForm
    title = "Record completion"
    lead = "This records how the seat ended and the training delivered by it, in one step."
    button = "Record completion and delivery"
    said = "Recorded: how the seat ended, and the delivery."

    def get_initial(self) -> dict[str, Any]:
        return {"on": min(self.object.end_on, today()), "place_name": self.object.course.place_name}

    def act(self, data: dict[str, Any]) -> Any:
        return seats.complete(seat=self.object, by=self.request.user, **data)
