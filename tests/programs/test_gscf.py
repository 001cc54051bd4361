"""GSCF: DoD at most 80 percent of each project, after every contribution and return, by whatever way it is written."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ground.dates import today
from ground.refusals import Refused, refusals
from programs.models import Fund, GscfContribution, JointDecision, Program
from programs.services import gscf, obligations, programs
from programs.services.reference import load_parameters

from . import build
from .guards import without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class Project:
    """A GSCF program at work with its two funds."""

    def __init__(self) -> None:
        self.office = build.Office()
        self.program: Program = build.program(self.office, "GSCF")
        self.state: Fund = build.fund(self.office, "GSCF", allotted=30_000_000)
        self.dod: Fund = build.fund(self.office, "GSCF", allotted=30_000_000)

    def give(self, agency: str, amount: Any, fund: Fund | None = None) -> GscfContribution:
        return gscf.contribute(
            program=self.program,
            agency=agency,
            fund=fund or (self.state if agency == "STATE" else self.dod),
            amount=Decimal(amount),
            on_day=today(),
            document=f"Transfer {agency}",
            by=self.office.funds,
        )

    def take(self, given: GscfContribution, amount: Any) -> GscfContribution:
        return gscf.give_back(
            contribution=given, amount=Decimal(amount), on_day=today(), document="Return", by=self.office.funds
        )

    def raw(self, agency: str, amount: Any, returns: GscfContribution | None = None) -> GscfContribution:
        """Past the service: what only Postgres can refuse."""
        return GscfContribution.objects.create(
            program=self.program,
            agency=agency,
            fund=self.state if agency == "STATE" else self.dod,
            amount=Decimal(amount),
            on_day=today(),
            document="Raw",
            returns=returns,
            by=self.office.funds,
        )


@pytest.fixture
def project(db: None) -> Project:
    return Project()


def refused_by(constraint: str, call: Any) -> None:
    with pytest.raises((IntegrityError, Refused)) as caught, transaction.atomic():
        call()
    error = caught.value
    found = error.code if isinstance(error, Refused) else error.__cause__.diag.constraint_name  # type: ignore[union-attr]
    assert found == constraint


def test_the_ukraine_project_of_2016_stands_at_exactly_twenty_percent(project: Project) -> None:
    project.give("STATE", 4_680_000)
    project.give("DOD", 18_720_000)
    now = gscf.shares(project.program)
    assert (now.total, now.dod_percent, now.hold) == (Decimal(23_400_000), Decimal(80), True)
    with pytest.raises(Refused, match="percent of the project") as refused:
        project.give("DOD", "0.01")
    assert refused.value.code == "gscf_share"
    assert "$18,720,000.00, $0.00 of it now" in refused.value.problems[0].opens
    refused_by("gscf_share", lambda: project.raw("DOD", "0.01"))


def test_dod_does_not_come_first_and_shares_the_wrong_way_round_are_refused(project: Project) -> None:
    refused_by("gscf_share", lambda: project.raw("DOD", 1))
    project.give("STATE", "20.01")
    project.give("DOD", "79.99")
    other = Project()
    other.give("STATE", "19.99")
    refused_by("gscf_share", lambda: other.raw("DOD", "80.01"))


def test_without_the_guard_dod_pays_it_all(project: Project) -> None:
    with without("programs_gscfcontribution", trigger="share"):
        project.raw("DOD", 100)
    assert not gscf.shares(project.program).hold


def test_a_return_keeps_the_shares_and_takes_no_more_than_was_given(project: Project) -> None:
    state, dod = project.give("STATE", 100), project.give("DOD", 400)
    refused_by("gscf_share", lambda: project.raw("STATE", 1, returns=state))
    project.take(dod, 200)
    project.take(state, 50)
    refused_by("gscf_return_within", lambda: project.raw("DOD", "200.01", returns=dod))


def test_the_two_contributions_stay_two_funds(project: Project) -> None:
    project.give("STATE", 100)
    refused_by("gscf_two_funds", lambda: project.give("DOD", 100, fund=project.state))
    imet = build.fund(project.office, "IMET")
    refused_by("gscf_contribution_of_project", lambda: project.give("STATE", 100, fund=imet))


def test_nothing_is_transferred_on_a_day_to_come_and_nothing_is_changed(project: Project) -> None:
    given = project.give("STATE", 100)
    ahead = {"program": project.program, "agency": "STATE", "fund": project.state, "amount": 1, "document": "x"}
    refused_by(
        "programs_gscfcontribution_on_day_ahead",
        lambda: gscf.contribute(**ahead, on_day=today() + DAY, by=project.office.funds),
    )
    refused_by(
        "programs_gscfcontribution_append_only",
        lambda: GscfContribution.objects.filter(pk=given.pk).update(amount=1),
    )


def propose(project: Project, amount: Any, number: str) -> Any:
    return obligations.propose_obligation(
        program=project.program,
        fund=project.dod,
        amount=Decimal(amount),
        document_number=number,
        evidence="AGREEMENT",
        effective_on=today(),
        naming="The battalion, once vetted",
        by=project.office.manager,
    )


def test_a_project_obligates_what_was_contributed_to_it_and_keeps_what_it_spent(project: Project) -> None:
    project.give("STATE", 100)
    dod = project.give("DOD", 400)
    refused_by("gscf_within_contribution", lambda: propose(project, "400.01", "A-1"))
    propose(project, 300, "A-2")
    refused_by("gscf_within_contribution", lambda: propose(project, "100.01", "A-3"))
    refused_by("gscf_return_leaves_spent", lambda: project.raw("DOD", "100.01", returns=dod))
    project.take(dod, 100)


def test_a_project_executes_when_both_departments_have_decided() -> None:
    office = build.Office()
    made = build.program(office, "GSCF", state="APPROVED")
    with pytest.raises(Refused, match="Department of State has not decided"):
        programs.take(program=made, step="execute", by=office.manager)
    rows = Program.objects.filter(pk=made.pk)
    refused_by("gscf_decided_together", lambda: rows.update(state="EXECUTING", version=made.version + 1))
    gscf.decide(program=made, agency="DOD", decided_on=today(), document="D-1", by=office.manager)
    with pytest.raises(Refused, match="Department of State has not decided"):
        programs.take(program=made, step="execute", by=office.manager)
    gscf.decide(program=made, agency="STATE", decided_on=today(), document="D-2", by=office.manager)
    assert programs.take(program=made, step="execute", by=office.manager).state == "EXECUTING"
    refused_by(
        "joint_decision_once",
        lambda: gscf.decide(program=made, agency="STATE", decided_on=today(), document="D-3", by=office.manager),
    )


def test_nobody_decides_on_a_new_project_after_the_authority_ended() -> None:
    office = build.Office()
    made = build.program(office, "GSCF", state="APPROVED")
    assert load_parameters() > 0
    day = gscf.authority_end()
    assert day == dt.date(2019, 9, 30)
    kept = {"program": made, "agency": "DOD", "document": "D-1"}
    with pytest.raises(Refused, match=r"ended on September 30, 2019"):
        gscf.decide(**kept, decided_on=day + DAY, by=office.manager)
    late = {**kept, "decided_on": day + DAY, "by": office.manager}
    refused_by("gscf_authority_ended", lambda: JointDecision.objects.create(**late))
    with without("programs_jointdecision", trigger="under_authority"):
        JointDecision.objects.create(**late)
    gscf.decide(**kept | {"agency": "STATE"}, decided_on=day, by=office.manager)
    assert programs.take(program=made, step="execute", by=office.manager).state == "EXECUTING", "what began runs on"


@contextmanager
def unlocked() -> Iterator[None]:
    """The share's guard without its locks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger"
            " WHERE tgrelid = 'programs_gscfcontribution'::regclass AND tgname LIKE 'pgtrigger_share_%'"
        )
        (body,) = cursor.fetchone()
        cursor.execute(body.replace("FOR NO KEY UPDATE", ""))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(body)


def both_at_once(project: Project) -> list[Any]:
    """Two contributions of DoD, either of which fits, both open at the same moment."""

    def write() -> str:
        with refusals():
            project.raw("DOD", 300)
            time.sleep(0.3)
        return "done"

    return at_once([write, write])


@pytest.mark.django_db(transaction=True)
def test_two_contributions_at_once_do_not_pass_the_share_together() -> None:
    project = Project()
    project.give("STATE", 100)
    answers = both_at_once(project)
    assert sorted(getattr(a, "code", a) for a in answers) == ["done", "gscf_share"]
    assert gscf.shares(project.program).hold


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_pass() -> None:
    project = Project()
    project.give("STATE", 100)
    with unlocked():
        assert both_at_once(project) == ["done", "done"]
    assert not gscf.shares(project.program).hold
