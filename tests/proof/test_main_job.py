"""The main job, from plan to figure, through the pages alone: each person their own part, the gate asked on the way.

Before both reviews nothing passes, by page or by raw SQL; after them one seat, one obligation, one delivery, and one
figure that a Celery task has filled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from ground.dates import today
from programs.models import Delivery, Obligation, Program, TrainingSeat
from reporting.models import Rollup
from reporting.tasks import fill_stale
from tests import make
from tests.programs import build
from vetting.models import Approval, VettingCase

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
END = dt.timedelta(days=55)
UNAPPROVED = "has no approval"


class Desk:
    """A person at their pages. Every page opened is counted in queries; every act must end in a redirect."""

    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def open(self, path: str) -> str:
        with CaptureQueriesContext(connection) as asked:
            response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        assert len(asked) <= MOST_QUERIES, (path, len(asked))
        return response.content.decode()

    def send(self, path: str, **data: Any) -> str:
        """Send a form or press a button; where it leads to."""
        response = self.client.post(path, data)
        assert response.status_code == 302, (path, response.status_code, said(response))
        return response["Location"]

    def refused(self, path: str, **data: Any) -> list[str]:
        """Send what must be refused; the reasons that the page gives."""
        response = self.client.post(path, data)
        assert response.status_code == 409, (path, response.status_code)
        return [problem.reason for problem in response.context["refused"].problems]


def said(response: Any) -> Any:
    """What a form that was not accepted complains of."""
    context = response.context or {}
    form = context.get("form")
    return form.errors if form is not None else context.get("refused")


class Office:
    """The people of the job, at one operating unit."""

    analyst: Desk
    requester: Desk
    manager: Desk
    director: Desk
    bureau: Desk
    rights: Desk
    funds: Desk

    def __init__(self) -> None:
        at = make.operating_unit()
        roles = {
            "analyst": Role.ANALYST,
            "requester": Role.REQUESTER,
            "manager": Role.PROGRAM_MANAGER,
            "director": Role.PROGRAM_MANAGER,
            "bureau": Role.BUREAU_REVIEWER,
            "rights": Role.HUMAN_RIGHTS_REVIEWER,
            "funds": Role.FUNDS_OFFICER,
        }
        for name, role in roles.items():
            setattr(self, name, Desk(make.user(role, at=at, username=name)))


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is taken back again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def deliver_by_sql(program: Program, unit: Any, person: Any, by: User) -> str:
    """A delivery as written at a database prompt; the constraint that refuses it, or "" where it would stand."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO programs_delivery (program_id, unit_id, person_id, what, description, quantity, value,"
                " delivered_on, place_name, recorded_by_id) VALUES (%s, %s, %s, 'TRAINING', 'Past all pages', 1, 1,"
                " %s, '', %s)",
                [program.pk, unit.pk, person.pk, today(), by.pk],
            )
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error.__cause__.diag.constraint_name)
    return ""


