"""`/api/v1/notifications/`: by number, the whole way by its addresses, versions, refusals, as many queries at 100."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from ground.dates import today
from programs.models import CongressionalNotification, Fund
from tests import make

from . import build, notices
from .test_api import as_user, read, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


@pytest.fixture
def fund(office: notices.Hill) -> Fund:
    return notices.fund(office)


class Steps:
    """Acts on one notification by different people, each with the version that is current."""

    def __init__(self, number: str) -> None:
        self.address = f"notifications/{number}/"

    def __call__(self, by: APIClient, act: str, code: int = 200, **data: Any) -> Any:
        version = CongressionalNotification.objects.get(number=self.address.split("/")[1]).version
        return send(by, f"{self.address}{act}/", code, version=version, **data)


def test_the_whole_way_by_its_addresses(office: notices.Hill, fund: Fund) -> None:
    manager, director, h = as_user(office.manager), as_user(office.director), as_user(office.h)
    place = make.operating_unit().code
    made = send(
        manager,
        "notifications/",
        201,
        kind="FAA_634A",
        program_kind="PKO",
        title="Instructors",
        operating_unit=place,
        fiscal_year=2027,
    )
    assert made["url"] == "/api/v1/notifications/CN-2027-0001/"
    assert (made["clock_days"], made["committees"]) == (15, ["SFRC", "HFAC", "SAC", "HAC"])
    act = Steps(made["number"])
    act(manager, "submit", 409)
    act(manager, "edit", justification="A battalion that trains its own.")
    line = {"fund": fund.number, "operating_unit": place}
    shown = act(manager, "add_line", amount="7.00", **line)
    act(manager, "remove_line", line=shown["lines"][0]["id"])
    assert act(manager, "add_line", amount="500.00", **line)["amount"] == "500.00"
    assert act(manager, "submit")["round"] == 1
    assert act(manager, "record_clearance", 409, office="L", answer="YES", on=str(today()))["code"] == (
        "clearance_not_by_author"
    )
    for who in ("EX", "L", "F", "SP", "OMB"):
        act(director, "record_clearance", office=who, answer="YES", on=str(today()))
    act(director, "record_clearance", 409, office="H", answer="YES", on=str(today()))
    assert act(h, "record_clearance", office="H", answer="YES", on=str(today()))["state"] == "CLEARED"
    act(h, "record_transmittals", committees=["SFRC", "HFAC"], sent_on=str(today()))
    shown = act(h, "record_transmittals", committees=["SAC", "HAC"], sent_on=str(today()))
    assert (shown["state"], shown["open_for_money"]) == ("TRANSMITTED", False)
    assert shown["clock"] == "Day 0 of 15 since the last committee has it."
    assert shown["opens"].endswith("day 15 after transmittal to the last committee.")
    act(h, "open_hold", committee="SAC", opened_on=str(today()), note="Asks for the plan.")
    act(manager, "release_hold", 403, committee="SAC", released_on=str(today()), note="Old.")
    act(h, "release_hold", 404, committee="HAC", released_on=str(today()), note="Briefed.")
    shown = act(h, "release_hold", committee="SAC", released_on=str(today()), note="Briefed.")
    assert shown["holds"][0]["release_note"] == "Briefed."
    shown = act(h, "record_result", committee="SAC", result="APPROVED", on=str(today()))
    assert [one["result"] for one in shown["transmittals"] if one["committee"] == "SAC"] == ["APPROVED"]
    assert act(manager, "close")["state"] == "CLOSED"


def test_a_stale_version_and_an_unknown_field_are_refused(office: notices.Hill, fund: Fund) -> None:
    notice, manager = notices.draft(office, notices.row(fund, 5)), as_user(office.manager)
    address = f"notifications/{notice.number}/"
    send(manager, f"{address}edit/", 400, title="Other")
    answer = send(manager, f"{address}edit/", 409, title="Other", version=7)
    assert (answer["yours"], answer["current"]) == (7, 1)
    send(manager, f"{address}edit/", 400, version=1, state="TRANSMITTED")
    assert read(manager, "notifications/?standing=not_sent")["count"] == 1
    read(manager, "notifications/?colour=red", 400)


def test_an_obligation_goes_under_its_notification(office: notices.Hill, fund: Fund) -> None:
    program = build.program(office, "PKO")
    young = notices.sent(office, notices.row(fund, 500), days=14)
    obligation = build.proposed(office, program, fund, 500)
    address, manager = f"obligations/{obligation.pk}/", as_user(office.manager)
    chosen = send(manager, f"{address}choose_notification/", 200, notification=young.number, version=1)
    assert chosen["notification"] == young.number
    refused = send(as_user(office.recorder), f"{address}record/", 409, version=chosen["version"])
    (problem,) = refused["problems"]
    assert problem["code"] == "obligation_after_notice"
    assert "day 15 after transmittal to the last committee" in problem["opens"]
    assert problem["basis"].startswith("Appropriations act, section 7015")


def test_fmf_is_apportioned_under_one(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    notice = notices.sent(office, notices.row(fund, 500), kind="FMF_INCREASE")
    sent = {
        "amount": "500.00",
        "effective_on": str(today()),
        "evidence": "SF-132",
        "operating_unit": notice.operating_unit.code,
        "naming": "On each case",
        "version": fund.version,
    }
    funds = as_user(office.funds)
    assert send(funds, f"funds/{fund.number}/apportion/", 409, **sent)["code"] == "obligation_is_notified"
    send(funds, f"funds/{fund.number}/apportion/", 201, notification=notice.number, **sent)
    assert read(funds, f"funds/{fund.number}/")["requires_notification"] is True


def test_who_may_not_see_it_reads_that_there_is_none(office: notices.Hill, fund: Fund) -> None:
    notice = notices.draft(office, notices.row(fund, 5))
    elsewhere = as_user(make.user("PROGRAM_MANAGER", at=make.operating_unit("XBS", "Basalt", "EUR")))
    read(elsewhere, f"notifications/{notice.number}/", 404)
    assert read(elsewhere, "notifications/")["count"] == 0
    read(as_user(make.user("REQUESTER")), "notifications/", 404)


def test_a_list_takes_as_many_queries_at_100_rows_as_at_1(office: notices.Hill, fund: Fund) -> None:
    client = as_user(office.funds)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(client, "notifications/?page_size=200")
        return len(seen)

    notices.held(office, notices.sent(office, notices.row(fund, 5), days=3))
    before = queries()
    for _ in range(99):
        notices.draft(office, notices.row(fund, 5))
    assert queries() == before <= 25
