"""Guards of cases and their rosters: each forbidden write is refused by name, and passes without its guard."""

import datetime as dt

import pytest

from tests import make
from tests.vetting.raw import constraint_of, move, past_triggers, put, refused_only_by, sql
from tests.vetting.scene import add_hit, add_review, change, copy
from vetting.models import VettingCase, VettingSubject

pytestmark = pytest.mark.django_db


# Cases ------------------------------------------------------------------------------------------------------


def test_a_stale_writer_of_a_case(scene):
    case = scene.draft()
    write = lambda: sql("UPDATE vetting_vettingcase SET event = 'x' WHERE id = %s", [case.pk])  # noqa: E731
    refused_only_by(VettingCase, "next_version", "vetting_vettingcase_version", write)


def test_an_empty_roster_is_not_submitted(scene):
    case = scene.draft()
    with past_triggers():
        sql("UPDATE vetting_vettingsubject SET state = 'REMOVED' WHERE case_id = %s", [case.pk])
    refused_only_by(VettingCase, "units_come_with_people", "vetting_case_has_subjects", lambda: move(case, "SUBMITTED"))


def test_a_person_is_not_submitted_without_their_unit(scene):
    case = scene.draft()
    put(case.subjects.get(person=None), state="REMOVED")
    refused_only_by(VettingCase, "units_come_with_people", "vetting_unit_with_person", lambda: move(case, "SUBMITTED"))


def test_results_need_an_outcome_for_every_row(scene):
    case = scene.in_review()
    refused_only_by(
        VettingCase,
        "every_subject_decided",
        "vetting_every_subject_decided",
        lambda: move(case, "RESULTS_RETURNED"),
    )


@pytest.mark.parametrize(
    "columns",
    [{"number": "LV-1999-XXX-00001"}, {"laws": ["DOD"]}, {"requester_id": "other"}, {"manager_id": "other"}],
    ids=lambda c: next(iter(c)),
)
def test_what_a_case_was_asked_for_does_not_change(scene, columns):
    case = scene.draft()
    other = make.user("PROGRAM_MANAGER").pk
    write = lambda: change(case, **{k: other if v == "other" else v for k, v in columns.items()})  # noqa: E731
    refused_only_by(VettingCase, "frozen", "vetting_vettingcase_frozen", write)


def test_a_case_is_never_removed(scene):
    case = scene.draft()
    with past_triggers():
        sql("DELETE FROM vetting_vettingsubject WHERE case_id = %s", [case.pk])
    write = lambda: sql("DELETE FROM vetting_vettingcase WHERE id = %s", [case.pk])  # noqa: E731
    refused_only_by(VettingCase, "no_delete", "vetting_vettingcase_no_delete", write)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("case_dates_in_order", {"event_end": dt.date(2020, 1, 1)}),
        ("case_endorsed_by_its_manager", {"state": "ENDORSED", "endorsed_by_id": "requester"}),
        ("case_endorsed_before_it_leaves", {"state": "ENDORSED"}),
        ("case_not_worked_by_its_requester", {"accepted_by_id": "requester"}),
    ],
)
def test_what_a_case_declares(scene, name, columns):
    case = scene.draft()
    put(case, state="SUBMITTED")
    requester = scene.team.requester.pk
    columns = {k: requester if v == "requester" else v for k, v in columns.items()}
    refused_only_by(VettingCase, name, name, lambda: change(case, **columns))


@pytest.mark.parametrize(
    ("name", "columns"),
    [("case_names_a_law", {"laws": []}), ("case_requester_is_not_manager", {"manager_id": "requester"})],
)
def test_what_a_new_case_declares(scene, name, columns):
    case = scene.draft()
    requester = scene.team.requester.pk
    columns = {k: requester if v == "requester" else v for k, v in columns.items()}
    refused_only_by(VettingCase, name, name, lambda: copy(case, number="LV-1", **columns))


def test_an_endorsement_does_not_outlive_a_return(scene):
    case = scene.draft()
    put(case, state="SUBMITTED")
    name = constraint_of(lambda: change(case, endorsed_by_id=scene.team.manager.pk))
    assert name == "case_endorsed_before_it_leaves"


# Subjects ---------------------------------------------------------------------------------------------------


def test_nobody_joins_a_submitted_roster(scene):
    case = scene.draft()
    put(case, state="SUBMITTED")
    other = make.person(scene.unit)
    write = lambda: copy(scene.subject(case), person_id=other.pk, row=99)  # noqa: E731
    refused_only_by(VettingSubject, "joins_in_draft", "vetting_subject_joins_in_draft", write)


