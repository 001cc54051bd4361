"""A case through its services: numbers, roster, versions, returns, scope; and nothing approved by default."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import fiscal_year, today
from ground.refusals import Refused
from partners.services import people
from tests import make
from vetting.models import Approval, CaseState, Review, VettingCase, VettingSubject
from vetting.services import approvals, cases, hits, reviews, roster, subjects
from vetting.states import OUT, SubjectState

pytestmark = pytest.mark.django_db


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


@pytest.fixture
def team(db):
    return make.Team()


@pytest.fixture
def unit(db):
    return make.unit()


def states(case):
    return set(case.subjects.exclude(state__in=OUT).values_list("state", flat=True))


# Opening and the roster -------------------------------------------------------------------------------------


def test_numbers_count_by_year_and_place(team, unit):
    abroad = make.unit(in_country=make.country("XLK", "Larkspur", "AF"))
    numbers = [make.case([(u, make.person(u))], team).number for u in (unit, unit, abroad)]
    year = fiscal_year(today())
    assert numbers == [f"LV-{year}-XTM-00001", f"LV-{year}-XTM-00002", f"LV-{year}-XLK-00001"]


def test_the_unit_comes_with_the_person_and_the_commander_with_the_unit(team, unit):
    commander = make.person(unit, commander=True)
    first, second = make.person(unit), make.person(unit)
    case = make.case([(unit, first), (unit, second)], team)
    rows = list(case.subjects.order_by("row"))
    assert [(s.row, s.person, s.comes_with_person) for s in rows] == [
        (1, first, False),
        (2, second, False),
        (3, None, True),
    ]
    assert rows[2].commander == commander


def test_a_unit_asked_for_itself_owes_a_commander(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    assert cases.submit(case=case, by=team.requester).state == CaseState.SUBMITTED  # it only came with the person
    alone = make.case([(unit, None)], team)
    assert "no commander" in refusal(lambda: cases.submit(case=alone, by=team.requester)).sentence
    chief = make.person(unit)
    subject = cases.add_unit(case=alone, unit=unit, commander=chief, by=team.requester)
    assert (subject.commander, alone.subjects.count()) == (chief, 1)
    assert cases.submit(case=alone, by=team.requester).state == CaseState.SUBMITTED


def test_a_unit_that_came_with_a_person_may_be_asked_for_itself(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    subject = cases.add_unit(case=case, unit=unit, by=team.requester)
    assert not subject.comes_with_person
    assert "no commander" in refusal(lambda: cases.submit(case=case, by=team.requester)).sentence


def test_nobody_is_on_a_roster_twice(team, unit):
    person = make.person(unit)
    case = make.case([(unit, person), (unit, person)], team)
    assert case.subjects.filter(person=person).count() == 1
    again = refusal(lambda: cases.add_person(case=case, person=person, unit=unit, by=team.requester))
    assert again.code == "subject_person_once_per_case"


def test_the_last_person_takes_along_the_unit_that_came_with_them(team, unit):
    person = make.person(unit)
    case = make.case([(unit, person)], team)
    alone = refusal(lambda: cases.remove_subject(subject=case.subjects.get(person=None), reason="x", by=team.requester))
    assert alone.code == "vetting_unit_with_person"
    cases.remove_subject(subject=case.subjects.get(person=person), reason="Wrong person.", by=team.requester)
    assert not case.subjects.exclude(state__in=OUT).exists()
    assert cases.add_person(case=case, person=person, unit=unit, by=team.requester).row == 3


def test_units_of_another_country_are_refused(team, unit):
    abroad = make.unit(in_country=make.country("XLK", "Larkspur", "AF"))
    case = make.case([(unit, make.person(unit))], team)
    assert refusal(lambda: cases.add_unit(case=case, unit=abroad, by=team.requester)).code == "unit_of_another_country"


def test_what_a_requester_may_not_see_reads_as_missing(unit):
    at = unit.country.operating_unit
    team = make.Team(at)
    case = make.case([(unit, make.person(unit))], team)
    abroad = make.unit(in_country=make.country("XLK", "Larkspur", "AF"))
    hidden = make.person(abroad)
    assert refusal(lambda: cases.add_unit(case=case, unit=abroad, by=team.requester)).code == "unit_not_found"
    one = refusal(lambda: cases.add_person(case=case, person=hidden, unit=unit, by=team.requester))
    hidden.pk = 10**9
    missing = refusal(lambda: cases.add_person(case=case, person=hidden, unit=unit, by=team.requester))
    assert (one.code, one.sentence) == (missing.code, missing.sentence)


def test_a_case_needs_rights_where_it_is_opened(unit):
    elsewhere = make.Team(make.operating_unit("XLK", "Larkspur", "AF"))
    assert refusal(lambda: make.case([(unit, None)], elsewhere)).code == "permission"
    team = make.Team()
    team.manager = make.user(Role.ANALYST)
    assert refusal(lambda: make.case([(unit, None)], team)).code == "manager_may_endorse"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"laws": []}, "case_names_a_law"),
        ({"start": today(), "end": today() - dt.timedelta(days=1)}, "case_dates_in_order"),
    ],
)
def test_a_case_names_a_law_and_ordered_dates(team, unit, changes, code):
    assert refusal(lambda: make.case([(unit, None)], team, **changes)).code == code
    assert not VettingCase.objects.exists()


def test_a_roster_of_fifty_takes_the_queries_of_one(team, unit):
    def opened(count):
        recipients = [(unit, make.person(unit)) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            make.case(recipients, team)
        return len(queries)

    opened(1)  # rights are read once
    assert opened(1) == opened(50) <= 25


# Editing ------------------------------------------------------------------------------------------------------


def test_an_edit_carries_the_version_it_read(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    edited = cases.edit_case(case=case, version=1, event="Boat handling", by=team.requester)
    assert (edited.event, edited.version) == ("Boat handling", 2)
    stale = refusal(lambda: cases.edit_case(case=case, version=1, event="x", by=team.requester))
    assert (stale.code, stale.extra) == ("stale", {"yours": 1, "current": 2})


def test_only_a_draft_is_edited(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    case = cases.submit(case=case, by=team.requester)
    late = refusal(lambda: cases.edit_case(case=case, version=case.version, event="x", by=team.requester))
    assert late.code == "not_a_draft"
    joins = refusal(lambda: cases.add_person(case=case, person=make.person(unit), unit=unit, by=team.requester))
    assert joins.code == "not_a_draft"


# The way and the ways back --------------------------------------------------------------------------------------


def test_subjects_follow_their_case(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    assert states(case) == {"DRAFT"}
    cases.submit(case=case, by=team.requester)
    assert states(case) == {"QUEUED"}
    returned = cases.return_request(case=case, reason="Which boat?", by=team.manager)
    assert (returned.state, returned.returns, returned.return_reason) == ("RETURNED", 1, "Which boat?")
    assert states(case) == {"DRAFT"}
    cases.submit(case=case, by=team.requester)
    cases.endorse(case=case, by=team.manager)
    back = cases.send_back(case=case, reason="Wrong unit code.", by=team.analyst)
    assert (back.returns, back.endorsed_by, states(case)) == (2, None, {"DRAFT"})
    cases.submit(case=case, by=team.requester)
    cases.endorse(case=case, by=team.manager)
    accepted = cases.accept_and_screen(case=case, by=team.analyst)
    assert (accepted.state, accepted.accepted_by, states(case)) == ("POST_CHECKS", team.analyst, {"POST_REVIEW"})
    sent = cases.send_to_review(case=case, by=team.analyst)
    assert (sent.state, states(case)) == ("WASHINGTON", {"WASHINGTON_REVIEW"})
    assert set(case.subjects.values_list("round", flat=True)) == {1}
    make.both_reviews(case, team)
    assert cases.close(case=case, by=team.analyst).closed_at is not None


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_says_why(team, unit, reason):
    case = make.case([(unit, make.person(unit))], team)
    cases.submit(case=case, by=team.requester)
    refused = refusal(lambda: cases.return_request(case=case, reason=reason, by=team.manager))
    assert refused.problems[0].field == "note"
    case.refresh_from_db()
    assert case.state == "SUBMITTED"


def test_a_manager_endorses_need_and_funding(team, unit):
    case = make.case([(unit, make.person(unit))], team)
    cases.edit_case(case=case, version=1, need="", funding=" ", by=team.requester)
    cases.submit(case=case, by=team.requester)
    refused = refusal(lambda: cases.endorse(case=case, by=team.manager))
    assert {p.field for p in refused.problems} == {"need", "funding"}


def test_a_request_comes_before_the_event(team, unit):
    case = make.case([(unit, make.person(unit))], team, start=today() - dt.timedelta(days=1))
    assert refusal(lambda: cases.submit(case=case, by=team.requester)).problems[0].field == "event_start"


def test_a_held_row_keeps_its_case_at_post(team, unit):
    person = make.person(unit)
    case = make.case([(unit, person)], team)
    cases.submit(case=case, by=team.requester)
    cases.endorse(case=case, by=team.manager)
    cases.accept_and_screen(case=case, by=team.analyst)
    held = cases.hold_subject(subject=case.subjects.get(person=person), reason="Which year?", by=team.analyst)
    assert held.state == "POST_HOLD"
    assert "on hold" in refusal(lambda: cases.send_to_review(case=case, by=team.analyst)).sentence
    cases.release_subject(subject=held, reason="1984.", by=team.analyst)
    assert cases.send_to_review(case=case, by=team.analyst).state == "WASHINGTON"


def test_a_withdrawal_cancels_and_never_approves(team, unit):
    case = make.in_review([(unit, make.person(unit))], team)
    reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=team.bureau)
    cases.withdraw(case=case, reason="The course is off.", by=team.requester)
    assert set(case.subjects.values_list("state", flat=True)) == {"CANCELLED"}
    assert not Approval.objects.exists()


def test_a_withdrawal_does_not_clear_a_suspension(team, unit):
    case = make.in_review([(unit, make.person(unit))], team)
    subjects.suspend_subject(subjects=case.subjects.all(), reason="A question.", by=team.rights)
    refused = refusal(lambda: cases.withdraw(case=case, reason="x", by=team.requester))
    assert "suspended" in refused.sentence
    assert states(case) == {"SUSPENDED"}


# Nothing is approved by default (I1, I2) ------------------------------------------------------------------------


def test_neither_time_nor_silence_approves(team, unit):
    """The published post code set every still-submitted person to approved when results came in; nothing here does."""
    people_of = [make.person(unit) for _ in range(3)]
    case = make.in_review([(unit, p) for p in people_of], team)
    some = list(case.subjects.filter(person=people_of[0]))
    for kind, by in (("BUREAU", team.bureau), ("HUMAN_RIGHTS", team.rights)):
        reviews.review(case=case, kind=kind, verdict="APPROVE", subjects=some, by=by)
    case.refresh_from_db()
    assert case.state == "WASHINGTON"  # two people and the unit have no outcome
    assert case.subjects.filter(state="APPROVED").get().person == people_of[0]
    assert Approval.objects.get().person == people_of[0]


@pytest.mark.parametrize("verdict", ["", "Approved", "approve", "APPROVED", "NONE", None])
def test_an_unknown_word_approves_nobody(team, unit, verdict):
    case = make.in_review([(unit, make.person(unit))], team)
    assert refusal(lambda: reviews.review(case=case, kind="BUREAU", verdict=verdict, by=team.bureau)).code
    assert not Review.objects.exists() and states(case) == {"WASHINGTON_REVIEW"}


def test_an_empty_choice_is_nobody_not_everybody(team, unit):
    case = make.in_review([(unit, make.person(unit))], team)
    refused = refusal(lambda: reviews.review(case=case, kind="BUREAU", verdict="APPROVE", subjects=[], by=team.bureau))
    assert refused.code == "review_once_per_kind"
    assert not Review.objects.exists()


def test_each_approval_has_its_two_named_reviewers_and_dates(team, unit):
    case = make.approved(make.person(unit), unit, team=team, laws=("STATE", "DOD"))
    for approval in Approval.objects.all():
        given = Review.objects.filter(subject=approval.subject, round=approval.round, verdict="APPROVE")
        assert {r.reviewer for r in given} == {team.bureau, team.rights}
        assert approval.valid.lower == today()
    assert Approval.objects.count() == 2 * case.subjects.count()


def test_every_state_that_is_not_approved_has_no_approval(team, unit):
    case = make.in_review([(unit, make.person(unit))], team)
    for state in SubjectState:
        if state != SubjectState.APPROVED:
            assert not Approval.objects.filter(subject__state=state).exists()
    assert VettingSubject.objects.filter(case=case).count() == 2


# After approval -------------------------------------------------------------------------------------------------


def test_a_revoked_subject_is_recalled_and_may_be_reviewed_again(team, unit):
    person = make.person(unit)
    case = make.approved(person, unit, team=team)
    subject = case.subjects.get(person=person)
    approvals.revoke(approval=subject.approvals.get(), reason="New information.", by=team.rights)
    subject.refresh_from_db()
    assert (subject.state, subject.state_reason) == ("RECALLED", "New information.")
    subjects.review_again(subjects=[subject], note="Looked into.", by=team.bureau)
    make.both_reviews(case, team)
    subject.refresh_from_db()
    assert (subject.state, subject.round) == ("APPROVED", 2)
    assert {a.state for a in subject.approvals.all()} == {"REVOKED", "IN_FORCE"}


def test_a_decided_match_is_not_reopened(team, unit):
    make.list_entry("FAMILY, Given")
    case = make.approved(make.person(unit, "Given", "Family"), unit, team=team)
    hit = case.subjects.get(person__isnull=False).hits.get()
    assert refusal(lambda: hits.reopen(hit=hit, note="x", by=team.analyst)).code == "decided"


def test_a_match_decided_once_is_not_asked_again(team, unit):
    make.list_entry("FAMILY, Given")
    person = make.person(unit, "Given", "Family")
    case = make.case([(unit, person)], team)
    cases.submit(case=case, by=team.requester)
    cases.endorse(case=case, by=team.manager)
    case = cases.accept_and_screen(case=case, by=team.analyst)
    assert hits.screen_case(case=case, by=team.analyst) == 0
    make.list_entry("FAMILY, Given Third")
    assert hits.screen_case(case=case, by=team.analyst) == 1


def test_a_commander_is_screened_with_the_unit(team, unit):
    make.list_entry("FAMILY, Given")
    make.person(unit, "Given", "Family", commander=True)
    case = make.case([(unit, None)], team)
    cases.submit(case=case, by=team.requester)
    cases.endorse(case=case, by=team.manager)
    cases.accept_and_screen(case=case, by=team.analyst)
    assert case.subjects.get().hits.get().about_commander


def test_a_roster_entry_names_its_commander(team, unit):
    chief = make.person(unit, posted=False)
    case = make.case([(unit, make.person(unit))], team)
    entry = roster.Entry(make.unit().pk, commander_id=chief.pk)
    (added,) = cases.add_recipients(case=case, entries=[entry], by=team.requester)
    assert added.commander == chief
    assert people.commanders(units=[unit.pk], on=today()) == {}
