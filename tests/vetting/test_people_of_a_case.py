"""Four people: who asks, who manages, and the two who review are all different; whoever clears a match is a fifth."""

import pytest

from accounts.roles import Role
from ground.refusals import Refused
from tests import make
from vetting.models import Review
from vetting.services import approvals, cases, hits, reviews, standing, subjects

pytestmark = pytest.mark.django_db


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


class Scene:
    """A case whose people each hold every role: only the separation of duties keeps them apart."""

    def __init__(self):
        roles = [Role.REQUESTER, Role.PROGRAM_MANAGER, Role.ANALYST, Role.BUREAU_REVIEWER, Role.HUMAN_RIGHTS_REVIEWER]
        self.team = make.Team.__new__(make.Team)
        for name in ("requester", "manager", "analyst", "bureau", "rights"):
            setattr(self.team, name, make.user(*roles))
        self.unit = make.unit()
        self.person = make.person(self.unit)

    def draft(self):
        return make.case([(self.unit, self.person)], self.team)

    def in_review(self):
        return make.in_review([(self.unit, self.person)], self.team)


@pytest.fixture
def scene(db):
    return Scene()


def test_requester_and_manager_are_two(scene):
    scene.team.manager = scene.team.requester
    assert code_of(scene.draft) == "case_requester_is_not_manager"


def test_only_the_requester_submits_and_withdraws(scene):
    case = scene.draft()
    assert code_of(lambda: cases.submit(case=case, by=scene.team.analyst)) == "submit"
    assert code_of(lambda: cases.withdraw(case=case, reason="x", by=scene.team.analyst)) == "withdraw"


def test_only_the_named_manager_endorses(scene):
    case = scene.draft()
    cases.submit(case=case, by=scene.team.requester)
    for who in (scene.team.requester, scene.team.analyst, scene.team.bureau):
        assert code_of(lambda w=who: cases.endorse(case=case, by=w)) == "endorse"
    assert cases.endorse(case=case, by=scene.team.manager).endorsed_by == scene.team.manager


def test_the_requester_does_not_work_the_case(scene):
    case = scene.draft()
    cases.submit(case=case, by=scene.team.requester)
    cases.endorse(case=case, by=scene.team.manager)
    assert code_of(lambda: cases.accept_and_screen(case=case, by=scene.team.requester)) == "accept"
    cases.accept_and_screen(case=case, by=scene.team.analyst)
    assert code_of(lambda: cases.send_to_review(case=case, by=scene.team.requester)) == "complete_checks"


@pytest.mark.parametrize("kind", ["BUREAU", "HUMAN_RIGHTS"])
@pytest.mark.parametrize("who", ["requester", "manager"])
def test_neither_requester_nor_manager_reviews(scene, kind, who):
    case = scene.in_review()
    by = getattr(scene.team, who)
    name = code_of(lambda: reviews.review(case=case, kind=kind, verdict="APPROVE", by=by))
    assert name == "review_not_by_requester_or_manager"
    assert not Review.objects.exists()


def test_one_person_does_not_give_both_reviews(scene):
    case = scene.in_review()
    reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=scene.team.bureau)
    again = lambda: reviews.review(case=case, kind="HUMAN_RIGHTS", verdict="APPROVE", by=scene.team.bureau)  # noqa: E731
    assert code_of(again) == "review_two_people"


def test_a_program_manager_of_another_program_gives_the_bureau_review(scene):
    case = scene.in_review()
    other = make.user(Role.PROGRAM_MANAGER)
    assert reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=other).waits == 2
    denied = lambda: reviews.review(case=case, kind="HUMAN_RIGHTS", verdict="APPROVE", by=other)  # noqa: E731
    assert code_of(denied) == "permission"


def test_whoever_resolved_a_match_does_not_review(scene):
    make.list_entry("FAMILY, Given")
    scene.person = make.person(scene.unit, "Given", "Family")
    case = scene.in_review()  # the analyst resolves the match on the way
    by = scene.team.analyst
    assert (
        code_of(lambda: reviews.review(case=case, kind="BUREAU", verdict="APPROVE", by=by)) == "review_not_by_clearer"
    )


def test_the_requester_resolves_no_match(scene):
    make.list_entry("FAMILY, Given")
    scene.person = make.person(scene.unit, "Given", "Family")
    case = scene.draft()
    cases.submit(case=case, by=scene.team.requester)
    cases.endorse(case=case, by=scene.team.manager)
    cases.accept_and_screen(case=case, by=scene.team.analyst)
    hit = case.subjects.get(person=scene.person).hits.get()
    decide = lambda: hits.resolve(hit=hit, same=False, note="x", by=scene.team.requester)  # noqa: E731
    assert code_of(decide) == "hit_not_by_requester"


def test_the_requester_neither_suspends_nor_answers(scene):
    case = scene.in_review()
    rows = case.subjects.all()
    by = scene.team.requester
    assert code_of(lambda: subjects.suspend_subject(subjects=rows, reason="x", by=by)) == "suspend"
    subjects.return_to_process(subjects=rows, reason="Which unit?", by=scene.team.bureau)
    assert code_of(lambda: subjects.answer(subjects=rows, note="x", by=by)) == "answer"


def test_whoever_suspended_an_approval_does_not_lift_it(scene):
    case = make.both_reviews(scene.in_review(), scene.team)
    approval = case.subjects.first().approvals.get()
    approvals.suspend(approval=approval, reason="A question.", by=scene.team.rights)
    approval.refresh_from_db()
    assert code_of(lambda: approvals.lift(approval=approval, note="x", by=scene.team.rights)) == "lift"
    (lifted,) = approvals.lift(approval=approval, note="Answered.", by=scene.team.bureau)
    assert lifted.state == "IN_FORCE" and lifted.suspended_by is None


def test_a_finding_on_a_unit_takes_two(scene):
    by, other = scene.team.rights, scene.team.bureau
    row = standing.propose_ineligible(unit=scene.unit, grounds="Known.", source=make.source(), by=by)
    assert code_of(lambda: standing.confirm_ineligible(standing=row, note="x", by=by)) == "find_ineligible"
    assert code_of(lambda: standing.close_review(standing=row, note="x", by=by)) == "close_review"
    assert standing.confirm_ineligible(standing=row, note="x", by=other).state == "INELIGIBLE"
