"""Every step from every state, by raw SQL and by the services' own way. The edges below are written by hand from the
domain file (leahy-vetting 2.4 to 2.6), narrowed where Gatehouse leaves a way out or closes one, never read from the
step tables."""

import pytest
from django.db import transaction

from ground.refusals import Refused
from ground.steps import take_step
from tests import make
from tests.vetting.raw import constraint_of, move, put, sql
from vetting.lifecycle import APPROVAL_STEPS, CASE_STEPS, STANDING_STEPS, SUBJECT_STEPS
from vetting.models import Approval, UnitStanding, VettingCase, VettingSubject
from vetting.services import moves

pytestmark = pytest.mark.django_db

# Batch (2.4): Draft → Submitted, Cancelled; Submitted → [endorsed by the manager], Returned, Cancelled; Returned →
# Submitted, Cancelled; Accepted → Post checks, Returned; Post checks → Post complete; Post complete → Washington;
# Washington → Results returned, Cancelled; Results returned → Closed. Left out with the overrides and courtesy cases:
# Accepted → Washington, Post checks → Washington, Post complete → Closed, Closed → Reopened, Cancelled → Draft.
CASE = {
    "submit": ("requester", "DRAFT RETURNED", "SUBMITTED"),
    "withdraw": ("requester", "DRAFT RETURNED SUBMITTED ENDORSED WASHINGTON", "CANCELLED"),
    "endorse": ("manager", "SUBMITTED", "ENDORSED"),
    "return": ("manager", "SUBMITTED", "RETURNED"),
    "send_back": ("analyst", "ENDORSED ACCEPTED", "RETURNED"),
    "accept": ("analyst", "ENDORSED", "ACCEPTED"),
    "start_checks": ("analyst", "ACCEPTED", "POST_CHECKS"),
    "complete_checks": ("analyst", "POST_CHECKS", "POST_COMPLETE"),
    "send": ("analyst", "POST_COMPLETE", "WASHINGTON"),
    "return_results": ("analyst", "WASHINGTON", "RESULTS_RETURNED"),
    "close": ("analyst", "RESULTS_RETURNED", "CLOSED"),
}
CASE_STATES = [
    "DRAFT",
    "SUBMITTED",
    "RETURNED",
    "ENDORSED",
    "ACCEPTED",
    "POST_CHECKS",
    "POST_COMPLETE",
    "WASHINGTON",
    "RESULTS_RETURNED",
    "CLOSED",
    "CANCELLED",
]

# Subject (2.5): Draft → Queued, Removed; Queued → Post review; Post review → Post hold, Washington review, Removed;
# Post hold → Post review, Removed; Washington review → Approved, Suspended, Process review, Rejected, Cancelled;
# Process review → Washington review, Suspended, Cancelled; Suspended → Washington review, Rejected; Approved →
# Recalled; Recalled → Washington review, Rejected. A returned batch takes its rows back to draft, a withdrawn one
# cancels them. Narrowed: approval comes from review alone (not from Process review or Suspended), nobody cancels a
# suspension, a held row is released before it goes on. Matched, the fast track and Expired are not states here.
SUBJECT = {
    "queue": ("requester", "DRAFT", "QUEUED"),
    "unqueue": ("manager", "QUEUED POST_REVIEW", "DRAFT"),
    "remove": ("requester", "DRAFT POST_REVIEW POST_HOLD", "REMOVED"),
    "check": ("analyst", "QUEUED", "POST_REVIEW"),
    "hold": ("analyst", "POST_REVIEW", "POST_HOLD"),
    "release": ("analyst", "POST_HOLD", "POST_REVIEW"),
    "send": ("analyst", "POST_REVIEW", "WASHINGTON_REVIEW"),
    "approve": ("rights", "WASHINGTON_REVIEW", "APPROVED"),
    "question": ("rights", "WASHINGTON_REVIEW", "PROCESS_REVIEW"),
    "answer": ("analyst", "PROCESS_REVIEW", "WASHINGTON_REVIEW"),
    "suspend": ("rights", "WASHINGTON_REVIEW PROCESS_REVIEW", "SUSPENDED"),
    "resume": ("rights", "SUSPENDED", "WASHINGTON_REVIEW"),
    "reject": ("rights", "WASHINGTON_REVIEW SUSPENDED RECALLED", "REJECTED"),
    "recall": ("rights", "APPROVED", "RECALLED"),
    "review_again": ("rights", "RECALLED", "WASHINGTON_REVIEW"),
    "cancel": ("requester", "DRAFT QUEUED POST_REVIEW POST_HOLD WASHINGTON_REVIEW PROCESS_REVIEW", "CANCELLED"),
}
SUBJECT_STATES = [
    "DRAFT",
    "QUEUED",
    "POST_REVIEW",
    "POST_HOLD",
    "WASHINGTON_REVIEW",
    "PROCESS_REVIEW",
    "SUSPENDED",
    "APPROVED",
    "REJECTED",
    "RECALLED",
    "CANCELLED",
    "REMOVED",
]

