"""`653a`: the version in force beside the year before and the request, with what it says beyond the appropriation."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.roles import Role
from tests import make
from tests.programs import build as money
from tests.programs import plan_files as plan

from . import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reports(tmp_path: Path) -> None:
    plan.partners()
    plan.brought_in(tmp_path / "request.csv", plan.BUDGET, plan.budget_rows(2027, "request"))
    before = {"Report number": "653(a)-2026-1", "Fiscal year": 2026}
    plan.brought_in(tmp_path / "0.csv", plan.REPORT, plan.allocation_rows({"Amount in dollars": "500000"}, **before))
    plan.brought_in(tmp_path / "1.csv", plan.REPORT, plan.allocation_rows({}))
    second = {"Report number": "653(a)-2027-2", "Submitted on": "2027-01-04"}
    rows = plan.allocation_rows(
        {"Amount in dollars": "620000"},
        {"Operating unit": "XLK", "Category": "Ports", "Amount in dollars": "100000"},
        {"Operating unit": "XLK", "Category": "Roads", "Amount in dollars": "200000"},
        {"Operating unit": "Nowhere", "Account": "NADR", "Amount in dollars": "90000"},
        **second,
    )
    plan.brought_in(tmp_path / "2.csv", plan.REPORT, rows)


def report(folder: Path, **options: Any) -> Any:
    out = folder / "653a.json"
    call_command(
        "report", "653a", format="json", out=str(out), stderr=io.StringIO(), **{"fiscal_year": 2027, **options}
    )
    return json.loads(out.read_bytes())


def test_the_last_version_stands_beside_the_year_before_and_the_request(tmp_path: Path) -> None:
    said = report(tmp_path)
    assert said["rows"][-1] == {
        "name": "Nowhere", "iso3": "", "account": "NADR", "category": "", "prior_year": None, "request": None,
        "allocation": "90000.00", "change": None, "report_number": "653(a)-2027-2", "version": 2,
    }  # fmt: skip
    tamarind = next(row for row in said["rows"] if row["name"] == "Tamarind")
    assert [Decimal(tamarind[name]) for name in ("prior_year", "request", "allocation", "change")] == [
        500_000, 600_000, 620_000, 120_000,
    ]  # fmt: skip
    ports = next(row for row in said["rows"] if row["category"] == "Ports")
    assert ports["request"] is None, "a request is by account, and this account has two rows"
    assert [(one["account"], one["allocation"]) for one in said["totals"]] == [
        ("FMF", "920000.00"),
        ("NADR", "90000.00"),
    ]
    assert any("due November 4, 2026" in note and "61 days late" in note for note in said["notes"])
    assert any("1 row under a name that nobody has assigned" in note for note in said["notes"])


def test_what_is_more_than_the_act_is_said(tmp_path: Path) -> None:
    money.fund(money.Office(), "NADR", allotted=50_000)
    said = report(tmp_path)
    assert any(note.startswith("More than was appropriated: NADR") for note in said["notes"])
    assert [one["appropriated"] for one in said["totals"]] == [None, "50000.00"]


def test_only_who_may_read_money_opens_it(tmp_path: Path) -> None:
    assert build.signed_in(make.user(Role.REQUESTER)).get("/reports/653a/").status_code == 404
    client = build.signed_in(make.user(Role.FUNDS_OFFICER))
    assert "Tamarind" in client.get("/reports/653a/?period=fy2027").content.decode()
    answer = client.get("/api/v1/reports/653a/?fiscal_year=2027&country=XLK").json()
    assert {row["iso3"] for row in answer["rows"]} == {"XLK"}
