"""`/budget/`: registers side by side and never added together; who reads and brings in what; how many queries."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partners.services.reference import add_names
from programs.models import AllocationReport, BudgetFigure, ReportedName
from tests import make

from . import build
from . import plan_files as plan

pytestmark = pytest.mark.django_db

COMPARED = "/budget/?fiscal_year=2027&account=FMF"


@pytest.fixture
def world(tmp_path: Path) -> None:
    """FMF of 2027: asked for, enacted, reported, obligated; and one published obligation."""
    plan.partners()
    request = plan.budget_rows(2027, "request")
    request[8] |= {"amount_usd_thousands": 650}
    plan.brought_in(tmp_path / "request.csv", plan.BUDGET, request)
    plan.brought_in(tmp_path / "enacted.csv", plan.BUDGET, plan.budget_rows(2027, "enacted"))
    plan.brought_in(tmp_path / "report.csv", plan.REPORT, plan.allocation_rows({"Amount in dollars": "620000"}))
    plan.brought_in(tmp_path / "series.csv", plan.SERIES, plan.series_rows({"fiscal_year": "2027"}))


def signed_in(*roles: str, **options: Any) -> Client:
    client = Client()
    client.force_login(make.user(*roles, **options))
    return client


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}export=csv")
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]


def column(row: dict[str, str], title: str) -> str:
    (found,) = (value for name, value in row.items() if name.startswith(title))
    return found


class TestComparison:
    def test_each_register_has_its_column_with_vintage_and_moment(self, world: None) -> None:
        office = build.Office()
        fund = build.fund(office, "NADR", allotted=500_000)
        program = build.program(office, "NADR")
        build.recorded(office, program, fund, 20_000)
        client = signed_in(Role.FUNDS_OFFICER)
        tamarind = {row["Code"]: row for row in rows(client, COMPARED)}["XTM"]
        titles = ("Request", "Enacted", "653(a)", "Published")
        assert [float(column(tamarind, title)) for title in titles] == [650_000, 600_000, 620_000, 845_100]
        nadr = rows(client, "/budget/?fiscal_year=2027&account=NADR")
        assert [(row["Code"], float(column(row, "Obligated"))) for row in nadr] == [("XTM", 20_000)]
        page = client.get(COMPARED).content.decode()
        assert "653(a) report 653(a)-2027-1, version 1" in page
        assert "submitted December 1, 2026" in page
        assert "budget justification, request" in page

    def test_registers_are_never_added_together(self, world: None) -> None:
        page = signed_in(Role.FUNDS_OFFICER).get(COMPARED).content.decode()
        for total in ("1,050,000", "1,000,000", "620,000", "845,100"):
            assert total in page
        assert "2,115,100" not in page and "3,515,100" not in page

    def test_who_may_not_read_money_sees_what_is_published_alone(self, world: None) -> None:
        client = signed_in(Role.REQUESTER)
        page = client.get(COMPARED).content.decode()
        assert "653(a)" not in page and "Obligated" not in page and "620,000" not in page
        assert "650,000" in page
        assert not any(name.startswith(("653(a)", "Obligated")) for name in rows(client, COMPARED)[0])

    def test_the_ledger_is_cut_to_what_the_reader_may_see(self, world: None) -> None:
        office = build.Office()
        build.recorded(office, build.program(office, "NADR"), build.fund(office, "NADR", allotted=500_000), 20_000)
        elsewhere = signed_in(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur", "AF"))
        assert rows(elsewhere, "/budget/?fiscal_year=2027&account=NADR") == []

    def test_the_newest_year_is_shown_first_and_an_unknown_one_says_so(self, world: None) -> None:
        client = signed_in()
        assert "FMF, FY 2027" in client.get("/budget/").content.decode()
        assert client.get("/budget/?fiscal_year=1871").status_code == 200

    def test_one_row_and_many_cost_the_same_queries(self, world: None, tmp_path: Path) -> None:
        client = signed_in(Role.FUNDS_OFFICER)

        def queries(address: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert client.get(address).status_code == 200
            return len(found)

        addresses = (COMPARED, "/budget/figures/", "/budget/obligations/", "/budget/allocations/")
        few = [queries(address) for address in (*addresses, AllocationReport.objects.get().get_absolute_url())]
        many, money, series = [], [], []
        for number in range(100):
            code, name = f"X{chr(65 + number // 26)}{chr(65 + number % 26)}", f"Partner {number}"
            make.operating_unit(code, name, "AF")
            add_names(country=plan.country(code), names=[name], source="test")
            many.append(
                {**plan.budget_rows(2027, "request")[8], "name": name, "iso3": code, "source_line": 100 + number}
            )
            money.append({"Operating unit": code})
            series.append({"fiscal_year": "2027", "country": name, "iso3": code})
        plan.brought_in(tmp_path / "many.csv", plan.BUDGET, many)
        later = {"Report number": "653(a)-2027-2"}
        plan.brought_in(tmp_path / "money.csv", plan.REPORT, plan.allocation_rows(*money, **later))
        plan.brought_in(tmp_path / "more.csv", plan.SERIES, plan.series_rows(*series))
        last = AllocationReport.objects.get(version=2).get_absolute_url()
        assert [queries(address) for address in (*addresses, last)] == few
        assert max(few) <= 25


class TestAllocations:
    def test_the_list_and_the_report_say_when_it_was_due_and_how_late(self, world: None) -> None:
        client = signed_in(Role.AUDITOR)
        page = client.get("/budget/allocations/").content.decode()
        assert "27 days late" in page and "653(a)-2027-1" in page
        detail = client.get(AllocationReport.objects.get().get_absolute_url()).content.decode()
        assert "due November 4, 2026" in detail and "620,000" in detail

    def test_more_than_the_act_is_said_with_its_law(self, world: None, tmp_path: Path) -> None:
        build.fund(build.Office(), "NADR", allotted=500_000)
        report = {"Report number": "653(a)-2027-2"}
        plan.brought_in(
            tmp_path / "over.csv",
            plan.REPORT,
            plan.allocation_rows({"Account": "NADR", "Amount in dollars": "600000"}, **report),
        )
        client = signed_in(Role.FUNDS_OFFICER)
        first, second = AllocationReport.objects.order_by("version")
        page = client.get(second.get_absolute_url()).content.decode()
        assert "More than was appropriated" in page and "$100,000.00 more" in page
        assert "Version 2 came later" in client.get(first.get_absolute_url()).content.decode()

    def test_reports_are_for_those_who_read_money(self, world: None) -> None:
        address = AllocationReport.objects.get().get_absolute_url()
        for page in ("/budget/allocations/", address, "/reports/653a/"):
            assert signed_in(Role.REQUESTER).get(page).status_code == 404, page
            assert signed_in(Role.ANALYST).get(page).status_code == 200, page

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_template_downloads(self, world: None, kind: str) -> None:
        answer = signed_in(Role.FUNDS_OFFICER).get(f"/budget/allocations/template.{kind}")
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        if kind == "csv":
            assert content.decode().strip().split(",") == plan.REPORT
        else:
            assert content[:2] == b"PK"


class TestImport:
    def send(self, client: Client, path: Path, **more: str) -> Any:
        upload = SimpleUploadedFile(path.name, path.read_bytes())
        return client.post("/budget/import/", {"file": upload, **more})

    def test_the_funds_officer_brings_in_a_report_and_nobody_else(self, tmp_path: Path) -> None:
        plan.partners()
        path = plan.write(tmp_path / "report.csv", plan.REPORT, plan.allocation_rows({}))
        for role in (Role.ANALYST, Role.PROGRAM_MANAGER, Role.AUDITOR):
            assert self.send(signed_in(role), path).status_code == 404
        answer = self.send(signed_in(Role.FUNDS_OFFICER), path)
        assert (answer.status_code, answer["Location"]) == (302, "/budget/")
        assert AllocationReport.objects.count() == 1

    def test_a_check_writes_nothing(self, tmp_path: Path) -> None:
        plan.partners()
        path = plan.write(tmp_path / "report.csv", plan.REPORT, plan.allocation_rows({}))
        answer = self.send(signed_in(Role.ADMINISTRATOR), path, only_check="on")
        assert answer.status_code == 200
        assert "1 row read, 1 kept" in answer.content.decode()
        assert not AllocationReport.objects.exists()

    def test_what_is_wrong_is_shown_cell_by_cell(self, tmp_path: Path) -> None:
        plan.partners()
        rows = plan.allocation_rows({"Amount in dollars": "-5"})
        answer = self.send(signed_in(Role.FUNDS_OFFICER), plan.write(tmp_path / "bad.csv", plan.REPORT, rows))
        assert answer.status_code == 400
        assert "is below zero" in answer.content.decode()
        assert not AllocationReport.objects.exists()


class TestLabels:
    def test_a_line_that_waits_is_assigned_for_all_its_figures(self, world: None, tmp_path: Path) -> None:
        rows = plan.budget_rows(2012)
        rows[10] |= {"name": "Coast Regional"}
        plan.brought_in(tmp_path / "table.csv", plan.BUDGET, rows)
        client = signed_in(Role.ANALYST)
        assert "1 to assign" in client.get("/budget/").content.decode()
        name = ReportedName.objects.get(printed="Coast Regional")
        assert "Coast Regional" in client.get("/budget/names/").content.decode()
        address = f"/budget/names/{name.pk}/"
        assert "Its first figures" in client.get(address).content.decode()
        assert client.post(address, {"version": 1, "operating_unit": "WHA-REG"}).status_code == 302
        figure = BudgetFigure.objects.filter(fiscal_year=2012, source_line=5, account="FMF").get()
        assert figure.name.operating_unit is not None and figure.name.operating_unit.code == "WHA-REG"

    def test_an_account_may_be_known_by_a_name_alone(self, world: None, tmp_path: Path) -> None:
        rows = plan.budget_rows(2012)
        rows[8] |= {"account": "FMF-X"}
        plan.brought_in(tmp_path / "table.csv", plan.BUDGET, rows)
        client = signed_in(Role.ANALYST)
        name = ReportedName.objects.get(printed="FMF-X")
        address = f"/budget/names/{name.pk}/"
        assert client.post(address, {"version": 1}).status_code == 409
        assert client.post(address, {"version": 1, "label": "An older account"}).status_code == 302
        name.refresh_from_db()
        assert (name.assigned, name.label, name.account) == (True, "An older account", None)
        assert "An older account" in client.get("/budget/names/?show=all").content.decode()

    def test_they_are_no_labels_of_training(self, world: None) -> None:
        assert (
            "State Western Hemisphere Regional"
            not in signed_in(Role.ANALYST).get("/training/names/?show=all").content.decode()
        )


@pytest.mark.parametrize("role", [Role.FUNDS_OFFICER, Role.REQUESTER])
def test_before_anything_is_loaded_the_page_is_there(role: str) -> None:
    assert signed_in(role).get("/budget/").status_code == 200
