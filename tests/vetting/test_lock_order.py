"""Locks are taken in one order, case, subjects, units, people, so that two acts at once wait for each other and never
deadlock. The control enrolls without it, and is seen to deadlock."""

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.refusals import Refused
from tests import make
from tests.vetting.raw import sql
from tests.vetting.scene import Scene, add_hit
from tests.vetting.test_races import Held
from vetting import acts
from vetting.models import Approval
from vetting.services import approvals, cases, hits, reviews, roster, subjects

ORDER = ["vetting_vettingcase", "vetting_vettingsubject", "partners_unit", "partners_person"]


def give_review(scene, case):
    reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=scene.team.bureau)


def suspend_subject(scene, case):
    subjects.suspend_subject(subjects=case.subjects.all(), reason="?", by=scene.team.rights)


def return_to_process(scene, case):
    subjects.return_to_process(subjects=case.subjects.all(), reason="?", by=scene.team.rights)


def suspend_approval(scene, case):
    approvals.suspend(approval=Approval.objects.get(subject=scene.subject(case)), reason="?", by=scene.team.rights)


def revoke_approval(scene, case):
    approvals.revoke(approval=Approval.objects.get(subject=scene.subject(case)), reason="?", by=scene.team.rights)


def resolve_hit(scene, case):
    hits.resolve(hit=add_hit(scene.subject(case)), same=False, note="Another.", by=scene.team.analyst)


def step_of_rows(scene, case):
    rows = list(case.subjects.all())
    acts.roster_step("suspend", rows, of=case, version=case.version, by=scene.team.rights, note="?")


def step_of_one_row(scene, case):
    row = scene.subject(case)
    acts.subject_step("suspend", row, by=scene.team.rights, version=row.version, note="?")


def enroll(scene, case):
    entries = [roster.Entry(make.unit().pk), roster.Entry(scene.unit.pk, make.person(scene.unit).pk)]
    cases.add_recipients(case=case, entries=entries, by=scene.team.requester)


def remove(scene, case):
    cases.remove_subject(subject=scene.subject(case), reason="?", by=scene.team.requester)


def screen(scene, case):
    cases.submit(case=case, by=scene.team.requester)
    cases.endorse(case=case, by=scene.team.manager)
    cases.accept_and_screen(case=case, by=scene.team.analyst)


IN_REVIEW = [give_review, suspend_subject, return_to_process, resolve_hit, step_of_rows, step_of_one_row]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "act"),
    [
        *(("in_review", act) for act in IN_REVIEW),
        *(("decided", act) for act in (suspend_approval, revoke_approval)),
        *(("draft", act) for act in (enroll, remove, screen)),
    ],
)
def test_each_act_locks_in_the_one_order(at, act):
    scene = Scene()
    case = getattr(scene, at)()
    with CaptureQueriesContext(connection) as captured:
        act(scene, case)
    locking = [q["sql"] for q in captured.captured_queries if "FOR NO KEY UPDATE" in q["sql"]]
    tables = [re.search(r'FROM "(\w+)"', statement)[1] for statement in locking]
    first = list(dict.fromkeys(table for table in tables if table in ORDER))
    assert first == [table for table in ORDER if table in first]
    assert first[0] == "vetting_vettingcase"
    assert first[-2:] == ["partners_unit", "partners_person"]


@pytest.mark.django_db(transaction=True)
def test_a_review_and_a_suspension_at_once_wait_for_each_other():
    scene = Scene()
    case = scene.in_review()
    row = scene.subject(case)
    gate = Held(lambda: sql("SELECT 1 FROM partners_unit WHERE id = %s FOR SHARE", [row.unit_id]))
    gate.done.wait(10)
    both = [Held(lambda a=act: a(scene, case)) for act in (give_review, suspend_subject)]
    until_waiting(2)
    assert ends(both, gate) in (["", ""], ["", "review_once_per_kind"])


def two_enroll_crosswise():
    """One puts high, middle, low on its roster, the other low, high; a gate holds the middle until both have begun."""
    team = make.Team()
    low, middle, high = sorted((make.unit() for _ in range(3)), key=lambda unit: unit.pk)
    first, second = (make.case([(make.unit(), None)], team) for _ in range(2))
    gate = Held(lambda: sql("SELECT 1 FROM partners_unit WHERE id = %s FOR SHARE", [middle.pk]))
    gate.done.wait(10)

    def add(case, *units):
        return Held(
            lambda: cases.add_recipients(case=case, entries=[roster.Entry(u.pk) for u in units], by=team.requester)
        )

    both = [add(first, high, middle, low)]
    until_waiting(1)
    both.append(add(second, low, high))
    until_waiting(2)
    return ends(both, gate)


@pytest.mark.django_db(transaction=True)
def test_two_rosters_of_the_same_units_at_once_do_not_deadlock():
    assert two_enroll_crosswise() == ["", ""]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_order_they_do(monkeypatch):
    monkeypatch.setattr(roster, "lock_recipients", lambda **_: None)
    assert two_enroll_crosswise() == ["", "busy"]


def until_waiting(number):
    """Until so many sessions of this database stand behind a lock."""
    until = time.monotonic() + 10
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while sql(asked)[0][0] < number:
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.02)


def ends(both, gate):
    """How two acts end once the gate lets go: empty when done, else the code of the refusal."""
    for one in (*both, gate):
        one.go.set()
    for one in (gate, *both):
        one.finish()
    assert all(isinstance(one.error, Refused | None) for one in both), [one.error for one in both]
    return sorted(one.error.code if one.error else "" for one in both)
