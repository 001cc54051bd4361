"""Both reviews of a roster: what they lead to together, until when, and back to process."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from ground.dates import days, today
from ground.models import Parameter
from ground.refusals import Refused
from tests import make
from vetting.models import Approval, Review
from vetting.services import reviews, subjects

pytestmark = pytest.mark.django_db


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


class Scene:
    def __init__(self, people=1):
        self.team = make.Team()
        self.unit = make.unit()
        self.people = [make.person(self.unit) for _ in range(people)]
        self.case = make.in_review([(self.unit, p) for p in self.people], self.team)

    def give(self, kind, verdict="APPROVE", **more):
        by = self.team.bureau if kind == "BUREAU" else self.team.rights
        return reviews.review(case=self.case, kind=kind, verdict=verdict, by=by, **more)

    def states(self):
        return sorted(self.case.subjects.values_list("state", flat=True))


@pytest.fixture
def scene(db):
    return Scene()


def test_the_first_review_waits_for_the_second(scene):
    first = scene.give("BUREAU")
    assert (first.reviewed, first.waits, first.case.state) == (2, 2, "WASHINGTON")
    second = scene.give("HUMAN_RIGHTS")
    assert (second.approved, second.waits, second.case.state) == (2, 0, "RESULTS_RETURNED")
    assert scene.states() == ["APPROVED", "APPROVED"]


def test_the_human_rights_review_may_come_first(scene):
    scene.give("HUMAN_RIGHTS")
    assert scene.give("BUREAU").approved == 2


def test_two_rejections_reject_with_their_reasons(scene):
    scene.give("BUREAU", "REJECT", reason="Report of 2019.")
    done = scene.give("HUMAN_RIGHTS", "REJECT", reason="Court record.")
    assert (done.rejected, done.case.state) == (2, "RESULTS_RETURNED")
    subject = scene.case.subjects.first()
    assert (subject.state, subject.state_reason) == ("REJECTED", "Report of 2019.\nCourt record.")
    assert subject.decided_at is not None and not Approval.objects.exists()


@pytest.mark.parametrize(("first", "second"), [("APPROVE", "REJECT"), ("REJECT", "APPROVE")])
def test_two_that_differ_go_to_process_review(scene, first, second):
    scene.give("BUREAU", first, reason="One view.")
    done = scene.give("HUMAN_RIGHTS", second, reason="Another view.")
    assert (done.differing, done.case.state) == (2, "WASHINGTON")
    assert scene.states() == ["PROCESS_REVIEW", "PROCESS_REVIEW"] and not Approval.objects.exists()


def test_an_answer_begins_a_new_round_with_both_reviews(scene):
    scene.give("BUREAU")
    rows = list(scene.case.subjects.all())
    asked = subjects.return_to_process(subjects=rows, reason="Which year of birth?", by=scene.team.rights)
    assert {s.state for s in asked} == {"PROCESS_REVIEW"}
    assert refusal(lambda: scene.give("HUMAN_RIGHTS")).code == "review_once_per_kind"
    again = subjects.answer(subjects=asked, note="1984, by the document.", by=scene.team.analyst)
    assert {(s.state, s.round) for s in again} == {("WASHINGTON_REVIEW", 2)}
    assert scene.give("HUMAN_RIGHTS").waits == 2  # the first round's review is history
    assert scene.give("BUREAU").approved == 2
    assert Review.objects.count() == 6


def test_a_suspension_resumes_or_ends_in_rejection(scene):
    person, unit = scene.case.subjects.get(person__isnull=False), scene.case.subjects.get(person=None)
    subjects.suspend_subject(subjects=[person], reason="A question.", by=scene.team.rights)
    scene.give("BUREAU")
    done = scene.give("HUMAN_RIGHTS")
    assert (done.approved, done.case.state) == (1, "WASHINGTON")  # the unit; the person has no outcome yet
    resumed = subjects.resume(subjects=[person], note="Answered.", by=scene.team.rights)
    assert [(s.state, s.round) for s in resumed] == [("WASHINGTON_REVIEW", 2)]
    subjects.suspend_subject(subjects=[person], reason="Another.", by=scene.team.rights)
    subjects.reject(subjects=[person], reason="Credible information.", by=scene.team.bureau)
    scene.case.refresh_from_db()
    unit.refresh_from_db()
    assert (scene.case.state, unit.state) == ("RESULTS_RETURNED", "APPROVED")


def test_one_person_does_not_reject_what_is_in_review(scene):
    act = lambda: subjects.reject(subjects=scene.case.subjects.all(), reason="x", by=scene.team.rights)  # noqa: E731
    assert refusal(act).code == "reject_by_review"


@pytest.mark.parametrize("act", [subjects.return_to_process, subjects.suspend_subject])
def test_a_question_and_a_suspension_say_why(scene, act):
    refused = refusal(lambda: act(subjects=scene.case.subjects.all(), reason=" ", by=scene.team.rights))
    assert refused.problems[0].field == "note"
    assert scene.states() == ["WASHINGTON_REVIEW", "WASHINGTON_REVIEW"]


def test_some_of_a_roster_may_be_reviewed(db):
    scene = Scene(people=3)
    chosen = list(scene.case.subjects.filter(person__in=scene.people[:2]))
    assert scene.give("BUREAU", subjects=chosen).reviewed == 2
    assert scene.give("BUREAU").reviewed == 2  # the rest: one person and the unit
    twice = refusal(lambda: scene.give("BUREAU", subjects=chosen))
    assert twice.code == "review_once_per_kind" and len(twice.problems) == 2


def test_subjects_of_another_case_do_not_wait_here(scene):
    other = Scene()
    refused = refusal(lambda: scene.give("BUREAU", subjects=other.case.subjects.all()))
    assert refused.code == "review_once_per_kind" and not Review.objects.exists()


def test_an_open_match_is_decided_first(db):
    make.list_entry("FAMILY, Given")
    scene = Scene.__new__(Scene)
    scene.team, scene.unit = make.Team(), make.unit()
    scene.case = make.in_review([(scene.unit, make.person(scene.unit, "Given", "Family"))], scene.team)
    hit = scene.case.subjects.get(person__isnull=False).hits.get()
    make.hits.reopen(hit=hit, note="Look again.", by=scene.team.analyst)
    assert refusal(lambda: scene.give("BUREAU")).code == "vetting_hits_resolved"
    assert scene.give("BUREAU", "REJECT", reason="It is them.").waits == 2


# Dates --------------------------------------------------------------------------------------------------------


def valid(scene):
    return {(a.valid.lower, a.valid.upper - dt.timedelta(days=1)) for a in Approval.objects.all()}


def test_an_approval_lasts_a_year_unless_said_otherwise(scene):
    scene.give("BUREAU")
    scene.give("HUMAN_RIGHTS")
    assert valid(scene) == {(today(), today() + dt.timedelta(days=365))}


def test_the_earlier_of_the_two_last_days_holds_and_conditions_add_up(scene):
    soon, later = today() + dt.timedelta(days=90), today() + dt.timedelta(days=200)
    scene.give("BUREAU", valid_until=soon, conditions="Instructors only.")
    scene.give("HUMAN_RIGHTS", valid_until=later, conditions="No night course.")
    assert valid(scene) == {(today(), soon)}
    assert Approval.objects.first().conditions == "Instructors only.\nNo night course."


def test_the_place_may_have_a_shorter_time(scene):
    for place, value in (("", 300), ("XTM", 180)):
        Parameter.objects.create(
            key=reviews.VALIDITY, place=place, value=value, valid=DateRange(None, None), source="Test", basis="Policy"
        )
    assert reviews.validity_days(place="XTM", on=today()) == 180
    assert reviews.validity_days(place="XLK", on=today()) == 300
    scene.give("BUREAU")
    scene.give("HUMAN_RIGHTS")
    assert valid(scene) == {(today(), today() + dt.timedelta(days=180))}


@pytest.mark.parametrize(
    ("until", "on", "code"),
    [
        (dt.timedelta(days=-1), None, "last_day_before"),
        (dt.timedelta(days=366), None, "validity"),
        (None, dt.timedelta(days=1), "certified_ahead"),
    ],
)
def test_dates_that_cannot_be(scene, until, on, code):
    changes = {
        "valid_until": today() + until if until else None,
        "on": today() + on if on else None,
    }
    assert refusal(lambda: scene.give("BUREAU", **changes)).code == code


def test_a_day_is_a_whole_approval(scene):
    scene.give("BUREAU", valid_until=today())
    scene.give("HUMAN_RIGHTS")
    assert Approval.objects.first().valid == DateRange(today(), today() + dt.timedelta(days=1))
    assert days(today(), today()).lower == today()


# Versions and numbers --------------------------------------------------------------------------------------------


def test_a_review_carries_the_version_it_read(scene):
    version = scene.case.version
    make.cases.VettingCase.objects.get(pk=scene.case.pk)
    stale = refusal(lambda: scene.give("BUREAU", version=version - 1))
    assert (stale.code, stale.extra["current"]) == ("stale", version)


def test_a_roster_of_fifty_takes_the_statements_of_one(db):
    def statements(count):
        scene = Scene(people=count)
        scene.give("BUREAU")
        with CaptureQueriesContext(connection) as queries:
            scene.give("HUMAN_RIGHTS")
        return len(queries)

    assert statements(1) == statements(50) <= 30
