"""GSCF: both decisions, the shares, and what each agency put in."""

from __future__ import annotations

from typing import Any

from ground.pages.badges import Badge

from ...models import Program
from ...services import gscf
from ...states import Agency


def contributions(program: Program, user: Any) -> dict[str, Any]:
    """Both decisions, the shares, and each contribution or return with its fund."""
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
