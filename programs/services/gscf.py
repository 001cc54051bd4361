"""GSCF projects: the decision of each Department, contributions and their returns. Shares hold per project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Sum, When

from ground.acting import acting, need
from ground.refusals import Basis, Problem, Rule

from ..models import Account, Fund, GscfContribution, JointDecision, Program
from ..states import Agency
from .fields import checked, refuse
from .ledger import RECORD

SHARE = Rule("Shares of a GSCF project", Basis.POLICY, "State fact sheet on GSCF, after P.L. 112-81 s. 1207")


@dataclass(frozen=True)
class Shares:
    """What each Department has in a project, net of returns, in US dollars."""

    state: Decimal
    dod: Decimal

    @property
    def total(self) -> Decimal:
        return self.state + self.dod

    @property
    def dod_percent(self) -> Decimal:
        """DoD's part of the whole in percent; zero where nothing was contributed."""
        return self.dod * 100 / self.total if self.total else Decimal(0)

    @property
    def hold(self) -> bool:
        """DoD at most 80 percent, State at least 20."""
        return self.dod <= 4 * self.state


def shares(program: Program) -> Shares:
    """The shares of a project now. One query."""
    signed = Case(When(returns=None, then=F("amount")), default=-F("amount"))
    sums = dict(program.contributions.order_by().values("agency").annotate(n=Sum(signed)).values_list("agency", "n"))
    return Shares(sums.get(Agency.STATE, Decimal(0)), sums.get(Agency.DOD, Decimal(0)))


def decide(*, program: Program, agency: str, decided_on: dt.date, document: str, by: Any) -> JointDecision:
    """Record what one Department decided. Both are needed before the project executes, in whatever order."""
    need(by, "programs.change_program", program)
    with acting(by, step="decide"):
        row = JointDecision(program=program, agency=agency, decided_on=decided_on, document=document, by=by)
        checked(row).save()
    return row


def contribute(
    *,
    program: Program,
    agency: str,
    fund: Fund,
    amount: Decimal,
    on_day: dt.date,
    document: str,
    by: Any,
    source_account: Account | None = None,
) -> GscfContribution:
    """Record money of one Department transferred to a project. `source_account` is where it was appropriated."""
    need(by, RECORD, program)
    with acting(by, step="contribute"):
        row = GscfContribution(
            program=program,
            agency=agency,
            fund=fund,
            source_account=source_account,
            amount=amount,
            on_day=on_day,
            document=document,
            by=by,
        )
        checked(row)
        refuse(_share_problems(shares(program), agency, row.amount))
        row.save()
    return row


def give_back(
    *, contribution: GscfContribution, amount: Decimal, on_day: dt.date, document: str, by: Any
) -> GscfContribution:
    """Return some of a contribution to the Department it came from; the shares must hold afterwards too."""
    need(by, RECORD, contribution)
    with acting(by, step="give_back"):
        row = GscfContribution(
            program=contribution.program,
            agency=contribution.agency,
            fund=contribution.fund,
            source_account=contribution.source_account,
            amount=amount,
            on_day=on_day,
            document=document,
            returns=contribution,
            by=by,
        )
        checked(row)
        refuse(_share_problems(shares(contribution.program), contribution.agency, -row.amount))
        row.save()
    return row


def _share_problems(now: Shares, agency: str, amount: Decimal) -> Iterator[Problem]:
    """DoD gives at most 80 percent of a project, State at least 20. Policy, verified on the fact sheet."""
    after = Shares(now.state + amount, now.dod) if agency == Agency.STATE else Shares(now.state, now.dod + amount)
    if after.hold:
        return
    sentence = f"DoD would have {after.dod_percent:.2f} percent of the project, more than 80."
    if agency == Agency.STATE:
        opens = f"State keeps at least ${now.dod / 4:,.2f} beside ${now.dod:,.2f} of DoD."
    else:
        most = 4 * now.state
        opens = f"With ${now.state:,.2f} of State, DoD gives at most ${most:,.2f}, ${most - now.dod:,.2f} of it now."
    yield Problem(sentence, SHARE, opens, "amount", "gscf_share")