def test_the_main_job() -> None:
    office = Office()
    unit = make.unit("3rd Coast Patrol Squadron (invented)")
    make.person(unit, "Ada", "Quillfeather", commander=True)
    student = make.person(unit, "Tomas", "Weatherby")
    course = build.course()
    fund = build.fund(build.Office(), allotted=100_000)

    # A plan, approved by another than its author.
    path = office.analyst.send(
        "/programs/new/?kind=IMET",
        title="Instructors for the coast guard",
        operating_unit="XTM",
        fiscal_year=2027,
        manager=office.manager.user.pk,
        purpose="Small craft instruction",
        planned_amount="80000",
        objectives="Two instructors",
        planning_year=2027,
    )
    program = Program.objects.get()
    assert path == f"/programs/{program.number}/"
    for who, step in ((office.analyst, "submit"), (office.director, "approve"), (office.analyst, "execute")):
        program.refresh_from_db()
        who.send(f"{path}step/", step=step, version=program.version)

    # Whom it is for, and the request for their vetting.
    office.requester.send(f"{path}recipients/new/?unit={unit.code}", people=[student.pk])
    recipient = program.recipients.get()
    case_path = office.requester.send(
        f"{path}vetting/new/", recipients=[recipient.pk], start=today(), end=today() + END, need="Instructors"
    )
    case = VettingCase.objects.get()
    assert case_path == f"/vetting/cases/{case.number}/"
    assert "Tomas Weatherby" in office.requester.open(f"{case_path}?tab=subjects")
    office.requester.send(f"{case_path}step/", step="submit", version=case.version)

    # The seat and its money are arranged meanwhile; neither approves anybody.
    office.analyst.send(
        f"{path}seats/new/",
        recipients=[recipient.pk],
        course=course.pk,
        start_on=today(),
        end_on=today() + END,
        tuition="18500",
        allowances="1500",
    )
    seat = TrainingSeat.objects.get()
    office.analyst.send(f"/seats/{seat.pk}/step/", step="confirm", version=seat.version)
    office.analyst.send(
        f"/seats/{seat.pk}/nominate/",
        attache_consulted_on=today(),
        attache_office="Defense attache office",
        grade="E-7",
        version=seat.version + 1,
    )
    obligation_path = office.manager.send(
        f"{path}obligations/new/",
        fund=fund.number,
        amount="20000",
        document_number="IMET-27-001",
        evidence="ORDER",
        effective_on=today(),
        seats=[seat.pk],
    )
    obligation = Obligation.objects.get()

    assert UNAPPROVED in office.requester.open(path)
    shut = Shut(office, program, seat, obligation, unit, student)
    shut.everywhere()

    # The manager approves the request, the analyst screens, two reviewers decide.
    assert "Approve request" in office.manager.open("/vetting/approvals/")
    case.refresh_from_db()
    office.manager.send("/vetting/approvals/", case=case.number, step="endorse", version=case.version)
    shut.everywhere()
    for step in ("accept", "complete_checks"):
        case.refresh_from_db()
        office.analyst.send(f"{case_path}step/", step=step, version=case.version)
    review(office.bureau, case, "BUREAU")
    shut.everywhere()
    review(office.rights, case, "HUMAN_RIGHTS")
    assert Approval.objects.count() == 2  # the person, and the unit that came along
    assert UNAPPROVED not in office.requester.open(path)

    # The gate is open: order, obligation, start, completion with its delivery.
    assert deliver_by_sql(program, unit, student, office.analyst.user) == ""
    obligation.refresh_from_db()
    refused = office.manager.refused(f"{obligation_path}step/", step="record", version=obligation.version)
    assert refused  # whoever proposed it does not record it
    office.funds.send(f"{obligation_path}step/", step="record", version=obligation.version)
    office.analyst.send(f"/seats/{seat.pk}/order/", travel_from=today(), travel_until=today() + END)
    seat.refresh_from_db()
    office.analyst.send(f"/seats/{seat.pk}/step/", step="start", version=seat.version)
    office.analyst.send(f"/seats/{seat.pk}/complete/", outcome="GRADUATED", on=today(), place_name="Yorktown, VA")
    delivery = Delivery.objects.get()
    assert (delivery.person, delivery.value) == (student, Decimal(20_000))

    # One figure, filled by the task that beat calls.
    assert not Rollup.objects.filter(measure="deliveries_value").exists()
    fill_stale.apply(throw=True)
    assert Rollup.objects.get(measure="deliveries_value").value == Decimal(20_000)
    page = office.analyst.open("/dashboard/")
    assert "Delivered, FY 2027 programs" in page and "20,000" in page
    for address in (path, case_path, obligation_path, f"/seats/{seat.pk}/", "/", "/deliveries/", "/vetting/cases/"):
        office.analyst.open(address)


def review(who: Desk, case: VettingCase, kind: str) -> None:
    """The whole roster approved, from the page on which it waits."""
    page = who.open(f"/vetting/approvals/?review={case.number}")
    assert "Tomas Weatherby" in page
    case.refresh_from_db()
    who.send(
        "/vetting/approvals/",
        case=case.number,
        kind=kind,
        verdict="APPROVE",
        version=case.version,
        subjects=[row.pk for row in case.subjects.all()],
        valid_until=today() + dt.timedelta(days=300),
    )


class Shut:
    """Everything that must not pass before both reviews, tried by page and by raw SQL."""

    def __init__(
        self, office: Office, program: Program, seat: TrainingSeat, obligation: Obligation, unit: Any, student: Any
    ) -> None:
        self.office, self.program, self.seat, self.obligation = office, program, seat, obligation
        self.unit, self.student = unit, student

    def everywhere(self) -> None:
        analyst, seat = self.office.analyst, self.seat
        self.obligation.refresh_from_db()
        seat.refresh_from_db()
        for who, path, data in (
            (analyst, f"/seats/{seat.pk}/order/", {"travel_from": today(), "travel_until": today() + END}),
            (analyst, f"/seats/{seat.pk}/step/", {"step": "start", "version": seat.version}),
            (
                analyst,
                f"/programs/{self.program.number}/deliveries/new/",
                {
                    "recipient": self.program.recipients.get().pk,
                    "what": "TRAINING",
                    "description": "Small craft instruction",
                    "quantity": 1,
                    "value": 1,
                    "delivered_on": today(),
                },
            ),
            (
                self.office.funds,
                f"/obligations/{self.obligation.pk}/step/",
                {"step": "record", "version": self.obligation.version},
            ),
        ):
            with taken_back():
                assert f"Tomas Weatherby {UNAPPROVED}." in who.refused(path, **data), path
        assert deliver_by_sql(self.program, self.unit, self.student, analyst.user) == "gate_delivery"
        assert not Delivery.objects.exists()
