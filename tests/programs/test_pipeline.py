"""The pipeline: what is obligated and not liquidated, in its bands, the same on the page and in the report."""

from __future__ import annotations

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

from ground.dates import as_if, fiscal_year, today
from programs import books, pipeline
from programs.models import Balance, Obligation
from programs.pipeline import bands, months_later, months_to, unliquidated
from programs.services import closing, ledger
from programs.services.obligations import Terms
from reporting.reports import report_of
from tests import make

from . import build
from .browse import html, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "end", "months"),
    [
        (dt.date(2026, 11, 25), dt.date(2027, 9, 30), 11),
        (dt.date(2026, 9, 30), dt.date(2026, 9, 30), 0),
        (dt.date(2026, 9, 29), dt.date(2026, 9, 30), 1),
        (dt.date(2026, 8, 31), dt.date(2026, 9, 30), 1),
        (dt.date(2026, 9, 30), dt.date(2027, 9, 30), 12),
        (dt.date(2026, 9, 29), dt.date(2027, 9, 30), 13),
        (dt.date(2026, 1, 1), None, None),
    ],
)
def test_months_are_counted_with_the_running_one(on: dt.date, end: dt.date | None, months: int | None) -> None:
    assert months_to(on, end) == months


def test_the_same_day_so_many_months_later_or_the_last() -> None:
    assert months_later(dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)
    assert months_later(dt.date(2027, 12, 15), 12) == dt.date(2028, 12, 15)


class Scene:
    """Three funds: one that is cancelled in months, one in its re-obligation years, and this year's."""

    def __init__(self) -> None:
        self.office = build.Office()
        self.program = build.program(self.office, "PKO")
        year = fiscal_year(today())
        self.dying = self.fund(year - 5, years=1)  # E year-5, C year: months from here
        self.again = self.fund(year - 2, years=1, reobligation=True)
        self.running = self.fund(year)
        self.old = self.obligated(self.dying, 1_000, on=dt.date(year - 6, 12, 20))
        self.middle = self.obligated(self.again, 2_000, on=dt.date(year - 3, 12, 20))
        self.fresh = self.obligated(self.running, 4_000, on=today())

    def fund(self, year: int, **more: Any) -> Any:
        with as_if(dt.date(year - 1, 12, 20)):
            made = build.fund(self.office, "PKO", year=year, enacted_on=dt.date(year - 1, 10, 5), **more)
            build.feed(self.office, made, Decimal(50_000))
        return made

    def obligated(self, fund: Any, amount: int, *, on: dt.date) -> Obligation:
        with as_if(on):
            return build.recorded(self.office, self.program, fund, amount, effective_on=on)

    def pay(self, row: Obligation, amount: int, *, on: dt.date) -> None:
        more: dict[str, Any] = {"effective_on": on, "evidence": "Voucher", "by": self.office.funds}
        ledger.disburse(obligation=row, amount=Decimal(amount), **more)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_is_not_liquidated_stands_in_its_bands_and_red_is_what_is_cancelled_soon(scene: Scene) -> None:
    scene.pay(scene.old, 400, on=today() - 200 * DAY)
    scene.pay(scene.middle, 500, on=today() - 20 * DAY)
    found = bands(unliquidated(scene.office.funds))
    ends = {band.key: (band.amount, band.count) for band in found.by_end if band.count}
    ages = {band.key: (band.amount, band.count) for band in found.by_age if band.count}
    soon = pipeline.months_to(today(), scene.dying.cancels_on)
    assert soon is not None and soon <= 12
    assert sum(amount for amount, _ in ends.values()) == 600 + 1_500 + 4_000 == found.total.amount
    assert ages == {"181-365": (600, 1), "0-90": (1_500, 1), "never paid": (4_000, 1)}
    assert (found.red.amount, found.red.count) == (600, 1)
    closing.close_due()
    assert books.problems() == []


def test_what_is_paid_in_full_or_cancelled_is_no_more_in_it(scene: Scene) -> None:
    scene.pay(scene.fresh, 4_000, on=today())
    assert unliquidated(scene.office.funds).count() == 2
    with as_if(scene.dying.cancels_on + DAY):
        rows = unliquidated(scene.office.funds)
        assert [row.fund for row in rows] == [scene.again]


