"""IMET: seats in courses."""

from __future__ import annotations

from typing import Any

from ... import badges
from ...models import Program
from .base import SHOWN


def seats(program: Program, user: Any) -> dict[str, Any]:
    """Places in courses, the next to start first."""
    rows = program.seats.select_related("recipient__person", "recipient__unit", "course__school").order_by(
        "start_on", "pk"
    )
    return {"seats": [(seat, badges.SEAT[seat.state]) for seat in rows[:SHOWN]]}
