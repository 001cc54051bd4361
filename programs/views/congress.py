"""What offices and committees do with a notification: clearances, transmittals, results, holds and their release."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from ground.dates import today

from ..forms import notifications as notification_forms
from ..models import CongressionalHold, CongressionalNotification, Obligation, Transmittal
from ..notifications.lifecycle import CLEAR, TRANSMIT
from ..notifications.rules import ClearanceAnswer
from ..services import notifications
from .base import RecordForm
from .ledger import OfObligation
from .notifications import NotificationForm


class RecordClearance(NotificationForm):
    permission = CLEAR
    form_class = notification_forms.ClearanceForm
    title = "Record a clearance"
    lead = "What an office answered. With the last Yes the notification is cleared; whoever drafted it records none."
    button = "Record the answer"
    said = "Recorded the answer."

    def get_initial(self) -> dict[str, Any]:
        return {"on": today(), "answer": ClearanceAnswer.YES}

    def act(self, data: dict[str, Any]) -> CongressionalNotification:
        return notifications.record_clearance(notification=self.object, by=self.request.user, **data)


class RecordTransmittal(NotificationForm):
    permission = TRANSMIT
    form_class = notification_forms.TransmittalForm
    title = "Record a transmittal"
    lead = "Day 0 is the day the last committee has it. The day is kept as written."
    button = "Record the transmittal"
    said = "Recorded the transmittal."

    def get_initial(self) -> dict[str, Any]:
        return {"sent_on": today()}

    def act(self, data: dict[str, Any]) -> CongressionalNotification:
        return notifications.record_transmittals(notification=self.object, by=self.request.user, **data)


class RecordResult(NotificationForm):
    permission = TRANSMIT
    form_class = notification_forms.ResultForm
    button = "Record what it said"
    said = "Recorded."

    @property
    def sent(self) -> Transmittal:
        rows = self.object.transmittals.select_related("notification__operating_unit")
        return get_object_or_404(rows, pk=self.kwargs["sent"])

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"What {self.sent.get_committee_display()} said"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**RecordForm.get_form_kwargs(self)}

    def get_initial(self) -> dict[str, Any]:
        return {"on": today()}

    def act(self, data: dict[str, Any]) -> Transmittal:
        return notifications.record_result(transmittal=self.sent, by=self.request.user, **data)


class RecordHold(NotificationForm):
    permission = notifications.HOLD
    form_class = notification_forms.HoldForm
    title = "Record a hold"
    lead = "From now on nothing is obligated under the notification, or of the part that is held, whatever the day."
    button = "Record the hold"
    said = "Recorded the hold: nothing is obligated until its release is recorded."

    def get_initial(self) -> dict[str, Any]:
        return {"opened_on": today()}

    def act(self, data: dict[str, Any]) -> CongressionalHold:
        return notifications.open_hold(notification=self.object, by=self.request.user, **data)


class ReleaseHold(NotificationForm):
    permission = notifications.RELEASE
    form_class = notification_forms.ReleaseForm
    title = "Record the release of a hold"
    button = "Record the release"
    said = "Recorded the release."

    @property
    def hold(self) -> CongressionalHold:
        rows = self.object.holds.select_related("notification__operating_unit")
        return get_object_or_404(rows, pk=self.kwargs["hold"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hold = self.hold
        return super().get_context_data(**{"lead": f"{hold.get_committee_display()}: {hold.note}", **kwargs})

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**RecordForm.get_form_kwargs(self)}

    def get_initial(self) -> dict[str, Any]:
        return {"released_on": today()}

    def act(self, data: dict[str, Any]) -> CongressionalHold:
        return notifications.release_hold(hold=self.hold, by=self.request.user, **data)


class PlaceObligation(OfObligation, RecordForm):
    """Under which notification a proposed obligation goes."""

    permission = "programs.propose_obligation"
    form_class = notification_forms.PlaceObligationForm
    title = "Choose its notification"
    lead = "Those with an amount for its fund and place. A recorded obligation keeps its own."
    button = "Put it under this notification"
    said = "The obligation is under this notification."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "obligation": self.object}

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        return {"version": row.version, "notification": row.notification.number if row.notification else None}

    def act(self, data: dict[str, Any]) -> Obligation:
        return notifications.place_obligation(obligation=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)
