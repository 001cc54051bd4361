"""The lists that only some kinds have on a program's page: what the page reads for each, by the list's relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import badges, selectors
from ..models import Program

SHOWN = 25  # rows of each list on a program's page; the list pages have them all


def seats(program: Program, user: Any) -> dict[str, Any]:
    """Places in courses, the next to start first."""
    rows = program.seats.select_related("recipient__person", "recipient__unit", "course").order_by("start_on", "pk")
    return {"seats": [(seat, badges.SEAT[seat.state]) for seat in rows[:SHOWN]]}


def fms_cases(program: Program, user: Any) -> dict[str, Any]:
    """Cases with their lines."""
    return {"fms_cases": selectors.fms_cases_of(program)}


READS: dict[str, Callable[[Program, Any], dict[str, Any]]] = {"seats": seats, "fms_cases": fms_cases}
