"""NADR: the grants of a program, with what is late on their calendars."""

from __future__ import annotations

from typing import Any

from ground.dates import today

from ...cwd import badges
from ...models import Program
from ...tables.grants import with_calendar
from .base import SHOWN


def grants(program: Program, user: Any) -> dict[str, Any]:
    """Grants, those with something late first."""
    rows = with_calendar(program.grants.all(), today()).order_by("-late", "award_number")
    return {
        "grants": [(row, badges.GRANT[row.state], badges.RISK[row.risk]) for row in rows[:SHOWN]],
        "grant_count": rows.count(),
    }
