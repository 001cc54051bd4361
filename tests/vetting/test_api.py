"""Vetting through the API: each step at its own address with the version that was read; hidden is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from ground.dates import today
from tests import make
from vetting.models import Approval, UnitStanding, VettingCase
from vetting.services import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> make.Team:
    return make.Team(make.operating_unit())


@pytest.fixture
def draft(team: make.Team) -> VettingCase:
    unit = make.unit(code="DEMO-XTM-0108")
    return make.case([(unit, make.person(unit))], team)


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def post(user: User, address: str, status: int = 200, **body: Any) -> dict[str, Any]:
    response = api(user).post(f"/api/v1/{address}", body, format="json")
    assert response.status_code == status, response.json()
    return response.json()


def test_the_job_from_draft_to_approval(team: make.Team) -> None:
    unit = make.unit(code="DEMO-XTM-0108")
    person = make.person(unit)
    made = post(
        team.requester,
        "cases/",
        201,
        operating_unit="XTM",
        event="Radar course",
        need="Watch the strait",
        start=str(today() + dt.timedelta(days=30)),
        end=str(today() + dt.timedelta(days=60)),
        laws=["STATE"],
        funding="FMF FY 2027",
        manager=team.manager.username,
    )
    here = f"cases/{made['number']}"
    assert made["state"] == "DRAFT" and made["url"].endswith(f"/api/v1/{here}/")
    got = post(team.requester, f"{here}/recipients/", version=made["version"], unit=unit.code, person=person.pk)
    assert (got["people"], got["units"]) == (1, 1)
    for user, step, state in (
        (team.requester, "submit", "SUBMITTED"),
        (team.manager, "endorse", "ENDORSED"),
        (team.analyst, "accept", "POST_CHECKS"),
        (team.analyst, "complete_checks", "WASHINGTON"),
    ):
        got = post(user, f"{here}/{step}/", version=got["version"])
        assert got["state"] == state
    for user, kind in ((team.bureau, "BUREAU"), (team.rights, "HUMAN_RIGHTS")):
        got = post(user, f"{here}/review/", version=got["version"], kind=kind, verdict="APPROVE")
    assert (got["state"], got["approved"]) == ("RESULTS_RETURNED", 2)
    approvals = api(team.analyst).get(f"/api/v1/approvals/?case={made['number']}").json()
    assert approvals["count"] == 2 and {row["state"] for row in approvals["results"]} == {"IN_FORCE"}
    assert post(team.analyst, f"{here}/close/", version=got["version"])["state"] == "CLOSED"


def test_a_step_without_a_version_is_400_and_a_stale_one_409_with_both(team: make.Team, draft: VettingCase) -> None:
    here = f"cases/{draft.number}/submit/"
    assert "version" in post(team.requester, here, 400)["errors"]
    cases.edit_case(case=draft, version=1, by=team.requester, need="Another need")
    stale = post(team.requester, here, 409, version=1)
    assert (stale["code"], stale["yours"], stale["current"]) == ("stale", 1, 2)
    draft.refresh_from_db()
    assert draft.state == "DRAFT"


def test_unknown_fields_and_parameters_are_400(team: make.Team, draft: VettingCase) -> None:
    assert "force" in post(team.requester, f"cases/{draft.number}/submit/", 400, version=1, force=True)["errors"]
    for address in ("cases/?q=x&colour=red", "subjects/?name=x", "hits/?score=1", "approvals/?valid=x"):
        assert api(team.analyst).get(f"/api/v1/{address}").status_code == 400, address


def test_a_refusal_carries_its_rule_and_what_opens_it(team: make.Team, draft: VettingCase) -> None:
    refused = post(team.manager, f"cases/{draft.number}/submit/", 409, version=draft.version)
    (problem,) = refused["problems"]
    assert "only they send or withdraw it." in problem["reason"]
    assert problem["rule"] == "Four people" and "Gatehouse rule" in problem["basis"]


def test_an_unknown_step_is_missing(team: make.Team, draft: VettingCase) -> None:
    response = api(team.requester).post(f"/api/v1/cases/{draft.number}/approve_all/", {"version": 1}, format="json")
    assert response.status_code == 404


def test_a_return_asks_for_a_reason(team: make.Team, draft: VettingCase) -> None:
    cases.submit(case=draft, by=team.requester)
    here = f"cases/{draft.number}/return/"
    assert post(team.manager, here, 409, version=2)["problems"][0]["field"] == "note"
    got = post(team.manager, here, version=2, note="Say which boats.")
    assert (got["state"], got["return_reason"]) == ("RETURNED", "Say which boats.")


def test_rows_are_suspended_and_reviewed_again_with_their_version(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit))], team)
    row = api(team.rights).get(f"/api/v1/subjects/?case={case.number}").json()["results"][0]
    here = f"subjects/{row['id']}/suspend/"
    assert post(team.rights, here, 409, version=row["version"] - 1, note="x")["code"] == "stale"
    got = post(team.rights, here, version=row["version"], note="A question is open.")
    assert (got["state"], got["state_reason"]) == ("SUSPENDED", "A question is open.")
    got = post(team.bureau, f"subjects/{row['id']}/resume/", version=got["version"], note="Answered.")
    assert (got["state"], got["round"]) == ("WASHINGTON_REVIEW", 2)


def test_some_of_a_roster_is_reviewed_by_its_ids(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit)), (unit, make.person(unit))], team)
    one = case.subjects.order_by("row").first()
    here = f"cases/{case.number}/review/"
    body = {"version": case.version, "kind": "BUREAU", "verdict": "APPROVE"}
    post(team.bureau, here, 404, **body, subjects=[one.pk, 999_999])
    post(team.bureau, here, **body, subjects=[one.pk])
    rows = api(team.bureau).get(f"/api/v1/subjects/?case={case.number}").json()["results"]
    assert [len(row["reviews"]) for row in rows] == [1, 0, 0]


def test_an_approval_is_suspended_and_revoked(team: make.Team) -> None:
    unit = make.unit()
    person = make.person(unit)
    make.approved(person, unit, team=team)
    approval = Approval.objects.get(person=person)
    here = f"approvals/{approval.pk}"
    got = post(team.rights, f"{here}/suspend/", version=1, note="A question is open.")
    assert got["state"] == "SUSPENDED" and got["valid"]["from"] == str(today())
    assert post(team.bureau, f"{here}/revoke/", version=got["version"], note="Confirmed.")["state"] == "REVOKED"


def test_a_unit_is_barred_by_two_people(team: make.Team) -> None:
    unit = make.unit(code="DEMO-XTM-0214")
    body = {"unit": unit.code, "version": 1, "grounds": "Credible information.", "source_title": "A statement"}
    made = post(team.bureau, "standings/", 201, **body)
    assert made["state"] == "UNDER_REVIEW" and made["url"].endswith("/standings/DEMO-XTM-0214/")
    here = "standings/DEMO-XTM-0214/find_ineligible/"
    post(team.bureau, here, 409, version=made["version"], note="Confirmed.")
    assert post(team.rights, here, version=made["version"], note="Confirmed.")["state"] == "INELIGIBLE"
    assert UnitStanding.objects.get().confirmed_by == team.rights


def test_hidden_answers_like_missing_to_every_verb(team: make.Team, draft: VettingCase) -> None:
    stranger = api(make.user("ANALYST", at=make.operating_unit("XLK", "Larkspur")))
    subject = draft.subjects.first()
    person = subject.person
    for hidden, missing in (
        (f"cases/{draft.number}/", "cases/LV-1999-XXX-00001/"),
        (f"subjects/{subject.pk}/", "subjects/999999/"),
        ("units/DEMO-XTM-0108/", "units/DEMO-XTM-9999/"),
        (f"people/{person.pk}/", "people/999999/"),
    ):
        seen = stranger.get(f"/api/v1/{hidden}")
        assert seen.status_code == 404
        assert seen.content == stranger.get(f"/api/v1/{missing}").content
    step = stranger.post(f"/api/v1/cases/{draft.number}/accept/", {"version": 1}, format="json")
    assert step.status_code == 404
    for listed in ("cases", "subjects", "units", "people", "hits", "approvals", "standings"):
        assert stranger.get(f"/api/v1/{listed}/").json()["count"] == 0, listed
    assert stranger.get("/api/v1/subjects/not-a-number/").status_code == 404


def test_nobody_without_sign_in_reads_anything(draft: VettingCase) -> None:
    for listed in ("cases", "subjects", "hits", "approvals", "standings", "countries", "units", "people"):
        assert APIClient().get(f"/api/v1/{listed}/").status_code in {401, 403}, listed


def test_people_are_served_without_their_numbers(team: make.Team) -> None:
    unit = make.unit()
    person = make.person(unit, identifiers=(("NATIONAL_ID", "XT-884471"),))
    body = api(team.analyst).get(f"/api/v1/people/{person.pk}/")
    assert "884471" not in body.content.decode() and "digest" not in body.content.decode()
    assert body.json()["postings"][0]["unit"] == unit.code


def test_countries_are_addressed_by_their_code(team: make.Team) -> None:
    body = api(team.requester).get("/api/v1/countries/XTM/").json()
    assert (body["iso3"], body["operating_unit"], body["bureau"]) == ("XTM", "XTM", "WHA")
