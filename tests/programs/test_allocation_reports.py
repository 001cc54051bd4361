"""653(a) reports as files: versions, dates, dollars and not thousands; what Postgres holds of them."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from ground.models import ImportBatch
from ground.rows import ExportColumn, write_xlsx
from partners.models import OperatingUnit
from programs.budget.checks import excesses
from programs.models import AllocationReport, AllocationRow, ReportedName

from . import build
from . import plan_files as plan
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partners() -> tuple[OperatingUnit, OperatingUnit]:
    return plan.partners()


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    def bring(*changes: plan.Change, **report: Any) -> tuple[dict[str, Any], int]:
        path = tmp_path / f"{AllocationReport.objects.count()}.csv"
        return plan.run(plan.write(path, plan.REPORT, plan.allocation_rows(*changes, **report)))

    return bring


class TestWhatIsKept:
    def test_a_report_is_recognized_by_its_columns_and_kept_in_dollars(self, bring: Any, partners: Any) -> None:
        answer, code = bring({}, {"Account": "IMET", "Amount in dollars": "150000.50", "Category": "Schools"})
        assert (code, answer["read"], answer["kept"], answer["review"], answer["written"]) == (0, 2, 2, 0, True)
        report = AllocationReport.objects.get()
        assert (report.number, report.fiscal_year, report.version) == ("653(a)-2027-1", 2027, 1)
        assert AllocationRow.objects.of_unit(partners[0]).of_account("IMET").get().amount == Decimal("150000.50")
        assert ImportBatch.objects.get().kind == "653(a) report"

    def test_it_is_due_thirty_days_after_enactment_and_says_how_late_it_is(self, bring: Any) -> None:
        bring({})
        report = AllocationReport.objects.get()
        assert (report.due_on, report.days_late) == (dt.date(2026, 11, 4), 27)
        bring({}, **{"Report number": "653(a)-2027-2", "Submitted on": "2026-11-04"})
        assert AllocationReport.objects.get(version=2).days_late == 0

    def test_a_correction_is_the_next_version(self, bring: Any) -> None:
        bring({})
        bring({"Amount in dollars": "700000"}, **{"Report number": "653(a)-2027-2"})
        bring({}, **{"Report number": "653(a)-2028-1", "Fiscal year": 2028})
        found = AllocationReport.objects.order_by("pk").values_list("fiscal_year", "version")
        assert list(found) == [(2027, 1), (2027, 2), (2028, 1)]
        assert sorted(AllocationRow.objects.values_list("amount", flat=True)) == [600_000, 600_000, 700_000]

    def test_a_second_run_changes_nothing(self, bring: Any) -> None:
        bring({}, {"Account": "IMET"})
        answer, code = bring({}, {"Account": "IMET"})
        assert (code, answer["unchanged"], answer["kept"], answer["written"]) == (0, 2, 0, False)
        assert (AllocationReport.objects.count(), ImportBatch.objects.count()) == (1, 1)

    def test_code_and_name_are_one_unit(self, bring: Any) -> None:
        answer, _ = bring({}, {"Operating unit": "TAMARIND", "Account": "IMET"}, {"Operating unit": "WHA-REG"})
        assert answer["review"] == 0
        assert set(AllocationRow.objects.values_list("name__printed", flat=True)) == {
            "Tamarind",
            "State Western Hemisphere Regional",
        }

    def test_an_unknown_unit_waits_and_is_never_guessed(self, bring: Any) -> None:
        answer, code = bring({"Operating unit": "Tamarindo"})
        assert (code, answer["kept"], answer["review"]) == (0, 1, 1)
        assert ReportedName.objects.waiting().get().printed == "Tamarindo"

    def test_the_template_filled_in_as_a_workbook_is_read(self, tmp_path: Path) -> None:
        book = tmp_path / "filled.xlsx"
        columns = [ExportColumn(title, title, "date" if " on" in title else "text") for title in plan.REPORT]
        rows = plan.allocation_rows({"Amount in dollars": 600000})
        rows[0] |= {"Enacted on": dt.date(2026, 10, 5), "Submitted on": dt.date(2026, 12, 1)}
        write_xlsx(str(book), columns, rows, sheet="653(a) report", notes=[("Amount in dollars", "never thousands")])
        answer, code = plan.run(book)
        assert (code, answer["kept"]) == (0, 1), answer["problems"]


BAD = [
    ({"Amount in dollars": "-600000"}, "Amount in dollars", "is below zero"),
    ({"Amount in dollars": "600000.125"}, "Amount in dollars", "has more than 2 decimals"),
    ({"Amount in dollars": "NaN"}, "Amount in dollars", "is not an amount in dollars"),
    ({"Amount in dollars": "1000000000001"}, "Amount in dollars", "is more than 999,999,999,999.99"),
    ({"Operating unit": "Total"}, "Operating unit", "is a total, not a row"),
    ({"Account": "Grand total"}, "Account", "is a total, not a row"),
    ({"Submitted on": "2026-10-01"}, "Submitted on", "A report is submitted after enactment"),
    ({"Submitted on": "2026-12-02"}, "Submitted on", "One file is one report"),
    ({"Report number": "another"}, "Report number", "One file is one report"),
    ({"Enacted on": "5/10/2026"}, "Enacted on", "can be read in two ways"),
    ({"Fiscal year": "27"}, "Fiscal year", "Write a fiscal year from 1946"),
    ({}, "", "stands above with another value"),
]


class TestWhatIsRefused:
    @pytest.mark.parametrize(("change", "column", "reason"), BAD, ids=[f"{b[1]}: {b[2]}" for b in BAD])
    def test_a_bad_cell_refuses_the_report_and_names_its_place(
        self, bring: Any, change: plan.Change, column: str, reason: str
    ) -> None:
        answer, code = bring({"Amount in dollars": "5"}, {"Category": "second"} | change if change else {})
        assert (code, answer["refused"], answer["written"]) == (1, 1, False)
        (problem,) = answer["problems"]
        assert (problem["row"], problem["column"]) == (2, column)
        assert reason in problem["reason"]
        assert not AllocationReport.objects.exists() and not ReportedName.objects.waiting().exists()

    @pytest.mark.parametrize("title", ["Amount, $ thousands", "amount_usd_thousands", "Amount (000s)"])
    def test_a_column_in_thousands_is_refused_with_what_to_write(self, tmp_path: Path, title: str) -> None:
        rows = plan.allocation_rows({})
        rows[0][title] = rows[0].pop("Amount in dollars")
        answer, code = plan.run(plan.write(tmp_path / "k.csv", [*plan.REPORT[:-1], title], rows))
        assert (code, answer["read"], len(answer["problems"])) == (1, 0, 1)
        assert "is kept in dollars. Multiply by 1,000" in answer["problems"][0]["reason"]

    def test_thousands_where_dollars_are_meant_are_refused_with_the_figure_that_would_be_right(
        self, bring: Any, tmp_path: Path
    ) -> None:
        plan.brought_in(tmp_path / "table.csv", plan.BUDGET, plan.budget_rows(2026))
        answer, code = bring({"Amount in dollars": "600"}, {"Operating unit": "XLK", "Amount in dollars": "300"})
        assert (code, answer["refused"], answer["written"]) == (1, 1, False)
        assert answer["problems"][0]["reason"] == (
            "FMF adds up to $900, about a thousandth of $1,000,000 (the budget justification's actual of FY 2026):"
            " thousands where dollars are meant. Write dollars; the sum would be $900,000."
        )
        answer, code = bring({}, {"Operating unit": "XLK", "Amount in dollars": "300000"})
        assert code == 0

    def test_a_small_account_is_not_taken_for_thousands(self, bring: Any, tmp_path: Path) -> None:
        plan.brought_in(tmp_path / "table.csv", plan.BUDGET, plan.budget_rows(2026))
        assert bring({"Amount in dollars": "5"})[1] == 0
        assert bring({"Amount in dollars": "0"}, **{"Report number": "two"})[1] == 0

    def test_a_report_that_is_here_stays_as_it_was_submitted(self, bring: Any) -> None:
        bring({})
        for changes, report, reason in (
            (({"Amount in dollars": "1"},), {}, "The row is here already with another amount."),
            (({}, {"Account": "IMET"}), {}, "was submitted without this row. A correction is a new version"),
            (({},), {"Submitted on": "2026-12-05"}, "is here with another year or other dates."),
        ):
            answer, code = bring(*changes, **report)
            assert (code, answer["refused"], answer["written"]) == (1, 1, False)
            assert reason in answer["problems"][0]["reason"]
        assert AllocationRow.objects.get().amount == 600_000

    def test_columns_that_do_not_fit_are_said(self, tmp_path: Path) -> None:
        rows = plan.allocation_rows({})
        answer, code = plan.run(plan.write(tmp_path / "x.csv", plan.REPORT[1:], [{**rows[0], "Report number": ""}][:0]))
        assert (code, answer["problems"][0]["reason"]) == (1, "The column “Report number” is missing.")


class TestMoreThanTheAct:
    """L13: the sum of the rows against the appropriation warns; it is no Antideficiency matter."""

    def test_rows_beyond_the_appropriation_are_said_and_kept(self, bring: Any) -> None:
        office = build.Office()
        build.fund(office, "NADR", allotted=500_000)
        answer, code = bring({"Account": "NADR", "Amount in dollars": "500000.01"})
        assert (code, answer["written"]) == (0, True)
        (excess,) = excesses(AllocationReport.objects.get())
        assert (excess.account, excess.allocated, excess.appropriated) == ("NADR", Decimal("500000.01"), 500_000)
        assert "22 U.S.C. 2413" in excess.sentence

    def test_up_to_the_appropriation_nothing_is_said(self, bring: Any) -> None:
        build.fund(build.Office(), "NADR", allotted=500_000)
        bring({"Account": "NADR", "Amount in dollars": "500000"}, {"Account": "PKO"})
        assert list(excesses(AllocationReport.objects.get())) == []


class TestGuards:
    def sql(self, statement: str) -> str:
        return constraint_of(lambda: connection.cursor().execute(statement))

    def row(self, **values: str) -> str:
        columns = {"report_id": "report_id", "name_id": "name_id", "account": "'ESF'", "category": "category"}
        columns |= {"amount": "amount", "unit": "unit"} | values
        chosen = ", ".join(columns.values())
        return f"INSERT INTO programs_allocationrow ({', '.join(columns)}) SELECT {chosen} FROM programs_allocationrow"

    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({"amount": "-1"}, "allocation_row_not_negative"),
            ({"unit": "'USD_THOUSANDS'"}, "allocation_row_in_dollars"),
            ({"account": "account"}, "allocation_row_once"),
        ],
    )
    def test_a_row(self, bring: Any, values: dict[str, str], name: str) -> None:
        bring({})
        assert self.sql(self.row(**values)) == name
        with without("programs_allocationrow", constraint=name):
            connection.cursor().execute(self.row(**values))

    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ("'653(a)-2027-1', 2027, 9, '2026-10-05', '2026-12-01'", "allocation_report_once"),
            ("'other', 2027, 1, '2026-10-05', '2026-12-01'", "allocation_report_one_of_a_version"),
            ("'other', 2027, 9, '2026-10-05', '2026-10-04'", "allocation_report_after_enactment"),
        ],
    )
    def test_a_report(self, bring: Any, values: str, name: str) -> None:
        bring({})
        columns = "number, fiscal_year, version, enacted_on, submitted_on, batch_id"
        statement = f"INSERT INTO programs_allocationreport ({columns}) SELECT {values}, batch_id FROM programs_allocationreport"  # noqa: E501
        assert self.sql(statement) == name
        with without("programs_allocationreport", constraint=name):
            connection.cursor().execute(statement)

    def test_what_was_submitted_is_never_changed_or_removed(self, bring: Any) -> None:
        bring({})
        for table in ("programs_allocationreport", "programs_allocationrow"):
            assert self.sql(f"UPDATE {table} SET id = id") == f"{table}_append_only"
            assert self.sql(f"DELETE FROM {table}") == f"{table}_append_only"
            with without(table, trigger="append_only"):
                connection.cursor().execute(f"UPDATE {table} SET id = id")


def test_the_file_of_the_template_has_the_titles_of_the_import() -> None:
    from ground.rows import write_csv

    text = io.StringIO()
    write_csv(text, [ExportColumn(title, title) for title in plan.REPORT], [])
    assert text.getvalue().strip().split(",") == plan.REPORT
