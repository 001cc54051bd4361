"""What the page of an obligation shows of its second tier, and what may be done about it."""

from __future__ import annotations

from typing import Any

from ground.access import may
from ground.refusals import Problem

from ...execution import execution
from ...models import Obligation
from ...services import second_tier
from ...states import ObligationState
from ...tables.second_tier import standing
from ...transactions import FLOW
from ..base import Door


def shown(row: Obligation, user: Any) -> dict[str, Any]:
    """What the page of an obligation shows of its second tier."""
    moves = row.tier_moves.select_related("by", "verification__by", "reversed_by", "reverses").order_by("-pk")
    return {
        "execution": execution(row.tier_moves.all()),
        "tier_moves": [(move, standing(move)) for move in moves],
        "may_verify": may(user, second_tier.VERIFY, row),
        "may_report": may(user, second_tier.REPORT, row),
    }


def doors(row: Obligation, user: Any) -> list[Door]:
    """A report, for whoever keeps programs here; shut until the obligation is recorded."""
    if not may(user, second_tier.REPORT, row):
        return []
    early = Problem("The obligation is not recorded.", FLOW, "Opens when another person records it.")
    shut = [] if row.state == ObligationState.RECORDED else [early]
    return [Door("Keep a report of the implementer", f"{row.get_absolute_url()}tier/new/", shut, "note")]
