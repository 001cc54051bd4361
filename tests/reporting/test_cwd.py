"""The page of NADR and the report `cwd`: one set of figures, from the rows that the reader may see."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import fiscal_year, today
from programs.cwd.figures import Period, by_country, cost_per_m2, grantee_shares, pace, together, years_left
from programs.models import OrdnanceDisposal, RiskEducation, StorageInspection
from programs.services import clearance, storage
from reporting.models import Rollup
from reporting.reports.framework import CommandLine
from reporting.services import rollups
from tests import make
from tests.programs.browse import html, signed_in
from tests.programs.clearing import DAY, Field

pytestmark = pytest.mark.django_db


def worked(field: Field) -> None:
    """A field with something of everything."""
    by = field.office.analyst
    grant, site = field.grant(), field.site(10_000)
    field.site(500)
    task = field.task(grant, site, cost=Decimal(12_000))
    days: dict[str, Any] = {"task": task, "since": today(), "until": today(), "document": "Report"}
    wrong = field.release(task, canceled=1_000, cleared=9_000, since=today())
    field.release(task, canceled=5_000, reduced=1_000, cleared=4_000, since=today(), replaces=wrong)
    counts = {"ap_mines": 3, "ammunition_tonnes": Decimal("1.5"), "manpads_missiles": 7}
    clearance.record_work(row=OrdnanceDisposal(**days, **counts), by=by)
    people = {"sessions": 2, "girls": 5, "men": 3, "indirect": 90, "counted_again": True}
    clearance.record_work(row=RiskEducation(**days, **people), by=by)
    for step in ("control", "complete"):
        task = clearance.take(task=task, step=step, by=by)
    clearance.hand_over(
        task=task,
        handed_over_on=today(),
        area_m2=Decimal(9_000),
        beneficiaries=40,
        land_use="FARMING",
        document="C-1",
        by=by,
    )
    depot = storage.record_depot(country=field.country, name="Depot", admin_area="North", holder="Army", by=by)
    found = {"standard": "IATG 02.10", "practices": "MEETS", "buildings": "PARTLY", "document": "V", "explosion": "2"}
    for moment, ago, theft, left in (("BEFORE", 9, "4", 20), ("AFTER", 0, "1", 6)):
        row = StorageInspection(
            storage_site=depot, moment=moment, inspected_on=today() - ago * DAY, theft=theft, manpads_at_risk=left,
            **found,
        )  # fmt: skip
        storage.inspect(row=row, by=by)
    field.late(grant)


@pytest.fixture
def field(db: None) -> Field:
    made = Field(at=make.operating_unit())
    worked(made)
    return made


EXPECTED = {
    "canceled_m2": 5_000,
    "reduced_m2": 1_000,
    "cleared_m2": 4_000,
    "ap_mines": 3,
    "ammunition_tonnes": Decimal("1.5"),
    "manpads_missiles": 7,
    "manpads_at_risk": 6,
    "depots": 1,
    "depots_secured": 1,
    "direct": 8,
    "girls": 5,
    "men": 3,
    "indirect": 90,
    "counted_again": 8,
    "handed_over_m2": 9_000,
    "beneficiaries": 40,
    "sites_left": 2,
    "left_m2": 10_500,
    "grants": 1,
    "late": 1,
}


def test_the_figures_are_those_of_the_rows_and_a_replaced_one_counts_no_longer(field: Field) -> None:
    (row,) = by_country(field.office.analyst, Period(today()))
    assert {name: row[name] for name in EXPECTED} == EXPECTED
    assert cost_per_m2(row) == 3
    assert years_left(row, pace(field.office.analyst, today())["XTM"]) == Decimal("0.05")
    (share,) = grantee_shares(field.office.analyst)
    assert (share.grants, share.total, share.percent) == (1, 1_500_000, 100)
    assert by_country(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "EUR")), Period(today())) == []


def test_a_period_holds_what_ended_in_it_and_the_moment_what_was_known(field: Field) -> None:
    before = Period(today(), today() - 400 * DAY, today() - 100 * DAY)
    (row,) = by_country(CommandLine(), before)
    assert (row["cleared_m2"], row["direct"], row["handed_over_m2"], row["sites_left"]) == (0, 0, 0, 2)
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    (row,) = by_country(CommandLine(), Period(today(), as_of=long_ago))
    assert row["cleared_m2"] == 0
    assert together(by_country(CommandLine(), Period(today())))["cleared_m2"] == 4_000


def test_the_queries_are_as_many_for_one_country_as_for_more(field: Field) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            by_country(CommandLine(), Period(today()))
        return len(caught)

    few = queries()
    worked(Field(at=make.operating_unit("XBS", "Basalt", "EUR")))
    assert queries() == few <= 9
    assert [row.country for row in by_country(CommandLine(), Period(today()))] == ["Basalt", "Tamarind"]


def test_the_page_costs_the_same_for_one_country_and_for_more(field: Field) -> None:
    client = signed_in(make.user("PROGRAM_MANAGER"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            html(client, "/programs/nadr/")
        return len(caught)

    queries()
    few = queries()
    worked(Field(at=make.operating_unit("XBS", "Basalt", "EUR")))
    assert queries() == few <= 25


def test_the_measures_are_the_figures_and_a_replaced_row_of_another_year_is_counted_anew(field: Field) -> None:
    rollups.fill_stale()
    assert rollups.compare() == []
    place = {"fiscal_year": fiscal_year(today()), "operating_unit": field.program.operating_unit}

    def value(measure: str, **keys: str) -> Decimal:
        rows = Rollup.objects.filter(measure=measure, **place, **{f"keys__{k}": v for k, v in keys.items()})
        return sum(rows.values_list("value", flat=True), Decimal(0))

    (row,) = by_country(CommandLine(), Period(today()))
    for method in ("canceled", "reduced", "cleared"):
        assert value("land_released", method=method.upper()) == row[f"{method}_m2"] > 0
    assert value("ordnance_destroyed", **{"class": "MANPADS_MISSILES"}) == row["manpads_missiles"] == 7
    assert value("people_taught") == row["direct"] == 8
    long_ago = today() - 400 * DAY
    task = field.task(field.grant(), field.site(10))
    wrong = field.release(task, cleared=10, since=long_ago, until=long_ago)
    rollups.fill_stale()
    assert Rollup.objects.get(measure="land_released", fiscal_year=fiscal_year(long_ago)).value == 10
    field.release(task, cleared=9, replaces=wrong)
    rollups.fill_stale()
    assert not Rollup.objects.filter(measure="land_released", fiscal_year=fiscal_year(long_ago)).exists()
    assert value("land_released", method="CLEARED") == 4_009 and rollups.compare() == []


def test_the_page_of_nadr_answers_what_its_people_ask(field: Field) -> None:
    page = html(signed_in(field.office.analyst), "/programs/nadr/")
    for words in (
        *(
            "<bdi>Tamarind</bdi>",
            "All countries",
            "Land by method",
            "Cost per m² cleared",
            "3.00",
            "Sites by status and country",
            "2 sites left",
        ),
        *("MANPADS left at risk", "Destroyed, by class", "1 day late", "not received", "Clear Fields Trust", "100.0"),
        *("9,000", "8 direct beneficiaries", "5 girls", "8 of them in rows where some are counted again"),
    ):
        assert words in page, words
    elsewhere = signed_in(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "EUR")))
    assert "No land is released yet" in html(elsewhere, "/programs/nadr/")


def run(folder: Path, kind: str) -> bytes:
    out = folder / f"cwd.{kind}"
    call_command("report", "cwd", fiscal_year=fiscal_year(today()), format=kind, out=str(out), stderr=io.StringIO())
    return out.read_bytes()


def test_the_report_is_one_number_in_every_format(field: Field, tmp_path: Path) -> None:
    said = json.loads(run(tmp_path, "json"))
    (row,) = said["rows"]
    assert list(row) == said["columns"]
    assert {name: Decimal(row[name]) for name in EXPECTED} == EXPECTED
    assert (row["iso3"], row["grantees"]) == ("XTM", "Clear Fields Trust (invented)")
    (total,) = said["totals"]
    assert Decimal(total["cleared_m2"]) == 4_000
    (line,) = csv.DictReader(io.StringIO(run(tmp_path, "csv").decode("utf-8-sig")))
    assert {name: Decimal(line[name]) for name in EXPECTED} == EXPECTED
    assert run(tmp_path, "xlsx")[:2] == b"PK"
    client = signed_in(field.office.analyst)
    page = html(client, "/reports/cwd/")
    assert "SENSITIVE BUT UNCLASSIFIED" in page
    assert "is never called cleared" in page and "Clear Fields Trust (invented)" in page
    answer = client.get(f"/api/v1/reports/cwd/?fiscal_year={fiscal_year(today())}").json()
    assert answer["checksum"] == said["checksum"]


def test_a_report_shows_nobody_the_rows_of_another_place(field: Field) -> None:
    there = make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "EUR"))
    client, year = signed_in(there), fiscal_year(today())
    assert client.get(f"/api/v1/reports/cwd/?fiscal_year={year}").json()["rows"] == []
    assert "Clear Fields Trust" not in html(client, "/reports/cwd/")
    content = b"".join(client.get(f"/reports/cwd/?period=fy{year}&export=csv").streaming_content).decode()
    assert "Tamarind" not in content
    assert signed_in(make.user()).get("/reports/cwd/").status_code == 404
