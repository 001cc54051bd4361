"""Country profile and notifications as reports: one result in every format, each line with register, vintage, as-of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from programs.services import notifications, title_ten
from reporting.services.rollups import fill_stale
from tests import make
from tests.programs import build, notices
from tests.programs.browse import html, signed_in

pytestmark = pytest.mark.django_db
YEAR = 2027


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def run(folder: Path, name: str, **options: Any) -> dict[str, Any]:
    out = folder / "report.json"
    call_command("report", name, format="json", out=str(out), fiscal_year=YEAR, **options)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def at_work(office: build.Office) -> Any:
    """An IMET program with money, and a concurrence whose condition is past due."""
    program = build.program(office)
    build.proposed(office, program, build.fund(office, allotted=100_000), 20_000)
    proposal = build.program(office, "TITLE-10", state="APPROVED")
    build.planned_together(office, proposal)
    title_ten.decide(
        program=proposal,
        decision="CONDITIONS",
        text="For one squadron.",
        document="Memo",
        conditions=[title_ten.ConditionRow(text="The course comes first.", due_on=today().replace(year=2020))],
        by=office.director,
    )
    fill_stale()
    return program


def lines(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in said["rows"]}


class TestProfile:
    def test_each_line_says_its_register_vintage_and_moment(self, office: build.Office, tmp_path: Path) -> None:
        program = at_work(office)
        said = run(tmp_path, "country-profile", country=["XTM"])
        found = lines(said)
        assert all(row["register"] and row["vintage"] and row["as_of"] for row in said["rows"])
        assert found["Regional bureau"]["text"] == "WHA"
        assert found["IMET: planned by programs"]["value"] == "500000.00"
        assert found[program.number]["value"] == "500000.00"
        open_ones = [row for row in said["rows"] if row["section"] == "Open"]
        assert [row["text"].startswith("The course comes first. (past due since") for row in open_ones] == [True]

    def test_without_a_country_it_says_to_choose_one(self, office: build.Office, tmp_path: Path) -> None:
        said = run(tmp_path, "country-profile")
        assert said["rows"] == []
        assert "choose one" in " ".join(said["notes"])

    def test_page_and_api_give_the_lines_of_the_command_and_no_more_than_the_reader_sees(
        self, office: build.Office, tmp_path: Path
    ) -> None:
        program = at_work(office)
        said = run(tmp_path, "country-profile", country=["XTM"])
        client = signed_in(make.user(Role.AUDITOR))
        address = f"/reports/country-profile/?period=fy{YEAR}&country=XTM"
        assert program.number in html(client, address)
        api = client.get(f"/api/v1/reports/country-profile/?fiscal_year={YEAR}&country=XTM").json()
        assert lines(api).keys() <= lines(said).keys()
        assert float(lines(api)[program.number]["value"]) == float(lines(said)[program.number]["value"])
        stranger = signed_in(make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur")))
        api = stranger.get(f"/api/v1/reports/country-profile/?fiscal_year={YEAR}&country=XTM").json()
        assert {row["section"] for row in api["rows"]} == {"Header"}
        assert program.number not in html(stranger, address)
        assert signed_in(make.user()).get(address).status_code == 404

    def test_the_country_page_shows_who_covers_it_and_what_is_open(self, office: build.Office) -> None:
        at_work(office)
        page = html(signed_in(office.analyst), "/countries/XTM/")
        assert "Leahy approvals in force" in page
        assert "The course comes first." in page
        assert "/reports/country-profile/?country=XTM" in page
        stranger = html(signed_in(make.user()), "/countries/XTM/")
        assert "The course comes first." not in stranger
        assert "Leahy approvals" not in stranger

    def test_a_hold_stands_among_what_is_open(self, tmp_path: Path) -> None:
        office = notices.Hill()
        notice = notices.sent(office, notices.row(notices.fund(office), 100))
        notifications.open_hold(
            notification=notice, committee=notice.committees[0], opened_on=today(), note="A question.", by=office.h
        )
        found = lines(run(tmp_path, "country-profile", country=["XTM"]))[f"Hold on {notice.number}"]
        assert found["text"].endswith(": A question.")
        assert f"Hold on {notice.number}" in html(signed_in(office.analyst), "/countries/XTM/")


class TestNotifications:
    def test_a_line_says_what_the_one_pager_says(self, tmp_path: Path) -> None:
        office = notices.Hill()
        notice = notices.clearing(office, notices.fund(office))
        (row,) = run(tmp_path, "notifications")["rows"]
        assert row["number"] == notice.number
        assert row["iso3"] == "XTM"
        assert row["amount"] == row["notified_to_date"]
        assert row["committees"] == "; ".join(notice.committees)
        page = html(signed_in(office.h), f"/reports/notifications/?period=fy{YEAR}")
        assert notice.number in page
        stranger = make.user(Role.LEGISLATIVE_AFFAIRS, at=make.operating_unit("XLK", "Larkspur"))
        assert notice.number not in html(signed_in(stranger), f"/reports/notifications/?period=fy{YEAR}")

    def test_it_asks_as_often_for_many_as_for_one(self) -> None:
        office = notices.Hill()
        fund = notices.fund(office)
        client = signed_in(office.h)

        def queries() -> int:
            with CaptureQueriesContext(connection) as found:
                html(client, f"/reports/notifications/?period=fy{YEAR}")
            return len(found)

        notices.clearing(office, fund)
        queries()
        before = queries()
        for _ in range(12):
            notices.clearing(office, fund)
        assert queries() == before <= 25
