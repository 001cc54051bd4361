"""The lists that only some kinds have on a program's page: what the page reads for each, by the list's relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ground.pages.badges import Badge

from .. import badges, selectors
from ..models import Program
from ..services import gscf
from ..states import Agency

SHOWN = 25  # rows of each list on a program's page; the list pages have them all


def seats(program: Program, user: Any) -> dict[str, Any]:
    """Places in courses, the next to start first."""
    rows = program.seats.select_related("recipient__person", "recipient__unit", "course").order_by("start_on", "pk")
    return {"seats": [(seat, badges.SEAT[seat.state]) for seat in rows[:SHOWN]]}


def fms_cases(program: Program, user: Any) -> dict[str, Any]:
    """Cases with their lines."""
    return {"fms_cases": selectors.fms_cases_of(program)}


def contributions(program: Program, user: Any) -> dict[str, Any]:
    """Both decisions, the shares, each contribution with its fund, and what a return would be pro rata."""
    now = gscf.shares(program)
    decisions = {row.agency: row for row in program.joint_decisions.select_related("by")}
    rows = program.contributions.select_related("fund", "source_account", "returns").order_by("on_day", "pk")
    return {
        "decisions": [(agency.label, decisions.get(agency)) for agency in Agency],
        "shares": now,
        "share_badge": _share_badge(now),
        "contributions": list(rows),
    }


def _share_badge(now: gscf.Shares) -> Badge:
    if not now.total:
        return Badge("Nothing contributed", "idle", "minus")
    return Badge("Shares hold", "good", "okc") if now.hold else Badge("Shares do not hold", "bad", "ban")


READS: dict[str, Callable[[Program, Any], dict[str, Any]]] = {
    "contributions": contributions,
    "fms_cases": fms_cases,
    "seats": seats,
}
