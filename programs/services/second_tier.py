"""What implementers report of their obligations, and what somebody at post verified. The ledger is not touched."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem

from ..models import Obligation, SecondTierMove, TierVerification
from ..second_tier import CLAIM, TIER, TierStage
from .fields import checked, checked_money, refuse

REPORT = "programs.change_program"
VERIFY = "programs.record_delivery"


def report(
    *,
    obligation: Obligation,
    from_stage: str,
    to_stage: str,
    amount: Decimal,
    as_of: dt.date,
    evidence: str,
    by: Any,
    line: str = "",
    note: str = "",
) -> SecondTierMove:
    """Keep what an implementer reports as of a day: so many dollars moved on a line. It is a claim until verified."""
    need(by, REPORT, obligation)
    with acting(by, step="report_tier", note=note):
        row = SecondTierMove(
            obligation=obligation,
            line=line.strip(),
            from_stage=from_stage,
            to_stage=to_stage,
            amount=amount,
            as_of=as_of,
            evidence=evidence.strip(),
            note=note,
            by=by,
        )
        checked_money(row).save()
    return row


def verify(*, move: SecondTierMove, how: str, by: Any, verified_on: dt.date | None = None) -> TierVerification:
    """Somebody at post verified a report: when, and how. Not by who wrote it down."""
    need(by, VERIFY, move)
    with acting(by, step="verify_tier", note=how):
        if by is not None and move.by_id == by.pk:
            reason = "You wrote this report down; somebody else verifies it."
            refuse([Problem(reason, CLAIM, "Opens for another person.", "", "tier_verified_by_another")])
        row = TierVerification(move=move, verified_on=verified_on or today(), how=how.strip(), by=by)
        checked(row).save()
    return row


def take_back(*, move: SecondTierMove, as_of: dt.date, evidence: str, note: str, by: Any) -> SecondTierMove:
    """Take a mistaken report back by its mirror; both stay."""
    need(by, REPORT, move)
    with acting(by, step="take_back_tier", note=note):
        if not note.strip():
            refuse([Problem("A reversal says why.", TIER, "Write the reason.", "note", "note")])
        row = SecondTierMove(
            obligation=move.obligation,
            line=move.line,
            from_stage=TierStage(move.to_stage),
            to_stage=TierStage(move.from_stage),
            amount=move.amount,
            as_of=as_of,
            evidence=evidence.strip(),
            note=note,
            reverses=move,
            by=by,
        )
        checked(row).save()
    return row
