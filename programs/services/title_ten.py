"""State's part in DoD proposals: the elements of the notice, views of offices, concurrence and its conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem
from ground.steps import lock

from ..checks import CONCURRENCE, HAPPENED
from ..models import (
    Certification,
    Concurrence,
    ConcurrenceCondition,
    JointPlan,
    OfficeView,
    Program,
    ProposalElement,
    ReportedStatus,
)
from ..states import Decided
from .fields import checked, refuse

DECIDE = "programs.give_concurrence"
FAVORABLE = frozenset({Decided.CONCUR, Decided.CONDITIONS})


@dataclass(frozen=True, kw_only=True)
class ConditionRow:
    """One condition of a concurrence."""

    text: str
    due_on: dt.date
    office: str = ""


def write_elements(*, program: Program, texts: Mapping[str, str], by: Any) -> list[ProposalElement]:
    """Write elements of the notice (10 U.S.C. 333(e)); an empty text leaves what was there."""
    need(by, "programs.change_program", program)
    with acting(by, step="write_elements"):
        lock(program)
        there = {row.element: row for row in program.elements.all()}
        written = []
        for element, text in texts.items():
            row = there.get(element) or ProposalElement(program=program, element=element)
            if text.strip() and row.text != text.strip():
                row.text = text.strip()
                checked(row).save()
                written.append(row)
        return written


def ask_office(*, program: Program, office: str, due_on: dt.date, by: Any) -> OfficeView:
    """Ask an office for its view by a day. What it does not say by then is late, and never a yes."""
    need(by, "programs.change_program", program)
    with acting(by, step="ask_office"):
        row = OfficeView(program=program, office=office.strip(), due_on=due_on)
        checked(row).save()
    return row


def give_view(
    *, view: OfficeView, position: str, text: str, by: Any, given_on: dt.date | None = None, version: int | None = None
) -> OfficeView:
    """Record what an office said. A view is given once; another view of the same office is a new question."""
    need(by, "programs.change_program", view)
    with acting(by, step="give_view"):
        row = lock(view, version=version)
        row.position, row.text, row.given_on = position, text, given_on or today()
        checked(row).save()
    return row


def decide(
    *,
    program: Program,
    decision: str,
    text: str,
    document: str,
    by: Any,
    conditions: Sequence[ConditionRow] = (),
    decided_on: dt.date | None = None,
    expires_on: dt.date | None = None,
) -> Concurrence:
    """Record State's decision. Its conditions become tasks with a day; the latest decision is the one that counts."""
    need(by, DECIDE, program)
    with acting(by, step="decide"):
        lock(program)
        refuse(_decision_problems(program, decision, conditions, decided_on or today(), by))
        row = Concurrence(
            program=program,
            decision=decision,
            decided_on=decided_on or today(),
            expires_on=expires_on,
            document=document,
            text=text,
            decider=by,
        )
        checked(row).save()
        ConcurrenceCondition.objects.bulk_create(
            [
                checked(ConcurrenceCondition(concurrence=row, text=c.text, due_on=c.due_on, office=c.office))
                for c in conditions
            ]
        )
    return row


def _decision_problems(
    program: Program, decision: str, conditions: Sequence[ConditionRow], on: dt.date, by: Any
) -> Iterator[Problem]:
    """Who decides, after whose views and which planning, and with which conditions. Joint planning where the authority
    asks for it: 10 U.S.C. 333(b), statute, verified; the rest are Gatehouse rules on it."""
    if by is None:
        yield Problem(
            "A concurrence has a decider.", CONCURRENCE, "Sign in as whoever decides for State.", code="decider"
        )
    elif by.pk in (program.author_id, program.manager_id):
        yield Problem("You wrote or manage this proposal; somebody else decides.", CONCURRENCE, code="two_people")
    if decision in FAVORABLE:
        for office in program.office_views.filter(given_on=None).order_by("pk").values_list("office", flat=True):
            reason = f"{office} has not given its view."
            yield Problem(reason, CONCURRENCE, "Opens when the view is recorded; silence is not one.", code="views")
        rules, planned = program.titletendetail.rules, getattr(program, "joint_plan", None)
        if rules and rules.joint_planning and (planned is None or planned.agreed_on > on):
            reason = "State and DoD have not planned this together."
            opens = "Opens when the joint plan is recorded, with an officer of each side."
            yield Problem(reason, CONCURRENCE, opens, code="concurrence_after_joint_plan")
    if (decision == Decided.CONDITIONS) != bool(conditions):
        reason = "A concurrence with conditions names each of them, and no other decision has any."
        yield Problem(reason, CONCURRENCE, field="conditions", code="conditions")


def meet_condition(
    *, condition: ConcurrenceCondition, how: str, by: Any, met_on: dt.date | None = None, version: int | None = None
) -> ConcurrenceCondition:
    """Record that a condition was met, when and how."""
    need(by, "programs.change_program", condition)
    with acting(by, step="meet_condition"):
        row = lock(condition, version=version)
        if row.met_on is not None:
            refuse([Problem("This condition is met already.", HAPPENED, code="met")])
        row.met_on, row.how = met_on or today(), how.strip()
        checked(row).save()
    return row


def plan_together(
    *,
    program: Program,
    begun_on: dt.date,
    agreed_on: dt.date,
    state_officer: str,
    dod_officer: str,
    document: str,
    by: Any,
) -> JointPlan:
    """Record the joint planning (10 U.S.C. 333(b)): its days, an officer of each side, and what they agreed."""
    need(by, "programs.change_program", program)
    with acting(by, step="plan_together"):
        row = JointPlan(
            program=program,
            begun_on=begun_on,
            agreed_on=agreed_on,
            state_officer=state_officer.strip(),
            dod_officer=dod_officer.strip(),
            document=document.strip(),
            by=by,
        )
        checked(row).save()
    return row


def certify(*, program: Program, what: str, certified_on: dt.date, document: str, by: Any) -> Certification:
    """Record a certification of DoD (10 U.S.C. 333(c))."""
    need(by, "programs.change_program", program)
    with acting(by, step="certify"):
        row = Certification(program=program, what=what, certified_on=certified_on, document=document, by=by)
        checked(row).save()
    return row


def report_status(
    *,
    program: Program,
    as_of: dt.date,
    unobligated: Decimal,
    unliquidated: Decimal,
    disbursed: Decimal,
    source: str,
    by: Any,
) -> ReportedStatus:
    """Keep what DoD reports of a program's money, as of a day and labeled so; the ledger is not touched."""
    need(by, "programs.change_program", program)
    with acting(by, step="report_status"):
        row = ReportedStatus(
            program=program,
            as_of=as_of,
            unobligated=unobligated,
            unliquidated=unliquidated,
            disbursed=disbursed,
            source=source,
            by=by,
        )
        checked(row).save()
    return row
