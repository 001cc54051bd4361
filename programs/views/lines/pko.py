"""PKO: what a program did and what became of it, each list by its relation."""

from __future__ import annotations

from typing import Any

from ground.access import may
from ground.dates import today
from ground.pages.badges import Badge

from ... import badges, selectors
from ...models import Capability, CapabilityStep, Deployment, Program, SelfSufficiencyRating
from ...peacekeeping import chain, equipment, partners
from ...states import ENDED_PROGRAM
from ...tables.title_ten import due_badge
from .base import SHOWN


def _may_write(program: Program, user: Any) -> bool:
    return program.state not in ENDED_PROGRAM and may(user, "programs.change_program", program)


def operation_contributions(program: Program, user: Any) -> dict[str, Any]:
    """Contributions to operations, the latest fiscal year first."""
    rows = program.operation_contributions.order_by("-fiscal_year", "-on_day", "-pk")
    return {"operation_contributions": rows[:SHOWN]}


def training_events(program: Program, user: Any) -> dict[str, Any]:
    """Training events, the latest first, and who was trained in all of them."""
    rows = program.training_events.select_related("recipient__unit").order_by("-start_on", "-pk")
    return {
        "events": [(row, badges.EVENT[row.state]) for row in rows[:SHOWN]],
        "trained": chain.trained(program.training_events.all()),
    }


def packages(program: Program, user: Any) -> dict[str, Any]:
    """Equipment packages with their items, and what of all of it is accounted for."""
    rows = program.packages.select_related("recipient__unit").prefetch_related("items").order_by("-pk")[:SHOWN]
    shown = []
    for row in rows:
        items = sorted(row.items.all(), key=lambda item: item.pk)
        for item in items:
            item.package = row
        shown.append((row, [(item, equipment.badge(item)) for item in items]))
    items_of = equipment.items(user).filter(package__program=program)
    return {
        "packages": shown,
        "accounted": equipment.accounted(items_of),
        "may_write": _may_write(program, user),
        "may_transfer": program.state not in ENDED_PROGRAM and may(user, "programs.record_delivery", program),
    }


def deployments(program: Program, user: Any) -> dict[str, Any]:
    """Deployments of its units, each with the way that led there."""
    rows = program.deployments.select_related("recipient__unit", "trained_by").order_by("-from_on", "-pk")
    return {"deployments": [linked(row) for row in chain.chained(rows, today())[:SHOWN]]}


def linked(row: Any) -> tuple[Deployment, Badge, Badge]:
    """A deployment with its badges: from which training, and whether it was sustained."""
    return row, chain.trained_badge(row), chain.sustained_badge(row)


def engagements(program: Program, user: Any) -> dict[str, Any]:
    """Advisory engagements and support in mission, the latest first. One under way says how its unit stands today: it
    was approved when it was written, and may have been suspended or found ineligible since."""
    on = today()
    rows = list(program.engagements.select_related("recipient__unit").order_by("-starts_on", "-pk")[:SHOWN])
    going = {row.recipient for row in rows if row.recipient and row.starts_on <= on <= row.ends_on}
    found = selectors.standing_on(going, program.laws, on, on) if going else []
    standings = {standing.recipient.pk: standing for standing in found}
    return {"engagements": [(row, standings.get(row.recipient_id)) for row in rows]}


def ratings(program: Program, user: Any) -> dict[str, Any]:
    """The partner of the program: its self-sufficiency as rated over time, and its capabilities with their steps."""
    country = program.operating_unit.country_id
    mine = {"country": country} if country else {"program": program}
    rated = list(partners.in_order(SelfSufficiencyRating.objects.visible_to(user).filter(**mine)))
    registered = Capability.objects.visible_to(user).filter(**mine)
    taken = CapabilityStep.objects.filter(capability__in=registered).select_related("capability")
    steps: dict[Capability, list[CapabilityStep]] = {}
    for step in taken.order_by("capability__title", "capability", "on_day", "pk"):
        steps.setdefault(step.capability, []).append(step)
    return {
        "partners": partners.partners(rated),
        "ratings": [(row, partners.RATING[row.rating]) for row in rated[::-1][:SHOWN]],
        "capabilities": [(row, partners.STATUS[found[-1].status], found) for row, found in [*steps.items()][:SHOWN]],
        "may_write": _may_write(program, user),
    }


def institutional_milestones(program: Program, user: Any) -> dict[str, Any]:
    """Institutional milestones, the next to come first."""
    rows = program.institutional_milestones.order_by("target_on", "pk")
    on = today()
    return {
        "institutional_milestones": [(row, due_badge(row.target_on, row.reached_on, on, "Reached")) for row in rows],
        "may_write": _may_write(program, user),
    }


def harm_processes(program: Program, user: Any) -> dict[str, Any]:
    """Civilian-harm processes before and after."""
    return {"harm_processes": program.harm_processes.order_by("pk"), "may_write": _may_write(program, user)}
