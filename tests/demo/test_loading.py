"""The demo world loads on awkward days, once, only in a demonstration, and holds nobody real."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import Assignment, User
from accounts.roles import Role
from demo.cast import PASSWORD
from demo.loading import load
from ground.dates import fiscal_year
from partners.models import Country, Person, Unit
from programs.models import Fund, Obligation, Program, TrainingSeat
from programs.states import Kind, ObligationState, ProgramState, SeatState
from vetting.models import CaseState, ListEntry, SubjectState, VettingCase, VettingSubject

AWKWARD = [dt.date(2028, 2, 29), dt.date(2027, 9, 30), dt.date(2027, 10, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", AWKWARD, ids=str)
def test_it_loads_on_awkward_days(day: dt.date) -> None:
    counts = load(size="small", on=day)
    assert counts["users"] == 12
    assert counts["programs"] == 13
    assert counts["vetting_cases"] == 20
    assert VettingCase.objects.latest("pk").number.startswith(f"LV-{fiscal_year(day)}-XTM-")
    for fund in Fund.objects.all():
        assert fund.enacted_on <= day <= fund.available_until, fund


@pytest.mark.django_db
def test_the_larger_world_has_years_before() -> None:
    counts = load(size="full", on=dt.date(2026, 11, 25))
    assert set(Program.objects.filter(state=ProgramState.CLOSED).values_list("fiscal_year", flat=True)) == {
        2024,
        2025,
        2026,
    }
    assert counts["training_seats"] > 80


@pytest.mark.django_db
def test_the_command_loads_once_and_says_so() -> None:
    said = io.StringIO()
    call_command("load_demo", "--size=small", "--json", "--on=2026-11-25", stdout=said, stderr=io.StringIO())
    first = json.loads(said.getvalue())
    assert first["written"] and first["counts"]["units"] == 32
    again, heard = io.StringIO(), io.StringIO()
    call_command("load_demo", "--json", stdout=again, stderr=heard)
    assert json.loads(again.getvalue())["written"] is False
    call_command("load_demo", stderr=heard)
    assert "there already" in heard.getvalue()
    assert Country.objects.filter(invented=True).count() == 6


@pytest.mark.django_db
def test_outside_of_a_demonstration_it_is_refused_and_leaves_nothing() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="not a demonstration"):
        call_command("load_demo", stderr=io.StringIO())
    assert not User.objects.exists()


def test_every_part_of_the_world_is_marked_as_invented(world: None) -> None:
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


def test_nothing_happens_in_a_real_country(world: None) -> None:
    assert not Person.objects.filter(country__invented=False).exists()
    assert not Unit.objects.filter(country__invented=False).exists()
    for model in (Program, VettingCase, Obligation):
        assert set(model.objects.values_list("operating_unit__country__invented", flat=True)) == {True}


def test_nobody_has_the_name_of_another(world: None) -> None:
    names = [str(person) for person in Person.objects.all()]
    assert len(set(names)) == len(names) > 200


def test_all_six_kinds_of_program_and_each_state_are_there(world: None) -> None:
    def there(model: type, field: str = "state") -> set[str]:
        return set(model.objects.values_list(field, flat=True).distinct())

    assert there(Program, "kind") == set(Kind.values)
    assert there(Program) == set(ProgramState.values)
    assert there(TrainingSeat) == set(SeatState.values)
    assert there(Obligation) == set(ObligationState.values)
    # accepted and post checks complete are passed through within one step, by the services themselves
    assert there(VettingCase) == set(CaseState.values) - {CaseState.ACCEPTED, CaseState.POST_COMPLETE}
    assert there(VettingSubject) == set(SubjectState.values)


def test_one_user_and_more_for_each_role_each_since_long(world: None) -> None:
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


def test_no_user_is_listed_where_none_was_made(db: None) -> None:
    said = io.StringIO()
    call_command("demo_users", "--json", stdout=said)
    assert json.loads(said.getvalue()) == []


def test_the_story_is_told_in_the_order_of_its_days(world: None) -> None:
    days = [case.submitted_at for case in VettingCase.objects.order_by("pk") if case.submitted_at]
    assert days == sorted(days)


def test_only_the_demonstration_and_tests_act_on_another_day() -> None:
    root = Path(__file__).resolve().parents[2]
    apps = [folder.parent for folder in root.glob("*/__init__.py") if folder.parent.name not in {"demo", "tests"}]
    files = [path for app in apps for path in app.rglob("*.py") if path != root / "ground" / "dates.py"]
    assert len(files) > 100
    assert [str(path) for path in files if "as_if" in path.read_text(encoding="utf-8")] == []
