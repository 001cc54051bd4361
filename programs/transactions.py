"""Which move of money may follow which: pure rules, no database. One transaction is one move of one amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ground.refusals import Basis, Problem, Rule

from .amounts import amount_problems
from .availability import Ends
from .states import Stage

EVIDENCE = Rule("Documentary evidence", Basis.STATUTE, "31 U.S.C. 1501(a)")
PURPOSE = Rule("Purpose of the appropriation", Basis.STATUTE, "31 U.S.C. 1301(a)")
ANTIDEFICIENCY = Rule("Within what is available", Basis.STATUTE, "31 U.S.C. 1341(a), 1517(a)")
TWO_PEOPLE = Rule("Two people", Basis.GATEHOUSE, "Proposer and recorder of an obligation differ")
TRANSFER = Rule("Transfer between accounts", Basis.STATUTE, "22 U.S.C. 2360(a)")
FLOW = Rule("Stages in order", Basis.GATEHOUSE, "Appropriated, apportioned, allotted, committed, obligated, disbursed")

MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.OUTSIDE: frozenset({Stage.APPROPRIATED}),
    Stage.APPROPRIATED: frozenset({Stage.APPORTIONED, Stage.EXPIRED, Stage.RESCINDED, Stage.TRANSFERRED}),
    Stage.APPORTIONED: frozenset(
        {Stage.ALLOTTED, Stage.OBLIGATED, Stage.EXPIRED, Stage.RESCINDED}
    ),  # which of the first two, the fund says
    Stage.ALLOTTED: frozenset({Stage.COMMITTED, Stage.EXPIRED, Stage.RESCINDED}),
    Stage.COMMITTED: frozenset({Stage.OBLIGATED, Stage.ALLOTTED, Stage.DEOBLIGATED, Stage.EXPIRED}),
    Stage.OBLIGATED: frozenset({Stage.DISBURSED, Stage.ALLOTTED, Stage.DEOBLIGATED, Stage.EXPIRED, Stage.CANCELLED}),
    Stage.DISBURSED: frozenset(),
    Stage.DEOBLIGATED: frozenset({Stage.COMMITTED, Stage.EXPIRED, Stage.RESCINDED}),
    Stage.EXPIRED: frozenset({Stage.COMMITTED, Stage.CANCELLED, Stage.RESCINDED}),
    Stage.CANCELLED: frozenset(),
    Stage.RESCINDED: frozenset(),
    Stage.TRANSFERRED: frozenset(),
}
TAKEN_BACK = frozenset(
    {
        (Stage.OUTSIDE, Stage.APPROPRIATED),
        (Stage.APPROPRIATED, Stage.APPORTIONED),
        (Stage.APPORTIONED, Stage.ALLOTTED),
        (Stage.APPORTIONED, Stage.OBLIGATED),
        (Stage.OBLIGATED, Stage.DISBURSED),
        (Stage.OBLIGATED, Stage.ALLOTTED),
        (Stage.OBLIGATED, Stage.DEOBLIGATED),
        (Stage.OBLIGATED, Stage.EXPIRED),
        (Stage.APPROPRIATED, Stage.RESCINDED),
        (Stage.APPORTIONED, Stage.RESCINDED),
        (Stage.ALLOTTED, Stage.RESCINDED),
        (Stage.DEOBLIGATED, Stage.RESCINDED),
        (Stage.EXPIRED, Stage.RESCINDED),
        (Stage.APPROPRIATED, Stage.TRANSFERRED),
    }
)  # moves that a reversal takes back; commitments are withdrawn and obligations de-obligated instead

OBLIGATING_APPORTIONMENT = (Stage.APPORTIONED, Stage.OBLIGATED)
SKIPS = frozenset({OBLIGATING_APPORTIONMENT, (Stage.APPORTIONED, Stage.ALLOTTED)})  # a fund has the one or the other


def unobligated(ends: Ends, on: dt.date, *, again: bool) -> Stage:
    """Where money stands on a day that no obligation holds: taken from there, released and de-obligated to there.

    `again` is money that was obligated in time under an act that lets it be obligated again.
    """
    until = ends.reobligate_until if again else ends.obligate_until
    if until is not None and on > until:
        return Stage.EXPIRED
    return Stage.DEOBLIGATED if again else Stage.ALLOTTED


def forward() -> list[tuple[Stage, Stage]]:
    """Every move that is not a reversal."""
    return [(a, b) for a, targets in MOVES.items() for b in sorted(targets)]


def check(
    *, from_stage: Stage, to_stage: Stage, amount: Decimal, obligates_on_apportionment: bool, reversal: bool = False
) -> Iterator[Problem]:
    """What is wrong with a move, by itself: order of stages, the fund's own skip, and a positive amount in cents."""
    yield from amount_problems(amount)
    pair = (to_stage, from_stage) if reversal else (from_stage, to_stage)
    if (pair not in TAKEN_BACK) if reversal else (to_stage not in MOVES[from_stage]):
        yield Problem(f"{from_stage.label} money does not become {to_stage.label.lower()} in one move.", FLOW)
    elif pair in SKIPS and (pair == OBLIGATING_APPORTIONMENT) != obligates_on_apportionment:
        yield Problem("A fund obligated by its apportionment skips the allotment, and no other fund does.", FLOW)
