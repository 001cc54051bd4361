"""`cbj`: rows as printed, totals added up from them, in every format; contradictions are said, not copied."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from ground.dates import today
from programs.budget.justification import Line, groups
from tests import make
from tests.programs import plan_files as plan

from . import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(tmp_path: Path) -> None:
    plan.partners()
    plan.brought_in(tmp_path / "table.csv", plan.BUDGET, plan.budget_rows())


def report(folder: Path, kind: str = "json", **options: Any) -> Any:
    out = folder / f"cbj.{kind}"
    call_command("report", "cbj", format=kind, out=str(out), stderr=io.StringIO(), **{"fiscal_year": 2012, **options})
    return json.loads(out.read_bytes()) if kind == "json" else out.read_bytes()


def total(said: Any, name: str, account: str) -> int:
    (found,) = (one for one in said["totals"] if (one["name"], one["account"]) == (name, account))
    return int(found["amount_usd_thousands"])


def test_rows_and_totals_have_the_names_of_the_contract(tmp_path: Path) -> None:
    said = report(tmp_path)
    assert list(said["rows"][0]) == said["columns"] == [
        "level", "region", "name", "iso3", "account", "stage", "amount_usd_thousands",
    ]  # fmt: skip
    assert list(said["totals"][0]) == ["level", "name", "account", "stage", "amount_usd_thousands"]
    assert said["rows"][1] == {
        "level": "country", "region": "Western Hemisphere", "name": "Tamarind", "iso3": "XTM", "account": "FMF",
        "stage": "actual", "amount_usd_thousands": 600,
    }  # fmt: skip
    assert {row["level"] for row in said["rows"]} == {"country", "other"}


def test_totals_are_added_up_and_a_group_is_counted_once(tmp_path: Path) -> None:
    said = report(tmp_path)
    assert total(said, "Western Hemisphere", "FMF") == 700
    assert total(said, "Western Hemisphere", "Total") == 950
    assert total(said, "Africa", "Other") == 0, "a region has every column of its year"
    assert total(said, "TOTAL", "Other") == 400
    assert total(said, "TOTAL", "Total") == 1750
    assert any("repeat the sum of the lines below" in note and "Independent Agencies" in note for note in said["notes"])
    assert not any("contradicts" in note for note in said["notes"])


def test_a_printed_total_is_never_copied_and_its_contradiction_is_said(tmp_path: Path) -> None:
    rows = plan.budget_rows(2013)
    rows[1] |= {"amount_usd_thousands": 7000}
    rows[5] |= {"amount_usd_thousands": 701}
    plan.brought_in(tmp_path / "other.csv", plan.BUDGET, rows)
    said = report(tmp_path, fiscal_year=2013)
    assert (total(said, "TOTAL", "FMF"), total(said, "Western Hemisphere", "FMF")) == (1000, 700)
    notes = [note for note in said["notes"] if note.startswith("A printed total")]
    assert notes == [
        "A printed total contradicts its lines: TOTAL, FMF: 7,000 printed, the lines add up to 1,000 (+6,000).",
        "A printed total rounded: Western Hemisphere, FMF: 701 printed, the lines add up to 700 (+1).",
    ]


def test_a_line_that_contradicts_its_own_total_is_said(tmp_path: Path) -> None:
    rows = plan.budget_rows(2013)
    rows[7] |= {"amount_usd_thousands": 800}
    plan.brought_in(tmp_path / "other.csv", plan.BUDGET, rows)
    said = report(tmp_path, fiscal_year=2013)
    assert any("Tamarind, Total: 800 printed, the lines add up to 750" in note for note in said["notes"])
    (row,) = (one for one in said["rows"] if (one["name"], one["account"]) == ("Tamarind", "Total"))
    assert row["amount_usd_thousands"] == 750


def test_every_format_and_the_page_carry_the_same_figures(tmp_path: Path) -> None:
    said = report(tmp_path)
    rows = list(csv.DictReader(io.StringIO(report(tmp_path, "csv").decode())))
    assert [row["amount_usd_thousands"] for row in rows] == [str(r["amount_usd_thousands"]) for r in said["rows"]]
    book = CalamineWorkbook.from_filelike(io.BytesIO(report(tmp_path, "xlsx")))
    sheet, notes = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert len(sheet) == 1 + len(said["rows"])
    assert ["Checksum", said["checksum"]] in [row[:2] for row in notes]
    client = build.signed_in(make.user())
    page = client.get("/reports/cbj/?period=fy2012").content.decode()
    assert "Tamarind" in page and "1,750" in page
    assert client.get("/api/v1/reports/cbj/?fiscal_year=2012").json()["checksum"] == said["checksum"]


def test_a_request_and_what_came_of_it_stand_in_one_report_apart(tmp_path: Path) -> None:
    request = plan.budget_rows(stage="request")
    request[8] |= {"amount_usd_thousands": 650}
    plan.brought_in(tmp_path / "request.csv", plan.BUDGET, request)
    said = report(tmp_path)
    sums = {
        one["stage"]: one["amount_usd_thousands"]
        for one in said["totals"]
        if (one["name"], one["account"]) == ("TOTAL", "FMF")
    }
    assert sums == {"request": 1050, "actual": 1000}


def test_countries_and_the_moment_narrow_it(tmp_path: Path) -> None:
    said = report(tmp_path, country=["XTM"])
    assert {row["name"] for row in said["rows"]} == {"Tamarind"}
    assert total(said, "TOTAL", "FMF") == 600
    before = report(tmp_path, as_of=str(today().replace(year=today().year - 1)))
    assert before["rows"] == []
    with pytest.raises(CommandError, match="no rows of fiscal year 1999"):
        report(tmp_path, fiscal_year=1999)


def line(number: int, **amounts: int) -> Line:
    return Line(number, "OTHER", "", f"Line {number}", "", dict(amounts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line(1, A=5), line(2, A=5)], {1}),
        ([line(1, A=5), line(2, A=4)], set()),
        ([line(1, A=5), line(2, B=5)], set()),
        ([line(1, A=10), line(2, A=4), line(3, A=5)], {1}),  # off by rounding
        ([line(1, A=10), line(2, A=4), line(3, A=3)], set()),
        ([line(1, A=90), line(2, A=40), line(3, A=40), line(4, A=10)], {1}),  # two equal parts are two parts
        ([line(1, A=3), line(2, A=-2), line(3, A=5)], {1}),
        ([line(1, A=5), line(2, A=5), line(3, A=7), line(4, A=7)], {1, 3}),
    ],
)
def test_a_group_repeats_the_sum_of_the_lines_below_it(lines: list[Line], found: set[int]) -> None:
    assert groups(lines) == found
