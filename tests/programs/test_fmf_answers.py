"""The page of FMF answers what its analysts ask, with the same number of queries however many cases there are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from programs.fms import board
from programs.models import CaseDocument, FmsCaseLine
from programs.services import case_funding, fms
from tests import make

from . import build
from .browse import html, signed_in
from .test_case_funding import Scene as Money
from .test_fms_deliveries import Scene as Supply

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_the_page_of_fmf_answers_what_is_asked() -> None:
    supply = Supply()
    supply.deliver(value=900_000)
    waiting = build.offered(supply.office, build.case(supply.office, supply.program), on=today() - 100 * DAY)
    money = Money(amount=5_000, value=3_000)
    money.commit(2_000)
    detail = money.program.fmfdetail
    detail.cash_flow = True
    detail.save()
    case_funding.plan_payment(
        operating_unit=money.program.operating_unit,
        fiscal_year=2028,
        planned=Decimal(700),
        source="Payment schedule",
        by=money.office.manager,
    )
    reader = make.user("PROGRAM_MANAGER")
    shown = html(signed_in(reader), "/programs/fmf/")
    for word in (
        *("Uncommitted, by partner", "3,000", "40.0 percent", "Uncommitted for 0 to 90 days"),
        *(str(waiting), "Offers past their last day", supply.case.designator, "3,100,000", "quarter"),
        *(
            "Cases that lack something",
            "Leahy note",
            "Share for training",
            "Consult the committees",
            "Payment schedule",
        ),
    ):
        assert word in shown, word
    assert "by implementing agency" in shown and "0 of 0 lines due" in shown
    partner = html(signed_in(reader), f"/fmf/{supply.place.code}/")
    assert str(waiting) in partner
    assert "Allocated" not in html(signed_in(make.user("REQUESTER")), "/programs/fmf/")


def test_the_answers_cost_the_same_for_one_case_and_for_many() -> None:
    scene = Supply()
    client = signed_in(make.user("PROGRAM_MANAGER"))

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            html(client, address)
        return len(seen)

    pages = ("/programs/fmf/", "/fms-cases/", "/agreements/", scene.program.get_absolute_url())
    one = [asked(page) for page in pages]
    for _ in range(12):
        build.implemented(scene.office, build.case(scene.office, scene.program))
        build.offered(scene.office, build.case(scene.office, scene.program), on=today() - 100 * DAY)
        build.agreed(scene.office, scene.place)
    build.offered(scene.office, build.case(scene.office, scene.program), on=today() - 100 * DAY)
    assert [asked(page) for page in pages] == one
    assert max(one) <= 35


def test_days_by_agency_and_lines_in_time_are_counted_by_hand() -> None:
    office = build.Office()
    program = build.program(office, "FMF")
    letter = fms.receive_letter(
        program=program, number="LOR 1", received_on=today() - 90 * DAY, requirement="Radios.", by=office.manager
    )
    letter = fms.check_letter(letter=letter, actionable_on=today() - 80 * DAY, by=office.manager)
    line = fms.LineRow(
        description="Repair",
        category="SERVICE",
        quantity=Decimal(1),
        unit_price=Decimal(5),
        delivery_from=today() - 30 * DAY,
        delivery_to=today() - 10 * DAY,
    )
    build.implemented(office, build.case(office, program, "XT-B-UAA", line, letter=letter), on=today() - 50 * DAY)
    build.implemented(office, build.case(office, program, "XT-D-QAA", line), on=today() - 40 * DAY)
    assert board.waits(CaseDocument.objects.all()) == [("B", [30, 0, 0]), ("D", [None, 0, 0])]
    assert board.on_time(FmsCaseLine.objects.all(), today()) == (0, 2)
