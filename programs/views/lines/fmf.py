"""FMF: letters of request, and FMS cases with their lines and versions."""

from __future__ import annotations

from typing import Any

from ground.access import may
from ground.dates import today
from ground.pages.badges import Badge

from ... import selectors
from ...fms.badges import document_badge
from ...models import LetterOfRequest, Program

ACTIONABLE = Badge("Actionable", "good", "okc")


def fms_cases(program: Program, user: Any) -> dict[str, Any]:
    """Letters with their standing; cases with their versions and lines."""
    on = today()
    return {
        "letters": [(row, _letter_badge(row)) for row in program.letters.order_by("received_on", "pk")],
        "fms_cases": [
            (case, [(row, document_badge(row, on)) for row in case.documents.all()])
            for case in selectors.fms_cases_of(program)
        ],
        "may_check": may(user, "programs.change_program", program),
    }


def _letter_badge(letter: LetterOfRequest) -> Badge:
    if letter.actionable_on is not None:
        return ACTIONABLE
    return Badge("Not complete", "warn", "note") if letter.missing else Badge("To be checked", "review", "clock")
