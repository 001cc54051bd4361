"""The budget of a country: each register in its own column, each figure with register, vintage and moment."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partners.models import Deflator, OperatingUnit
from programs.budget.country import unit_budget
from tests import make

from . import build
from . import plan_files as plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamarind(tmp_path: Path) -> OperatingUnit:
    """NADR of 2027 in the ledger; FMF of 2027 requested, enacted, reported twice and published."""
    unit, _ = plan.partners()
    Deflator.objects.create(period="2027", base_year=2020, value=Decimal("1.2500"), source="test")
    for stage in ("request", "enacted"):
        plan.brought_in(tmp_path / f"{stage}.csv", plan.BUDGET, plan.budget_rows(2027, stage))
    for number, amount in (("1", "610000"), ("2", "620000")):
        report = {"Report number": f"653(a)-2027-{number}", "Submitted on": f"2026-12-0{number}"}
        rows = plan.allocation_rows({"Amount in dollars": amount}, {"Account": "ESF"}, **report)
        plan.brought_in(tmp_path / f"{number}.csv", plan.REPORT, rows)
    published = plan.series_rows({"fiscal_year": "2027", "obligations": "500000"}, {"obligations": "-7", "agency": "x"})
    plan.brought_in(tmp_path / "series.csv", plan.SERIES, published)
    office = build.Office()
    build.recorded(office, build.program(office, "NADR"), build.fund(office, "NADR", allotted=500_000), 20_000)
    return unit


def cells(unit: OperatingUnit, user: Any) -> dict[tuple[str, str], dict[str, Decimal]]:
    return {(row.period, row.account): row.figures for row in unit_budget(unit, user).rows}


def test_each_register_stands_in_its_own_column(tamarind: OperatingUnit) -> None:
    assert cells(tamarind, make.user(Role.FUNDS_OFFICER)) == {
        ("2027", "FMF"): {
            "REQUEST": 600_000, "ENACTED": 600_000, "allocated": 620_000, "published": 500_000, "constant": 400_000,
        },
        ("2027", "IMET"): {"REQUEST": 150_000, "ENACTED": 150_000},
        ("2027", "NADR"): {"obligated": 20_000},
        ("2010", "FMF"): {"published": -7},
    }  # fmt: skip


def test_the_last_version_is_shown_and_says_so(tamarind: OperatingUnit) -> None:
    budget = unit_budget(tamarind, make.user(Role.FUNDS_OFFICER))
    row = next(row for row in budget.rows if (row.period, row.account) == ("2027", "FMF"))
    assert row.version == "version 2, 2026-12-02"
    assert [one.name for one in budget.columns] == [
        "REQUEST", "ENACTED", "allocated", "obligated", "published", "constant",
    ]  # fmt: skip


def test_what_the_reader_may_not_see_is_no_column(tamarind: OperatingUnit) -> None:
    names = {one.name for one in unit_budget(tamarind, make.user(Role.REQUESTER)).columns}
    assert names == {"REQUEST", "ENACTED", "published", "constant"}
    elsewhere = make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur", "AF"))
    assert not any("obligated" in figures for figures in cells(tamarind, elsewhere).values())


def test_the_page_says_register_vintage_and_moment_of_each_column(tamarind: OperatingUnit) -> None:
    client = Client()
    client.force_login(make.user(Role.FUNDS_OFFICER))
    page = client.get("/countries/XTM/").content.decode()
    section = page[page.index('id="budget"') :]
    heads = re.findall(r"<th scope=\"col\" class=\"n\">(.*?)</th>", section)[:6]
    assert all(head.count("<small>") == 3 for head in heads)
    assert "Legal ledger" in section and "base year 2020" in section and "version 2, 2026-12-02" in section
    assert "none is added to another" in section


def test_the_page_costs_the_same_queries_for_one_year_and_for_many(tamarind: OperatingUnit, tmp_path: Path) -> None:
    for role in Role:
        client = Client()
        client.force_login(make.user(role))

        def queries(client: Client = client) -> int:
            with CaptureQueriesContext(connection) as found:
                assert client.get("/countries/XTM/").status_code == 200
            return len(found)

        few = queries()
        name = tmp_path / f"{role}.csv"
        first = 1950 + 5 * list(Role).index(role)
        years = [{"fiscal_year": str(year)} for year in range(first, first + 5)]
        plan.brought_in(name, plan.SERIES, plan.series_rows(*years))
        assert queries() == few <= 25, role


def test_a_country_that_nobody_budgets_says_so() -> None:
    make.operating_unit()
    client = Client()
    client.force_login(make.user())
    assert "No budget figure of this country is here." in client.get("/countries/XTM/").content.decode()
