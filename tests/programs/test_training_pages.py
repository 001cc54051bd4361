"""`/training/` and its labels: what is shown, filtered, downloaded and assigned; who may; how many queries."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partners.models import Country
from partners.services.reference import add_names
from programs.imports.training import LAYOUT
from programs.models import ReportedName, TrainingRecord
from programs.services.training import import_training
from tests import make

pytestmark = pytest.mark.django_db

LINE = {
    "report": "2012-2013",
    "fiscal_year": "2012",
    "region": "Western Hemisphere",
    "country": "Tamarind",
    "program": "IMET-1",
    "course_title": "Coastal Radar Operator",
    "recipient_unit": "2nd Coastal Patrol Squadron (invented)",
    "location": "Yorktown, VA",
    "start_date": "2012-01-09",
    "end_date": "2012-04-27",
    "quantity": "2",
    "total_cost": "29344",
}


@pytest.fixture
def tamarind() -> Country:
    country = make.country()
    add_names(country=country, names=["Tamarind"], source="test")
    ReportedName.objects.create(
        sort="PROGRAM", printed="IMET-1", assigned=True, label="Military education", kind="IMET"
    )
    return country


@pytest.fixture
def bring(tmp_path: Path, tamarind: Country) -> Any:
    def bring(lines: Sequence[dict[str, str]]) -> None:
        path = tmp_path / f"{TrainingRecord.objects.count()}.csv"
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, [column.name for column in LAYOUT.columns], restval="")
            writer.writeheader()
            for place, line in enumerate(lines):
                writer.writerow({**LINE, "row_id": f"{path.stem}/{place:05}", **line})
        (report,) = import_training(files=[path], by=None)
        assert report.written, report.problems

    return bring


@pytest.fixture
def reader(client: Client, tamarind: Country) -> Client:
    client.force_login(make.user())
    return client


def rows(client: Client, query: str) -> list[dict[str, str]]:
    """The rows of the CSV behind a page."""
    answer = client.get(f"/training/?{query}&export=csv")
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]


def test_every_signed_in_user_reads_published_rows_and_nobody_else(reader: Client, bring: Any) -> None:
    bring([{}])
    page = reader.get("/training/").content.decode()
    assert "Coastal Radar Operator" in page
    assert "29,344" in page
    reader.logout()
    assert reader.get("/training/").status_code == 302


FILTERS = [
    ("q=yorktown+radar", 1),
    ("q=boat", 1),
    ("country=XTM", 3),
    ("fiscal_year=2012", 3),
    ("fiscal_year=2013", 1),
    ("program=Military+education", 3),
    ("program=Section+9999", 1),
    ("region=Africa", 1),
    ("region=Africa&q=boat", 0),
]


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_a_download_holds_exactly_the_filtered_rows(reader: Client, bring: Any, query: str, count: int) -> None:
    bring(
        [
            {},
            {"course_title": "Boat Maintenance", "location": "Mobile, AL"},
            {"region": "Africa", "country": "Nowhere", "location": "Elsewhere"},
            {"fiscal_year": "2013", "program": "Section 9999", "location": ""},
        ]
    )
    assert len(rows(reader, query)) == count
    page = reader.get(f"/training/?{query}").content.decode()
    assert re.search(rf"<strong>{count}</strong> of 4 rows", page)


def test_what_is_odd_in_print_is_said_in_words(reader: Client, bring: Any) -> None:
    bring(
        [
            {"start_date": "2012-06-22", "end_date": "2012-06-19"},
            {"fiscal_year": "2013", "total_cost": ""},
            {"fiscal_year": "", "course_title": ""},
            {"country": "Nowhere"},
        ]
    )
    page = reader.get("/training/").content.decode()
    for words in ("Ends before it starts", "Planned", "No cost printed", "none printed", "Label waits for a person"):
        assert words in page


@pytest.mark.parametrize(
    "column",
    [
        "course_title", "country", "program", "end_date", "student_unit", "location", "fiscal_year", "quantity",
        "total_cost",
    ],
)  # fmt: skip
def test_every_column_sorts_both_ways_with_empty_cells_last(reader: Client, bring: Any, column: str) -> None:
    bring([{}, {"end_date": "", "quantity": "", "total_cost": "", "fiscal_year": ""}, {"quantity": "9"}])
    for sign in ("", "-"):
        assert reader.get(f"/training/?sort={sign}{column}").status_code == 200
        if column in {"end_date", "quantity", "total_cost", "fiscal_year"}:
            assert rows(reader, f"sort={sign}{column}")[-1]["Row"].endswith("00001")


@pytest.mark.parametrize("column", ["country", "student_unit", "fiscal_year", "quantity", "total_cost"])
def test_pages_hold_the_rows_of_the_file_in_its_order(reader: Client, bring: Any, column: str) -> None:
    ties = ({"country": "Larkspur"}, {"quantity": "9"}, {"total_cost": ""}, {"recipient_unit": ""}, {})
    bring([{**ties[n % len(ties)], "course_title": f"Course {n:02}"} for n in range(25)])
    for sign in ("", "-"):
        pages = (reader.get(f"/training/?sort={sign}{column}&per_page=10&page={n}") for n in (1, 2, 3))
        shown = re.findall(r"<bdi>(Course \d\d)</bdi>", "".join(page.content.decode() for page in pages))
        assert shown == [row["Course title"] for row in rows(reader, f"sort={sign}{column}")]
        assert len(shown) == 25


def test_rows_are_counted_with_their_sums_and_sorted_without_their_words(reader: Client, bring: Any) -> None:
    bring([{}, {}])
    with CaptureQueriesContext(connection) as caught:
        assert reader.get("/training/?sort=location").status_code == 200
    asked = [one["sql"] for one in caught.captured_queries if '"programs_trainingrecord"' in one["sql"]]
    (counted,) = [sql for sql in asked if "COUNT(" in sql]
    assert "SUM(" in counted
    (page,) = [sql for sql in asked if '"student_unit"' in sql]
    keys = ", ".join(str(pk) for pk in TrainingRecord.objects.order_by("location", "pk").values_list("pk", flat=True))
    assert f'"id" IN ({keys})' in page and "LIMIT" not in page  # not asked for again by a query inside


def test_as_many_queries_at_1_row_as_at_100(reader: Client, bring: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert reader.get("/training/?per_page=100").status_code == 200
        return len(caught)

    bring([{}])
    few = queries()
    bring([{"country": f"Nowhere {n % 7}", "course_title": f"Course {n}"} for n in range(99)])
    assert queries() == few <= 25


class TestLabels:
    @pytest.fixture
    def analyst(self, client: Client, tamarind: Country) -> Client:
        client.force_login(make.user(Role.ANALYST))
        return client

    def test_those_that_wait_are_listed_with_their_rows(self, analyst: Client, bring: Any) -> None:
        bring([{"country": "Tamarindo"}, {"country": "Tamarindo", "program": "Section 9999"}, {}])
        page = analyst.get("/training/names/").content.decode()
        assert "Tamarindo" in page and "Section 9999" in page and "IMET-1" not in page
        assert "IMET-1" in analyst.get("/training/names/?show=all").content.decode()
        assert "2 labels to assign" in analyst.get("/training/").content.decode()

    def test_as_many_queries_at_1_label_as_at_25(self, analyst: Client, bring: Any) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert analyst.get("/training/names/").status_code == 200
            return len(caught)

        bring([{"country": "Nowhere"}])
        few = queries()
        bring([{"country": f"Nowhere {n}"} for n in range(24)])
        assert queries() == few <= 25

    def test_a_country_is_assigned_with_its_version(self, analyst: Client, bring: Any, tamarind: Country) -> None:
        bring([{"country": "Tamarindo"}])
        name = ReportedName.objects.get(printed="Tamarindo")
        address = f"/training/names/{name.pk}/"
        page = analyst.get(address).content.decode()
        assert "1 row with 2 places stand under this label" in page
        assert analyst.post(address, {"country": tamarind.pk, "version": 9}).status_code == 409
        assert analyst.post(address, {"version": 1}).status_code == 400
        answer = analyst.post(address, {"country": tamarind.pk, "version": name.version})
        assert (answer.status_code, answer["Location"]) == (302, "/training/names/")
        assert len(rows(analyst, "country=XTM")) == 1

    def test_a_program_is_one_that_has_a_name_or_a_new_one(self, analyst: Client, bring: Any) -> None:
        bring([{"program": "IMET 1"}, {"program": "Section 9999"}])
        known, new = ReportedName.objects.waiting().order_by("printed")
        both = {"known": "Military education", "label": "Other", "version": 1}
        assert analyst.post(f"/training/names/{known.pk}/", both).status_code == 400
        analyst.post(f"/training/names/{known.pk}/", {"known": "Military education", "version": 1})
        analyst.post(f"/training/names/{new.pk}/", {"label": "Section 9999 help", "kind": "", "version": 1})
        known.refresh_from_db()
        new.refresh_from_db()
        assert (known.label, known.kind, known.assigned) == ("Military education", "IMET", True)
        assert (new.label, new.kind, new.assigned) == ("Section 9999 help", "", True)

    def test_the_page_of_a_label_that_is_not_printed_has_a_title(self, analyst: Client, bring: Any) -> None:
        bring([{"country": ""}])
        name = ReportedName.objects.get(printed="", sort="COUNTRY")
        assert "A country that is not printed" in analyst.get(f"/training/names/{name.pk}/").content.decode()

    def test_who_may_not_assign_does_not_come_in(self, reader: Client, bring: Any) -> None:
        bring([{"country": "Tamarindo"}])
        name = ReportedName.objects.get(printed="Tamarindo")
        assert reader.get("/training/names/").status_code == 404
        assert reader.post(f"/training/names/{name.pk}/", {}).status_code == 404
        assert "to assign" not in reader.get("/training/").content.decode()


class TestApi:
    @pytest.mark.parametrize(("query", "count"), [*FILTERS, ("program=imet-1", 3), ("program=IMET", 3)])
    def test_filters_as_the_page_does(self, reader: Client, bring: Any, query: str, count: int) -> None:
        bring(
            [
                {},
                {"course_title": "Boat Maintenance", "location": "Mobile, AL"},
                {"region": "Africa", "country": "Nowhere", "location": "Elsewhere"},
                {"fiscal_year": "2013", "program": "Section 9999", "location": ""},
            ]
        )
        answer = reader.get(f"/api/v1/training/?{query}").json()
        assert answer["count"] == len(answer["results"]) == count

    def test_gives_a_row_as_printed_with_its_country(self, reader: Client, bring: Any) -> None:
        bring([{}])
        (row,) = reader.get("/api/v1/training/").json()["results"]
        assert (row["country"], row["iso3"], row["program"], row["program_name"]) == (
            "Tamarind", "XTM", "IMET-1", "Military education",
        )  # fmt: skip
        assert (row["quantity"], row["total_cost"], row["planned"]) == (2, "29344.00", False)
        assert reader.get(row["url"]).json() == row

    @pytest.mark.parametrize("query", ["country=XXX", "fiscal_year=last", "color=red", "ordering=batch"])
    def test_what_is_not_understood_is_refused(self, reader: Client, bring: Any, query: str) -> None:
        bring([{}])
        assert reader.get(f"/api/v1/training/?{query}").status_code == 400

    def test_a_country_that_no_row_names_has_no_rows(self, reader: Client, bring: Any) -> None:
        bring([{}])
        make.country("XBS", "Basalt")
        assert reader.get("/api/v1/training/?country=XBS").json()["count"] == 0

    def test_nothing_is_written_here(self, reader: Client, bring: Any) -> None:
        bring([{}])
        row = TrainingRecord.objects.get()
        assert reader.post("/api/v1/training/", {}).status_code == 405
        assert reader.delete(f"/api/v1/training/{row.pk}/").status_code == 405

    def test_without_sign_in_there_is_nothing(self, client: Client) -> None:
        assert client.get("/api/v1/training/").status_code in {401, 403}
