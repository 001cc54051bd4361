"""GSCF projects: the decision of each Department, contributions and their returns. Shares hold per project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Sum, When

from ground.acting import acting, need
from ground.models import Parameter
from ground.pages.words import long_day
from ground.refusals import Basis, Problem, Rule

from ..models import Account, Fund, GscfContribution, JointDecision, Program
from ..models.gscf_guards import AUTHORITY_END
from ..states import Agency
from .fields import checked, checked_money, refuse
from .ledger import RECORD

ENDED = Rule("End of the authority", Basis.STATUTE, "P.L. 112-81 s. 1207 as amended by P.L. 116-92", verified=False)
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
        refuse(_authority_problems(decided_on))
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
        checked_money(row)
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
        checked_money(row)
        refuse(_share_problems(shares(contribution.program), contribution.agency, -row.amount))
        row.save()
    return row


def authority_end() -> dt.date | None:
    """The last day on which a project could begin, or None where no parameter says it."""
    found = Parameter.objects.filter(key=AUTHORITY_END).first()
    return dt.date.fromisoformat(str(found.value)) if found else None


def _authority_problems(decided_on: dt.date) -> Iterator[Problem]:
    """No new project after the end of the authority. P.L. 112-81 s. 1207 as amended by P.L. 116-92; inferred, not
    verified."""
    end = authority_end()
    if end is not None and decided_on > end:
        yield Problem(
            f"The authority for new projects ended on {long_day(end)}.",
            ENDED,
            "A project that both Departments decided by then runs on: record it with the day of its decision.",
            "decided_on",
            "gscf_authority_ended",
        )


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
