"""`check_books` passes on sound books and names what is wrong in others."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reporting.models import Rollup
from reporting.services import rollups
from tests.programs import build as money

from . import build

pytestmark = pytest.mark.django_db


def checked() -> dict[str, object]:
    out = io.StringIO()
    call_command("check_books", json=True, stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_sound_books_pass(tmp_path: Path) -> None:
    office = money.Office()
    program = money.program(office)
    money.recorded(office, program, money.fund(office, allotted=100_000))
    build.training(tmp_path, {})
    rollups.fill_stale()
    assert checked()["problems"] == []


def test_what_only_waits_to_be_counted_is_no_problem(tmp_path: Path) -> None:
    rollups.fill_stale()
    build.training(tmp_path, {})
    assert checked()["problems"] == []


def test_a_tampered_figure_is_named_with_exit_1(tmp_path: Path) -> None:
    build.training(tmp_path, {"quantity": 3})
    rollups.fill_stale()
    Rollup.objects.filter(measure="training_places").update(value=4)
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("check_books", json=True, stdout=out)
    assert refused.value.returncode == 1
    (line,) = json.loads(out.getvalue())["problems"]
    assert "training_places, FY 2012" in line
    assert "kept 4.000, live 3.000" in line
