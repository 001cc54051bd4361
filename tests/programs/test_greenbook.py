"""Obligations as published, beside the ledger: periods, net figures below zero, constant dollars with their base."""

from __future__ import annotations

import csv
import gzip
import os
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.test import Client

from ground.pages import words
from partners.models import Deflator, constant
from programs.budget import reads
from programs.models import Balance, PublishedObligation, ReportedName
from tests import make

from . import plan_files as plan
from .guards import constraint_of, without

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SERIES = DATA / "budget" / "greenbook_1946_2015.csv.gz"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partners() -> Any:
    units = plan.partners()
    for period, value in (("2010", "0.8451"), ("1976", "0.2620"), ("1976TQ", "0.2793")):
        Deflator.objects.create(period=period, base_year=2020, value=Decimal(value), source="test")
    return units


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    def bring(*changes: plan.Change) -> tuple[dict[str, Any], int]:
        path = tmp_path / f"{PublishedObligation.objects.count()}.csv"
        return plan.run(plan.write(path, plan.SERIES, plan.series_rows(*changes)))

    return bring


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(make.user())
    return client


class TestConstantDollars:
    @pytest.mark.parametrize(
        ("current", "deflator", "expected"),
        [("5017.4", "0.8451", "5937.0"), ("100", "1.0000", "100.0"), ("-84.51", "0.8451", "-100.0")],
    )
    def test_current_dollars_over_the_deflator(self, current: str, deflator: str, expected: str) -> None:
        """FMF 2010 in millions: 5,017.4 current are 5,937.0 of 2020 (programs 5.4)."""
        assert round(constant(Decimal(current), Decimal(deflator)), 1) == Decimal(expected)

    def test_the_list_shows_both_with_the_base_year_and_adds_them_up(self, bring: Any, reader: Client) -> None:
        bring({"obligations": "5017400000"}, {"account": "Peace Keeping Operations", "obligations": "845100"})
        page = reader.get("/budget/obligations/").content.decode()
        assert "base year 2020" in page
        both = [constant(Decimal(amount), Decimal("0.8451")) for amount in (5_017_400_000, 845_100)]
        assert words.amount(both[0]) in page
        assert words.amount(sum(both)) in page, "the total of the list"
        answer = reader.get("/budget/obligations/?account=FMF&export=csv")
        (row,) = csv.DictReader(StringIO(b"".join(answer.streaming_content).decode()))  # type: ignore[attr-defined]
        assert Decimal(row["In constant 2020 dollars"]) == constant(Decimal(5_017_400_000), Decimal("0.8451"))

    def test_a_period_without_a_deflator_is_said_and_never_guessed(self, bring: Any, reader: Client) -> None:
        bring({"fiscal_year": "1999"}, {})
        page = reader.get("/budget/obligations/").content.decode()
        assert "no deflator" in page
        assert reads.in_base_year({"1999": Decimal(1), "2010": Decimal(1)}, 2020) is None

    def test_two_bases_are_never_mixed(self, bring: Any) -> None:
        Deflator.objects.create(period="2010", base_year=2025, value=Decimal("0.7"), source="test")
        bring({"obligations": "700"}, {"fiscal_year": "1976", "obligations": "1"})
        assert reads.base_year() == 2025
        found = dict(reads.series().values_list("period", "in_base_year"))
        assert (found["2010"], found["1976"]) == (1000, None)

    @pytest.mark.parametrize(
        ("change", "name"),
        [
            ({"base_year": "2020"}, "deflator_one_a_period"),
            ({"value": "0"}, "deflator_above_zero"),
            ({"period": "'FY10'"}, "deflator_period_shape"),
            ({"source": "''"}, "deflator_has_source"),
        ],
    )
    def test_what_the_database_refuses_of_a_deflator(self, change: dict[str, str], name: str) -> None:
        values = {"period": "period", "base_year": "2025", "value": "value", "source": "source"} | change
        columns, chosen = ", ".join(values), ", ".join(values.values())
        copy = f"INSERT INTO partners_deflator ({columns}) SELECT {chosen} FROM partners_deflator WHERE period = '2010'"
        assert constraint_of(lambda: connection.cursor().execute(copy)) == name
        with without("partners_deflator", constraint=name):
            connection.cursor().execute(copy)


