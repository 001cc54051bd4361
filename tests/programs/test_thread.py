"""The job end to end: an IMET program from plan to delivery, and FMF that is obligated before recipients are known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from accounts.roles import Role
from ground.dates import today
from programs.models import Balance, Delivery
from programs.services import agreements, deliveries, fms, ledger, obligations, programs, seats
from programs.services.deliveries import DeliveryRow
from tests import make

from . import build

pytestmark = pytest.mark.django_db


def stages(fund: object) -> dict[str, Decimal]:
    """What stands at each stage of a fund."""
    rows = Balance.objects.filter(fund=fund).values_list("stage", "amount")
    found: dict[str, Decimal] = {}
    for stage, amount in rows:
        found[stage] = found.get(stage, Decimal(0)) + amount
    return {stage: amount for stage, amount in found.items() if amount}


def test_a_seat_from_plan_to_delivery() -> None:
    office = build.Office()
    program = build.program(office)
    assert program.number == "IMET-2027-XTM-0001"
    student = build.student(office, program)
    seat = build.seat(office, student)
    fund = build.fund(office, allotted=100_000)
    obligation = build.proposed(office, program, fund, seats=[seat])
    assert stages(fund) == {"ALLOTTED": 80_000, "COMMITTED": 20_000}

    obligations.record(obligation=obligation, by=office.recorder)
    assert stages(fund) == {"ALLOTTED": 80_000, "OBLIGATED": 20_000}
    seat.refresh_from_db()
    order = seats.issue_order(
        seat=seat,
        travel_from=seat.start_on,
        travel_until=seat.end_on + dt.timedelta(days=1),
        by=office.analyst,
    )
    assert str(order) == f"ITO {order.number}, edition 1"
    again = seats.amend_order(
        order=order,
        travel_from=seat.start_on,
        travel_until=seat.end_on + dt.timedelta(days=3),
        note="Later flight",
        by=office.analyst,
    )
    assert (again.number, again.edition, again.state) == (order.number, 2, "ISSUED")
    seat = seats.take(seat=seat, step="start", by=office.analyst)
    delivery = seats.complete(seat=seat, outcome="GRADUATED", on=today(), by=office.analyst)

    assert delivery.person == student.person
    assert delivery.value == Decimal(18_500)
    ledger.disburse(
        obligation=obligation, amount=Decimal(18_500), effective_on=today(), evidence="Voucher 1", by=office.funds
    )
    ledger.deobligate(
        obligation=obligation, amount=Decimal(1_500), effective_on=today(), evidence="Memo 1", by=office.funds
    )
    assert stages(fund) == {"ALLOTTED": 81_500, "DISBURSED": 18_500}
    program.refresh_from_db()
    assert programs.take(program=program, step="close", by=office.director).state == "CLOSED"


def test_vetting_is_asked_for_from_the_program() -> None:
    office = build.Office()
    program = build.program(office, state="APPROVED")
    unit = make.unit()
    make.person(unit, commander=True)
    student = build.recipient(office, program, unit, make.person(unit))
    requester = make.user(Role.REQUESTER)
    case = programs.request_vetting(
        program=program,
        recipients=[student],
        start=today() + dt.timedelta(days=20),
        end=today() + dt.timedelta(days=80),
        by=requester,
    )
    student.refresh_from_db()
    assert student.case == case
    assert (case.program_number, case.laws, case.manager) == (program.number, ["STATE"], office.manager)
    assert case.subjects.count() == 2  # the person, and the unit that comes along


def test_fmf_is_obligated_by_its_apportionment_and_delivered_under_an_agreement() -> None:
    office = build.Office()
    program = build.program(office, "FMF")
    fund = build.fund(office, "FMF")
    agreement = agreements.record_agreement(
        operating_unit=program.operating_unit,
        title="Agreement on recipients",
        document="Note 12",
        signed_on=today() - dt.timedelta(days=200),
        list_sent_on=today() - dt.timedelta(days=100),
        by=office.manager,
    )
    ledger.appropriate(
        fund=fund, amount=Decimal(32_000_000), effective_on=today(), evidence="P.L. 119-1", by=office.funds
    )
    row = ledger.apportion(
        fund=fund,
        amount=Decimal(32_000_000),
        effective_on=today(),
        evidence="SF-132",
        operating_unit=program.operating_unit,
        program=program,
        agreement=agreement,
        by=office.funds,
    )
    assert stages(fund) == {"APPORTIONED": 32_000_000}
    assert row.obligation is not None
    obligations.record(obligation=row.obligation, by=office.recorder)
    assert stages(fund) == {"OBLIGATED": 32_000_000}

    line = fms.LineRow(description="Patrol boats", category="ARTICLE", quantity=Decimal(4), total=Decimal(14_200_000))
    case = fms.open_fms_case(
        program=program,
        designator="XT-P-LBX",
        title="Coastal patrol",
        lines=[line],
        agreement=agreement,
        by=office.manager,
    )
    assert not case.recipients_named
    build.implemented(office, case)
    build.agreed(office, program.operating_unit)
    build.determined(office, program.operating_unit)
    (made,) = deliveries.record_deliveries(
        rows=[
            DeliveryRow(
                program=program,
                agreement=agreement,
                line=case.lines.get(),
                what=Delivery.What.ARTICLE,
                description="Patrol boat",
                quantity=Decimal(1),
                value=Decimal(3_550_000),
                delivered_on=today(),
            )
        ],
        by=office.analyst,
    )
    assert made.unit is None
