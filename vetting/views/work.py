"""Lists of work as pages show them: cases waiting for one person, longest first, and what a manager weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ground.dates import today

from ..badges import case_badge
from ..models import Law, VettingCase, law_words
from ..tables import days_left, days_waiting, roster_words

SOON, LATE = 30, 7  # days to the event


@dataclass(frozen=True)
class Queue:
    """One list of work: what it is, its cases, and the one opened below it."""

    key: str
    title: str
    says: str
    cases: list[VettingCase]
    opened: VettingCase | None


def listed(cases: QuerySet[VettingCase]) -> list[VettingCase]:
    """Cases as the work list shows them, longest waiting first."""
    rows = list(cases.order_by("waiting_since", "pk"))
    for case in rows:
        case.badge = case_badge(case)
        case.roster_words = roster_words(case)
        case.law_words = law_words(case.laws)
        case.days_waiting = days_waiting(case) or 0
        case.days_left = days_left(case)
        left = (case.event_start - today()).days
        case.due_tone = "late" if left <= LATE else "soon" if left <= SOON else ""
    return rows


def opened(cases: list[VettingCase], number: str | None) -> VettingCase | None:
    """The case asked for, else the first."""
    found = next((case for case in cases if case.number == number), None)
    return found or (cases[0] if cases else None)


def lead(queues: list[Queue]) -> str:
    """What waits, in a sentence."""
    parts = []
    for queue in queues:
        if queue.cases:
            what = queue.title.lower().removesuffix(" to approve").removesuffix(" to do")
            number = len(queue.cases)
            parts.append(f"{number} {what if number > 1 else what.removesuffix('s')}")
    waits = ", ".join(parts)
    return f"{waits}. Nothing is approved by waiting." if waits else "Nothing waits for you."


def facts_to_weigh(case: VettingCase, rows: list[Any]) -> list[dict[str, Any]]:
    """What the manager weighs: need, law, funding, dates, recipients; each fits, or asks for a second look."""
    left = (case.event_start - today()).days
    barred = [s for s in rows if s.is_barred]
    people = [s.person for s in rows if s.person]
    unborn = sum(not (p.birth_date and p.birth_place) for p in people)
    recipients = f"{roster_words(case)}{', each with birth date and birthplace' if people and not unborn else ''}"
    return [
        fact("Need", case.need or "not given", ok=bool(case.need)),
        fact("Law", " and ".join(Law(law).label for law in case.laws), ok=bool(case.laws)),
        fact("Funding", case.funding or "not given", ok=bool(case.funding), note=case.program_number),
        fact(
            "Dates",
            f"{case.event_start:%B} {case.event_start.day}, {case.event_start.year} to "
            f"{case.event_end:%B} {case.event_end.day}, {case.event_end.year}",
            ok=left > SOON,
            note=f"Starts in {left} days." if left > 0 else "The event has begun.",
        ),
        fact(
            "Recipients",
            recipients,
            ok=not barred and not unborn,
            note=" ".join(
                filter(
                    None,
                    [
                        f"{unborn} without birth date or birthplace." if unborn else "",
                        f"{len(barred)} in a unit that is barred: the gate stays shut for them." if barred else "",
                    ],
                )
            ),
        ),
    ]


def fact(label: str, says: str, *, ok: bool, note: str = "") -> dict[str, Any]:
    return {"label": label, "says": says, "ok": ok, "note": note}
