"""The gate, blocker by blocker. No answer means no."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from ground.dates import days, today
from ground.pages.words import long_day
from ground.refusals import Basis
from partners.models import Posting
from partners.services import people, units
from tests import make
from tests.vetting.raw import sql
from vetting import gate
from vetting.models import Approval, ValidityRule
from vetting.services import approvals, standing, subjects

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.timedelta(days=30), dt.timedelta(days=90)


def course(first=FIRST, last=LAST):
    return days(today() + first, today() + last)


class Approved:
    """One person in one unit, both approved for a year."""

    def __init__(self, laws=("STATE",), until=None):
        self.team = make.Team()
        self.unit = make.unit("2nd Patrol Squadron (invented)")
        self.person = make.person(self.unit, "Daviren", "Oskalet")
        self.case = make.approved(self.person, self.unit, laws=laws, until=until, team=self.team)
        self.subject = self.case.subjects.get(person=self.person)

    def shut(self, **changes):
        asked = {"units": [self.unit.pk], "people": [self.person.pk], "laws": ["STATE"], "during": course()}
        return gate.blockers(**{**asked, **changes})

    def codes(self, **changes):
        return {b.code for b in self.shut(**changes)}

    def approval(self, of_unit=False):
        return Approval.objects.get(person=None if of_unit else self.person)


@pytest.fixture
def approved(db):
    return Approved()


def test_open_when_person_and_unit_are_approved_for_the_whole_course(approved):
    assert approved.shut() == []
    assert approved.shut(people=[]) == []


# No answer means no -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"units": [], "people": []}, "NO_SUBJECT"),
        ({"units": [], "people": "own"}, "UNIT_NOT_NAMED"),
        ({"laws": []}, "NO_LAW"),
        ({"during": None}, "NO_DATES"),
        ({"during": DateRange(None, None)}, "NO_DATES"),
        ({"during": DateRange(dt.date(2027, 1, 1), None)}, "NO_DATES"),
        ({"during": DateRange(None, dt.date(2027, 1, 1))}, "NO_DATES"),
        ({"during": DateRange(empty=True)}, "NO_DATES"),
        ({"during": DateRange(dt.date(2027, 1, 1), dt.date(2027, 1, 1))}, "NO_DATES"),
    ],
)
def test_an_empty_or_open_ended_question_is_answered_no(approved, question, code):
    if question.get("people") == "own":
        question = {**question, "people": [approved.person.pk]}
    assert approved.codes(**question) == {code}


@pytest.mark.parametrize(
    ("units", "people", "laws", "during", "codes"),
    [
        ("NULL", "NULL", "NULL", "NULL", {"NO_SUBJECT", "NO_LAW", "NO_DATES"}),
        ("'{}'", "'{}'", "'{}'", "'empty'", {"NO_SUBJECT", "NO_LAW", "NO_DATES"}),
        ("'{NULL}'", "'{}'", "'{STATE}'", "'[2027-01-01,2027-01-02]'", {"NO_SUBJECT"}),
        ("'{1}'", "'{NULL}'", "'{STATE}'", "'[2027-01-01,2027-01-02]'", {"NO_SUBJECT"}),
        ("'{1}'", "'{}'", "'{NULL}'", "'[2027-01-01,2027-01-02]'", {"NO_LAW"}),
        ("'{1}'", "'{}'", "'{STATE}'", "'[-infinity,2027-01-02]'", {"NO_DATES"}),
        ("'{1}'", "'{}'", "'{STATE}'", "'[2027-01-01,infinity]'", {"NO_DATES"}),
        ("'{1}'", "'{}'", "'{MAGIC}'", "'[2027-01-01,2027-01-02]'", {"NOT_APPROVED"}),
        ("'{999999}'", "'{}'", "'{STATE}'", "'[2027-01-01,2027-01-02]'", {"NOT_APPROVED"}),
    ],
)
def test_null_and_unknown_arguments_are_answered_no(db, units, people, laws, during, codes):
    question = f"{units}::bigint[], {people}::bigint[], {laws}::text[], {during}::daterange"
    rows = sql(f"SELECT code FROM vetting_blockers({question})")
    assert {code for (code,) in rows} == codes


# Approval ---------------------------------------------------------------------------------------------------


def test_a_person_without_approval(approved):
    other = make.person(approved.unit)
    (blocker,) = approved.shut(people=[other.pk])
    assert (blocker.code, blocker.law, blocker.person_id) == ("NOT_APPROVED", "STATE", other.pk)
    assert blocker.rule.basis == Basis.STATUTE and "2378d" in blocker.rule.source
    assert "both reviews" in blocker.opens


def test_a_case_in_review_opens_nothing(db):
    team, unit = make.Team(), make.unit()
    person = make.person(unit)
    case = make.in_review([(unit, person)], team)
    asked = {"units": [unit.pk], "people": [person.pk], "laws": ["STATE"], "during": course()}
    assert {b.code for b in gate.blockers(**asked)} == {"NOT_APPROVED"}
    make.reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=team.bureau)
    assert {b.code for b in gate.blockers(**asked)} == {"NOT_APPROVED"}


def test_the_law_that_the_money_falls_under_decides(approved):
    assert approved.codes(laws=["DOD"]) == {"NOT_APPROVED"}
    assert approved.codes(laws=["STATE", "DOD"]) == {"NOT_APPROVED"}
    both = Approved(laws=("STATE", "DOD"))
    assert both.codes(laws=["STATE", "DOD"]) == set()


def test_a_person_is_not_helped_through_another_unit(approved):
    other = make.unit()
    make.approved(None, other)
    assert approved.codes(units=[other.pk]) == {"WRONG_UNIT"}


def test_an_unapproved_unit_beside_an_approved_one(approved):
    other = make.unit()
    found = approved.shut(units=[approved.unit.pk, other.pk], people=[])
    assert [(b.code, b.unit_id) for b in found] == [("NOT_APPROVED", other.pk)]


def test_the_approval_covers_the_dates_asked_about(db):
    soon = Approved(until=today() + dt.timedelta(days=60))
    (lapses, *_) = soon.shut()
    assert lapses.code == "LAPSES" and lapses.until == today() + dt.timedelta(days=60)
    assert f"approved until {long_day(lapses.until)}, not" in lapses.reason
    assert soon.codes(during=course(FIRST, dt.timedelta(days=60))) == set()
    assert soon.codes(during=course(FIRST, dt.timedelta(days=61))) == {"LAPSES"}


def test_before_certification_nothing_is_approved(approved):
    assert approved.codes(during=course(dt.timedelta(days=-3), dt.timedelta(days=3))) == {"LAPSES"}


@pytest.mark.parametrize("rule", [None, "WHOLE_EVENT", "START_WITH_RENEWAL"])
def test_a_course_of_54_weeks_under_each_validity_rule(approved, rule):
    if rule:
        ValidityRule.objects.create(
            law="STATE", rule=rule, valid=DateRange(None, None), source="Test", basis="Policy", verified=False
        )
    long = course(FIRST, FIRST + dt.timedelta(weeks=54))
    expected = set() if rule == "START_WITH_RENEWAL" else {"LAPSES"}
    assert approved.codes(during=long) == expected


def test_a_rule_counts_from_its_day_and_for_its_kind_of_help(approved):
    ValidityRule.objects.create(
        law="STATE",
        help="EQUIPMENT",
        rule="START_WITH_RENEWAL",
        valid=DateRange(today() + dt.timedelta(days=31), None),
        source="Test",
        basis="Policy",
    )
    long = course(FIRST, FIRST + dt.timedelta(weeks=54))
    later = course(FIRST + dt.timedelta(days=1), FIRST + dt.timedelta(weeks=54))
    assert approved.codes(during=long, help="EQUIPMENT") == {"LAPSES"}
    assert approved.codes(during=later, help="EQUIPMENT") == set()
    assert approved.codes(during=later, help="") == {"LAPSES"}


# Suspended, revoked, rejected ---------------------------------------------------------------------------------


def test_a_suspended_approval_shuts_until_it_is_lifted(approved):
    by = approved.team
    approvals.suspend(approval=approved.approval(), reason="A question.", by=by.rights)
    assert approved.codes() == {"SUSPENDED"}
    approvals.lift(approval=approved.approval(), note="Answered.", by=by.bureau)
    assert approved.codes() == set()


def test_a_revoked_approval_shuts_until_a_new_case_approves(approved):
    approvals.revoke(approval=approved.approval(), reason="New information.", by=approved.team.rights)
    assert approved.codes() == {"REVOKED", "REJECTED"}
    make.approved(approved.person, approved.unit, team=make.Team())
    assert approved.codes() == set()


def test_a_recall_shuts_an_earlier_approval_until_it_is_decided_again(approved):
    """Approved twice, then recalled: the older approval opens nothing, also while the recall is reviewed again."""
    team = make.Team()
    second = make.approved(approved.person, approved.unit, team=team)
    subject = second.subjects.get(person=approved.person)
    approvals.revoke(approval=subject.approvals.get(), reason="New information.", by=team.rights)
    assert approved.codes() == {"REJECTED"}
    subjects.review_again(subjects=[subject], note="Looked into.", by=team.bureau)
    assert approved.codes() == {"REVOKED"}
    subjects.return_to_process(subjects=[subject], reason="Which year?", by=team.bureau)
    assert approved.codes() == {"REVOKED"}
    subjects.answer(subjects=[subject], note="1984.", by=team.analyst)
    make.both_reviews(second, team)
    assert approved.codes() == set()


def test_a_recall_under_one_law_shuts_every_law_of_that_decision(db):
    both = Approved(laws=("STATE", "DOD"))
    state = Approval.objects.get(person=both.person, law="STATE")
    approvals.revoke(approval=state, reason="New information.", by=both.team.rights)
    assert both.codes(laws=["DOD"]) == {"REVOKED", "REJECTED"}


def test_a_rejection_elsewhere_shuts_an_earlier_approval(approved):
    team = make.Team()
    case = make.in_review([(approved.unit, approved.person)], team)
    make.both_reviews(case, team, verdict="REJECT")
    assert approved.codes() == {"REJECTED"}


def test_a_suspension_in_another_case_shuts_an_approval(approved):
    team = make.Team()
    case = make.in_review([(approved.unit, approved.person)], team)
    subjects.suspend_subject(subjects=case.subjects.filter(person=approved.person), reason="?", by=team.rights)
    assert approved.codes() == {"SUSPENDED"}


def test_the_suspension_of_the_unit_shuts_its_people(approved):
    approvals.suspend(approval=approved.approval(of_unit=True), reason="A question.", by=approved.team.rights)
    assert approved.codes() == {"SUSPENDED"}


# Units, parents, postings -------------------------------------------------------------------------------------


def bar(unit, *, confirm=True):
    by, other = make.user("HUMAN_RIGHTS_REVIEWER"), make.user("BUREAU_REVIEWER")
    row = standing.propose_ineligible(unit=unit, grounds="Credible information.", source=make.source(), by=by)
    if confirm:
        standing.confirm_ineligible(standing=row, note="Confirmed.", by=other)
    return row


@pytest.mark.parametrize(("confirm", "code"), [(False, "UNDER_REVIEW"), (True, "INELIGIBLE")])
def test_a_barred_unit_shuts_itself_and_its_people(approved, confirm, code):
    bar(approved.unit, confirm=confirm)
    assert approved.codes() == {code}
    assert approved.codes(people=[]) == {code}


@pytest.mark.parametrize(("confirm", "code"), [(False, "PARENT_UNDER_REVIEW"), (True, "PARENT_INELIGIBLE")])
def test_a_barred_parent_at_any_height(approved, confirm, code):
    above, top = make.unit(), make.unit()
    make.parent(approved.unit, above)
    make.parent(above, top)
    bar(top, confirm=confirm)
    assert [(b.code, b.unit_id) for b in approved.shut()] == [(code, top.pk)]


def test_a_barred_unit_below_does_not_shut_the_one_above(approved):
    below = make.unit()
    make.parent(below, approved.unit)
    bar(below)
    assert approved.codes() == set()


def test_a_line_of_command_that_ended_before_does_not_shut(approved):
    above = make.unit()
    link = make.parent(approved.unit, above)
    units.end_parent(link=link, last_on=today(), by=None)
    bar(above)
    assert approved.codes() == set()


def test_a_second_posting_in_a_barred_unit_shuts(approved):
    other = make.unit()
    people.post(person=approved.person, unit=other, from_on=None, source=make.source(), by=None, is_principal=False)
    assert approved.codes() == set()
    bar(other)
    assert [(b.code, b.unit_id) for b in approved.shut()] == [("INELIGIBLE", other.pk)]


def test_a_review_closed_with_no_finding_opens_again(approved):
    row = bar(approved.unit, confirm=False)
    standing.close_review(standing=row, note="Not credible.", by=make.user("BUREAU_REVIEWER"))
    assert approved.codes() == set()


def test_a_change_of_unit_ends_the_use_of_an_approval(approved):
    other = make.unit()
    make.approved(None, other)
    people.transfer(person=approved.person, unit=other, on=today(), source=make.source(), by=None)
    assert approved.codes() == {"WRONG_UNIT", "LEFT_UNIT"}
    assert approved.codes(units=[other.pk]) == {"WRONG_UNIT"}


def test_who_left_without_a_new_posting_is_not_covered(approved):
    posting = Posting.objects.get(person=approved.person)
    people.end_posting(posting=posting, last_on=today(), by=None)
    assert approved.codes() == {"LEFT_UNIT"}
    assert approved.codes(during=days(today(), today())) == set()


def test_a_person_without_any_posting_stands_by_the_approval_alone(db):
    unit = make.unit()
    person = make.person(unit, posted=False)
    make.approved(person, unit)
    asked = {"units": [unit.pk], "people": [person.pk], "laws": ["STATE"], "during": course()}
    assert gate.blockers(**asked) == []


# Words and badges -----------------------------------------------------------------------------------------------


def test_every_code_has_its_words(db):
    from pathlib import Path

    import vetting

    text = (Path(vetting.__file__).parent / "sql" / "blockers.0002.sql").read_text()
    found = {word for word in __import__("re").findall(r"'([A-Z]+(?:_[A-Z]+)*)'", text) if word in gate.WORDS}
    assert found >= set(gate.WORDS) - {"PARENT_UNDER_REVIEW", "PARENT_INELIGIBLE"}
    for code in gate.WORDS:
        blocker = gate.Blocker(code)
        assert blocker.reason and blocker.opens and blocker.rule.source


def test_badges_of_many_recipients_take_one_query(approved, django_assert_num_queries):
    other = make.person(approved.unit)
    keys = [(approved.unit.pk, approved.person.pk), (approved.unit.pk, other.pk), (approved.unit.pk, None)]
    with django_assert_num_queries(1):
        found = gate.approvals(recipients=keys, laws=["STATE"], during=course())
    assert [found[k].approved for k in keys] == [True, False, True]
    assert found[keys[0]].until == today() + dt.timedelta(days=365)
    assert found[keys[1]].blocker.code == "NOT_APPROVED"
    assert gate.approvals(recipients=[], laws=["STATE"], during=course()) == {}


def test_the_gate_plans_its_queries_once_and_not_for_each_recipient(db):
    (kept,) = sql("SELECT proconfig FROM pg_proc WHERE proname = 'vetting_blockers'")
    assert set(kept[0]) == {"plan_cache_mode=force_generic_plan", "search_path=public, pg_temp"}
