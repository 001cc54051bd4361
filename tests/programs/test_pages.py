"""The pages of programs and money: what they show, whom, what they refuse with 409, and how many queries they take."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from ground.dates import today
from programs import kinds
from programs.models import Delivery, FundTransaction, Obligation, Program, TrainingSeat
from programs.services import fms, ledger, programs, seats
from programs.services.deliveries import DeliveryRow, record_deliveries
from tests import make

from . import build

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def html(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


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
        *(f"/funds/{fund}/{move}/" for move in ("appropriate", "apportion", "allot")),
        f"/obligations/{obligation}/pay/",
        f"/obligations/{obligation}/deobligate/",
        f"/transactions/{move.pk}/reverse/",
    ):
        assert "<h1" in html(client, address), address
