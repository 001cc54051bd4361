"""A change that shuts the gate and a delivery at the same moment: one order or the other, never both unseen. The
control takes the lock out of the gate and is seen to let the delivery slip through."""

import threading
import time

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from ground.dates import today
from partners.services import people
from tests import make
from tests.vetting.raw import sql
from vetting.models import Approval
from vetting.services import approvals, standing

pytestmark = pytest.mark.django_db(transaction=True)


class World:
    """An approved person and their unit under a parent, and a program that delivers to them."""

    def __init__(self):
        self.team = make.Team()
        self.unit, self.above, self.other = make.unit(), make.unit(), make.unit()
        make.parent(self.unit, self.above)
        self.person = make.person(self.unit)
        make.approved(self.person, self.unit, team=self.team)
        at = self.unit.country.operating_unit
        (self.program,) = sql(
            "INSERT INTO programs_program (version, number, kind, title, state, operating_unit_id, fiscal_year, laws, "
            "purpose, stated_purposes, planned_amount, manager_id, author_id) VALUES (1, %s, 'IMET', 'x', 'DRAFT', %s, "
            "2027, '{STATE}', '', '{}', 0, %s, %s) RETURNING id",
            [f"IMET-{self.person.pk}", at.pk, self.team.manager.pk, self.team.requester.pk],
        )[0]
        for state in ("PROPOSED", "APPROVED", "EXECUTING"):
            sql(
                "UPDATE programs_program SET state = %s, version = version + 1 WHERE id = %s RETURNING id",
                [state, self.program],
            )

    def deliver(self):
        sql(
            "INSERT INTO programs_delivery (program_id, unit_id, person_id, what, description, quantity, value, "
            "delivered_on, place_name, recorded_by_id) VALUES (%s, %s, %s, 'TRAINING', 'x', 1, 0, %s, '', %s)",
            [self.program, self.unit.pk, self.person.pk, today(), self.team.analyst.pk],
        )

    def delivered(self):
        return sql("SELECT count(*) FROM programs_delivery WHERE program_id = %s", [self.program])[0][0]

    def suspend(self):
        approvals.suspend(approval=Approval.objects.get(person=self.person), reason="?", by=self.team.rights)

    def suspend_unit(self):
        approvals.suspend(approval=Approval.objects.get(person=None, unit=self.unit), reason="?", by=self.team.rights)

    def revoke(self):
        approvals.revoke(approval=Approval.objects.get(person=self.person), reason="?", by=self.team.rights)

    def find_unit(self):
        standing.propose_ineligible(unit=self.unit, grounds="Known.", source=make.source(), by=self.team.rights)

    def find_parent(self):
        standing.propose_ineligible(unit=self.above, grounds="Known.", source=make.source(), by=self.team.rights)

    def transfer(self):
        people.transfer(person=self.person, unit=self.other, on=today(), source=make.source(), by=None)


ACTS = ["suspend", "suspend_unit", "revoke", "find_unit", "find_parent", "transfer"]


class Held(threading.Thread):
    """Does one act in a transaction of its own connection, and commits when told to. `error` is what refused it."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.act, self.error, self.done, self.go = act, None, threading.Event(), threading.Event()
        self.start()

    def run(self):
        try:
            with pghistory.context(test=True), transaction.atomic():
                self.act()
                self.done.set()
                self.go.wait(20)
        except Exception as error:
            self.error = error
        finally:
            self.done.set()
            connection.close()

    def finish(self):
        self.go.set()
        self.join(20)
        assert not self.is_alive()
        return constraint(self.error)


def constraint(error):
    if error is None:
        return None
    cause = error if isinstance(error, DatabaseError) else error.__cause__
    diag = getattr(cause.__cause__ if cause is not None else None, "diag", None)
    return diag.constraint_name if diag is not None else repr(error)


def waits(thread, seconds=1.0):
    """Whether the thread is stuck behind a lock: its act has not come back, and Postgres shows somebody waiting."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if thread.done.is_set():
            return False
        if sql("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"):
            return True
        time.sleep(0.02)
    return not thread.done.is_set()


