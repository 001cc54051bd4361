"""The lists that only some kinds have on a program's page: what the page reads for each, by the list's relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ground.access import may
from ground.dates import today
from ground.pages.badges import Badge

from .. import badges, selectors
from ..models import Program, Recipient
from ..services import gscf
from ..states import ENDED_PROGRAM, Agency, Certified, Element
from ..title_ten_tables import DECISION, due_badge

SHOWN = 25  # rows of each list on a program's page; the list pages have them all


def seats(program: Program, user: Any) -> dict[str, Any]:
    """Places in courses, the next to start first."""
    rows = program.seats.select_related("recipient__person", "recipient__unit", "course").order_by("start_on", "pk")
    return {"seats": [(seat, badges.SEAT[seat.state]) for seat in rows[:SHOWN]]}


def fms_cases(program: Program, user: Any) -> dict[str, Any]:
    """Cases with their lines."""
    return {"fms_cases": selectors.fms_cases_of(program)}


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


def proposal(program: Program, user: Any) -> dict[str, Any]:
    """What the authority asks, what the notice says, who said what, what State decided, and what DoD reports."""
    on, authority = today(), program.titletendetail.rules
    texts = dict(program.elements.values_list("element", "text"))
    certified = {row.what: row for row in program.certifications.all()}
    decisions = program.concurrences.select_related("decider").prefetch_related("conditions").order_by("-pk")
    units = program.recipients.values("unit")
    others = Recipient.objects.visible_to(user).filter(unit__in=units).exclude(program=program)
    return {
        "authority": authority,
        "elements": [(element.label, texts.get(element, "")) for element in Element],
        "views": [
            (row, due_badge(row.due_on, row.given_on, on, "Given"))
            for row in program.office_views.order_by("due_on", "pk")
        ],
        "concurrences": [
            (row, DECISION[row.decision], [(c, due_badge(c.due_on, c.met_on, on, "Met")) for c in row.conditions.all()])
            for row in decisions
        ],
        "certified": [(Certified(what).label, certified.get(what)) for what in authority.certifications]
        if authority
        else [],
        "statuses": program.reported_statuses.order_by("-as_of")[:SHOWN],
        "also_helped": others.select_related("program", "unit").order_by("program__number", "pk")[:SHOWN],
        "may_write": program.state not in ENDED_PROGRAM and may(user, "programs.change_program", program),
    }


READS: dict[str, Callable[[Program, Any], dict[str, Any]]] = {
    "contributions": contributions,
    "fms_cases": fms_cases,
    "proposal": proposal,
    "seats": seats,
}