APPROVAL = {
    "suspend": ("rights", "IN_FORCE", "SUSPENDED"),
    "lift": ("bureau", "SUSPENDED", "IN_FORCE"),
    "revoke": ("rights", "IN_FORCE SUSPENDED", "REVOKED"),
}
APPROVAL_STATES = ["IN_FORCE", "SUSPENDED", "REVOKED"]

# Unit eligibility (2.6): No finding → Under review; Under review → No finding, Ineligible; Restored → Under review.
# Remediation and restoration come with their issue: until then nothing leads out of Ineligible.
STANDING = {
    "open_review": ("rights", "NO_FINDING RESTORED", "UNDER_REVIEW"),
    "close_review": ("bureau", "UNDER_REVIEW", "NO_FINDING"),
    "find_ineligible": ("bureau", "UNDER_REVIEW", "INELIGIBLE"),
}
STANDING_STATES = ["NO_FINDING", "UNDER_REVIEW", "INELIGIBLE", "REMEDIATION_OPEN", "RESTORED"]


def edges(table):
    """(from, to) of a hand-written table."""
    return {(source, target) for _, sources, target in table.values() for source in sources.split()}


class Scene:
    """A case with one unit and one person, both approved, and the people who act on it."""

    def __init__(self):
        self.team = make.Team()
        self.unit = make.unit()
        self.case = make.in_review([(self.unit, make.person(self.unit))], self.team)
        make.both_reviews(self.case, self.team)
        self.subject = self.case.subjects.get(person__isnull=False)
        self.approval = self.subject.approvals.get()
        self.standing = UnitStanding.objects.create(unit=make.unit())

    def actor(self, role):
        return getattr(self.team, role)

    def case_in(self, state):
        early = state in {"DRAFT", "SUBMITTED", "RETURNED"}
        put(self.case, state=state, endorsed_by_id=None if early else self.team.manager.pk)
        return self.case

    def standing_in(self, state):
        by, other = self.team.rights.pk, self.team.bureau.pk
        proposed = None if state == "NO_FINDING" else by
        confirmed = other if state in {"INELIGIBLE", "REMEDIATION_OPEN", "RESTORED"} else None
        columns = {"source_id": make.source().pk, "grounds": "Known.", "proposed_by_id": proposed}
        put(self.standing, state=state, confirmed_by_id=confirmed, **columns)
        return self.standing


@pytest.fixture
def scene(db):
    return Scene()


@pytest.mark.parametrize("source", CASE_STATES)
def test_a_case_moves_along_its_edges_by_raw_sql(scene, source):
    """Every target from this state; an edge passes with what its checks ask for in place, all else is refused."""
    scene.case_in(source)
    for target in CASE_STATES:
        early = target in {"DRAFT", "SUBMITTED", "RETURNED"}
        endorsed = {"endorsed_by_id": None if early else scene.team.manager.pk}
        name = constraint_of(lambda t=target, e=endorsed: move(scene.case, t, **e))
        allowed = target == source or (source, target) in edges(CASE)
        assert name == (None if allowed else "vetting_vettingcase_state_step"), f"{source} → {target}"


@pytest.mark.parametrize("source", SUBJECT_STATES)
def test_a_subject_moves_along_its_edges_by_raw_sql(scene, source):
    put(scene.subject, state=source)
    for target in SUBJECT_STATES:
        into_review = target == "WASHINGTON_REVIEW" != source
        columns = {"round": scene.subject.round + into_review}
        name = constraint_of(lambda t=target, c=columns: move(scene.subject, t, **c))
        allowed = target == source or (source, target) in edges(SUBJECT)
        assert name == (None if allowed else "vetting_vettingsubject_state_step"), f"{source} → {target}"


@pytest.mark.parametrize("source", APPROVAL_STATES)
def test_an_approval_moves_along_its_edges_by_raw_sql(scene, source):
    put(scene.approval, state=source)
    for target in APPROVAL_STATES:
        name = constraint_of(lambda t=target: move(scene.approval, t))
        allowed = target == source or (source, target) in edges(APPROVAL)
        assert name == (None if allowed else "vetting_approval_state_step"), f"{source} → {target}"


