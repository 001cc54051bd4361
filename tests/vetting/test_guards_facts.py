"""Guards of standing, matches, lists, history: each forbidden write is refused by name, and passes without them."""

import pytest
from django.db import transaction

from tests import make
from tests.vetting.raw import constraint_of, move, put, refused_only_by, sql
from tests.vetting.scene import add_hit, add_review, change, copy
from vetting.models import Approval, Hit, ListEntry, Review, UnitStanding
from vetting.services import approvals, standing

pytestmark = pytest.mark.django_db


# Standing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def under_review(scene):
    return standing.propose_ineligible(
        unit=scene.unit, grounds="Credible information.", source=make.source(), by=scene.team.rights
    )


@pytest.mark.parametrize("target", ["INELIGIBLE", "NO_FINDING"])
def test_one_person_neither_confirms_nor_closes_alone(scene, under_review, target):
    name = "standing_finding_takes_two"
    write = lambda: move(under_review, target, confirmed_by_id=scene.team.rights.pk)  # noqa: E731
    refused_only_by(UnitStanding, name, name, write)


@pytest.mark.parametrize("target", ["INELIGIBLE", "NO_FINDING"])
def test_nobody_at_all_neither_confirms_nor_closes(under_review, target):
    assert constraint_of(lambda: move(under_review, target)) == "standing_finding_takes_two"


@pytest.mark.parametrize("columns", [{"source_id": None}, {"grounds": ""}])
def test_a_finding_has_grounds_and_source(under_review, columns):
    name = "standing_finding_has_source"
    refused_only_by(UnitStanding, name, name, lambda: change(under_review, **columns))


def test_a_standing_stays_with_its_unit(under_review):
    other = make.unit()
    write = lambda: change(under_review, unit_id=other.pk)  # noqa: E731
    refused_only_by(UnitStanding, "frozen", "vetting_unitstanding_frozen", write)


def test_a_standing_is_never_removed(under_review):
    write = lambda: sql("DELETE FROM vetting_unitstanding WHERE id = %s", [under_review.pk])  # noqa: E731
    refused_only_by(UnitStanding, "no_delete", "vetting_unitstanding_no_delete", write)


# Hits and lists ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "passes"),
    [
        ("OPEN", "SAME", True),
        ("OPEN", "DIFFERENT", True),
        ("SAME", "OPEN", True),
        ("DIFFERENT", "OPEN", True),
        ("SAME", "DIFFERENT", False),
        ("DIFFERENT", "SAME", False),
    ],
)
def test_a_match_is_reopened_before_it_is_decided_otherwise(scene, source, target, passes):
    hit = add_hit(scene.subject(scene.draft()))
    analyst = scene.team.analyst.pk
    put(hit, state=source, resolved_by_id=None if source == "OPEN" else analyst)
    name = constraint_of(lambda: move(hit, target, resolved_by_id=None if target == "OPEN" else analyst))
    assert name == (None if passes else "vetting_hit_state_step")


@pytest.mark.parametrize("column", ["subject_id", "entry_id"])
def test_a_match_stays_with_its_subject_and_its_party(scene, column):
    """Moved to somebody else, an open match would no longer keep its subject unapproved."""
    case = scene.draft()
    hit = add_hit(scene.subject(case))
    other = case.subjects.get(person=None) if column == "subject_id" else make.list_entry()
    refused_only_by(Hit, "frozen", "vetting_hit_frozen", lambda: change(hit, **{column: other.pk}))


def test_a_match_is_born_open(scene):
    hit = add_hit(scene.subject(scene.draft()))
    other = make.list_entry()
    write = lambda: copy(hit, entry_id=other.pk, state="DIFFERENT", resolved_by_id=scene.team.analyst.pk)  # noqa: E731
    refused_only_by(Hit, "state_start", "vetting_hit_state_start", write)


def test_the_requester_resolves_no_match(scene):
    hit = add_hit(scene.subject(scene.draft()))
    write = lambda: move(hit, "DIFFERENT", resolved_by_id=scene.team.requester.pk)  # noqa: E731
    refused_only_by(Hit, "resolved_by_another", "hit_not_by_requester", write)


def test_a_reviewer_resolves_no_match_of_theirs(scene):
    subject = scene.subject(scene.in_review())
    hit = add_hit(subject)
    add_review(subject, reviewer=scene.team.bureau)
    write = lambda: move(hit, "DIFFERENT", resolved_by_id=scene.team.bureau.pk)  # noqa: E731
    refused_only_by(Hit, "resolved_by_another", "hit_not_by_reviewer", write)


def test_a_match_is_resolved_by_somebody(scene):
    hit = add_hit(scene.subject(scene.draft()))
    refused_only_by(Hit, "hit_resolved_by_somebody", "hit_resolved_by_somebody", lambda: move(hit, "DIFFERENT"))


def test_a_match_is_noted_once(scene):
    name = "hit_once_per_subject_and_entry"
    hit = add_hit(scene.subject(scene.draft()))
    refused_only_by(Hit, name, name, lambda: copy(hit))


def test_a_match_is_never_removed(scene):
    hit = add_hit(scene.subject(scene.draft()))
    write = lambda: sql("DELETE FROM vetting_hit WHERE id = %s", [hit.pk])  # noqa: E731
    refused_only_by(Hit, "no_delete", "vetting_hit_no_delete", write)


def test_a_list_is_never_rewritten(db):
    entry = make.list_entry()
    write = lambda: sql("UPDATE vetting_listentry SET name = 'x' WHERE id = %s", [entry.pk])  # noqa: E731
    refused_only_by(ListEntry, "append_only", "vetting_listentry_append_only", write)


# History ----------------------------------------------------------------------------------------------------


def test_each_decision_leaves_who_and_why(scene):
    subject = scene.subject(scene.decided())
    approval = subject.approvals.get()
    approvals.suspend(approval=approval, reason="New information.", by=scene.team.rights)
    last = Approval.pgh_event_model.objects.filter(pgh_obj_id=approval.pk).order_by("pgh_id").last()
    assert last.state == "SUSPENDED"
    context = last.pgh_context
    assert (context["user"], context["step"], context["note"]) == (
        scene.team.rights.pk,
        "suspend",
        "New information.",
    )


def test_nothing_of_a_refused_step_stays(scene):
    case = scene.in_review()
    with pytest.raises(Exception, match="reason"), transaction.atomic():
        make.reviews.review(case=case, kind="BUREAU", verdict="REJECT", by=scene.team.bureau)
    assert not Review.objects.exists()
