"""The main job by keyboard alone, each part by the person whose part it is, from the proposal to the summed figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from accounts.services import assignments
from ground.dates import today
from programs.models import Delivery, Obligation, TrainingSeat
from reporting.tasks import fill_stale
from tests import make
from tests.programs import build
from vetting.models import VettingCase

from .desk import Desk

END = dt.timedelta(days=55)
PEOPLE = {
    "analyst": ("Theo", "Lindqvist", Role.ANALYST),
    "requester": ("Karin", "Ostrander", Role.REQUESTER),
    "manager": ("Dana", "Whitlock", Role.PROGRAM_MANAGER),
    "bureau": ("Hanne", "Brandvold", Role.BUREAU_REVIEWER),
    "rights": ("Miguel", "Sandoval", Role.HUMAN_RIGHTS_REVIEWER),
    "funds": ("Ines", "Haverkamp", Role.FUNDS_OFFICER),
}


def person(name: str, at: Any) -> User:
    first, last, role = PEOPLE[name]
    user = assignments.create_user(username=name, password=make.PASSWORD, first_name=first, last_name=last)
    assignments.assign(user=user, role=role, from_on=today() - END, operating_unit=at)
    return user


class Stage:
    """A program under way, money allotted to it, a unit with its people, and nobody approved."""

    def __init__(self) -> None:
        at = make.operating_unit()
        self.users = {name: person(name, at) for name in PEOPLE}
        office = build.Office(at)
        office.manager = self.users["manager"]
        self.program = build.program(office)
        self.fund = build.fund(office, allotted=100_000)
        self.course = build.course()
        self.unit = make.unit("3rd Coast Patrol Squadron (invented)")
        make.person(self.unit, "Ada", "Quillfeather", commander=True)
        self.student = make.person(self.unit, "Tomas", "Weatherby")
        make.list_entry("WEATHERBY, Tomas")


@pytest.mark.django_db(transaction=True)
def test_the_main_job_by_keyboard(sit_down: Callable[[User, str], Desk]) -> None:
    stage = Stage()
    desks: dict[str, Desk] = {}

    def at(name: str) -> Desk:
        if name not in desks:
            desks[name] = sit_down(stage.users[name], make.PASSWORD)
        return desks[name]

    propose(at("requester"), stage)
    arrange(at("analyst"), stage)
    approve_request(at("manager"))
    screen(at("analyst"))
    review(at("bureau"))
    assert at("analyst").reads  # the analyst's desk stays as it was
    review(at("rights"))
    obligate(at("manager"), at("funds"), stage)
    start_and_deliver(at("analyst"), stage)
    fill_stale.apply(throw=True)
    desk = at("analyst")
    desk.follow("Dashboard")
    assert desk.reads("Delivered, FY 2027 programs") and desk.reads("20,000")
    delivery = Delivery.objects.get()
    assert (delivery.person, delivery.value) == (stage.student, Decimal(20_000))


def propose(desk: Desk, stage: Stage) -> None:
    """The requester names a person of a unit and asks for their vetting."""
    desk.follow("Programs")
    desk.follow(stage.program.number)
    desk.follow("Nominate")
    desk.write("Unit", stage.unit.code)
    desk.press("Show the unit")
    desk.tick("Tomas Weatherby")
    desk.press("Nominate")
    desk.follow("Ask for vetting")
    desk.tick("Tomas Weatherby")
    desk.on("Starts on", today())
    desk.on("Ends on", today() + END)
    desk.write("Need", "Instructors for the coast guard")
    desk.press("Draft the request")
    desk.press("Submit the request")
    assert VettingCase.objects.get().state == "SUBMITTED"


def arrange(desk: Desk, stage: Stage) -> None:
    """The analyst asks for the seat. The gate is shut, and says why and what opens it."""
    desk.follow("Programs")
    desk.follow(stage.program.number)
    desk.follow("Request seats")
    desk.tick("Tomas Weatherby")
    desk.choose("Course", stage.course.title)
    desk.on("Starts on", today())
    desk.on("Ends on", today() + END)
    desk.write("Tuition", "18500")
    desk.write("Travel and allowances", "1500")
    desk.press("Request seats")
    open_seat(desk, stage)
    desk.press("Confirm the seat")
    assert desk.reads("Tomas Weatherby has no approval.")
    assert desk.reads("Opens when both reviews approve.")


def open_seat(desk: Desk, stage: Stage) -> None:
    """From wherever one is to the seat's page."""
    desk.follow("Programs")
    desk.follow(stage.program.number)
    desk.follow("Tomas Weatherby", within="section:has(#seats)")


def approve_request(desk: Desk) -> None:
    desk.follow("Approvals")
    desk.press("Approve request")
    assert VettingCase.objects.get().state == "ENDORSED"


def screen(desk: Desk) -> None:
    """Accept, decide the possible match, send to both reviews."""
    number = VettingCase.objects.get().number
    desk.follow("Queue")
    desk.follow(number)
    desk.press("Accept and screen")
    desk.follow("Hits", within="main")
    desk.follow(re.compile("Decide"))
    desk.write("Why", "Another birth year and another country.")
    desk.press("Different person")
    desk.follow("Queue")
    desk.follow(number)
    desk.press("Send to review")
    assert VettingCase.objects.get().state == "WASHINGTON"


def review(desk: Desk) -> None:
    desk.follow("Approvals")
    assert desk.reads("Tomas Weatherby")
    desk.press("Approve")


def obligate(manager: Desk, funds: Desk, stage: Stage) -> None:
    """One proposes the obligation, another records it."""
    manager.follow("Programs")
    manager.follow(stage.program.number)
    manager.follow("Propose an obligation")
    manager.choose("Fund", str(stage.fund))
    manager.write("Amount", "20000")
    manager.write("Document number", "IMET-27-001")
    manager.choose("Kind of evidence", "Order required")
    manager.tick("Tomas Weatherby")
    manager.press("Propose the obligation")
    funds.follow("Obligations")
    funds.follow("IMET-27-001")
    funds.press("Record the obligation")
    assert Obligation.objects.get().state == "RECORDED"


def start_and_deliver(desk: Desk, stage: Stage) -> None:
    open_seat(desk, stage)
    desk.follow("Issue the travel order")
    desk.press("Issue the ITO")
    desk.press("Start the seat")
    desk.follow("Record completion")
    desk.press("Record completion and delivery")
    assert TrainingSeat.objects.get().state == "COMPLETED"
