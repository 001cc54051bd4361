"""Title 10: what the authority asks, what was said and decided about a proposal of the Department of Defense."""

from __future__ import annotations

from typing import Any

from ground.access import may
from ground.dates import today

from ...models import CongressionalNotification, Program, Recipient
from ...notifications.badges import clock_badge
from ...states import ENDED_PROGRAM, Certified, Element
from ...tables.title_ten import DECISION, due_badge
from .base import SHOWN


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
        "use_until": program.titletendetail.use_until,
        "joint_plan": getattr(program, "joint_plan", None),
        "notices": [
            (notice, notice.clock, clock_badge(notice.clock))
            for notice in CongressionalNotification.objects.visible_to(user)
            .filter(lines__program=program)
            .with_rows()
            .distinct()
            .order_by("pk")[:SHOWN]
        ],
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
