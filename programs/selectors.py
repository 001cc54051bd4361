"""Reads where programs meet vetting: who is approved for their dates; and what a program has open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, Prefetch, Q, QuerySet

from ground.dates import days, today
from ground.history import event_model
from ground.pages.badges import Badge
from vetting import gate

from . import kinds
from .badges import approval_badge
from .models import CaseDocument, FmsCase, FmsCaseLine, Program, Recipient, TrainingEvent, TrainingSeat
from .states import NOT_STARTED, OPEN_EVENT, OPEN_SEAT

Key = tuple[int, int | None]


@dataclass(frozen=True)
class Standing:
    """A recipient with the days it is asked about, how it stands on them, and why."""

    recipient: Recipient
    first: dt.date
    last: dt.date
    badge: Badge
    why: str
    seats: int


def recipients_with_standing(program: Program, recipients: Sequence[Recipient]) -> list[Standing]:
    """Each recipient with its approval for its own next dates: x."""
    rows = (
        TrainingSeat.objects.filter(program=program, state__in=OPEN_SEAT)
        .order_by("start_on", "pk")
        .values_list("recipient_id", "start_on", "end_on")
    )
    seats: dict[int, list[tuple[dt.date, dt.date]]] = {}
    for recipient_id, first, last in rows:
        seats.setdefault(recipient_id, []).append((first, last))
    events = TrainingEvent.objects.filter(program=program, state__in=OPEN_EVENT).order_by("-start_on", "-pk")
    held = events.values_list("recipient_id", "start_on", "end_on") if has_events(program) else ()
    due = {who: [(first, last)] for who, first, last in held}
    asked = {r.pk: _next_dates(r, seats.get(r.pk) or due.get(r.pk, [])) for r in recipients}
    during: dict[Key, DateRange | None] = {_key(r): days(*asked[r.pk]) for r in recipients}
    found = gate.approvals(recipients=during, laws=program.laws, during=during)
    standings = []
    for recipient in recipients:
        badge, why = approval_badge(found.get(_key(recipient)))
        first, last = asked[recipient.pk]
        standings.append(Standing(recipient, first, last, badge, why, len(seats.get(recipient.pk, []))))
    return standings


def standing_on(recipients: Iterable[Recipient], laws: Sequence[str], first: dt.date, last: dt.date) -> list[Standing]:
    """The same for one range of days: those of a seat, or the day of an obligation. One query."""
    chosen = list(recipients)
    found = gate.approvals(recipients=[_key(r) for r in chosen], laws=laws, during=days(first, last))
    return [Standing(r, first, last, *approval_badge(found.get(_key(r))), 0) for r in chosen]


def events_with_standing(events: Sequence[TrainingEvent]) -> list[tuple[TrainingEvent, Standing]]:
    """Events, each of another unit, with how the unit stands on its days under the law of PKO. One query."""
    during: dict[Key, DateRange | None] = {_key(e.recipient): days(e.start_on, e.end_on) for e in events}
    laws = sorted({law for event in events for law in event.program.laws})
    found = gate.approvals(recipients=during, laws=laws, during=during) if events else {}
    return [
        (e, Standing(e.recipient, e.start_on, e.end_on, *approval_badge(found.get(_key(e.recipient))), 0))
        for e in events
    ]


def has_events(program: Program) -> bool:
    """Whether programs of this kind train units in events."""
    return kinds.of(program.kind).has("training_events")


def _key(recipient: Recipient) -> Key:
    return recipient.unit_id, recipient.person_id


def _next_dates(recipient: Recipient, seats: list[tuple[dt.date, dt.date]]) -> tuple[dt.date, dt.date]:
    if seats:
        return seats[0]
    case = recipient.case
    if case is not None and case.event_end >= today():
        return case.event_start, case.event_end
    return today(), today()


def first_moments(program: Program) -> dict[str, dt.datetime]:
    """When a program first reached each state, from its history. One query."""
    events = event_model(Program).objects.filter(pgh_obj_id=program.pk).order_by("pgh_id")
    moments: dict[str, dt.datetime] = {}
    for state, at in events.values_list("state", "pgh_created_at"):
        moments.setdefault(state, at)
    return moments


def not_vetted(program: Program) -> bool:
    """Whether some assistance of the program goes where recipients are not named yet."""
    case = program.fms_cases.filter(recipients_named=False)
    obligation = program.obligations.filter(recipients_named=False).exclude(state="WITHDRAWN")
    return Program.objects.filter(Exists(case) | Exists(obligation), pk=program.pk).exists()


def seats_without_obligation(program: Program) -> QuerySet[TrainingSeat]:
    """Seats that an obligation may still take up."""
    free = Q(obligation=None) | Q(obligation__state="WITHDRAWN")
    seats = program.seats.filter(free, state__in=NOT_STARTED)
    return seats.select_related("recipient__person", "recipient__unit", "course").order_by("pk")


def fms_cases_of(program: Program) -> QuerySet[FmsCase]:
    """The cases of a program with their worth, versions, and each line with what of it is delivered. Three queries."""
    lines = FmsCaseLine.objects.with_delivered().order_by("number")
    documents = CaseDocument.objects.select_related("case").order_by("pk")
    shown = program.fms_cases.with_value().select_related("agreement")
    parts = (Prefetch("lines", queryset=lines), Prefetch("documents", queryset=documents))
    return shown.prefetch_related(*parts).order_by("pk")
