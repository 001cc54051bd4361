"""The pages of GSCF and Title 10 answer what their people ask, in as many queries for many rows as for few."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import as_if, today
from programs.models import Program
from programs.services import gscf, milestones, title_ten
from programs.services.reference import load_parameters
from tests import make

from . import build, notices
from .browse import html, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def project(office: build.Office) -> Program:
    """A project at exactly 80 and 20, whose delivery is late."""
    program = build.program(office, "GSCF")
    for agency, amount in (("STATE", 20_000), ("DOD", 80_000)):
        gscf.contribute(
            program=program,
            agency=agency,
            fund=build.fund(office, "GSCF", allotted=100_000),
            amount=Decimal(amount),
            on_day=today(),
            document=f"Transfer {agency}",
            by=office.funds,
        )
    row = milestones.MilestoneRow(name="Delivered", office="DoD, PEO", planned_on=today() - 7 * DAY)
    milestones.add_milestones(program=program, rows=[row], by=office.analyst)
    return program


def test_the_page_of_gscf_says_shares_money_that_waits_and_what_is_late(office: build.Office) -> None:
    program = project(office)
    page = html(signed_in(office.funds), "/programs/gscf/")
    assert "80.00" in page and "Shares hold" in page
    assert "Department of Defense" in page and page.count('data-label="Not obligated, $">100,000') == 2
    assert "7 days late" in page and "DoD, PEO" in page
    assert "No end of the authority is on record" in page
    load_parameters()
    page = html(signed_in(office.funds), "/programs/gscf/")
    assert "No new one after September 30, 2019" in page and page.count(program.number) >= 3


def test_money_that_has_ended_waits_no_longer(office: build.Office) -> None:
    project(office)
    with as_if(dt.date(2035, 1, 3)):
        page = html(signed_in(office.funds), "/programs/gscf/")
    assert 'data-label="Not obligated, $"' not in page


def test_money_that_waits_is_shown_to_who_reads_money(office: build.Office) -> None:
    project(office)
    page = html(signed_in(make.user("REQUESTER")), "/programs/gscf/")
    assert "Shares hold" in page
    assert "Not obligated, $" not in page


def test_the_page_of_title_ten_says_who_is_awaited_what_is_open_and_which_notices_run(office: build.Office) -> None:
    program = build.program(office, "TITLE-10", state="APPROVED")
    build.planned_together(office, program)
    title_ten.decide(
        program=program,
        decision="CONDITIONS",
        text="For the squadron.",
        document="Memo",
        conditions=[title_ten.ConditionRow(text="The course first.", due_on=today() - 3 * DAY, office="Post")],
        by=office.director,
    )
    title_ten.ask_office(program=program, office="DRL", due_on=today() - 2 * DAY, by=office.analyst)
    notice = notices.of_proposal(program, days=3)
    unit = make.unit(in_country=program.operating_unit.country)
    fmf = build.program(office, "FMF")
    for one in (program, fmf):
        build.recipient(office, one, unit)
    page = html(signed_in(office.analyst), "/programs/title-10/")
    assert "DRL" in page and "2 days late" in page
    assert "The course first." in page and "3 days late" in page
    assert notice.number in page and "Day 3 of 15" in page
    assert "Its fiscal year ends on September 30, 2027." in page
    assert "Every unit named is approved today." not in page, "the unit that it names was never vetted"
    assert fmf.number in page, "FMF helps the same unit"


@pytest.mark.parametrize("kind", ["GSCF", "TITLE-10"])
def test_it_asks_as_often_for_many_as_for_one(office: build.Office, kind: str) -> None:
    def another() -> None:
        if kind == "GSCF":
            project(office)
            return
        program = build.program(office, "TITLE-10", state="APPROVED")
        build.recipient(office, program, make.unit(in_country=program.operating_unit.country))
        title_ten.ask_office(program=program, office="DRL", due_on=today(), by=office.analyst)
        notices.of_proposal(program)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            html(client, f"/programs/{kind.lower()}/")
        return len(found)

    client = signed_in(office.analyst)
    another()
    few = queries()
    for _ in range(6):
        another()
    assert queries() == few <= 25
