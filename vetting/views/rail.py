"""What stands in the rail of a case: what is next, since when it waits, the facts, the acts on ticked rows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ground.pages import words
from ground.pages.badges import ring_html

from .. import acts
from ..lifecycle import SUBJECT_STEPS
from ..models import Review, VettingCase
from ..states import CaseState, SubjectState
from ..tables import days_left, days_waiting, next_step

OPEN = frozenset(CaseState) - {CaseState.CLOSED, CaseState.CANCELLED}
VERBS = ("Accept", "Review", "Send", "Answer", "Wait", "Close")
# Steps that are another service's own, with the permission that it asks for.
ASKED_FOR = {"reject": "vetting.suspend_subject"}
DANGER = frozenset({"suspend", "reject", "remove"})


def rail(case: Any, *, mine: dict[str, set[int]]) -> dict[str, Any]:
    """The head of the rail and its facts. What waits for the reader comes before what waits for others."""
    is_open = case.state in OPEN
    if mine:
        kind, ids = next(iter(mine.items()))
        rows = words.counted(len(ids), "row")
        return {
            "next_title": f"Next: {Review.Kind(kind).label.lower()}",
            "next_says": f"Yours since {words.moment(case.sent_at)}. You can decide {rows} now.",
            "facts": facts(case, is_open=is_open),
        }
    step = next_step(case)
    step = step[0].lower() + step[1:] if step.startswith(VERBS) else step
    since = f"Since {words.moment(case.waiting_since)}. " if case.waiting_since else ""
    return {
        "next_title": f"Next: {step}" if is_open else "Nothing is next",
        "next_says": f"{since}Nothing is approved by waiting." if is_open else "",
        "facts": facts(case, is_open=is_open),
    }


def facts(case: Any, *, is_open: bool) -> list[tuple[str, Any]]:
    waiting = days_waiting(case) if is_open else None
    clock = [] if waiting is None else [("Working days", ring_html(waiting, None, "working days waiting"))]
    return [
        *clock,
        ("Needed by", f"{words.day(case.event_start)}, {days_left(case)}"),
        ("Asked by", str(case.requester)),
        ("Program manager", str(case.manager)),
        ("Times returned", case.returns),
        ("Version", f"{case.version}, read {words.moment(timezone.now())}"),
    ]


def roster_acts(user: Any, case: VettingCase, rows: list[Any]) -> list[dict[str, Any]]:
    """The steps that some row is open to and that this user may take here, each with how many rows."""
    found = []
    for name in (*acts.ONE_BY_ONE, *acts.SUBJECT):
        step = SUBJECT_STEPS.step(name)
        if name == "question" or not user.scope.permits(ASKED_FOR.get(name, step.permission), case.place):
            continue  # a question is a reviewer's, beside the review
        # In review both reviews reject, never one person's button.
        sources = step.sources - {SubjectState.WASHINGTON_REVIEW} if name == "reject" else step.sources
        number = sum(s.state in sources for s in rows)
        if number:
            found.append({"name": name, "says": step.says, "number": number, "danger": name in DANGER})
    return found
