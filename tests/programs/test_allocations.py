"""Budget-justification tables as files: what is kept, what waits for a person, what is refused; all or nothing."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction

from accounts.roles import Role
from ground.history import event_model
from ground.models import ImportBatch
from ground.refusals import Refused
from ground.rows import ExportColumn, write_xlsx
from programs.models import BudgetFigure, BudgetTotal, MoneyUnit, ReportedName
from programs.services.allocations import import_allocations
from programs.services.labels import assign_account, assign_line
from tests import make

from . import plan_files as plan
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partners() -> Any:
    return plan.partners()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return plan.write(tmp_path / "table.csv", plan.BUDGET, plan.budget_rows())


def changed(folder: Path, at: int, **cells: Any) -> Path:
    """The table with one row changed; `at` counts from 1 below the header."""
    rows = plan.budget_rows()
    rows[at - 1] |= cells
    return plan.write(folder / "changed.csv", plan.BUDGET, rows)


class TestWhatIsKept:
    def test_prints_exactly_the_object_of_the_contract(self, table: Path) -> None:
        answer, code = plan.run(table)
        assert (code, answer) == (0, {
            "file": "table.csv", "read": 19, "kept": 19, "unchanged": 0, "merged": 0, "review": 0, "refused": 0,
            "problems": [], "written": True,
        })  # fmt: skip

    def test_a_total_is_kept_apart_and_never_as_a_line(self, table: Path) -> None:
        plan.run(table)
        assert BudgetFigure.objects.count() == 9
        assert BudgetTotal.objects.count() == 10
        assert set(BudgetFigure.objects.values_list("level", flat=True)) == {"COUNTRY", "OTHER"}

    def test_thousands_stay_thousands_and_say_so(self, table: Path) -> None:
        plan.run(table)
        figure = BudgetFigure.objects.get(source_line=4, account="FMF")
        assert (figure.amount, figure.unit) == (Decimal(600), MoneyUnit.USD_THOUSANDS)

    def test_lines_find_their_country_and_their_operating_unit(self, table: Path, partners: Any) -> None:
        plan.run(table)
        assert BudgetFigure.objects.of_unit(partners[0]).count() == 2
        regional = BudgetFigure.objects.filter(source_line=5).first()
        assert regional is not None and regional.name.operating_unit is not None
        assert regional.name.operating_unit.code == "WHA-REG"
        assert BudgetFigure.objects.of_account("FMF").count() == 3

    def test_a_second_run_changes_nothing(self, table: Path) -> None:
        plan.run(table)
        events = event_model(ImportBatch).objects.count(), event_model(ReportedName).objects.count()
        answer, code = plan.run(table)
        assert (code, answer["unchanged"], answer["kept"], answer["written"]) == (0, 19, 0, False)
        assert (event_model(ImportBatch).objects.count(), event_model(ReportedName).objects.count()) == events
        assert ImportBatch.objects.count() == 1

    def test_the_batch_says_what_the_file_was_and_who_brought_it(self, table: Path) -> None:
        user = make.user(Role.FUNDS_OFFICER)
        plan.run(table, by=user.username)
        batch = ImportBatch.objects.get()
        assert (batch.kind, batch.file_name, batch.by) == ("budget justification", "table.csv", user)
        assert (len(batch.sha256), batch.counts["kept"]) == (64, 19)
        assert set(BudgetFigure.objects.values_list("batch", flat=True)) == {batch.pk}

    def test_another_stage_of_the_year_stands_beside_the_first(self, table: Path, tmp_path: Path) -> None:
        plan.run(table)
        plan.brought_in(tmp_path / "request.csv", plan.BUDGET, plan.budget_rows(stage="request"))
        assert set(BudgetFigure.objects.values_list("vintage", flat=True)) == {"ACTUAL", "REQUEST"}

    def test_reads_gzip_and_a_workbook_alike(self, table: Path, tmp_path: Path) -> None:
        packed = tmp_path / "table.csv.gz"
        packed.write_bytes(gzip.compress(table.read_bytes()))
        assert plan.run(packed)[0]["kept"] == 19
        book = tmp_path / "table.xlsx"
        columns = [ExportColumn(title, title) for title in plan.BUDGET]
        write_xlsx(str(book), columns, plan.budget_rows(), sheet="table")
        assert plan.run(book)[0]["unchanged"] == 19

    def test_the_same_row_twice_is_one(self, tmp_path: Path) -> None:
        rows = plan.budget_rows()
        answer = plan.brought_in(tmp_path / "twice.csv", plan.BUDGET, [*rows, rows[8]])
        assert (answer["read"], answer["kept"], answer["merged"]) == (20, 19, 1)

    def test_a_dry_run_says_what_would_happen_and_writes_nothing(self, table: Path) -> None:
        answer, code = plan.run(table, dry_run=True)
        assert (code, answer["kept"], answer["written"]) == (0, 19, False)
        assert not BudgetFigure.objects.exists()


class TestLabels:
    def test_an_unknown_name_is_kept_as_printed_and_never_guessed(self, tmp_path: Path) -> None:
        answer, code = plan.run(changed(tmp_path, 9, name="Tamarindo"))
        assert (code, answer["kept"], answer["review"]) == (0, 19, 1)
        name = ReportedName.objects.get(printed="Tamarindo")
        assert (name.sort, name.assigned, name.country) == ("COUNTRY", False, None)

    def test_an_unknown_account_waits_too(self, tmp_path: Path) -> None:
        assert plan.run(changed(tmp_path, 9, account="FMF-X"))[0]["review"] == 1
        assert ReportedName.objects.waiting().get().printed == "FMF-X"

    def test_a_code_that_contradicts_the_spelling_is_refused(self, tmp_path: Path) -> None:
        answer, code = plan.run(changed(tmp_path, 9, iso3="XLK"))
        assert code == 1
        assert answer["problems"][0]["reason"].startswith("“Tamarind” stands for XTM here, and the file says XLK.")

    def test_a_person_says_once_what_a_line_and_an_account_stand_for(self, tmp_path: Path, partners: Any) -> None:
        plan.run(changed(tmp_path, 11, name="Coast Regional", account="FMF-X"))
        line, account = (ReportedName.objects.get(printed=one) for one in ("Coast Regional", "FMF-X"))
        analyst = make.user(Role.ANALYST)
        assign_line(name=line, version=1, by=analyst, operating_unit=partners[0])
        assign_account(name=account, version=1, by=analyst, account=plan.account("FMF"))
        figure = BudgetFigure.objects.of_unit(partners[0]).of_account("FMF").get(source_line=5)
        assert figure.account == "FMF-X"

    def test_nothing_said_and_the_wrong_person_are_refused(self, tmp_path: Path) -> None:
        plan.run(changed(tmp_path, 11, name="Coast Regional", account="FMF-X"))
        line, account = (ReportedName.objects.get(printed=one) for one in ("Coast Regional", "FMF-X"))
        for act, code in (
            (lambda: assign_line(name=line, version=1, by=None, label=" "), "label_needs_unit"),
            (lambda: assign_account(name=account, version=1, by=None), "label_needs_account"),
            (lambda: assign_line(name=line, version=1, by=make.user(Role.REQUESTER), label="x"), "permission"),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.code == code


BAD_CELLS = [
    (9, {"amount_usd_thousands": "-600"}, "amount_usd_thousands", "is below zero"),
    (9, {"amount_usd_thousands": "600.125"}, "amount_usd_thousands", "has more than 0 decimals"),
    (9, {"amount_usd_thousands": "NaN"}, "amount_usd_thousands", "is not an amount in thousands of dollars"),
    (9, {"amount_usd_thousands": "1e6"}, "amount_usd_thousands", "is not an amount in thousands of dollars"),
    (9, {"amount_usd_thousands": "1000000000001"}, "amount_usd_thousands", "is more than 999,999,999"),
    (9, {"amount_usd_thousands": ""}, "amount_usd_thousands", "The cell is empty"),
    (9, {"stage": "guess"}, "stage", "is not one of"),
    (9, {"level": "planet"}, "level", "is not one of"),
    (9, {"fiscal_year": "1871"}, "fiscal_year", "Write a fiscal year from 1946"),
    (9, {"region": ""}, "region", "A country stands in a region"),
    (9, {"name": "Africa Total"}, "name", "is a printed total"),
    (9, {"name": "Tamarind\u202e"}, "name", "reverses the reading order"),
    (9, {"source_line": "four"}, "source_line", "is not a whole number"),
]


class TestWhatIsRefused:
    @pytest.mark.parametrize(("at", "cells", "column", "reason"), BAD_CELLS, ids=[f"{b[2]}: {b[3]}" for b in BAD_CELLS])
    def test_a_bad_cell_refuses_the_file_and_names_its_place(
        self, tmp_path: Path, at: int, cells: dict[str, str], column: str, reason: str
    ) -> None:
        answer, code = plan.run(changed(tmp_path, at, **cells))
        assert (code, answer["written"], answer["refused"], answer["read"]) == (1, False, 1, 19)
        (problem,) = answer["problems"]
        assert (problem["row"], problem["column"]) == (at, column)
        assert reason in problem["reason"]
        assert not BudgetFigure.objects.exists() and not BudgetTotal.objects.exists()
        assert not ImportBatch.objects.exists()

    def test_receipts_outside_the_regions_may_be_below_zero(self, table: Path) -> None:
        plan.run(table)
        assert BudgetFigure.objects.get(source_line=10).amount == -100

    @pytest.mark.parametrize(
        ("titles", "reason"),
        [
            (plan.BUDGET[:-1], "The column “Source line” is missing."),
            ([*plan.BUDGET, "stage"], "The column is there twice"),
            ([*plan.BUDGET, "remark"], "This column is not known here"),
            (["a", "b"], "None of the titles is known here"),
        ],
    )
    def test_columns_that_do_not_fit_are_said_in_one_line(self, tmp_path: Path, titles: list[str], reason: str) -> None:
        path = tmp_path / "columns.csv"
        path.write_text(",".join(titles) + "\n" + ",".join("1" for _ in titles) + "\n")
        answer, code = plan.run(path)
        assert (code, answer["read"], answer["written"]) == (1, 0, False)
        assert len(answer["problems"]) == 1
        assert reason in answer["problems"][0]["reason"]

    def test_a_figure_that_is_here_with_another_amount_is_refused(self, table: Path, tmp_path: Path) -> None:
        plan.run(table)
        answer, code = plan.run(changed(tmp_path, 9, amount_usd_thousands=601))
        assert (code, answer["refused"], answer["unchanged"], answer["written"]) == (1, 1, 18, False)
        assert answer["problems"][0]["reason"].startswith("The row is here already with another amount.")
        assert BudgetFigure.objects.get(source_line=4, account="FMF").amount == 600

    def test_one_figure_with_two_amounts_in_a_file_is_refused(self, tmp_path: Path) -> None:
        rows = plan.budget_rows()
        path = plan.write(tmp_path / "two.csv", plan.BUDGET, [*rows, {**rows[8], "amount_usd_thousands": 5}])
        answer, code = plan.run(path)
        assert (code, answer["refused"]) == (1, 1)
        assert "stands above with another value" in answer["problems"][0]["reason"]

    def test_who_may_not_import_is_refused(self, table: Path) -> None:
        for role in (Role.ANALYST, Role.AUDITOR, Role.PROGRAM_MANAGER):
            with pytest.raises(Refused) as refused:
                import_allocations(file=table, by=make.user(role))
            assert refused.value.code == "permission"
        assert import_allocations(file=table, by=make.user(Role.ADMINISTRATOR)).written

    def test_no_file_and_no_user_are_plain_lines(self, tmp_path: Path, table: Path) -> None:
        answer, code = plan.run(tmp_path / "nothing.csv")
        assert (code, answer["problems"][0]["reason"]) == (1, "There is no such file.")
        with pytest.raises(CommandError, match="There is no active user"):
            call_command("import_allocations", str(table), by="nobody")

    @pytest.mark.django_db(transaction=True)
    def test_a_backend_killed_in_the_middle_leaves_nothing(self, table: Path) -> None:
        def kill(share: float) -> None:
            if share < 1:
                return
            assert BudgetFigure.objects.count() == 9
            connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")

        with pytest.raises(OperationalError):
            import_allocations(file=table, by=None, told=kill)
        connection.close()
        assert not BudgetFigure.objects.exists() and not ImportBatch.objects.exists()


class TestGuards:
    """Each by its constraint's name, on the way that goes around every form: raw SQL."""

    def sql(self, statement: str) -> str:
        return constraint_of(lambda: connection.cursor().execute(statement))

    def copy(self, **values: str) -> str:
        columns = [
            "fiscal_year",
            "vintage",
            "level",
            "region",
            "account",
            "amount",
            "unit",
            "source_line",
            "batch_id",
            "name_id",
        ]
        chosen = ", ".join(values.get(name, name) for name in columns)
        return (
            f"INSERT INTO programs_budgetfigure ({', '.join(columns)})"
            f" SELECT {chosen} FROM programs_budgetfigure WHERE source_line = 4 AND account = 'FMF'"
        )

    def test_a_total_is_no_line(self, table: Path) -> None:
        plan.run(table)
        for values in ({"account": "'Total'"}, {"account": "'total without X'"}, {"level": "'REGION'"}):
            assert self.sql(self.copy(**values)) == "budget_figure_is_no_total"
        with without("programs_budgetfigure", constraint="budget_figure_is_no_total"):
            connection.cursor().execute(self.copy(account="'Total'"))

    def test_a_country_is_not_budgeted_below_zero(self, table: Path) -> None:
        plan.run(table)
        statement = self.copy(amount="-1", account="'ESF'")
        assert self.sql(statement) == "budget_figure_of_a_country_not_negative"
        with without("programs_budgetfigure", constraint="budget_figure_of_a_country_not_negative"):
            connection.cursor().execute(statement)

    def test_a_figure_and_a_total_are_there_once(self, table: Path) -> None:
        plan.run(table)
        assert self.sql(self.copy()) == "budget_figure_once"
        columns = "fiscal_year, vintage, level, region, account, amount, unit, source_line, batch_id, name"
        again = f"INSERT INTO programs_budgettotal ({columns}) SELECT {columns} FROM programs_budgettotal"
        assert self.sql(again) == "budget_total_once"
        line = f"INSERT INTO programs_budgettotal ({columns}) SELECT 2012, 'ACTUAL', 'COUNTRY', '', 'FMF', 1, 'USD', 1, batch_id, 'x' FROM programs_budgettotal LIMIT 1"  # noqa: E501
        assert self.sql(line) == "budget_total_is_a_total"

    def test_what_was_published_is_never_changed_or_removed(self, table: Path) -> None:
        plan.run(table)
        for model in (BudgetFigure, BudgetTotal):
            name = f"{model._meta.db_table}_append_only"
            assert self.sql(f"UPDATE {model._meta.db_table} SET amount = 1") == name
            assert self.sql(f"DELETE FROM {model._meta.db_table}") == name
            with without(model._meta.db_table, trigger="append_only"):
                model.objects.update(amount=1)

    def test_an_assigned_label_stands_for_something(self) -> None:
        for sort in ("LINE", "ACCOUNT"):
            with pytest.raises(IntegrityError, match="reported_name_assigned_to_something"), transaction.atomic():
                ReportedName.objects.create(sort=sort, printed="x", assigned=True)
