"""Guards of reviews and approvals: each forbidden write is refused by name, and passes without its guard."""

import datetime as dt

import pytest

from ground.dates import days, today
from tests import make
from tests.vetting.raw import constraint_of, past_triggers, put, refused_only_by, settle, sql
from tests.vetting.scene import add_approval, add_hit, add_review, change
from vetting.models import Approval, Review

pytestmark = pytest.mark.django_db


# Reviews ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["requester", "manager"])
def test_requester_and_manager_do_not_review(scene, who):
    subject = scene.subject(scene.in_review())
    write = lambda: add_review(subject, reviewer=getattr(scene.team, who))  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_not_by_requester_or_manager", write)


def test_whoever_cleared_a_match_does_not_review(scene):
    subject = scene.subject(scene.in_review())
    hit = add_hit(subject)
    put(hit, state="DIFFERENT", resolved_by_id=scene.team.bureau.pk)
    write = lambda: add_review(subject, reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_not_by_clearer", write)


@pytest.mark.parametrize("state", ["DRAFT", "POST_REVIEW", "PROCESS_REVIEW", "SUSPENDED", "APPROVED", "REJECTED"])
def test_a_review_is_of_what_is_in_review(scene, state):
    subject = scene.subject(scene.in_review())
    put(subject, state=state)
    write = lambda: add_review(subject, reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_while_in_review", write)


def test_a_review_is_of_an_endorsed_case(scene):
    case = scene.in_review()
    put(case, state="DRAFT", endorsed_by_id=None)
    write = lambda: add_review(scene.subject(case), reviewer=scene.team.bureau)  # noqa: E731
    assert constraint_of(write) == "review_while_in_review"


def test_one_person_does_not_give_both_reviews(scene):
    subject = scene.subject(scene.in_review())
    add_review(subject, kind="BUREAU", reviewer=scene.team.bureau)
    write = lambda: add_review(subject, kind="HUMAN_RIGHTS", reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "review_two_people", "review_two_people", write)


def test_each_review_is_given_once_a_round(scene):
    subject = scene.subject(scene.in_review())
    add_review(subject, kind="BUREAU", reviewer=scene.team.bureau)
    write = lambda: add_review(subject, kind="BUREAU", reviewer=scene.team.rights)  # noqa: E731
    refused_only_by(Review, "review_once_per_kind", "review_once_per_kind", write)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("review_rejection_has_reason", {"verdict": "REJECT", "reason": ""}),
        ("review_known_words", {"kind": "FRIEND"}),
        ("review_known_words", {"verdict": "APPROVED", "reason": "An unknown word."}),
        ("review_approval_has_last_day", {"until": False}),
    ],
)
def test_what_a_review_declares(scene, name, columns):
    subject = scene.subject(scene.in_review())
    reason = columns.pop("reason", "")

    def write():
        add_review(subject, reviewer=scene.team.bureau, **{**columns, "reason": reason or " " * (not reason)})

    if name == "review_rejection_has_reason":
        write = lambda: sql(  # noqa: E731
            "INSERT INTO vetting_review (subject_id, round, kind, verdict, reason, conditions, reviewer_id) "
            "VALUES (%s, 1, 'BUREAU', 'REJECT', '', '', %s)",
            [subject.pk, scene.team.bureau.pk],
        )
    refused_only_by(Review, name, name, write)


@pytest.mark.parametrize(
    "statement", ["UPDATE vetting_review SET verdict = 'REJECT', reason = 'x'", "DELETE FROM vetting_review"]
)
def test_a_review_is_never_changed(scene, statement):
    scene.decided()
    refused_only_by(Review, "append_only", "vetting_review_append_only", lambda: sql(statement))


def test_reviews_are_not_truncated(scene):
    scene.decided()
    settle()
    assert constraint_of(lambda: sql("TRUNCATE vetting_review")) == "vetting_review_append_only"


# Approvals --------------------------------------------------------------------------------------------------


def test_an_approval_follows_its_decision(scene):
    subject = scene.subject(scene.in_review())
    refused_only_by(Approval, "follows_decision", "approval_follows_decision", lambda: add_approval(subject))


def test_an_approval_is_of_the_subject_that_was_decided(scene):
    case = scene.decided()
    subject = scene.subject(case)
    other_unit, other_person = make.unit(), make.person(scene.unit)
    for write in (
        lambda: add_approval(subject, unit=other_unit),
        lambda: add_approval(subject, person=other_person),
        lambda: add_approval(subject, person=None),
        lambda: add_approval(subject, law="DOD"),
        lambda: add_approval(subject, round=9),
    ):
        assert constraint_of(write) == "approval_follows_decision"


def test_an_approval_lasts_no_longer_than_each_reviewer_allowed(scene):
    case = scene.in_review()
    make.both_reviews(case, scene.team, until=today() + dt.timedelta(days=40))
    subject = scene.subject(case)
    with past_triggers():
        sql("DELETE FROM vetting_approval WHERE subject_id = %s", [subject.pk])
    longer = days(today(), today() + dt.timedelta(days=41))
    assert constraint_of(lambda: add_approval(subject, valid=days(today(), today() + dt.timedelta(days=40)))) is None
    refused_only_by(
        Approval, "follows_decision", "approval_within_reviews", lambda: add_approval(subject, valid=longer)
    )


def test_one_approval_a_round_and_law(scene):
    subject = scene.subject(scene.decided())
    name = "approval_once_per_round_and_law"
    refused_only_by(Approval, name, name, lambda: add_approval(subject))


@pytest.mark.parametrize("valid", ["empty", "[2026-01-01,)", "(,2026-01-01]"])
def test_an_approval_has_both_dates(scene, valid):
    subject = scene.subject(scene.decided())
    with past_triggers():
        sql("DELETE FROM vetting_approval WHERE subject_id = %s", [subject.pk])
    name = "approval_has_both_dates"
    assert constraint_of(lambda: add_approval(subject, valid=valid)) in {name, "approval_within_reviews"}
    if valid != "[2026-01-01,)":
        refused_only_by(Approval, name, name, lambda: add_approval(subject, valid=valid))


@pytest.mark.parametrize("field", ["valid", "law", "unit_id", "person_id", "round"])
def test_an_approval_is_not_stretched(scene, field):
    approval = scene.subject(scene.decided()).approvals.get()
    value = {
        "valid": days(today(), today() + dt.timedelta(days=3000)),
        "law": "DOD",
        "unit_id": make.unit().pk,
        "person_id": make.person(scene.unit).pk,
        "round": 7,
    }[field]
    refused_only_by(Approval, "frozen", "vetting_approval_frozen", lambda: change(approval, **{field: value}))


def test_an_approval_is_never_removed(scene):
    approval = scene.subject(scene.decided()).approvals.get()
    write = lambda: sql("DELETE FROM vetting_approval WHERE id = %s", [approval.pk])  # noqa: E731
    refused_only_by(Approval, "no_delete", "vetting_approval_no_delete", write)
