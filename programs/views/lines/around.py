"""What programs of every kind have: purposes, who answers for them and carries them out, consultations, recipients by
force, documents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum, Value
from django.db.models.functions import Coalesce

from ground.access import may
from ground.pages.badges import Badge
from ground.pages.spans import span
from partners.models import ForceType

from ...models import Program
from ...states import ENDED_PROGRAM, Position

VIEW = {
    Position.SUPPORT: Badge("Supports", "good", "okc"),
    Position.CONDITIONS: Badge("Supports with conditions", "warn", "note"),
    Position.OBJECT: Badge("Objects", "bad", "ban"),
    Position.NO_VIEW: Badge("No view", "idle", "minus"),
}
BY_AGREEMENT = "Not named, under an agreement"


@dataclass(frozen=True)
class Forces:
    """Recipients and deliveries of a program, split by the force they belong to: military, police, others."""

    rows: list[dict[str, Any]]
    recipients: int
    deliveries: int


def by_force(program: Program) -> Forces:
    """How many units and people are named, and what was delivered, by force. One query."""
    named = program.recipients.order_by().values_list("unit__force_type", Value("named"))
    reached = program.deliveries.order_by().values_list(Coalesce("unit__force_type", Value("")), Value("reached"))
    counts = named.annotate(
        n=Count("pk"), units=Count("unit", distinct=True), people=Count("person"), value=Value(Decimal(0))
    )
    rows = {force: {"label": label, "units": 0, "people": 0, "value": Decimal(0)} for force, label in FORCES}
    total = {"named": 0, "reached": 0}
    values = reached.annotate(n=Count("pk"), units=Value(0), people=Value(0), value=Sum("value"))
    for force, what, n, units, people, value in counts.union(values, all=True):
        total[what] += n
        row = rows[force]
        row["units"] += units
        row["people"] += people
        row["value"] += value
    return Forces([row for row in rows.values() if row["units"] or row["value"]], total["named"], total["reached"])


def around(program: Program, user: Any) -> dict[str, Any]:
    """What stands around a program of whatever kind: offices, who carries it out, consultations, documents."""
    may_write = may(user, "programs.change_program", program)
    return {
        "implementers": [(row, span(row.valid)) for row in program.implementers.order_by("pk")],
        "consultations": [
            (row, VIEW[Position(row.view)])
            for row in program.consultations.select_related("by").order_by("-held_on", "-pk")
        ],
        "attachments": program.attachments.select_related("by").order_by("-dated_on", "-pk"),
        "attach_url": f"{program.get_absolute_url()}attachments/new/" if may_write else "",
        "may_describe": may_write and program.state not in ENDED_PROGRAM,
        "may_consult": may_write,
        "copied_from": Program.objects.visible_to(user).filter(pk=program.copied_from_id).first(),
    }


FORCES = (*ForceType.choices, ("", BY_AGREEMENT))
