"""PKO: by purpose and global program; trained, deployed, sustained; partners; equipment; vetting; money; agreements."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, Sum

from ground.access import may
from ground.dates import today

from ... import selectors
from ...kinds.pko import PURPOSES
from ...models import (
    Capability,
    CivilianHarmProcess,
    Deployment,
    InstitutionalMilestone,
    PkoContribution,
    PkoDetail,
    Program,
    PublishedFigure,
    SelfSufficiencyRating,
    TrainingEvent,
)
from ...peacekeeping import chain, equipment, money, partners
from ...states import OPEN_PROGRAM, EventState, Kind
from ...tables.title_ten import due_badge
from ..lines.pko import linked

SHOWN = 10
PUBLISHED = (
    *("pko-capacity", "gpoi-funding", "gpoi-trained", "gpoi-trained-direct", "gpoi-trained-by-partners"),
    *("gpoi-deployed", "gpoi-self-sufficient", "gpoi-capabilities", "mfo-contribution"),
)


def peacekeeping(user: Any) -> dict[str, Any]:
    """What analysts ask about PKO, of all that the reader may see."""
    on = today()
    return {
        **_facets(user),
        **_chain(user, on),
        **_partners(user),
        **_reform(user, on),
        "accounted": equipment.accounted(equipment.items(user)),
        "missing": equipment.items(user)
        .filter(equipment.GIVEN & ~equipment.SIGNED)
        .select_related("package__program", "package__recipient__unit")
        .order_by("package__transferred_on", "pk")[:SHOWN],
        "contributions": money.contributions(PkoContribution.objects.visible_to(user)),
        "published_operations": money.published_operations()[:SHOWN],
        "published": PublishedFigure.objects.filter(key__in=PUBLISHED).order_by("key", "-pk"),
        "unspent": money.unspent(user) if may(user, "programs.view_fund") else None,
        "shared": money.shared_agreements(user) if may(user, "programs.view_obligation") else None,
    }


def _facets(user: Any) -> dict[str, Any]:
    """Programs by purpose, global program and objective; those of assessed dues in none of them. One query."""
    facets = ("pko_purpose", "global_program", "objective")
    seen = Program.objects.visible_to(user).filter(kind=Kind.PKO).order_by()
    sums = {"n": Count("pk"), "open": Count("pk", filter=Q(state__in=OPEN_PROGRAM)), "planned": Sum("planned_amount")}
    by: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in (*facets, "assessed_dues")}
    named = {name: F(f"pkodetail__{name}") for name in by}
    rows: Any = seen.values(**named).annotate(**sums)
    for row in rows:
        for name in ("assessed_dues",) if row["assessed_dues"] else facets:
            into = by[name].setdefault(row[name], dict.fromkeys(sums, 0))
            for key in sums:
                into[key] += row[key]
    return {
        "purposes": [(spec, by["pko_purpose"].get(spec.purpose)) for spec in PURPOSES],
        "global_programs": [(one, by["global_program"].get(one)) for one in PkoDetail.GlobalProgram if one.value],
        "objectives": [(one, by["objective"].get(one, {}).get("n", 0)) for one in PkoDetail.Objective],
        "assessed": by["assessed_dues"].get(True),  # type: ignore[call-overload]
    }


def _chain(user: Any, on: Any) -> dict[str, Any]:
    """Who was trained, who deployed and was sustained, and whether the gate is open for what comes next."""
    events = TrainingEvent.objects.visible_to(user)
    deployments = Deployment.objects.visible_to(user)
    rows = chain.chained(deployments, on).select_related("program", "recipient__unit", "trained_by")
    planned = events.filter(state=EventState.PLANNED).select_related("program", "recipient__unit", "recipient__person")
    coming = list({row.recipient_id: row for row in planned.order_by("-start_on", "-pk")[:50]}.values())[::-1][:SHOWN]
    in_time, of = chain.deployed_in_time(events, on)
    deployed, there_now = chain.deployed(deployments)
    return {
        "trained": chain.trained(events),
        "deployed": deployed,
        "there_now": there_now,
        "deployments": [linked(row) for row in rows.order_by("-from_on", "-pk")[:SHOWN]],
        "in_time": in_time,
        "in_time_of": of,
        "in_time_percent": in_time * 100 / of if of else None,
        "coming": selectors.events_with_standing(coming),
    }


def _partners(user: Any) -> dict[str, Any]:
    """Self-sufficiency of each partner by domain, who relapsed, and capabilities by status."""
    found = partners.partners(partners.in_order(SelfSufficiencyRating.objects.visible_to(user)))
    sufficient, rated = partners.share(found)
    return {
        "partners": found,
        "domains": [one.label for one in SelfSufficiencyRating.Domain],
        "sufficient": sufficient,
        "rated": rated,
        "sufficient_percent": sufficient * 100 / rated if rated else None,
        "by_outcome": partners.counted(found),
        "capabilities": partners.by_status(partners.with_status(Capability.objects.visible_to(user))),
    }


def _reform(user: Any, on: Any) -> dict[str, Any]:
    """GDRP milestones not reached, the latest first, and SFP processes before and after."""
    rows = InstitutionalMilestone.objects.visible_to(user).filter(reached_on=None).select_related("program")
    processes = CivilianHarmProcess.objects.visible_to(user).select_related("program")
    return {
        "open_milestones": [
            (row, due_badge(row.target_on, None, on, "Reached")) for row in rows.order_by("target_on", "pk")[:SHOWN]
        ],
        "processes": processes.order_by("program__number", "pk")[:SHOWN],
    }