@pytest.fixture
def world(transactional_db):
    return World()


@pytest.fixture
def no_lock(transactional_db):
    """The control: a gate that reads without locking."""
    (kept,) = sql("SELECT pg_get_functiondef('vetting_lock'::regproc)")[0]
    sql(
        "CREATE OR REPLACE FUNCTION vetting_lock(units bigint[], people bigint[]) RETURNS void AS "
        "$$ BEGIN RETURN; END $$ LANGUAGE plpgsql"
    )
    yield
    sql(kept.replace("%", "%%"))


def test_what_shuts_first_is_seen_by_the_delivery(transactional_db):
    for act in ACTS:
        world = World()
        shutting = Held(getattr(world, act))
        shutting.done.wait(10)
        delivery = Held(world.deliver)
        assert waits(delivery), act
        assert shutting.finish() is None, act
        delivery.done.wait(10)
        assert delivery.finish() == "gate_delivery", act
        assert world.delivered() == 0, act


def test_what_shuts_second_waits_for_the_delivery(transactional_db):
    for act in ACTS:
        world = World()
        delivery = Held(world.deliver)
        delivery.done.wait(10)
        shutting = Held(getattr(world, act))
        assert waits(shutting), act
        assert delivery.finish() is None, act
        shutting.done.wait(10)
        assert shutting.finish() is None, act
        assert world.delivered() == 1, act


def test_control_without_the_lock_the_delivery_slips_through(no_lock):
    for act in ACTS:
        world = World()
        shutting = Held(getattr(world, act))
        shutting.done.wait(10)
        delivery = Held(world.deliver)
        assert not waits(delivery), act
        assert delivery.finish() is None, act
        assert shutting.finish() is None, act
        assert world.delivered() == 1, act


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_another_isolation_is_refused_by_name(world, level):
    def deliver():
        sql(f"SET TRANSACTION ISOLATION LEVEL {level}")
        world.deliver()

    delivery = Held(deliver)
    delivery.done.wait(10)
    assert delivery.finish() == "vetting_gate_isolation"
    assert world.delivered() == 0


def test_a_row_does_not_join_while_the_request_is_being_sent(world):
    """The manager approves the roster that was sent: a late row waits, then is refused."""
    from vetting.services import cases

    case = make.case([(world.unit, world.person)], world.team)
    late = make.person(world.unit)
    sending = Held(lambda: cases.submit(case=case, by=world.team.requester))
    sending.done.wait(10)
    joining = Held(
        lambda: sql(
            "INSERT INTO vetting_vettingsubject (version, case_id, row, person_id, unit_id, comes_with_person, "
            "position, state, round, state_reason) VALUES (1, %s, 99, %s, %s, false, '', 'DRAFT', 0, '')",
            [case.pk, late.pk, world.unit.pk],
        )
    )
    assert waits(joining)
    assert sending.finish() is None
    joining.done.wait(10)
    assert joining.finish() == "vetting_subject_joins_in_draft"


def test_two_reviewers_at_the_same_moment_both_count(world):
    """The second review waits for the first and concludes: nobody is left in between."""
    from vetting.services import reviews

    other = make.person(world.unit)
    case = make.in_review([(world.unit, other)], world.team)
    first = Held(lambda: reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=world.team.bureau))
    first.done.wait(10)
    second = Held(lambda: reviews.review(case=case, kind="HUMAN_RIGHTS", verdict="APPROVE", by=world.team.rights))
    assert waits(second)
    assert first.finish() is None
    second.done.wait(10)
    assert second.finish() is None
    case.refresh_from_db()
    assert case.state == "RESULTS_RETURNED"
    assert set(case.subjects.values_list("state", flat=True)) == {"APPROVED"}