@pytest.mark.parametrize("source", STANDING_STATES)
def test_a_standing_moves_along_its_edges_by_raw_sql(scene, source):
    scene.standing_in(source)
    by, other = scene.team.rights.pk, scene.team.bureau.pk
    for target in STANDING_STATES:
        people = {"proposed_by_id": by, "confirmed_by_id": other}
        name = constraint_of(lambda t=target, p=people: move(scene.standing, t, **p))
        allowed = target == source or (source, target) in edges(STANDING)
        assert name == (None if allowed else "vetting_unitstanding_state_step"), f"{source} → {target}"


@pytest.mark.parametrize(
    ("model", "states", "first"),
    [
        (VettingCase, CASE_STATES, "DRAFT"),
        (VettingSubject, SUBJECT_STATES, "DRAFT"),
        (Approval, APPROVAL_STATES, "IN_FORCE"),
        (UnitStanding, STANDING_STATES, "NO_FINDING"),
    ],
)
def test_nothing_is_born_past_its_first_state(scene, model, states, first):
    """A copy of a row, inserted in each state: only the first is not refused by the start guard."""
    row = {
        VettingCase: scene.case,
        VettingSubject: scene.subject,
        Approval: scene.approval,
        UnitStanding: scene.standing,
    }[model]
    scene.case_in("DRAFT")  # a roster takes nobody later
    columns = [f.column for f in model._meta.concrete_fields if f.column not in {"id", "state"}]
    listed = ", ".join(f'"{c}"' for c in columns)
    for state in states:
        name = constraint_of(
            lambda s=state: sql(
                f"INSERT INTO {model._meta.db_table} (state, {listed}) SELECT %s, {listed} FROM "
                f"{model._meta.db_table} WHERE id = %s",
                [s, row.pk],
            )
        )
        start = f"{model._meta.db_table}_state_start"
        assert (name == start) is (state != first), f"{state}: {name}"


def attempt(act):
    """The code of a refusal, or None; what was written is taken back."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize("state", CASE_STATES)
def test_every_step_of_a_case_from_this_state(scene, state):
    scene.case_in(state)
    for name, (role, sources, target) in CASE.items():
        endorsed = (
            {"endorsed_by": None if target == "RETURNED" else scene.team.manager} if target != "SUBMITTED" else {}
        )
        code = attempt(
            lambda n=name, r=role, e=endorsed: take_step(CASE_STEPS, scene.case, n, by=scene.actor(r), note="Why.", **e)
        )
        assert code == (None if state in sources.split() else "state"), f"{name} from {state}: {code}"


@pytest.mark.parametrize("state", SUBJECT_STATES)
def test_every_step_of_a_subject_from_this_state(scene, state):
    put(scene.subject, state=state)
    for name, (role, sources, _) in SUBJECT.items():
        code = attempt(lambda n=name, r=role: moves.move([scene.subject], n, by=scene.actor(r), note="Why."))
        assert code == (None if state in sources.split() else "state"), f"{name} from {state}: {code}"


@pytest.mark.parametrize("state", APPROVAL_STATES)
def test_every_step_of_an_approval_from_this_state(scene, state):
    put(scene.approval, state=state, suspended_by_id=scene.team.rights.pk if state == "SUSPENDED" else None)
    for name, (role, sources, _) in APPROVAL.items():
        code = attempt(
            lambda n=name, r=role: take_step(APPROVAL_STEPS, scene.approval, n, by=scene.actor(r), note="Why.")
        )
        assert code == (None if state in sources.split() else "state"), f"{name} from {state}: {code}"


@pytest.mark.parametrize("state", STANDING_STATES)
def test_every_step_of_a_standing_from_this_state(scene, state):
    scene.standing_in(state)
    for name, (role, sources, _) in STANDING.items():
        people = {"confirmed_by": scene.actor(role)} if role == "bureau" else {"proposed_by": scene.actor(role)}
        code = attempt(
            lambda n=name, r=role, p=people: take_step(
                STANDING_STEPS, scene.standing, n, by=scene.actor(r), note="Why.", **p
            )
        )
        assert code == (None if state in sources.split() else "state"), f"{name} from {state}: {code}"


def test_the_tables_hold_exactly_the_edges_written_here():
    for lifecycle, table in (
        (CASE_STEPS, CASE),
        (SUBJECT_STEPS, SUBJECT),
        (APPROVAL_STEPS, APPROVAL),
        (STANDING_STEPS, STANDING),
    ):
        assert lifecycle.edges() == edges(table), lifecycle.model
        assert {s.name for s in lifecycle.steps} == set(table), lifecycle.model
