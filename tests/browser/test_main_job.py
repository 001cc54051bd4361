"""The main job with the keyboard alone: request, endorsement, screening, two reviews, the gate, delivery, figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ground.dates import today
from programs.models import Delivery, Obligation, TrainingSeat
from programs.services.programs import request_vetting
from reporting.tasks import fill_stale
from tests import make
from tests.browser.conftest import Person
from tests.programs import build

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Any], Person]
END = dt.timedelta(days=55)


def send(user: Any, path: str, **data: Any) -> None:
    """What the walk does not repeat: the forms of plan, seat and money, sent as their pages send them."""
    client = Client()
    client.force_login(user)
    response = client.post(path, data)
    assert response.status_code == 302, (path, response.status_code)


def test_the_main_job_with_the_keyboard_alone(signed_in: Enter) -> None:
    office = build.Office()
    team = make.Team(make.operating_unit())
    team.manager = office.manager
    unit = make.unit("3rd Coast Patrol Squadron (invented)")
    make.person(unit, "Ada", "Quillfeather", commander=True)
    student = make.person(unit, "Tomas", "Weatherby")
    fund = build.fund(office, allotted=100_000)
    program = build.program(office)
    recipient = build.recipient(office, program, unit, student)
    case = request_vetting(
        program=program, recipients=[recipient], start=today(), end=today() + END, need="Instructors", by=team.requester
    )
    path = f"/programs/{program.number}/"
    send(
        team.analyst, f"{path}seats/new/", recipients=[recipient.pk], course=build.course().pk, start_on=today(),
        end_on=today() + END, tuition="18500", allowances="1500",
    )  # fmt: skip
    seat = TrainingSeat.objects.get()
    send(team.analyst, f"/seats/{seat.pk}/step/", step="confirm", version=seat.version)
    send(
        team.manager, f"{path}obligations/new/", fund=fund.number, amount="20000", document_number="IMET-27-001",
        evidence="ORDER", effective_on=today(), seats=[seat.pk],
    )  # fmt: skip
    money = f"/obligations/{Obligation.objects.get().pk}/"
    case_page = f"/vetting/cases/{case.number}/"

    requester, manager, analyst = signed_in(team.requester), signed_in(team.manager), signed_in(team.analyst)
    requester.open(case_page)
    requester.is_well()
    requester.press("Submit the request")

    analyst.open(f"/seats/{seat.pk}/")
    assert "Tomas Weatherby has no approval" in analyst.page.inner_text("main")  # shut, and says why
    assert "Opens" in analyst.page.inner_text("main")
    analyst.is_well()

    manager.open("/")
    manager.is_well()
    manager.open("/vetting/approvals/")
    manager.is_well()
    manager.press("Approve request")

    analyst.open(case_page)
    analyst.press("Accept and screen")
    analyst.is_well()
    analyst.press("Send to review")

    for reviewer in (signed_in(team.bureau), signed_in(team.rights)):
        reviewer.open("/vetting/approvals/")
        reviewer.is_well()
        reviewer.press("Approve 2")
    analyst.open(case_page)
    assert "Results in" in analyst.page.inner_text("main")

    funds = signed_in(office.funds)
    funds.open(money)
    funds.is_well()
    funds.press("Record the obligation")

    analyst.open(f"/seats/{seat.pk}/")
    analyst.press("Start the seat")
    analyst.open(f"/seats/{seat.pk}/complete/")
    analyst.is_well()
    analyst.tab_to("", name="outcome")
    analyst.page.keyboard.type("Grad")
    analyst.press("Record completion")
    assert Delivery.objects.get().person == student

    fill_stale.apply(throw=True)
    analyst.open("/dashboard/")
    assert "20,000" in analyst.page.inner_text("main") or "$20" in analyst.page.inner_text("main")
    analyst.is_well()
    for address in (path, "/programs/", "/units/", f"/units/{unit.code}/", "/people/", "/vetting/cases/", "/reports/"):
        analyst.open(address)
        analyst.is_well()
