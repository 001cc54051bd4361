"""The main job with the keyboard alone, by the six people it takes, from the nomination to the sum on the dashboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pghistory
import pytest
from django.db import connections

from ground.dates import today
from partners.models import Source, Unit
from partners.services import people
from programs.models import Delivery, Fund, Program
from reporting.tasks import fill_stale
from vetting.models import VettingCase

from .desk import Desk

pytestmark = pytest.mark.django_db  # the test database is made; the rows in it stand outside of each test's transaction

UNIT = "DEMO-XTM-0301"
STUDENT = "Ysolde Karreman"  # almost as a name on the demonstration's list, so somebody has to decide
COURSE = "Small Craft Instructor Course"
WEEKS = dt.timedelta(weeks=8)
DOCUMENT = "DEMO-ORDER-0001"
PRICE = 18_500


def outside(work: Callable[[], object]) -> None:
    """Do work as a worker does it: on a connection of its own, so that the server sees it."""

    def run() -> None:
        try:
            with pghistory.context(test=True):
                work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def arrive() -> None:
    """A student is posted to the unit; nobody has asked for their vetting yet."""
    unit = Unit.objects.get(code=UNIT)
    identity = people.Identity(country=unit.country, given_names="Ysolde", family_names="Karreman", sex="F")
    student = people.create_person(identity=identity, by=None)
    people.post(person=student, unit=unit, from_on=None, source=Source.objects.earliest("pk"), by=None)


def test_the_main_job_with_the_keyboard_alone(desk: Callable[[str], Desk]) -> None:
    outside(arrive)
    program = Program.objects.get(kind="IMET", operating_unit__code="XTM")
    before = delivered(desk("manager"))

    case = propose(desk("requester"), program)
    ask_for_a_seat(desk("analyst"), program)
    commit_money(desk("manager"), program)
    the_doors_are_shut(desk("analyst"), desk("funds"))

    approve_request(desk("manager"), case)
    screen(desk("analyst"), case)
    review(desk("bureau"), case)
    assert "has no approval" in open_seat(desk("analyst")), "one review is not enough"
    review(desk("rights"), case)

    record_money(desk("funds"))
    train(desk("analyst"))
    outside(fill_stale)
    assert delivered(desk("manager")) == before + PRICE
    assert Delivery.objects.latest("pk").person.family_names == "Karreman"


def open_program(at: Desk, program: Program) -> None:
    at.follow("Programs")
    at.follow(program.number)


def open_seat(at: Desk) -> str:
    """The student's seat, from the list of seats; what it says."""
    at.follow("Seats")
    at.follow(STUDENT)
    return at.reads()


def propose(requester: Desk, program: Program) -> VettingCase:
    """The post nominates a unit and a person of it, and asks for their vetting."""
    open_program(requester, program)
    requester.follow("Nominate recipients")
    requester.write("Unit", UNIT)
    requester.press("Show the unit")
    requester.tick("The unit itself")
    requester.tick(STUDENT)
    requester.press("Nominate")
    requester.follow("Ask for vetting")
    requester.tick(f"(invented), {UNIT}")
    requester.tick(STUDENT)
    requester.date("Starts on", today())
    requester.date("Ends on", today() + WEEKS)
    requester.write("Need", "Instructors of the academy")
    requester.press("Draft the request")
    requester.press("Submit the request")
    assert "Waits for the program manager" in requester.reads()
    case = VettingCase.objects.latest("pk")
    requester.follow(program.number)
    assert program.purpose in requester.reads()
    return case


def ask_for_a_seat(analyst: Desk, program: Program) -> None:
    open_program(analyst, program)
    analyst.follow("Request seats")
    analyst.tick(STUDENT)
    analyst.choose("Course", COURSE)
    analyst.date("Starts on", today())
    analyst.date("Ends on", today() + WEEKS)
    analyst.write("Tuition of each seat", "14200")
    analyst.write("Travel and living allowances of each seat", "4300")
    analyst.press("Request seats")
    open_seat(analyst)
    analyst.press("Confirm the seat")
    analyst.follow("Nominate the student")
    analyst.date("Defense attache consulted on", today())
    analyst.write("Office consulted", "Defense attache office")
    analyst.choose("US-equivalent grade", "O-4")
    analyst.press("Nominate")


def commit_money(manager: Desk, program: Program) -> None:
    fund = Fund.objects.get(account__kind="IMET", balances__operating_unit__code="XTM", balances__stage="ALLOTTED")
    open_program(manager, program)
    manager.follow("Propose an obligation")
    manager.choose("Fund", str(fund))
    manager.write("Amount", str(PRICE))
    manager.write("Document number", DOCUMENT)
    manager.choose("Kind of evidence", "rder")
    manager.tick(STUDENT)
    manager.press("Propose the obligation")
    assert "Proposed" in manager.reads()


def the_doors_are_shut(analyst: Desk, funds: Desk) -> None:
    """Before the reviews neither training nor money goes through, and each says why and what opens it."""
    open_seat(analyst)
    for door in ("Start the seat", "Issue the travel order"):
        why = analyst.why_shut(door)
        assert f"{STUDENT} has no approval" in why and "Opens when" in why and "22 U.S.C. 2378d" in why
    funds.follow("Obligations")
    funds.follow(DOCUMENT)
    why = funds.why_shut("Record the obligation")
    assert f"{STUDENT} has no approval" in why and "Opens when" in why and "22 U.S.C. 2378d" in why


def approve_request(manager: Desk, case: VettingCase) -> None:
    manager.follow("Approvals")
    manager.follow(case.number)
    manager.press("Approve request for 2")


def screen(analyst: Desk, case: VettingCase) -> None:
    """Accept, decide on the possible match, send to both reviews."""
    analyst.follow("Queue")
    analyst.follow(case.number)
    analyst.press("Accept and screen")
    assert "has no decision" in analyst.why_shut("Send to review")
    analyst.follow("Hits")
    analyst.follow("Decide the match of row")
    analyst.write("Why", "Born in another year and another country.")
    analyst.press("Different person")
    analyst.press("Send to review")
    assert "In review" in analyst.reads()


def review(reviewer: Desk, case: VettingCase) -> None:
    reviewer.follow("Approvals")
    reviewer.follow(case.number)
    reviewer.press("Approve 2")


def record_money(funds: Desk) -> None:
    funds.follow("Obligations")
    funds.follow(DOCUMENT)
    funds.press("Record the obligation")
    assert "the money is obligated" in funds.reads()


def train(analyst: Desk) -> None:
    """Issue the travel order, start the seat on its first day, and record how it ended."""
    open_seat(analyst)
    analyst.follow("Issue the travel order")
    analyst.press("Issue the ITO")
    analyst.press("Start the seat")
    analyst.follow("Record completion")
    analyst.choose("Outcome", "Graduated")
    analyst.date("Last day", today())
    analyst.press("Record completion and delivery")
    assert "The training is recorded as delivered, $18,500" in analyst.reads()


def delivered(reader: Desk) -> int:
    """The value of IMET deliveries, from the strip of the dashboard."""
    reader.follow("Dashboard")
    reader.choose("Program", "International Military")
    reader.press("Apply")
    figure = reader.page.locator(".gh-sum li", has_text="Delivered").locator("strong").inner_text()
    return int(figure.replace("$", "").replace(",", ""))
