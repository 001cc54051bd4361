"""`eum`: counted by hand, one figure on page, CSV, JSON and API, of the lines that its reader may see."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from ground.dates import fiscal_year, today
from programs.services import end_use
from reporting.reports import Asked
from reporting.reports.eum import EUM
from tests import make
from tests.programs.browse import html, signed_in
from tests.programs.test_end_use import Scene

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def watched() -> Scene:
    """Three sights received 40 days ago: one checked and in order, one never, one lost."""
    scene = Scene()
    first, _, third = scene.receive("A-1", "A-2", "A-3", on=today() - 40 * DAY)
    scene.check(first, checked_on=today() - 3 * DAY)
    scene.check(third, serial_seen=False, finding="Not on its rack.")
    end_use.change_item(item=third, status="LOST", by=scene.office.analyst)
    return scene


def asked(user: Any = None, **more: Any) -> Asked:
    return Asked(fiscal_year=fiscal_year(today()), as_of=timezone.now(), user=user, **more)


def test_a_line_is_counted_by_hand() -> None:
    scene = watched()
    (row,) = EUM.build(asked()).rows
    figures = {name: row[name] for name in ("serials", "in_service", "lost", "checked", "findings", "overdue")}
    assert figures == {"serials": 3, "in_service": 2, "lost": 1, "checked": 2, "findings": 1, "overdue": 1}
    assert (row["case"], row["days_overdue"], row["misuse"]) == (scene.case.designator, 40, 1)
    (total,) = EUM.build(asked()).totals
    assert (total["lines"], total["serials"]) == (1, 3)
    assert EUM.build(asked(countries=("XBS",))).rows == []


def test_the_reader_gets_the_lines_of_their_places() -> None:
    watched()
    near = make.user(Role.ANALYST, at=make.operating_unit())
    far = make.user(Role.ANALYST, at=make.operating_unit("XBS", "Basalt", "EUR"))
    assert len(EUM.build(asked(near)).rows) == 1
    assert EUM.build(asked(far)).rows == []


def test_page_api_and_files_say_the_same(tmp_path: Path) -> None:
    watched()
    reader = make.user(Role.PROGRAM_MANAGER)
    client = signed_in(reader)
    assert "Items overdue" in html(client, "/reports/eum/")
    api = client.get(f"/api/v1/reports/eum/?fiscal_year={fiscal_year(today())}").json()
    call = {"fiscal_year": fiscal_year(today())}
    call_command("report", "eum", **call, format="json", out=str(tmp_path / "eum.json"))
    call_command("report", "eum", **call, format="csv", out=str(tmp_path / "eum.csv"))
    printed = json.loads((tmp_path / "eum.json").read_text())
    with (tmp_path / "eum.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert printed["totals"] == api["totals"]
    assert [one["overdue"] for one in lines] == ["1"] == [str(one["overdue"]) for one in api["rows"]]


def test_it_costs_the_same_for_one_line_and_for_many() -> None:
    watched()

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            EUM.build(asked())
        return len(seen)

    one = queries()
    for _ in range(5):
        watched()
    assert queries() == one <= 6
