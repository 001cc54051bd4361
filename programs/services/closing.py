"""The ends of funds, by rule and never by hand: what is not obligated expires after E or R, what is left is cancelled
after C.

Beat calls it. Whoever reads a balance before it ran is shown the stage that the law gives (`BalanceQuerySet.standing`);
whoever would spend from it is refused by the ledger's own guard. It may run twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator

from django.db.models import F, Q, QuerySet

from ground.acting import acting
from ground.dates import today
from ground.refusals import Refused
from ground.steps import lock

from ..availability import AVAILABILITY, CANCELLATION
from ..models import Balance, Fund, FundTransaction, Obligation
from ..states import UNOBLIGATED, ObligationState, Stage
from .obligations import withdraw

logger = logging.getLogger(__name__)
DAY = dt.timedelta(days=1)
EXPIRE = frozenset({*UNOBLIGATED, Stage.DEOBLIGATED})
CANCEL = frozenset({Stage.EXPIRED, Stage.OBLIGATED})


def close_due(*, on: dt.date | None = None) -> int:
    """Expire and cancel what is due in every fund; how many funds were due. One fund, one transaction.

    A fund in which somebody moves money at this moment is left for the next run; one that is refused is logged.
    """
    on = on or today()
    late = Balance.objects.filter(amount__gt=0).standing(on).exclude(stage=F("standing"))
    due = Fund.objects.filter(Q(pk__in=late.values("fund")) | Q(pk__in=_in_vain(on).values("fund")))
    funds = list(due.order_by("pk"))
    for fund in funds:
        try:
            close(fund=fund, on=on)
        except Refused as refused:
            logger.warning("Fund %s was not closed: %s", fund.number, refused)
    return len(funds)


def close(*, fund: Fund, on: dt.date | None = None) -> None:
    """Expire and cancel what is due in one fund: its proposals first, which nobody can record any more."""
    on = on or today()
    with acting(None, step="close_fund"):
        fund = lock(fund)
        for obligation in _in_vain(on).filter(fund=fund).select_related("fund").order_by("pk"):
            _give_up(obligation, on)
        if fund.cancels_on and fund.cancels_on < on:  # documents before balances, as a payment locks them
            recorded = Obligation.objects.filter(fund=fund, state=ObligationState.RECORDED).order_by("pk")
            list(recorded.select_for_update(no_key=True).values_list("pk"))
        _post(fund, Stage.EXPIRED, _left(fund, EXPIRE, on))
        _post(fund, Stage.CANCELLED, _left(fund, CANCEL, on))


def _in_vain(on: dt.date) -> QuerySet[Obligation]:
    """Proposals that nobody can record any more: dated too late for their money, or of a fund that has ended."""
    last = {False: "fund__available_until", True: "fund__reobligate_until"}
    late = Q(fund__cancels_on__lt=on)
    for again, until in last.items():
        late |= Q(**{"reobligation": again, f"{until}__lt": on, "effective_on__gt": F(until)})
    return Obligation.objects.filter(late, state=ObligationState.PROPOSED)


def _give_up(obligation: Obligation, on: dt.date) -> None:
    fund = obligation.fund
    until = fund.reobligate_until if obligation.reobligation else fund.available_until
    if until is None or obligation.effective_on <= until:
        until = fund.cancels_on
    assert until is not None  # noqa: S101 - it was found by that day
    withdraw(obligation=obligation, by=None, note="Its fund has closed", on=until + DAY)


def _left(fund: Fund, stages: Iterable[str], on: dt.date) -> Iterator[Balance]:
    """What stands at one of the stages and no longer may. What leaves it meanwhile makes the posting wait a run."""
    rows = Balance.objects.filter(fund=fund, stage__in=stages, amount__gt=0).standing(on).exclude(stage=F("standing"))
    yield from rows.order_by("pk")


def _post(fund: Fund, to_stage: Stage, rows: Iterable[Balance]) -> None:
    """One move for each balance, dated the day after the end that it has passed."""
    ends = fund.ends

    def until(row: Balance) -> dt.date:
        found = ends.cancels_on
        if to_stage == Stage.EXPIRED:
            found = ends.reobligate_until if row.stage == Stage.DEOBLIGATED else ends.obligate_until
        assert found is not None  # noqa: S101 - the balance was late by that day
        return found

    FundTransaction.objects.bulk_create(
        FundTransaction(
            fund=fund,
            operating_unit_id=row.operating_unit_id,
            program_id=row.program_id,
            obligation_id=row.obligation_id,
            from_stage=row.stage,
            to_stage=to_stage,
            amount=row.amount,
            effective_on=until(row) + DAY,
            evidence=(AVAILABILITY if to_stage == Stage.EXPIRED else CANCELLATION).source,
            by=None,
        )
        for row in rows
    )
