"""`gpoi`: one figure on page, CSV, XLSX, JSON and API, of the rows that its reader may see."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from ground.dates import fiscal_year, today
from programs.services import pko_results
from reporting.reports import Asked
from reporting.reports.gpoi import GPOI
from tests import make
from tests.programs import build as programs

from . import build

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def partner(iso3: str = "XTM", name: str = "Tamarind", *, military: int = 180) -> programs.Office:
    """A partner with a day's training by each way, a deployment, a relapse and a certified hospital."""
    at = make.operating_unit(iso3, name)
    office = programs.Office(at)
    program = programs.program(office, "PKO", at=at)
    who = programs.troops(office, program)
    event = programs.held(office, who, military=military, police=20, women=30, instructors=12)
    programs.held(office, who, military=60, women=5, mode="ENABLED")
    kept: dict[str, Any] = {"program": program, "by": office.analyst}
    sent = {"operation": "MINUSMA", "from_on": today(), "military": 100, "police": 10, "women": 11, "trained_by": event}
    pko_results.record_deployment(recipient=who, **sent, **kept)
    for rating, days in (("SELF_SUFFICIENT", 30), ("DEPENDENT", 0)):
        rated = {"domain": "TRAINING", "rating": rating, "rated_on": today() - days * DAY, "evidence": "Visit"}
        pko_results.rate(**rated, **kept)
    pledged = {"sort": "MEDICAL", "title": "Hospital", "status": "DEVELOPMENT", "on_day": today() - DAY}
    made = pko_results.register_capability(evidence="Letter", **pledged, **kept)
    step = {"status": "CERTIFIED", "on_day": today(), "level": "2", "evidence": "Visit", "by": office.analyst}
    pko_results.step_capability(capability=made, **step)
    return office


def asked(user: Any = None, **more: Any) -> Asked:
    return Asked(fiscal_year=fiscal_year(today()), as_of=timezone.now(), user=user, **more)


def test_a_partner_is_counted_by_hand() -> None:
    partner()
    (row,) = GPOI.build(asked()).rows
    assert row == {
        "country": "Tamarind",
        "iso3": "XTM",
        "status": "Active partner",
        "self_sufficiency_training": "Relapsed: depends on help",
        "self_sufficiency_planning": "Not rated",
        "self_sufficiency_logistics": "Not rated",
        "self_sufficiency_medical": "Not rated",
        "self_sufficiency_women": "Not rated",
        "direct": 200,
        "enabled": 60,
        "trained_military": 240,
        "trained_police": 20,
        "trained_women": 35,
        "instructors": 12,
        "deployed": 110,
        "deployed_military": 100,
        "deployed_police": 10,
        "deployed_women": 11,
        "capabilities_pledged": 0,
        "capabilities_development": 0,
        "capabilities_certified": 1,
        "capabilities_deployed": 0,
        "capabilities_retired": 0,
    }
    assert list(row) == GPOI.column_names


def test_another_year_holds_nobody_and_ratings_stand_as_of_its_end() -> None:
    partner()
    before = GPOI.build(Asked(fiscal_year=fiscal_year(today()) - 1, as_of=timezone.now())).rows
    assert [(row["direct"], row["deployed"], row["capabilities_certified"]) for row in before] == [(0, 0, 0)]


def test_page_files_api_and_command_give_one_figure(tmp_path: Path) -> None:
    partner()
    partner("XBS", "Basalt", military=80)
    client, year = build.signed_in(make.user(Role.AUDITOR)), fiscal_year(today())
    address = f"/reports/gpoi/?period=fy{year}"
    page = client.get(address).content.decode()
    said = json.loads(b"".join(client.get(f"{address}&export=json").streaming_content))
    assert said["totals"][0]["direct"] == 300 and ">300<" in page.replace(" ", "")
    assert [row["direct"] for row in said["rows"]] == [100, 200]
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(f"{address}&export=csv").streaming_content).decode())))
    assert [int(row["direct"]) for row in rows] == [100, 200]
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(f"{address}&export=xlsx").streaming_content)))
    assert len(book.get_sheet_by_index(0).to_python()) == 3
    api = client.get(f"/api/v1/reports/gpoi/?fiscal_year={year}").json()
    call_command("report", "gpoi", fiscal_year=year, format="json", out=str(tmp_path / "gpoi.json"))
    command = json.loads((tmp_path / "gpoi.json").read_text())
    assert api["rows"] == said["rows"] == command["rows"]
    assert api["checksum"] == said["checksum"] == command["checksum"]


def test_a_reader_sees_the_partners_of_their_own_places() -> None:
    here = partner()
    partner("XBS", "Basalt")
    assert [row["iso3"] for row in GPOI.build(asked(here.analyst)).rows] == ["XTM"]
    assert [row["iso3"] for row in GPOI.build(asked(make.user(Role.AUDITOR))).rows] == ["XBS", "XTM"]
    assert GPOI.build(asked(make.user())).rows == []
    assert build.signed_in(make.user()).get("/reports/gpoi/").status_code == 404
    assert [row["iso3"] for row in GPOI.build(asked(countries=("XBS",))).rows] == ["XBS"]


def test_it_costs_the_same_for_many_partners() -> None:
    partner()
    with CaptureQueriesContext(connection) as few:
        GPOI.build(asked())
    for number in range(4):
        partner(f"XA{chr(65 + number)}", f"Partner {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(GPOI.build(asked()).rows) == 5
    assert len(many) == len(few) <= 7
