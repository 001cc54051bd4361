"""What the page of a kind answers besides what every kind's page does: its reads, by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...states import Kind
from .fmf import financing
from .gscf import contingency
from .imet import education
from .nadr import weapons_destruction
from .pko import peacekeeping
from .title_ten import proposals

ANSWERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    Kind.FMF: financing,
    Kind.GSCF: contingency,
    Kind.IMET: education,
    Kind.NADR: weapons_destruction,
    Kind.PKO: peacekeeping,
    Kind.TITLE_10: proposals,
}


def answers(kind: str, user: Any) -> dict[str, Any]:
    """What the template that the kind names reads; nothing where it names none."""
    return ANSWERS[kind](user) if kind in ANSWERS else {}
