"""Units on pages: standing, a finding by two people; approvals suspended, lifted, revoked; what is hidden."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from accounts.models import User
from ground.dates import today
from partners.models import Source, Unit
from tests import make
from vetting.models import Approval, UnitStanding
from vetting.services import standing

pytestmark = pytest.mark.django_db
FINDING = {"version": 1, "grounds": "Credible information of June 2019.", "source_title": "Statement of a monitor"}


@pytest.fixture
def team() -> make.Team:
    return make.Team(make.operating_unit())


@pytest.fixture
def unit() -> Unit:
    return make.unit("3rd Harbor Security Company (invented)", code="DEMO-XTM-0214", aliases=["Port Guard"])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_finding_takes_one_who_proposes_and_another_who_confirms(team: make.Team, unit: Unit) -> None:
    address = "/units/DEMO-XTM-0214/standing/propose/"
    assert signed_in(team.bureau).post(address, FINDING).status_code == 302
    row = UnitStanding.objects.get()
    assert (row.state, row.proposed_by) == ("UNDER_REVIEW", team.bureau)
    confirm = {"step": "find_ineligible", "version": row.version, "note": "Confirmed by the record."}
    alone = signed_in(team.bureau).post("/units/DEMO-XTM-0214/standing/", confirm)
    assert alone.status_code == 409
    assert "another person confirms or closes it." in alone.content.decode()
    assert "Confirmed by the record." in alone.content.decode()
    assert signed_in(team.rights).post("/units/DEMO-XTM-0214/standing/", confirm).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("INELIGIBLE", team.rights)
    assert "Ineligible" in page(team.requester, "/units/DEMO-XTM-0214/")


def test_a_proposal_without_a_source_keeps_nothing(team: make.Team, unit: Unit) -> None:
    response = signed_in(team.bureau).post("/units/DEMO-XTM-0214/standing/propose/", {**FINDING, "source_title": ""})
    assert response.status_code == 400
    assert "Credible information of June 2019." in response.content.decode()
    assert not UnitStanding.objects.exists() and not Source.objects.exists()


def test_a_refused_proposal_keeps_no_source_either(team: make.Team, unit: Unit) -> None:
    signed_in(team.bureau).post("/units/DEMO-XTM-0214/standing/propose/", FINDING)
    before = Source.objects.count()
    again = signed_in(team.rights).post("/units/DEMO-XTM-0214/standing/propose/", {**FINDING, "version": 2})
    assert again.status_code == 409
    assert Source.objects.count() == before


def test_the_list_of_barred_units_and_its_file(team: make.Team, unit: Unit) -> None:
    make.unit("A unit without a finding (invented)")
    standing.propose_ineligible(unit=unit, grounds="Grounds.", source=make.source(), by=team.bureau)
    shown = page(team.analyst, "/vetting/ineligible/")
    assert "3rd Harbor Security Company" in shown and "without a finding" not in shown
    response = signed_in(team.analyst).get("/vetting/ineligible/?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["Code"], row["Standing"]) for row in rows] == [("DEMO-XTM-0214", "Under review")]


def test_units_are_found_by_alias_and_by_standing(team: make.Team, unit: Unit) -> None:
    make.unit("A unit without a finding (invented)")
    standing.propose_ineligible(unit=unit, grounds="Grounds.", source=make.source(), by=team.bureau)
    assert "3rd Harbor" in page(team.analyst, "/units/?q=port+guard")
    assert "without a finding" not in page(team.analyst, "/vetting/units/?standing=BARRED")
    assert "3rd Harbor" not in page(team.analyst, "/units/?standing=NO_FINDING")


def test_an_approval_is_suspended_and_lifted_by_two_people(team: make.Team, unit: Unit) -> None:
    person = make.person(unit)
    make.approved(person, unit, until=today() + dt.timedelta(days=200), team=team)
    approval = Approval.objects.get(person=person)
    address = f"/vetting/approvals/{approval.pk}/step/"
    form = {"step": "suspend", "version": approval.version, "note": "A question is open."}
    assert signed_in(team.rights).post(address, form).status_code == 302
    approval.refresh_from_db()
    assert approval.state == "SUSPENDED"
    lift = {"step": "lift", "version": approval.version, "note": "Answered."}
    assert signed_in(team.rights).post(address, lift).status_code == 409
    assert signed_in(team.bureau).post(address, lift).status_code == 302
    shown = page(team.bureau, f"/vetting/approvals/{approval.pk}/")
    assert "A question is open." in shown and "Lift the suspension" in shown


def test_an_approval_is_not_touched_by_who_may_not(team: make.Team, unit: Unit) -> None:
    make.approved(None, unit, team=team)
    approval = Approval.objects.get(person=None)
    form = {"step": "revoke", "version": approval.version, "note": "I say so."}
    assert signed_in(team.analyst).post(f"/vetting/approvals/{approval.pk}/step/", form).status_code == 409
    approval.refresh_from_db()
    assert approval.state == "IN_FORCE"


def test_who_reads_units_but_not_vetting_sees_no_standing(team: make.Team, unit: Unit) -> None:
    standing.propose_ineligible(unit=unit, grounds="Grounds.", source=make.source(), by=team.bureau)
    funds = make.user("FUNDS_OFFICER", at=make.operating_unit())
    for address in ("/units/", "/units/DEMO-XTM-0214/", "/units/?standing=UNDER_REVIEW"):
        shown = page(funds, address)
        assert "3rd Harbor" in shown and "Under review" not in shown, address
    assert signed_in(funds).get("/vetting/ineligible/").status_code in {403, 404}


def test_hidden_units_approvals_and_people_answer_like_missing_ones(team: make.Team, unit: Unit) -> None:
    person = make.person(unit)
    make.approved(person, unit, team=team)
    approval = Approval.objects.get(person=person)
    stranger = signed_in(make.user("BUREAU_REVIEWER", at=make.operating_unit("XLK", "Larkspur")))
    for hidden, missing in (
        ("/units/DEMO-XTM-0214/", "/units/DEMO-XTM-9999/"),
        (f"/people/{person.pk}/", "/people/999999/"),
        (f"/vetting/approvals/{approval.pk}/", "/vetting/approvals/999999/"),
    ):
        seen = stranger.get(hidden)
        assert seen.status_code == 404
        assert seen.content == stranger.get(missing).content
    assert stranger.post("/units/DEMO-XTM-0214/standing/propose/", FINDING).status_code == 404
    step = {"step": "revoke", "version": 1, "note": "x"}
    assert stranger.post(f"/vetting/approvals/{approval.pk}/step/", step).status_code == 404