class TestWhatIsKept:
    def test_the_transition_quarter_is_a_period_of_its_own(self, bring: Any, reader: Client) -> None:
        for written in ("1976tq", "1976.9", "1976TQ"):
            assert bring({"fiscal_year": written, "obligations": "279300"})[1] == 0
        assert PublishedObligation.objects.get().period == "1976TQ"
        bring({"fiscal_year": "1976", "obligations": "262000"})
        sums = dict(reads.series().values_list("period", "in_base_year"))
        assert (sums["1976"], sums["1976TQ"]) == (1_000_000, 1_000_000)
        assert "262,000" in reader.get("/budget/obligations/?period=1976").content.decode()
        assert "279,300" not in reader.get("/budget/obligations/?period=1976").content.decode()

    def test_net_obligations_below_zero_are_legal_data(self, bring: Any, reader: Client) -> None:
        answer, code = bring({"obligations": "-84510.00", "obligations_constant_2020": "-100000"})
        assert (code, answer["kept"]) == (0, 1)
        assert PublishedObligation.objects.get().amount == -84_510
        assert "-100,000" in reader.get("/budget/obligations/").content.decode()

    def test_it_never_touches_the_ledger(self, bring: Any) -> None:
        bring({})
        assert not Balance.objects.exists()

    def test_lines_that_are_no_country_are_no_country(self, bring: Any, partners: Any) -> None:
        answer, _ = bring({"country": "World (not specified)", "iso3": ""}, {})
        assert answer["review"] == 0
        assert PublishedObligation.objects.of_unit(partners[0]).count() == 1
        assert ReportedName.objects.get(printed="World (not specified)").operating_unit is None

    def test_a_second_run_changes_nothing_and_another_amount_is_refused(self, bring: Any) -> None:
        bring({}, {"country": "Larkspur", "iso3": "XLK"})
        answer, code = bring({}, {"country": "Larkspur", "iso3": "XLK"})
        assert (code, answer["unchanged"], answer["kept"], answer["written"]) == (0, 2, 0, False)
        answer, code = bring({"obligations": "1"})
        assert (code, answer["refused"]) == (1, 1)

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"fiscal_year": "1976Q5"}, "is not a fiscal year"),
            ({"obligations": "NaN"}, "is not an amount in dollars"),
            ({"obligations": "1.125"}, "has more than 2 decimals"),
            ({"obligations": "1000000000001"}, "is more than"),
            ({"category": "Other"}, "is not one of"),
            ({"iso3": "XLK"}, "stands for XTM here"),
            ({"account": "Total"}, "is a printed total"),
        ],
    )
    def test_a_bad_row_refuses_the_file(self, bring: Any, change: plan.Change, reason: str) -> None:
        answer, code = bring({}, {"agency": "Another"} | change)
        assert (code, answer["refused"], answer["written"]) == (1, 1, False)
        assert reason in answer["problems"][0]["reason"]
        assert not PublishedObligation.objects.exists()

    def test_what_the_database_refuses(self, bring: Any) -> None:
        bring({})
        table = "programs_publishedobligation"
        columns = "region, category, publication_row, agency, account, amount, batch_id, name_id"
        for period, name in (
            ("period", "published_obligation_once"),
            ("'76TQ'", "published_obligation_period_shape"),
        ):
            copy = f"INSERT INTO {table} (period, {columns}) SELECT {period}, {columns} FROM {table}"
            assert constraint_of(lambda copy=copy: connection.cursor().execute(copy)) == name
            with without(table, constraint=name):
                connection.cursor().execute(copy)
        for statement in (f"UPDATE {table} SET amount = 1", f"DELETE FROM {table}"):
            named = constraint_of(lambda statement=statement: connection.cursor().execute(statement))
            assert named == f"{table}_append_only"
        with without(table, trigger="append_only"):
            PublishedObligation.objects.update(amount=1)


# obligations in millions of current dollars, read from the published series by another hand
CHECKED = {
    "FMF": {"2013": "4956.0", "2014": "4668.6", "2015": "5909.3"},
    "IMET": {"2013": "99.2", "2014": "103.8", "2015": "109.3"},
    "PKO": {"2015": "540.3"},
}


def test_the_series_of_1946_to_2015_as_it_is(partners: Any) -> None:
    """62,192 rows, no label unknown; sums of each period equal the file; constant dollars equal the printed ones."""
    if not SERIES.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The Greenbook is not beside the repository.")
    Deflator.objects.all().delete()
    call_command("load_reference", stderr=StringIO())
    answer, code = plan.run(SERIES)
    assert (code, answer["read"], answer["kept"], answer["review"], answer["refused"]) == (0, 62_192, 62_192, 0, 0)
    current: dict[str, int] = {}
    printed: dict[str, int] = {}
    with gzip.open(SERIES, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            period = row["fiscal_year"].replace("1976.9", "1976TQ")
            current[period] = current.get(period, 0) + int(row["obligations"])
            printed[period] = printed.get(period, 0) + int(row["obligations_constant_2020"])
    by_period = PublishedObligation.objects.values_list("period").annotate(sum=Sum("amount"))
    assert dict(by_period) == current
    assert "1976TQ" in current and len(current) == 71
    worth = reads.deflators(reads.base_year())
    for period, amount in current.items():  # each printed figure is rounded to a dollar
        off = abs(constant(Decimal(amount), worth[period]) - printed[period])
        assert off <= abs(printed[period]) / 10**8, period
    fmf = PublishedObligation.objects.filter(period="2010").of_account("FMF").aggregate(sum=Sum("amount"))["sum"]
    assert (fmf, round(constant(fmf, worth["2010"]) / 1_000_000, 1)) == (5_017_364_000, Decimal("5937.0"))
    assert PublishedObligation.objects.filter(amount__lt=0).count() == 3327
    for account, figures in CHECKED.items():
        for period, millions in figures.items():
            rows = PublishedObligation.objects.filter(period=period).of_account(account)
            found = rows.aggregate(sum=Sum("amount"))["sum"] / Decimal(1_000_000)
            assert round(found, 1) == Decimal(millions), (account, period)
