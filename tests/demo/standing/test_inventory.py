"""Who and what is in the demo world: all six kinds, every state, one user and more a role, and nothing real."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from accounts.models import Assignment, User
from accounts.roles import Role
from demo.cast import CAST, PASSWORD
from partners.models import Country, Person, Unit
from programs.models import Fund, Obligation, Program, TrainingSeat
from programs.states import Kind, ObligationState, ProgramState, SeatState
from vetting.models import CaseState, ListEntry, SubjectState, VettingCase, VettingSubject

pytestmark = pytest.mark.usefixtures("world")


def test_every_part_of_the_world_is_marked_as_invented() -> None:
    assert set(Country.objects.filter(invented=True).values_list("iso3", flat=True)) == {
        "XBS",
        "XCB",
        "XJN",
        "XLK",
        "XSF",
        "XTM",
    }
    for unit in Unit.objects.all():
        assert unit.name.endswith("(invented)") and re.fullmatch(r"DEMO-X[A-Z]{2}-\d{4}", unit.code), unit
    for fund in Fund.objects.all():
        assert fund.title.endswith("(invented)")
    for entry in ListEntry.objects.exclude(kind="PERSON"):
        assert entry.name.endswith("(invented)")


def test_nothing_happens_in_a_real_country() -> None:
    assert not Person.objects.filter(country__invented=False).exists()
    assert not Unit.objects.filter(country__invented=False).exists()
    for model in (Program, VettingCase, Obligation):
        assert set(model.objects.values_list("operating_unit__country__invented", flat=True)) == {True}


def test_nobody_has_the_name_of_another() -> None:
    names = [str(person) for person in Person.objects.all()]
    assert len(set(names)) == len(names) > 200


def test_all_six_kinds_of_program_and_each_state_are_there() -> None:
    def there(model: type, field: str = "state") -> set[str]:
        return set(model.objects.values_list(field, flat=True).distinct())

    assert there(Program, "kind") == set(Kind.values)
    assert there(Program) == set(ProgramState.values)
    assert there(TrainingSeat) == set(SeatState.values)
    assert there(Obligation) == set(ObligationState.values)
    # accepted and post checks complete are passed through within one step, by the services themselves
    assert there(VettingCase) == set(CaseState.values) - {CaseState.ACCEPTED, CaseState.POST_COMPLETE}
    assert there(VettingSubject) == set(SubjectState.values)


def test_one_user_and_more_for_each_role_each_since_long() -> None:
    said = io.StringIO()
    call_command("demo_users", "--json", stdout=said)
    users = json.loads(said.getvalue())
    assert {user["role"] for user in users} == {str(role.label) for role in Role}
    assert [user["username"] for user in users[:3]] == ["requester", "analyst", "manager"]
    assert all(user["password"] == PASSWORD and user["does"] and user["name"] for user in users)
    assert len(PASSWORD) >= 15 and "demo" in PASSWORD
    assert User.objects.get(username="requester").check_password(PASSWORD)
    assert not User.objects.filter(is_superuser=True).exists()
    assert not Assignment.objects.filter(granted_by=None).exclude(role=Role.ADMINISTRATOR).exists()


def test_the_story_is_told_in_the_order_of_its_days() -> None:
    days = [case.submitted_at for case in VettingCase.objects.order_by("pk") if case.submitted_at]
    assert days == sorted(days)


def test_the_page_offers_everybody_and_stepping_in_works() -> None:
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    for part in CAST:
        assert f"Continue as {part.name}" in page
    assert "Invented partners" in page
    answer = client.post("/accounts/login/", {"login": "rights", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_installation_that_is_none_names_nobody() -> None:
    with override_settings(DEMO=False):
        page = Client().get("/accounts/login/").content.decode()
    assert "Continue as" not in page and PASSWORD not in page
