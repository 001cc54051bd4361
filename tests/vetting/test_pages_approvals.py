"""The approvals page: requests wait for their manager, reviews for two other people; nothing is approved by itself."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests import make
from vetting.models import Approval, Review, VettingCase
from vetting.services import cases

pytestmark = pytest.mark.django_db
PAGE = "/vetting/approvals/"


@pytest.fixture
def team() -> make.Team:
    return make.Team(make.operating_unit())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str = PAGE) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == 200
    return response.content.decode()


def submitted(team: make.Team, people: int = 3) -> VettingCase:
    unit = make.unit()
    case = make.case([(unit, make.person(unit)) for _ in range(people)], team)
    return cases.submit(case=case, by=team.requester)


def reviewed(team: make.Team, people: int = 3) -> VettingCase:
    unit = make.unit()
    return make.in_review([(unit, make.person(unit)) for _ in range(people)], team)


def review_of(case: VettingCase, kind: str, **more: object) -> dict[str, object]:
    rows = list(case.subjects.values_list("pk", flat=True))
    return {"case": case.number, "kind": kind, "version": case.version, "subjects": rows, "verdict": "APPROVE", **more}


def test_a_request_waits_for_its_manager_with_the_facts_to_weigh_and_the_whole_roster(team: make.Team) -> None:
    case = submitted(team)
    shown = page(team.manager)
    assert "Requests to approve" in shown and case.number in shown
    for fact in ("Need:", "Law:", "Funding:", "Dates:", "Recipients:"):
        assert fact in shown
    assert "Approve request for 4" in shown  # three people and the unit that comes with them


def test_the_count_in_the_header_is_what_waits(team: make.Team) -> None:
    submitted(team)
    submitted(team)
    assert 'aria-label="Approvals 2"' in page(team.manager, "/vetting/cases/")
    assert 'aria-label="Approvals 2"' not in page(team.bureau, "/vetting/cases/")


def test_the_manager_approves_and_the_case_leaves(team: make.Team) -> None:
    case = submitted(team)
    form = {"case": case.number, "step": "endorse", "version": case.version}
    assert signed_in(team.manager).post(PAGE, form).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.endorsed_by) == ("ENDORSED", team.manager)


def test_a_return_without_a_reason_is_refused_on_the_page(team: make.Team) -> None:
    case = submitted(team)
    form = {"case": case.number, "step": "return", "version": case.version, "note": " "}
    response = signed_in(team.manager).post(PAGE, form)
    assert response.status_code == 409
    assert "A reason is needed." in response.content.decode()
    case.refresh_from_db()
    assert case.state == "SUBMITTED"


def test_a_stale_version_writes_nothing_and_keeps_what_was_typed(team: make.Team) -> None:
    case = submitted(team)
    form = {"case": case.number, "step": "return", "version": case.version - 1, "note": "Say which boats."}
    response = signed_in(team.manager).post(PAGE, form)
    assert response.status_code == 409
    assert "Say which boats." in response.content.decode()
    case.refresh_from_db()
    assert case.state == "SUBMITTED"


def test_another_manager_has_nothing_to_approve(team: make.Team) -> None:
    case = submitted(team)
    other = make.user("PROGRAM_MANAGER", at=make.operating_unit())
    assert case.number not in page(other)
    form = {"case": case.number, "step": "endorse", "version": case.version}
    assert signed_in(other).post(PAGE, form).status_code == 409
    case.refresh_from_db()
    assert case.state == "SUBMITTED"


def test_approving_the_whole_roster_takes_two_people(team: make.Team) -> None:
    case = reviewed(team)
    assert "Approve <span" in page(team.bureau)
    assert signed_in(team.bureau).post(PAGE, review_of(case, "BUREAU")).status_code == 302
    assert not Approval.objects.exists()
    case.refresh_from_db()
    assert signed_in(team.rights).post(PAGE, review_of(case, "HUMAN_RIGHTS")).status_code == 302
    assert Approval.objects.filter(subject__case=case).count() == 4
    case.refresh_from_db()
    assert case.state == "RESULTS_RETURNED"


def test_only_the_ticked_rows_are_reviewed(team: make.Team) -> None:
    case = reviewed(team)
    two = list(case.subjects.order_by("row").values_list("pk", flat=True)[:2])
    signed_in(team.bureau).post(PAGE, review_of(case, "BUREAU", subjects=two))
    assert sorted(Review.objects.values_list("subject", flat=True)) == sorted(two)


def test_no_row_ticked_reviews_nobody(team: make.Team) -> None:
    case = reviewed(team)
    response = signed_in(team.bureau).post(PAGE, review_of(case, "BUREAU", subjects=[]))
    assert response.status_code == 400
    assert "No row is ticked." in response.content.decode()
    assert not Review.objects.exists()


def test_a_reviewer_returns_rows_with_a_reason(team: make.Team) -> None:
    case = reviewed(team)
    form = review_of(case, "BUREAU", verdict="RETURN", reason="Which year did they serve there?")
    assert signed_in(team.bureau).post(PAGE, form).status_code == 302
    assert set(case.subjects.values_list("state", flat=True)) == {"PROCESS_REVIEW"}
    assert not Review.objects.exists()


def test_a_rejection_without_a_reason_keeps_the_form(team: make.Team) -> None:
    case = reviewed(team)
    response = signed_in(team.bureau).post(PAGE, review_of(case, "BUREAU", verdict="REJECT"))
    assert response.status_code == 400
    assert "Write the reason" in response.content.decode()
    assert not Review.objects.exists()


def test_a_manager_with_review_rights_reads_why_a_case_is_not_theirs(team: make.Team) -> None:
    case = reviewed(team)
    shown = page(team.manager)
    assert "Not yours to review" in shown and case.number in shown
    assert "The manager does not review." in shown
    response = signed_in(team.manager).post(PAGE, review_of(case, "BUREAU"))
    assert response.status_code == 400 and not Review.objects.exists()


def test_the_first_reviewer_does_not_give_the_second_review(team: make.Team) -> None:
    both = make.user("BUREAU_REVIEWER", "HUMAN_RIGHTS_REVIEWER", at=make.operating_unit())
    case = reviewed(team)
    signed_in(both).post(PAGE, review_of(case, "BUREAU"))
    case.refresh_from_db()
    assert signed_in(both).post(PAGE, review_of(case, "HUMAN_RIGHTS")).status_code == 400
    assert "You gave the other review." in page(both)
    assert Review.objects.count() == case.subjects.count()
    assert not Approval.objects.exists()


def test_a_last_day_beyond_the_longest_is_refused_beside_the_field(team: make.Team) -> None:
    case = reviewed(team)
    response = signed_in(team.bureau).post(PAGE, review_of(case, "BUREAU", valid_until="2099-01-01"))
    assert response.status_code == 409
    assert "An approval lasts until" in response.content.decode()
    assert not Review.objects.exists()


def test_a_case_of_another_place_is_not_there(team: make.Team) -> None:
    case = submitted(team)
    elsewhere = make.user("PROGRAM_MANAGER", at=make.operating_unit("XLK", "Larkspur"))
    assert case.number not in page(elsewhere)
    form = {"case": case.number, "step": "endorse", "version": case.version}
    assert signed_in(elsewhere).post(PAGE, form).status_code == 404


def test_who_approves_nothing_reads_so(team: make.Team) -> None:
    assert "Your role approves nothing." in page(team.requester)
