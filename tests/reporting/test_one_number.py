"""The same figure everywhere: rollup, live query, pages, API, report and files give one number from one place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from ground.pages.words import short_money
from reporting.measures import money_by_stage, training_cost, training_places
from reporting.models import Rollup
from reporting.services import rollups
from tests import make
from tests.programs import build as money

from . import build

pytestmark = pytest.mark.django_db
Sums = tuple[Decimal, Decimal]
PLACES, COST = Decimal(12_345), Decimal("6543210.50")
ASKED = "fiscal_year=2012&country=XTM"
REPORT = "/reports/fmtr/?period=fy2012&country=XTM"
NAMES = ("quantity", "total_cost")


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Three rows of one country and year, beside those of another country and year, and a plan."""
    for iso3, name in (("XTM", "Tamarind"), ("XBS", "Basalt")):
        build.spelled(make.country(iso3, name), name)
    build.training(
        tmp_path,
        {"quantity": 12_300, "total_cost": "6543000.25"},
        {"quantity": 40, "total_cost": "210.25", "program": "FMF"},
        {"quantity": 5, "total_cost": ""},
        {"quantity": 7, "total_cost": "77", "country": "Basalt", "region": "Europe"},
        {"quantity": 9, "total_cost": "99", "country": "Basalt", "fiscal_year": 2011, "report": "2011-2012"},
        {"quantity": 8, "total_cost": "88", "fiscal_year": 2013},
    )
    rollups.fill_stale()
    return build.signed_in(make.user(*Role.values))


def content(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def summed(rows: Any, quantity: str, cost: str) -> Sums:
    found = [(Decimal(str(row[quantity] or 0)), Decimal(str(row[cost] or 0))) for row in rows]
    return sum((q for q, _ in found), Decimal(0)), sum((c for _, c in found), Decimal(0))


def of_csv(data: bytes, *titles: str) -> Sums:
    return summed(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))), *titles)


def of_xlsx(data: bytes, *titles: str) -> Sums:
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return summed([dict(zip(head, row, strict=True)) for row in rows], *titles)


def of_rollup(client: Client) -> Sums:
    rows = Rollup.objects.filter(fiscal_year=2012, operating_unit__code="XTM")
    values = [rows.filter(measure=m.name).values_list("value", flat=True) for m in (training_places, training_cost)]
    return sum(values[0], Decimal(0)), sum(values[1], Decimal(0))


def of_query(client: Client) -> Sums:
    found = []
    for measure in (training_places, training_cost):
        with connection.cursor() as cursor:
            cursor.execute(*measure.select(2012, make.operating_unit().pk))
            found.append(sum((Decimal(row[-1]) for row in cursor.fetchall()), Decimal(0)))
    return found[0], found[1]


def of_measures(client: Client) -> Sums:
    rows = [client.get(f"/api/v1/measures/{name}/?{ASKED}").json()["results"] for name in MEASURED]
    places, cost = (sum((Decimal(row["value"]) for row in one), Decimal(0)) for one in rows)
    return places, cost


def of_report(client: Client, part: str) -> Sums:
    said = json.loads(content(client, f"{REPORT}&export=json"))
    rows = said["rows"] if part == "rows" else [row for row in said["totals"] if row["program"] is None]
    return summed(rows, *NAMES)


MEASURED = (training_places.name, training_cost.name)
SAID_BY: dict[str, Callable[[Client], Sums]] = {
    "rollup": of_rollup,
    "live query": of_query,
    "measures in the API": of_measures,
    "training in the API": lambda c: summed(c.get(f"/api/v1/training/?{ASKED}").json()["results"], *NAMES),
    "report, rows": lambda c: of_report(c, "rows"),
    "report, totals": lambda c: of_report(c, "totals"),
    "report, CSV": lambda c: of_csv(content(c, f"{REPORT}&export=csv"), *NAMES),
    "report, XLSX": lambda c: of_xlsx(content(c, f"{REPORT}&export=xlsx"), "Places", "Total cost, $"),
    "report in the API": lambda c: summed(c.get(f"/api/v1/reports/fmtr/?{ASKED}").json()["rows"], *NAMES),
    "list, CSV": lambda c: of_csv(content(c, f"/training/?{ASKED}&export=csv"), "Places", "Total cost, US dollars"),
    "list, XLSX": lambda c: of_xlsx(content(c, f"/training/?{ASKED}&export=xlsx"), "Places", "Total cost, US dollars"),
}


@pytest.mark.parametrize("place", SAID_BY)
def test_reported_training_is_one_number(client: Client, place: str) -> None:
    assert SAID_BY[place](client) == (PLACES, COST)


def test_the_command_gives_it_too(client: Client, tmp_path: Path) -> None:
    out = tmp_path / "fmtr.csv"
    call_command("report", "fmtr", fiscal_year=2012, country=["XTM"], format="csv", out=str(out))
    assert of_csv(out.read_bytes(), *NAMES) == (PLACES, COST)


@pytest.mark.parametrize("address", [f"/training/?{ASKED}", REPORT, "/countries/XTM/", "/dashboard/?fiscal_year=2012"])
def test_pages_show_it(client: Client, address: str) -> None:
    page = content(client, address).decode()
    assert "12,345" in page
    assert any(written in page for written in ("6,543,210.50", "6,543,211", "6,543,210"))


def test_money_is_one_number(client: Client) -> None:
    """What is obligated stands once: on the fund's page, on the home page, in the API and in the rollup."""
    office = money.Office()
    program = money.program(office, "PKO")
    fund = money.fund(office, "PKO", allotted=9_000_000)
    money.recorded(office, program, fund, 7_654_321)
    rollups.fill_stale()
    assert rollups.compare() == []
    rows = client.get("/api/v1/measures/money_by_stage/?stage=OBLIGATED").json()["results"]
    assert [Decimal(row["value"]) for row in rows] == [7_654_321]
    assert Rollup.objects.get(measure=money_by_stage.name, keys__stage="OBLIGATED").value == 7_654_321
    for address in ("/funds/", fund.get_absolute_url(), program.get_absolute_url(), "/countries/XTM/"):
        assert "7,654,321" in content(client, address).decode(), address
    for address in ("/", "/dashboard/"):
        assert short_money(Decimal(7_654_321)).split()[0] in content(client, address).decode(), address
