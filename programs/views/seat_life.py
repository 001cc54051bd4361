"""The student of a seat: nomination, screening, cancellation, and whom they met in field studies."""

from __future__ import annotations

from typing import Any

from ground.dates import today

from ..forms import seats as forms
from ..models import FieldContact, TrainingSeat
from ..services import seat_life
from .seats import SeatForm


class NominateStudent(SeatForm):
    form_class = forms.NominateStudentForm
    title = "Nominate the student"
    lead = "In consultation with the defense attache: 22 U.S.C. 2347f. Nobody travels or starts without it."
    button = "Nominate"
    said = "Nominated. Record the screening next."

    def get_initial(self) -> dict[str, Any]:
        seat, person = self.object, self.object.recipient.person
        return {
            "attache_consulted_on": seat.attache_consulted_on or today(),
            "attache_office": seat.attache_office,
            "is_civilian": bool(person and person.is_civilian),
            "version": seat.version,
        }

    def act(self, data: dict[str, Any]) -> TrainingSeat:
        return seat_life.nominate(seat=self.object, by=self.request.user, **data)


class ScreenStudent(SeatForm):
    form_class = forms.ScreenForm
    title = "Record the screening"
    button = "Record it"
    said = "Screened. The travel order is next, once the gate is open."

    @property
    def lead(self) -> str:  # type: ignore[override]
        asked = self.object.course.english_level
        return f"The course asks for an English level of {asked}." if asked else "The course asks for no English level."

    def get_initial(self) -> dict[str, Any]:
        return {"screened_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> TrainingSeat:
        return seat_life.screen(seat=self.object, by=self.request.user, **data)


class CancelSeat(SeatForm):
    form_class = forms.CancelSeatForm
    title = "Cancel the seat"
    lead = "By whom, why, and what the cancellation costs: from then on the seat costs that and no more."
    button = "Cancel the seat"
    said = "Cancelled."

    def get_initial(self) -> dict[str, Any]:
        return {"penalty": 0, "version": self.object.version}

    def act(self, data: dict[str, Any]) -> TrainingSeat:
        return seat_life.cancel(seat=self.object, by=self.request.user, **data)


class RecordContact(SeatForm):
    form_class = forms.FieldContactForm
    title = "Record a field-studies contact"
    lead = "On which of the topics, and with which institution. One contact may be about several."
    button = "Record it"
    said = "Recorded."

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today()}

    def act(self, data: dict[str, Any]) -> list[FieldContact]:
        return seat_life.record_contacts(seat=self.object, by=self.request.user, **data)
