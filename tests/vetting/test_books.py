"""The books of vetting: in order after real work, and each broken rule is found by its sentence."""

import pytest

from tests import make
from tests.vetting.raw import past_triggers, sql
from vetting import books
from vetting.services import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db):
    make.list_entry("FAMILY, Given")
    unit = make.unit()
    return make.approved(make.person(unit, "Given", "Family"), unit)


def test_in_order_after_real_work(case):
    team = make.Team()
    unit = make.unit()
    make.both_reviews(make.in_review([(unit, make.person(unit))], team), team, verdict="REJECT")
    row = standing.propose_ineligible(unit=unit, grounds="Known.", source=make.source(), by=team.rights)
    standing.confirm_ineligible(standing=row, note="Confirmed.", by=team.bureau)
    make.case([(unit, make.person(unit))], team)
    assert books.problems() == []


# What a hand on the database may do, and the sentence that finds it; %(…)s are ids of the case's approved person.
BROKEN = {
    "Approved without two": "DELETE FROM vetting_review WHERE id = %(review)s",
    "Approved with no approval": "DELETE FROM vetting_approval WHERE subject_id = %(subject)s",
    "Approved with an open": "UPDATE vetting_hit SET state = 'OPEN', resolved_by_id = NULL",
    "An approval in force": "UPDATE vetting_vettingsubject SET state = 'RECALLED' WHERE id = %(subject)s",
    "An approval of another": "UPDATE vetting_approval SET law = 'DOD' WHERE subject_id = %(subject)s",
    "An approval that lasts": "UPDATE vetting_review SET valid_until = CURRENT_DATE WHERE id = %(review)s",
    "A review by": "UPDATE vetting_review SET reviewer_id = %(requester)s WHERE id = %(review)s",
    "A possible match": "UPDATE vetting_hit SET resolved_by_id = %(requester)s",
    "A person on a submitted": "UPDATE vetting_vettingsubject SET state = 'REMOVED' WHERE person_id IS NULL",
    "Results are in": (
        "DELETE FROM vetting_approval WHERE subject_id = %(subject)s; "
        "UPDATE vetting_vettingsubject SET state = 'QUEUED' WHERE id = %(subject)s"
    ),
    "A listed name": "UPDATE vetting_listname SET folded = 'else'",
    "in the unknown state": "UPDATE vetting_vettingsubject SET state = 'WAIVED' WHERE id = %(subject)s",
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_each_broken_rule_is_found(case, sentence):
    subject = case.subjects.get(person__isnull=False)
    ids = {"subject": subject.pk, "review": subject.reviews.first().pk, "requester": case.requester_id}
    with past_triggers():
        sql(BROKEN[sentence], ids)
    assert [line for line in books.problems() if sentence in line]


def test_the_books_read_whole_tables_only(case, django_assert_max_num_queries):
    with django_assert_max_num_queries(len(books.RULES) + len(books.STATES) + 1):
        books.problems()
