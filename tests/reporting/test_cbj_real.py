"""The budget tables of fiscal years 2008 to 2014 as they are: each of the 618 printed region totals is reproduced."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from programs.models import BudgetTotal, ReportedName
from programs.peacekeeping.money import published_operations
from reporting.reports import Asked
from reporting.reports.cbj import CBJ
from tests import make
from tests.programs.plan_files import run

from . import build

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "budget"
TABLE = DATA / "cbj_by_country_2008_2014.csv"
YEARS = range(2008, 2015)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def real(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    if not TABLE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The budget tables are not beside the repository.")
    with django_db_blocker.unblock(), pghistory.context(test=True), transaction.atomic():
        call_command("load_reference", stderr=StringIO())
        answer, code = run(TABLE)
        assert code == 0
        connection.check_constraints()  # now, not again at the end of each test
        yield answer
        transaction.set_rollback(True)


def plain(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(year: int) -> Any:
    return CBJ.build(Asked(fiscal_year=year, as_of=timezone.now()))


def test_every_row_is_kept_and_four_labels_wait_for_a_person(real: dict[str, Any]) -> None:
    counts = {name: real[name] for name in ("read", "kept", "unchanged", "merged", "review", "refused")}
    assert counts == {"read": 7428, "kept": 7428, "unchanged": 0, "merged": 0, "review": 5, "refused": 0}
    # printed without their name, or run together with the name of another line
    assert {name.printed[:30] for name in ReportedName.objects.waiting()} == {
        "(DRL)",
        "European Bank of Reconstructio",
        "Global Agriculture and Food Se",
    }
    assert BudgetTotal.objects.filter(level__in=["TOTAL", "REGION"]).count() == 534


def test_a_second_run_changes_nothing(real: dict[str, Any]) -> None:
    answer, code = run(TABLE)
    assert (code, answer["unchanged"], answer["kept"], answer["written"]) == (0, 7428, 0, False)


def test_each_of_the_618_region_totals_is_reproduced(real: dict[str, Any]) -> None:
    found = {
        (str(year), one["name"], one["account"]): one["amount_usd_thousands"]
        for year in YEARS
        for one in of(year).totals
        if one["level"] == "region"
    }
    printed = plain("cbj_check_figures_2008_2014.csv")
    assert len(printed) == 618
    wrong = [
        row
        for row in printed
        if found.get((row["fiscal_year"], row["name"], row["account"])) != Decimal(row["printed"])
    ]
    assert wrong == []


def test_the_rows_are_the_lines_of_the_table_and_every_country_has_its_code(real: dict[str, Any]) -> None:
    """One printed line lacks its own total (fiscal year 2010, line 268), and none is made up for it."""
    columns = ("level", "region", "name", "iso3", "account", "stage")
    found = {
        (str(year), *(row[name] for name in columns), str(row["amount_usd_thousands"]))
        for year in YEARS
        for row in of(year).rows
    }
    printed = {
        (row["fiscal_year"], *(row[name] for name in columns), row["amount_usd_thousands"])
        for row in plain(TABLE.name)
        if row["level"] in {"country", "other"}
    }
    assert found == printed


def test_the_grand_totals_add_up_but_for_one_column_of_2012(real: dict[str, Any]) -> None:
    """103 printed grand totals: 96 exact, 5 off by one thousand, and FY 2012 Other with the Total it is part of, into
    which the printed table counts the financial institutions and six of their parts a second time (4,269,670)."""
    off = {year: [note for note in of(year).notes if note.startswith("A printed total")] for year in YEARS}
    assert sum(note.startswith("A printed total rounded") for notes in off.values() for note in notes) == 5
    assert [(year, note) for year, notes in off.items() for note in notes if "contradicts" in note] == [
        (2012, "A printed total contradicts its lines: TOTAL, Total: 34,665,580 printed, the lines add up to 30,395,910 (+4,269,670)."),  # noqa: E501
        (2012, "A printed total contradicts its lines: TOTAL, Other: 10,446,783 printed, the lines add up to 6,177,113 (+4,269,670)."),  # noqa: E501
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "account", "thousands"),
    [
        (2013, "FMF", 5_667_331), (2013, "IMET", 100_432), (2013, "PKO", 490_197), (2013, "NADR", 674_862),
        (2014, "FMF", 5_915_480), (2014, "IMET", 105_573), (2014, "PKO", 435_600), (2014, "NADR", 700_000),
    ],
)  # fmt: skip
def test_the_published_account_totals_of_two_years(
    real: dict[str, Any], year: int, account: str, thousands: int
) -> None:
    (found,) = (one for one in of(year).totals if (one["level"], one["account"]) == ("total", account))
    assert found["amount_usd_thousands"] == thousands


def test_the_contributions_to_the_multinational_force_stand_beside_ours_as_published(real: dict[str, Any]) -> None:
    found = {row.fiscal_year: int(row.amount) for row in published_operations()}
    assert {year: found[year] for year in (2011, 2012, 2013, 2014)} == {
        2011: 26_000,
        2012: 28_000,
        2013: 26_593,
        2014: 36_000,
    }
    page = build.signed_in(make.user("AUDITOR")).get("/programs/pko/").content.decode()
    assert "FY 2013, actual: $26,593 thousand" in page


def test_the_page_of_a_year_takes_few_queries(real: dict[str, Any], django_assert_max_num_queries: Any) -> None:
    client = build.signed_in(make.user("AUDITOR"))
    with django_assert_max_num_queries(25):
        assert client.get("/reports/cbj/?period=fy2012").status_code == 200