def test_approval_takes_both_reviews(scene):
    subject = scene.subject(scene.in_review())
    refused_only_by(VettingSubject, "two_reviews", "vetting_two_reviews", lambda: move(subject, "APPROVED"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("BUREAU", "APPROVE"), None),
        (("BUREAU", "APPROVE"), ("HUMAN_RIGHTS", "REJECT")),
        (("BUREAU", "REJECT"), ("HUMAN_RIGHTS", "REJECT")),
    ],
)
def test_one_review_or_two_that_differ_approve_nobody(scene, first, second):
    subject = scene.subject(scene.in_review())
    given = zip([first, second], [scene.team.bureau, scene.team.rights], strict=True)
    for (kind, verdict), reviewer in [(g, r) for g, r in given if g]:
        add_review(subject, kind=kind, verdict=verdict, reviewer=reviewer)
    assert constraint_of(lambda: move(subject, "APPROVED")) == "vetting_two_reviews"


def test_reviews_of_an_earlier_round_approve_nobody(scene):
    subject = scene.subject(scene.in_review())
    for kind, reviewer in (("BUREAU", scene.team.bureau), ("HUMAN_RIGHTS", scene.team.rights)):
        add_review(subject, kind=kind, reviewer=reviewer)
    assert constraint_of(lambda: move(subject, "APPROVED")) is None
    put(subject, round=2)
    assert constraint_of(lambda: move(subject, "APPROVED")) == "vetting_two_reviews"


@pytest.mark.parametrize("round", [0, 2])
def test_a_round_is_neither_taken_back_nor_skipped(scene, round):
    subject = scene.subject(scene.in_review())
    write = lambda: change(subject, round=round)  # noqa: E731
    refused_only_by(VettingSubject, "state_rounds", "vetting_round_rises", write)


@pytest.mark.parametrize("state", ["POST_REVIEW", "PROCESS_REVIEW", "SUSPENDED", "RECALLED"])
def test_whatever_enters_review_is_reviewed_anew(scene, state):
    subject = scene.subject(scene.decided())
    put(subject, state=state)
    write = lambda: move(subject, "WASHINGTON_REVIEW")  # noqa: E731
    refused_only_by(VettingSubject, "state_rounds", "vetting_round_rises", write)


def test_a_decision_keeps_its_moment(scene):
    """The gate asks whether an approval came after a rejection: neither is dated anew."""
    subject = scene.subject(scene.decided())
    write = lambda: change(subject, decided_at="2000-01-01")  # noqa: E731
    refused_only_by(VettingSubject, "settled", "vetting_decision_keeps_its_moment", write)


def test_a_settled_roster_keeps_its_commanders(scene):
    case = scene.in_review()
    subject = case.subjects.get(person=None)
    other = make.person(scene.unit)
    write = lambda: change(subject, commander_id=other.pk)  # noqa: E731
    refused_only_by(VettingSubject, "settled", "vetting_commander_settled", write)


def test_an_open_match_keeps_a_subject_unapproved(scene):
    subject = scene.subject(scene.in_review())
    add_hit(subject)
    for kind, reviewer in (("BUREAU", scene.team.bureau), ("HUMAN_RIGHTS", scene.team.rights)):
        add_review(subject, kind=kind, reviewer=reviewer)
    refused_only_by(VettingSubject, "two_reviews", "vetting_hits_resolved", lambda: move(subject, "APPROVED"))


def test_a_row_stays_the_person_and_unit_it_was(scene):
    subject = scene.subject(scene.draft())
    other = make.person(scene.unit)
    write = lambda: change(subject, person_id=other.pk)  # noqa: E731
    refused_only_by(VettingSubject, "frozen", "vetting_vettingsubject_frozen", write)


def test_a_row_is_never_removed_from_the_record(scene):
    subject = scene.subject(scene.draft())
    write = lambda: sql("DELETE FROM vetting_vettingsubject WHERE id = %s", [subject.pk])  # noqa: E731
    refused_only_by(VettingSubject, "no_delete", "vetting_vettingsubject_no_delete", write)


@pytest.mark.parametrize(
    "name", ["subject_person_once_per_case", "subject_unit_once_per_case", "subject_row_once_per_case"]
)
def test_a_roster_names_each_once(scene, name):
    case = scene.draft()
    subject = case.subjects.get(person=None) if "unit" in name else scene.subject(case)
    other = make.person(scene.unit)
    columns = {"person_id": other.pk} if "row" in name else {"row": 99}
    refused_only_by(VettingSubject, name, name, lambda: copy(subject, **columns))


def test_only_a_unit_has_a_commander(scene):
    name = "subject_commander_is_of_a_unit"
    subject = scene.subject(scene.draft())
    refused_only_by(VettingSubject, name, name, lambda: change(subject, commander_id=scene.person.pk))
