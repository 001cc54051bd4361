"""The demo world loads on awkward days, once, only in a demonstration, and holds nobody real."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from accounts.models import User
from demo.loading import load
from ground.dates import fiscal_year
from partners.models import Country
from programs.models import Fund, Program
from programs.states import ProgramState
from vetting.models import VettingCase

AWKWARD = [dt.date(2024, 2, 29), dt.date(2025, 9, 30), dt.date(2025, 10, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", AWKWARD, ids=str)
def test_it_loads_on_awkward_days(day: dt.date) -> None:
    counts = load(size="small", on=day)
    assert counts["users"] == 13
    assert counts["programs"] == 23
    assert counts["vetting_cases"] == 24
    assert VettingCase.objects.latest("pk").number.startswith(f"LV-{fiscal_year(day)}-XTM-")
    for fund in Fund.objects.all():
        assert fund.enacted_on <= day <= fund.cancels_on, fund
        assert day <= fund.available_until or "GPOI" in fund.title, fund


@pytest.mark.django_db
def test_the_larger_world_has_years_before() -> None:
    counts = load(size="full", on=dt.date(2026, 11, 25))
    assert set(Program.objects.filter(state=ProgramState.CLOSED).values_list("fiscal_year", flat=True)) == {
        2018,
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
    heard = io.StringIO()
    with override_settings(DEMO=False), pytest.raises(SystemExit):
        call_command("load_demo", stderr=heard)
    assert "not a demonstration" in heard.getvalue()
    assert not User.objects.exists()


def test_no_user_is_listed_where_none_was_made(db: None) -> None:
    said = io.StringIO()
    call_command("demo_users", "--json", stdout=said)
    assert json.loads(said.getvalue()) == []


def test_only_the_demonstration_and_tests_act_on_another_day() -> None:
    root = Path(__file__).resolve().parents[2]
    apps = [folder.parent for folder in root.glob("*/__init__.py") if folder.parent.name not in {"demo", "tests"}]
    files = [path for app in apps for path in app.rglob("*.py") if path != root / "ground" / "dates.py"]
    assert len(files) > 100
    assert [str(path) for path in files if "as_if" in path.read_text(encoding="utf-8")] == []