def test_the_page_and_the_report_say_the_same(scene: Scene, tmp_path: Path) -> None:
    scene.pay(scene.old, 400, on=today() - 200 * DAY)
    client = signed_in(scene.office.funds)
    page = html(client, "/pipeline/")
    assert "$600" in page and scene.old.document_number in page
    out = tmp_path / "pipeline.json"
    year = fiscal_year(today())
    call_command("report", "pipeline", format="json", out=str(out), fiscal_year=year, stderr=io.StringIO())
    said = json.loads(out.read_bytes())
    assert [(row["document"], row["unliquidated"]) for row in said["rows"]] == [
        (scene.old.document_number, "600.00"),
        (scene.fresh.document_number, "4000.00"),
        (scene.middle.document_number, "2000.00"),
    ] or {row["document"]: row["unliquidated"] for row in said["rows"]} == {
        scene.old.document_number: "600.00",
        scene.fresh.document_number: "4000.00",
        scene.middle.document_number: "2000.00",
    }
    (first,) = [row for row in said["rows"] if row["document"] == scene.old.document_number]
    assert (first["obligated"], first["disbursed"]) == ("1000.00", "400.00")
    assert first["action"] == "Pay it, or it is cancelled" and first["owner"] == str(scene.program.manager)
    assert any("$600 of 1 obligation" in note for note in said["notes"])
    exported = client.get("/pipeline/?export=csv")
    text = b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]
    for row in said["rows"]:
        line = next(one for one in text.splitlines() if row["document"] in one)
        assert f"{Decimal(row['unliquidated']):.2f}" in line and row["action"] in line


def test_the_report_of_a_year_before_stands_as_it_stood(scene: Scene) -> None:
    report = report_of("pipeline")
    assert report is not None
    rows = pipeline.as_of(dt.date(fiscal_year(today()) - 1, 9, 30))
    assert {row["document"] for row in rows} == {scene.old.document_number, scene.middle.document_number}
    assert pipeline.as_of(today(), ["XLK"]) == []
    assert fiscal_year(today()) in report.years()


def test_only_who_reads_money_everywhere_runs_the_report(scene: Scene) -> None:
    at_one_place = make.user("PROGRAM_MANAGER", at=make.operating_unit("XLK", "Larkspur"))
    html(signed_in(at_one_place), "/reports/pipeline/", status=404)
    page = html(signed_in(at_one_place), "/pipeline/")
    assert scene.old.document_number not in page and "Nothing is cancelled" in page
    assert "XTM" not in html(signed_in(at_one_place), "/reports/")
    html(signed_in(scene.office.funds), "/reports/pipeline/")


def test_filters_find_the_red_the_old_and_those_of_a_bureau(scene: Scene) -> None:
    client = signed_in(scene.office.funds)
    red = html(client, "/pipeline/?red=yes")
    assert scene.old.document_number in red and scene.fresh.document_number not in red
    for query in ("end=24%2B", "age=never+paid", "region=WHA", "kind=PKO", "operating_unit=XTM", "fiscal_year=2027"):
        html(client, f"/pipeline/?{query}")


def test_the_list_costs_the_same_at_one_and_at_a_hundred(scene: Scene) -> None:
    client = signed_in(scene.office.funds)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            html(client, address)
        return len(counted)

    few = queries("/pipeline/")
    for _ in range(60):
        build.recorded(scene.office, scene.program, scene.running, 10)
    assert queries("/pipeline/") == few <= 25


def test_deobligated_money_waits_in_a_queue_until_its_last_day(scene: Scene) -> None:
    more: dict[str, Any] = {"effective_on": today(), "evidence": "Amendment", "by": scene.office.funds}
    ledger.deobligate(obligation=scene.middle, amount=Decimal(700), **more)
    client = signed_in(scene.office.funds)
    page = html(client, "/pipeline/again/")
    assert scene.again.number in page and "700" in page
    terms = Terms(reobligation=True)
    build.proposed(scene.office, scene.program, scene.again, 300, terms=terms)
    page = html(client, "/pipeline/again/")
    assert "400" in page and "300" in page
    with as_if(scene.again.reobligate_until + DAY):
        assert scene.again.number not in html(client, "/pipeline/again/")


def test_a_balance_knows_its_first_and_last_day(scene: Scene) -> None:
    scene.pay(scene.middle, 100, on=today() - 50 * DAY)
    scene.pay(scene.middle, 100, on=today() - 70 * DAY)
    paid = Balance.objects.get(obligation=scene.middle, stage="DISBURSED")
    assert (paid.first_on, paid.last_on) == (today() - 70 * DAY, today() - 50 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE programs_balance DISABLE TRIGGER USER")
        cursor.execute("UPDATE programs_balance SET last_on = '2001-01-01' WHERE id = %s", [paid.pk])
        cursor.execute("ALTER TABLE programs_balance ENABLE TRIGGER USER")
    assert any("the balance says" in line for line in books.problems())
