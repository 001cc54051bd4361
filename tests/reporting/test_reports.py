"""A report is one result: page, CSV, XLSX, JSON, API and command give the same figures under the same checksum."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from ground.models import ReadLog
from reporting.reports import REPORTS
from tests import make

from . import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(tmp_path: Path) -> Client:
    build.spelled(make.country(), "Tamarind")
    build.training(
        tmp_path,
        {"quantity": 12, "total_cost": "3400.50", "course_title": "=1+1"},
        {"quantity": 3, "total_cost": "", "program": "FMF"},
        {"quantity": 9, "report": "2013-2014", "fiscal_year": 2013},
    )
    return build.signed_in(make.user())


def run(folder: Path, kind: str, **options: Any) -> bytes:
    out = folder / f"report.{kind}"
    call_command("report", "fmtr", format=kind, out=str(out), **{"fiscal_year": 2012, **options})
    return out.read_bytes()


def file_of(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


class TestCommand:
    def test_json_has_the_shape_of_the_contract(self, client: Client, tmp_path: Path) -> None:
        said = json.loads(run(tmp_path, "json"))
        assert {
            "report",
            "fiscal_year",
            "as_of",
            "definition",
            "columns",
            "rows",
            "totals",
            "notes",
            "checksum",
        } <= said.keys()
        assert (said["report"], said["fiscal_year"]) == ("fmtr", 2012)
        assert [row["quantity"] for row in said["rows"]] == [12, 3]
        assert list(said["rows"][0]) == said["columns"]
        assert said["rows"][0]["total_cost"] == "3400.50"

    def test_the_same_question_gives_the_same_bytes(self, client: Client, tmp_path: Path) -> None:
        for kind in ("csv", "xlsx", "json"):
            assert run(tmp_path, kind, as_of="2099-01-01") == run(tmp_path, kind, as_of="2099-01-01"), kind

    def test_every_format_carries_the_same_rows_and_one_checksum(self, client: Client, tmp_path: Path) -> None:
        said = json.loads(run(tmp_path, "json"))
        rows = list(csv.DictReader(io.StringIO(run(tmp_path, "csv").decode())))
        assert [int(row["quantity"]) for row in rows] == [12, 3]
        assert list(rows[0]) == said["columns"]
        assert rows[0]["course_title"] == "'=1+1", "no spreadsheet takes a text of ours for a formula"
        book = CalamineWorkbook.from_filelike(io.BytesIO(run(tmp_path, "xlsx")))
        sheet, notes = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        assert len(sheet) == 3
        assert ["Checksum", said["checksum"]] in [row[:2] for row in notes]
        assert any(row[0] == "Counts" and row[1] == said["definition"] for row in notes)

    def test_another_answer_has_another_checksum(self, client: Client, tmp_path: Path) -> None:
        first = json.loads(run(tmp_path, "json"))["checksum"]
        assert json.loads(run(tmp_path, "json", fiscal_year=2013))["checksum"] != first
        build.training(tmp_path, {"quantity": 1})
        assert json.loads(run(tmp_path, "json"))["checksum"] != first

    def test_json_about_the_file_goes_to_standard_output(self, client: Client, tmp_path: Path) -> None:
        out = io.StringIO()
        call_command(
            "report", "fmtr", fiscal_year=2012, format="csv", out=str(tmp_path / "x.csv"), json=True, stdout=out
        )
        assert json.loads(out.getvalue())["rows"] == 2

    def test_one_year_of_an_edition_holds_what_the_edition_plans_for_it(self, client: Client, tmp_path: Path) -> None:
        build.training(
            tmp_path,
            {"report": "1999-2000", "fiscal_year": 1999, "quantity": 4},
            {"report": "1999-2000", "fiscal_year": 2000, "quantity": 5},
        )
        asked = {"fiscal_year": 2000, "edition": "1999-2000"}
        said = json.loads(run(tmp_path, "json", **asked))
        assert ([row["quantity"] for row in said["rows"]], said["fiscal_year"]) == ([5], 2000)
        assert [total["quantity"] for total in said["totals"]] == [5, 5]
        answer = client.get("/api/v1/reports/fmtr/?fiscal_year=2000&edition=1999-2000").json()
        assert answer["checksum"] == said["checksum"]
        whole = json.loads(run(tmp_path, "json", **{**asked, "fiscal_year": None}))
        assert [row["quantity"] for row in whole["rows"]] == [4, 5]

    @pytest.mark.parametrize(
        ("name", "options", "code", "words"),
        [
            ("fmtr", {"format": "pdf"}, 1, "PDF comes later"),
            ("no-such", {}, 2, "no report called"),
            ("fmtr", {"fiscal_year": None}, 2, "--fiscal-year, --edition or both"),
            ("fmtr", {"edition": "2013-2014"}, 1, "no rows of fiscal year 2012. There are: 2013."),
            ("fmtr", {"fiscal_year": 1871}, 1, "no rows of fiscal year 1871"),
            ("fmtr", {"fiscal_year": None, "edition": "soon"}, 1, "no edition “soon”"),
            ("fmtr", {"country": ["Utopia"]}, 1, "not the ISO alpha-3 code"),
            ("fmtr", {"as_of": "2026-02-30"}, 2, "not a date"),
            ("fmtr", {"out": "/nowhere/at/all.csv"}, 1, "cannot be written"),
        ],
    )
    def test_what_cannot_be_done_is_said_in_one_line(
        self, client: Client, tmp_path: Path, name: str, options: dict[str, Any], code: int, words: str
    ) -> None:
        out = tmp_path / "out.csv"
        given = {"fiscal_year": 2012, "format": "csv", "out": str(out), **options}
        with pytest.raises(CommandError, match=words) as refused:
            call_command("report", name, **given)
        assert refused.value.returncode == code
        assert "\n" not in str(refused.value)
        assert not out.exists()
        assert not list(tmp_path.glob(".out*")), "nothing half written"


class TestPage:
    def test_it_shows_definition_totals_and_rows(self, client: Client) -> None:
        page = client.get("/reports/fmtr/?period=fy2012").content.decode()
        for text in (REPORTS[0].title, "3,400.50", "Tamarind", "Show rows", "Download 2 rows"):
            assert text in page
        assert "Foreign military training" in client.get("/reports/").content.decode()

    def test_its_files_are_those_of_the_command_and_are_kept_in_the_log(self, client: Client, tmp_path: Path) -> None:
        answer = json.loads(file_of(client.get("/reports/fmtr/?period=fy2012&export=json")))
        assert answer["checksum"] == json.loads(run(tmp_path, "json"))["checksum"]
        assert file_of(client.get("/reports/fmtr/?period=fy2012&export=csv")) == run(tmp_path, "csv")
        assert ReadLog.objects.filter(subject__startswith="report fmtr").count() == 2
        assert client.get("/reports/fmtr/?period=fy2012&export=pdf").status_code == 400

    def test_a_country_narrows_it(self, client: Client) -> None:
        make.country("XBS", "Basalt")
        assert "No row matches." in client.get("/reports/fmtr/?period=fy2012&country=XBS").content.decode()

    def test_what_it_does_not_understand_is_said_beside_the_field(self, client: Client) -> None:
        assert "usa-error-message" in client.get("/reports/fmtr/?period=fy1871").content.decode()


def test_a_report_without_rows_says_so() -> None:
    page = build.signed_in(make.user()).get("/reports/fmtr/").content.decode()
    assert "There are no rows to report yet." in page


class TestApi:
    def test_it_gives_what_the_file_gives(self, client: Client, tmp_path: Path) -> None:
        answer = client.get("/api/v1/reports/fmtr/?fiscal_year=2012").json()
        assert answer["checksum"] == json.loads(run(tmp_path, "json"))["checksum"]
        listed = client.get("/api/v1/reports/").json()["results"]
        assert [one["name"] for one in listed] == ["fmtr", "cbj"]  # 653a is for who reads money
        assert listed[0]["fiscal_years"] == [2013, 2012]

    @pytest.mark.parametrize(
        "query", ["", "fiscal_year=1871", "edition=soon", "fiscal_year=2013&edition=2012-2013", "colour=red"]
    )
    def test_what_it_does_not_know_is_refused(self, client: Client, query: str) -> None:
        assert client.get(f"/api/v1/reports/fmtr/?{query}").status_code == 400

    def test_a_report_that_does_not_exist_is_not_found(self, client: Client) -> None:
        assert client.get("/api/v1/reports/no-such/?fiscal_year=2012").status_code == 404
