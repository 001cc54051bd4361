"""GSCF: what its people ask (programs 2.5), answered from contributions, balances, milestones and deliveries."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When

from ground.access import may
from ground.dates import today
from ground.pages.badges import Badge

from ...models import Balance, Delivery, GscfContribution, Milestone, Program
from ...services.gscf import Shares, authority_end
from ...states import ENDED_PROGRAM, UNOBLIGATED, Agency, Kind, Stage
from ...tables.milestones import standing
from ..lines.base import SHOWN

HOLD, BROKEN = Badge("Shares hold", "good", "okc"), Badge("Shares do not hold", "bad", "ban")
WAITS = (*UNOBLIGATED, Stage.COMMITTED)


def contingency(user: Any) -> dict[str, Any]:
    """Shares of each project, whose money waits and until when, what is late, what runs on, and who was helped."""
    on, end = today(), authority_end()
    projects = Program.objects.visible_to(user).filter(kind=Kind.GSCF).order_by("number")
    slipped = Q(reached_on=None, planned_on__lt=on) | Q(reached_on__gt=F("planned_on"))
    late = Milestone.objects.visible_to(user).filter(slipped, program__kind=Kind.GSCF)
    given = Delivery.objects.visible_to(user).filter(program__kind=Kind.GSCF, reverses=None, reversed_by=None)
    return {
        "gscf_shares": list(_shares(projects)),
        "gscf_sources": _sources(user),
        "gscf_late": [
            (row, standing(row, on)) for row in late.select_related("program").order_by("planned_on", "pk")[:SHOWN]
        ],
        "gscf_end": end,
        "gscf_run_on": list(projects.exclude(state__in=ENDED_PROGRAM)[:SHOWN]) if end and end < on else [],
        "gscf_given": list(given.select_related("program", "unit").order_by("-delivered_on", "-pk")[:SHOWN]),
    }


def _shares(projects: QuerySet[Program]) -> list[tuple[Program, Shares, Badge]]:
    """Each project with what both Departments have in it, net of returns. One query beside the projects'."""
    signed = Case(When(returns=None, then=F("amount")), default=-F("amount"))
    rows = GscfContribution.objects.filter(program__in=projects).order_by().values("program", "agency")
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for program, agency, amount in rows.annotate(n=Sum(signed)).values_list("program", "agency", "n"):
        sums[program][agency] = amount
    found = []
    for one in projects.exclude(state__in=ENDED_PROGRAM)[:SHOWN]:
        now = Shares(*(sums[one.pk].get(agency, Decimal(0)) for agency in (Agency.STATE, Agency.DOD)))
        found.append((one, now, HOLD if now.hold else BROKEN))
    return found


def _sources(user: Any) -> list[dict[str, Any]]:
    """The money of each fund that is not obligated yet, whose it is, and when that ends. One query."""
    if not may(user, "programs.view_fund"):
        return []
    held: Any = Balance.objects.visible_to(user).filter(fund__account__kind=Kind.GSCF, amount__gt=0)
    waits = held.standing(today()).filter(standing__in=WAITS)  # what has ended by law waits no longer
    funds = waits.order_by().values("fund__number", "fund__title", "fund__available_until").annotate(n=Sum("amount"))
    agencies = dict(GscfContribution.objects.order_by().values_list("fund__number", "agency").distinct())
    return [
        {**row, "agency": Agency(agencies[row["fund__number"]]).label if row["fund__number"] in agencies else ""}
        for row in funds.order_by("fund__available_until", "fund__number")
    ]
