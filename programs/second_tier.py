"""What an implementer did with an obligation: the stages of the second tier and their moves. Pure: no database.

An obligation to another agency is the start of execution, not its end. What is reported is the partner's claim until
somebody at post has verified it; nothing here moves money of the ledger.
"""

from __future__ import annotations

from django.db import models

from ground.refusals import Basis, Rule

TIER = Rule("Second tier in order", Basis.GATEHOUSE, "No more at a stage than reached the one before")
CLAIM = Rule("A report is a claim", Basis.GATEHOUSE, "Another than who wrote it down verifies it")


class TierStage(models.TextChoices):
    """Where a dollar of an obligation stands with its implementer."""

    AWARDED = "AWARDED", "Awarded"
    PLANNED_TO_LINE = "PLANNED_TO_LINE", "Planned to a line"
    LINE_COMMITTED = "LINE_COMMITTED", "Committed on the line"
    DELIVERED_VALUE = "DELIVERED_VALUE", "Delivered"
    PAID = "PAID", "Paid"
    RETURNED = "RETURNED", "Returned"


T = TierStage
TIER_MOVES: dict[TierStage, frozenset[TierStage]] = {
    T.AWARDED: frozenset({T.PLANNED_TO_LINE, T.RETURNED}),
    T.PLANNED_TO_LINE: frozenset({T.LINE_COMMITTED, T.RETURNED}),
    T.LINE_COMMITTED: frozenset({T.DELIVERED_VALUE, T.RETURNED}),
    T.DELIVERED_VALUE: frozenset({T.PAID}),
    T.PAID: frozenset({T.RETURNED}),
    T.RETURNED: frozenset(),
}
REACHED = (T.PLANNED_TO_LINE, T.LINE_COMMITTED, T.DELIVERED_VALUE, T.PAID, T.RETURNED)


def tier_moves() -> list[tuple[TierStage, TierStage]]:
    """Every move that is no reversal, in the order of the stages."""
    return [(a, b) for a in T for b in T if b in TIER_MOVES[a]]
