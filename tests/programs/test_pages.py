"""The pages of programs and money: that they open, for whom, with how many queries, and what they download."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from programs import kinds
from programs.models import FundTransaction
from programs.services import ledger, programs, seats
from programs.services.deliveries import DeliveryRow, record_deliveries
from tests import make

from . import build
from .browse import html, signed_in

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def a_world(office: build.Office) -> dict[str, Any]:
    """One of everything that has a page."""
    program = build.program(office)
    student = build.student(office, program)
    fund = build.fund(office, allotted=100_000)
    seat = build.seat(office, student)
    obligation = build.recorded(office, program, fund, seats=[seat])
    seat.refresh_from_db()
    return {"program": program, "student": student, "fund": fund, "seat": seat, "obligation": obligation}


def addresses(world: dict[str, Any]) -> list[str]:
    number, fund = world["program"].number, world["fund"].number
    seat, obligation = world["seat"].pk, world["obligation"].pk
    return [
        "/programs/",
        "/programs/new/",
        "/programs/new/?kind=TITLE-10",
        *(f"/programs/{slug}/" for slug in kinds.BY_SLUG),
        f"/programs/{number}/",
        f"/programs/{number}/?tab=history",
        f"/programs/{number}/recipients/new/",
        f"/programs/{number}/recipients/new/?unit={world['student'].unit.code}",
        f"/programs/{number}/vetting/new/",
        f"/programs/{number}/seats/new/",
        f"/programs/{number}/obligations/new/",
        f"/programs/{number}/deliveries/new/",
        "/recipients/",
        "/seats/",
        f"/seats/{seat}/",
        f"/seats/{seat}/order/",
        f"/seats/{seat}/complete/",
        "/deliveries/",
        "/obligations/",
        f"/obligations/{obligation}/",
        "/agreements/",
        "/agreements/new/",
        "/funds/",
        f"/funds/{fund}/",
        "/transactions/",
    ]


def test_every_page_opens_for_the_manager(office: build.Office) -> None:
    world = a_world(office)
    client = signed_in(office.manager)
    for address in addresses(world):
        assert "<h1" in html(client, address), address


def test_every_page_of_money_opens_for_a_funds_officer(office: build.Office) -> None:
    world = a_world(office)
    client = signed_in(office.funds)
    move = FundTransaction.objects.filter(to_stage="ALLOTTED").get()
    fund, obligation = world["fund"].number, world["obligation"].pk
    for address in (
        "/funds/",
        "/funds/new/",
        f"/funds/{fund}/",
        *(f"/funds/{fund}/{move}/" for move in ("appropriate", "apportion", "allot", "rescind", "transfer", "close")),
        f"/obligations/{obligation}/pay/",
        f"/obligations/{obligation}/deobligate/",
        f"/transactions/{move.pk}/reverse/",
    ):
        assert "<h1" in html(client, address), address


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        html(client, address)
    return len(seen)


def many(office: build.Office, world: dict[str, Any], count: int) -> None:
    """More of everything that hangs on the program."""
    program, fund = world["program"], world["fund"]
    units = [make.unit() for _ in range(count)]
    people = [make.person(unit) for unit in units]
    rows = [programs.RecipientRow(unit=u, person=p) for u, p in zip(units, people, strict=True)]
    named = programs.nominate_recipients(program=program, rows=rows, by=office.analyst)
    course = build.course()
    asked = [seats.SeatRow(recipient=r, course=course, start_on=today(), end_on=today()) for r in named]
    seats.request_seats(rows=asked, by=office.analyst)
    delivery = DeliveryRow(
        program=program,
        unit=world["student"].unit,
        person=world["student"].person,
        what="SERVICE",
        description="Books",
        quantity=Decimal(1),
        value=Decimal(10),
        delivered_on=today(),
    )
    record_deliveries(rows=[delivery] * count, by=office.analyst)
    for _ in range(count):
        build.proposed(office, program, fund, 1)


def test_a_page_takes_as_many_queries_at_100_rows_as_at_1(office: build.Office) -> None:
    world = a_world(office)
    many(office, world, 1)
    ledger.disburse(
        obligation=world["obligation"], amount=Decimal(1), effective_on=today(), evidence="V", by=office.funds
    )
    number, fund = world["program"].number, world["fund"].number
    client = signed_in(office.manager)
    pages = [
        "/programs/",
        "/programs/imet/",
        f"/programs/{number}/",
        f"/programs/{number}/obligations/new/",
        f"/programs/{number}/seats/new/",
        "/recipients/",
        "/seats/",
        f"/seats/{world['seat'].pk}/",
        "/deliveries/",
        "/obligations/",
        f"/obligations/{world['obligation'].pk}/",
        "/funds/",
        f"/funds/{fund}/",
        "/transactions/",
    ]
    before = {page: queries(client, page) for page in pages}
    many(office, world, 100)
    for _ in range(99):
        build.program(office, state="DRAFT")
        build.fund(office)
    after = {page: queries(client, page) for page in pages}
    assert after == before
    assert max(after.values()) <= MOST, after


def test_a_list_downloads_exactly_its_filtered_rows(office: build.Office) -> None:
    for kind in ("IMET", "PKO", "PKO"):
        build.program(office, kind, state="DRAFT")
    client = signed_in(office.manager)
    assert "Download 2 programs, CSV" in html(client, "/programs/?kind=PKO")
    response = client.get("/programs/?kind=PKO&export=csv")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert [line.split(",")[0] for line in text.split("\r\n")] == [
        "Number",
        "PKO-2027-XTM-0001",
        "PKO-2027-XTM-0002",
        "",
    ]


def test_what_belongs_to_another_place_is_not_found_and_leaks_nowhere(office: build.Office) -> None:
    world = a_world(office)
    elsewhere = make.user("ANALYST", at=make.operating_unit("XJN", "Juniper"))
    client = signed_in(elsewhere)
    missing = {"programs": "IMET-2027-XTM-9999", "seats": 999_999, "obligations": 999_999}
    for address in (
        f"/programs/{world['program'].number}/",
        f"/programs/{world['program'].number}/edit/",
        f"/programs/{world['program'].number}/seats/new/",
        f"/seats/{world['seat'].pk}/",
        f"/obligations/{world['obligation'].pk}/",
    ):
        response = client.get(address)
        assert response.status_code == 404, address
        kind = address.split("/")[1]
        other = re.sub(rf"^/{kind}/[^/]+/", f"/{kind}/{missing[kind]}/", address)
        assert client.get(other).content == response.content
    for address in ("/programs/", "/recipients/", "/seats/", "/deliveries/", "/obligations/", "/transactions/"):
        page = html(client, address)
        assert world["program"].number not in page
        if address != "/transactions/":  # moves of the whole fund are read with the fund
            assert "<strong>0</strong>" in page, address
    fund = html(client, f"/funds/{world['fund'].number}/")
    assert "20,000" not in fund  # what is obligated elsewhere is not theirs to read
    refused = client.post(f"/programs/{world['program'].number}/step/", {"step": "close", "version": 1})
    assert refused.status_code == 404


def test_money_is_not_shown_to_who_reads_none(office: build.Office) -> None:
    world = a_world(office)
    client = signed_in(make.user("REQUESTER"))
    page = html(client, world["program"].get_absolute_url())
    assert "Money by stage" not in page
    assert world["obligation"].document_number not in page
    assert "Obligated, $" not in html(client, "/programs/")
    text = b"".join(client.get("/programs/?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "Obligated" not in text
    assert client.get("/funds/").status_code in {403, 404}
