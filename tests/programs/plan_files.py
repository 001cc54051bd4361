"""Files of the plan register for tests: a small justification table that adds up, a 653(a) report, a Greenbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from partners.models import Country, OperatingUnit
from partners.services.reference import add_names
from programs.imports.allocations import ALLOCATION, GREENBOOK, JUSTIFICATION
from programs.models import Account
from programs.services.reference import load_accounts, load_budget_labels
from tests import make

# level, region, name, iso3, account, thousands of dollars, line
TABLE = (
    ("total", "", "TOTAL", "", "Total", 1750, 2),
    ("total", "", "TOTAL", "", "FMF", 1000, 2),
    ("total", "", "TOTAL", "", "IMET", 350, 2),
    ("total", "", "TOTAL", "", "Other", 400, 2),
    ("region", "Western Hemisphere", "Western Hemisphere", "", "Total", 950, 3),
    ("region", "Western Hemisphere", "Western Hemisphere", "", "FMF", 700, 3),
    ("region", "Western Hemisphere", "Western Hemisphere", "", "IMET", 250, 3),
    ("country", "Western Hemisphere", "Tamarind", "XTM", "Total", 750, 4),
    ("country", "Western Hemisphere", "Tamarind", "XTM", "FMF", 600, 4),
    ("country", "Western Hemisphere", "Tamarind", "XTM", "IMET", 150, 4),
    ("other", "Western Hemisphere", "State Western Hemisphere Regional", "", "FMF", 100, 5),
    ("other", "Western Hemisphere", "State Western Hemisphere Regional", "", "IMET", 100, 5),
    ("region", "Africa", "Africa", "", "FMF", 300, 6),
    ("region", "Africa", "Africa", "", "IMET", 100, 6),
    ("country", "Africa", "Larkspur", "XLK", "FMF", 300, 7),
    ("country", "Africa", "Larkspur", "XLK", "IMET", 100, 7),
    ("other", "", "Independent Agencies", "", "Other", 400, 8),
    ("other", "", "Peace Corps", "", "Other", 500, 9),
    ("other", "", "Export-Import Bank", "", "Other", -100, 10),
)
BUDGET = [column.name for column in JUSTIFICATION.columns]
REPORT = [column.name for column in ALLOCATION.columns]
SERIES = [column.name for column in GREENBOOK.columns]

Change = dict[str, Any]


def partners() -> tuple[OperatingUnit, OperatingUnit]:
    """Tamarind and Larkspur with their spellings, the accounts, and the labels that are known."""
    units = (make.operating_unit(), make.operating_unit("XLK", "Larkspur", "AF"))
    for unit in units:
        assert unit.country is not None
        add_names(country=unit.country, names=[unit.name], source="test")
    OperatingUnit.objects.get_or_create(
        code="WHA-REG", defaults={"kind": "REGIONAL", "name": "State Western Hemisphere Regional", "region": "WHA"}
    )
    load_accounts()
    load_budget_labels()
    return units


def budget_rows(year: int = 2012, stage: str = "actual") -> list[Change]:
    """The table above as rows of a file."""
    titles = ("level", "region", "name", "iso3", "account", "amount_usd_thousands", "source_line")
    return [{"fiscal_year": year, "stage": stage, **dict(zip(titles, row, strict=True))} for row in TABLE]


def allocation_rows(*changes: Change, **report: Any) -> list[Change]:
    """Rows of one 653(a) report: FMF for Tamarind unless a change says otherwise."""
    row = {
        "Report number": "653(a)-2027-1",
        "Fiscal year": 2027,
        "Enacted on": "2026-10-05",
        "Submitted on": "2026-12-01",
        "Operating unit": "XTM",
        "Account": "FMF",
        "Category": "",
        "Amount in dollars": "600000",
    }
    return [{**row, **report, **change} for change in changes]


def series_rows(*changes: Change) -> list[Change]:
    """Rows of the Greenbook: FMF of Tamarind in 2010 unless a change says otherwise."""
    row = {
        "fiscal_year": "2010",
        "region": "Latin America and Caribbean",
        "country": "Tamarind",
        "iso3": "XTM",
        "category": "Military",
        "publication_row": "Military Assistance",
        "agency": "Department of State",
        "account": "Foreign Military Financing Program",
        "obligations": "845100",
        "obligations_constant_2020": "1000000",
    }
    return [{**row, **change} for change in changes]


def write(path: Path, titles: Sequence[str], rows: Sequence[Change]) -> Path:
    """A csv of these columns."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, titles, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(path: Path, **options: Any) -> tuple[dict[str, Any], int]:
    """What `import_allocations --json` prints, and its exit code."""
    out = StringIO()
    try:
        call_command("import_allocations", str(path), json=True, stdout=out, stderr=StringIO(), **options)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


def brought_in(path: Path, titles: Sequence[str], rows: Sequence[Change]) -> dict[str, Any]:
    """Write rows and bring them in, all of them."""
    answer, code = run(write(path, titles, rows))
    assert code == 0, answer["problems"]
    return answer


def country(iso3: str = "XTM") -> Country:
    return Country.objects.get(iso3=iso3)


def account(code: str) -> Account:
    return Account.objects.get(code=code)
