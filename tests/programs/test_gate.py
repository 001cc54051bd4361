"""Where the gate stands in programs: obligation, travel order, seat and delivery, each for its own days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import Delivery, Recipient, TravelOrder
from programs.services import agreements, deliveries, fms, obligations, seats
from programs.services.deliveries import DeliveryRow
from tests import make
from vetting.models import Approval
from vetting.services import approvals

from . import build
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def refusal(call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def delivery_to(who: Recipient, **more: Any) -> DeliveryRow:
    values: dict[str, Any] = {
        "what": "ARTICLE",
        "description": "Radios",
        "quantity": Decimal(4),
        "value": Decimal(1_000),
        "delivered_on": today(),
    }
    return DeliveryRow(program=who.program, unit=who.unit, person=who.person, **{**values, **more})


def test_a_course_longer_than_the_approval_is_shut_and_says_until_when(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program, until=today() + 30 * DAY)
    seat = build.seat(office, student, end=today() + 54 * 7 * DAY)
    refused = refusal(
        lambda: seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=office.analyst)
    )
    assert {problem.code for problem in refused.problems} == {"LAPSES"}
    assert "Opens with a new approval." in {problem.opens for problem in refused.problems}


def test_an_order_is_gated_for_the_whole_trip_not_only_for_the_course(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program, until=today() + 60 * DAY)
    seat = build.seat(office, student, end=today() + 55 * DAY)
    trip = {"seat": seat, "travel_from": today(), "by": office.analyst}
    assert {p.code for p in refusal(lambda: seats.issue_order(travel_until=today() + 61 * DAY, **trip)).problems} == {
        "LAPSES"
    }
    order = seats.issue_order(travel_until=today() + 60 * DAY, **trip)
    longer = {"travel_from": today(), "travel_until": today() + 61 * DAY, "note": "Later", "by": office.analyst}
    assert refusal(lambda: seats.amend_order(order=order, **longer)).problems[0].code == "LAPSES"
    order.refresh_from_db()
    assert order.state == "ISSUED"  # nothing of the amendment is kept


def test_one_order_is_in_force_and_its_days_do_not_change(office: build.Office) -> None:
    program = build.program(office)
    seat = build.seat(office, build.student(office, program))
    order = seats.issue_order(seat=seat, travel_from=today(), travel_until=seat.end_on, by=office.analyst)
    rows = TravelOrder.objects.filter(pk=order.pk)
    changed = {"travel_until": seat.end_on + DAY, "version": order.version + 1}
    assert constraint_of(lambda: rows.update(**changed)) == "programs_travelorder_frozen"
    draft = TravelOrder.objects.create(seat=seat, number="ITO-2", travel_from=today(), travel_until=seat.end_on)
    again = TravelOrder.objects.filter(pk=draft.pk)
    assert (
        constraint_of(lambda: again.update(state="ISSUED", issued_on=today(), version=2)) == "travel_order_one_in_force"
    )


def test_gscf_opens_under_both_laws_alone(office: build.Office) -> None:
    program = build.program(office, "GSCF")
    one_law, both = make.unit(), make.unit()
    make.approved(None, one_law, laws=["STATE"])
    make.approved(None, both, laws=["STATE", "DOD"])
    half, whole = build.recipient(office, program, one_law), build.recipient(office, program, both)
    refused = refusal(lambda: deliveries.record_deliveries(rows=[delivery_to(half)], by=office.analyst))
    assert refused.code == "gate"
    assert {str(p.rule) for p in refused.problems} == {"10 U.S.C. 362(a), statute, verified"}
    assert len(deliveries.record_deliveries(rows=[delivery_to(whole)], by=office.analyst)) == 1


def test_one_shut_recipient_among_many_refuses_them_all_and_is_named(office: build.Office) -> None:
    program = build.program(office, "PKO")
    units = [make.unit() for _ in range(3)]
    for unit in units[:2]:
        make.approved(None, unit)
    rows = [delivery_to(build.recipient(office, program, unit)) for unit in units]
    refused = refusal(lambda: deliveries.record_deliveries(rows=rows, by=office.analyst))
    assert refused.code == "gate"
    assert [problem.reason for problem in refused.problems] == [f"{units[2].name} ({units[2].code}) has no approval."]
    assert Delivery.objects.count() == 0


def test_nobody_borrows_the_unit_of_another_recipient(office: build.Office) -> None:
    """One person approved in the unit of another: both units are on the obligation, and it stays shut."""
    program = build.program(office)
    home, other = make.unit(), make.unit()
    here, there = make.person(home), make.person(other)
    make.approved(here, home)
    make.approved(there, other)
    unposted = make.person(home, posted=False)
    make.approved(unposted, home)
    people = [build.recipient(office, program, other, there), build.recipient(office, program, other, unposted)]
    people.append(build.recipient(office, program, home, here))
    fund = build.fund(office, allotted=1_000)
    obligation = build.proposed(office, program, fund, 500, recipients=people)
    refused = refusal(lambda: obligations.record(obligation=obligation, by=office.recorder))
    assert "WRONG_UNIT" in {problem.code for problem in refused.problems}
    rows = type(obligation).objects.filter(pk=obligation.pk)
    recorded = {"state": "RECORDED", "recorded_by": office.recorder, "version": 2}
    assert constraint_of(lambda: rows.update(**recorded)) == "gate_obligation"


def test_a_suspension_shuts_a_seat_that_was_open(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    seat = build.seat(office, student)
    build.recorded(office, program, build.fund(office, allotted=50_000), seats=[seat])
    approval = Approval.objects.get(person=student.person)
    approvals.suspend(approval=approval, reason="Credible information", by=make.user("HUMAN_RIGHTS_REVIEWER"))
    seat.refresh_from_db()
    refused = refusal(lambda: seats.take(seat=seat, step="start", by=office.analyst))
    assert "SUSPENDED" in {problem.code for problem in refused.problems}
    started = {"state": "IN_TRAINING", "version": seat.version + 1}
    rows = type(seat).objects.filter(pk=seat.pk)
    assert constraint_of(lambda: rows.update(**started)) == "gate_seat"
    with without("programs_trainingseat", trigger="gate_update"):
        assert rows.update(**started) == 1


def test_a_seat_starts_on_money_that_names_its_person_and_covers_its_price(office: build.Office) -> None:
    program = build.program(office)
    one, two = build.student(office, program), build.student(office, program)
    fund = build.fund(office, allotted=100_000)
    seat = build.seat(office, one, price=Decimal(15_000))
    dear = build.seat(office, one, price=Decimal(15_000))
    first = refusal(lambda: seats.take(seat=seat, step="start", by=office.analyst))
    assert first.sentence == "The seat has no recorded obligation."
    obligation = build.recorded(office, program, fund, 20_000, seats=[seat])
    others = build.recorded(office, program, fund, 20_000, recipients=[two])

    rows = type(seat).objects.filter(pk=seat.pk)
    started = {"state": "IN_TRAINING"}
    version = rows.get().version
    assert constraint_of(lambda: rows.update(obligation=others, version=version + 1, **started)) == "seat_is_obligated"
    seat.refresh_from_db()
    seats.take(seat=seat, step="start", by=office.analyst)
    late = type(seat).objects.filter(pk=dear.pk)
    late.update(obligation=obligation, version=dear.version + 1)
    assert constraint_of(lambda: late.update(version=dear.version + 2, **started)) == "seat_within_obligation"
    with without("programs_trainingseat", trigger="under_obligation"):
        assert late.update(version=dear.version + 2, **started) == 1


def test_a_seat_does_not_start_before_its_day_nor_before_its_program(office: build.Office) -> None:
    program = build.program(office, state="APPROVED")
    seat = build.seat(office, build.student(office, program), start=today() + 3 * DAY)
    refused = refusal(lambda: seats.take(seat=seat, step="start", by=office.analyst))
    reasons = [problem.reason for problem in refused.problems]
    assert "The program is not executing." in reasons
    assert any(reason.startswith("The course starts on ") for reason in reasons)


def test_a_seat_is_for_a_person_of_its_own_program(office: build.Office) -> None:
    mine, other = build.program(office), build.program(office)
    unit = make.unit()
    stranger = build.recipient(office, other, unit, make.person(unit))
    alone = build.recipient(office, mine, unit)
    seat = build.seat(office, build.student(office, mine))
    row = type(seat)(program=mine, course=seat.course, start_on=seat.start_on, end_on=seat.end_on)
    for who in (stranger, alone):
        row.pk, row.recipient = None, who
        assert constraint_of(row.save) == "seat_for_recipient_of_program"


def test_a_delivery_of_a_seat_is_to_who_completed_it(office: build.Office) -> None:
    program = build.program(office)
    student, other = build.student(office, program), build.student(office, program)
    seat = build.seat(office, student)
    for who in (student, other):  # the one has not completed it, the other never sat there
        row = delivery_to(who, seat=seat, what="TRAINING")
        refused = refusal(lambda row=row: deliveries.record_deliveries(rows=[row], by=office.analyst))
        assert refused.code == "delivery_fits_seat"


def test_a_delivery_is_to_a_recipient_and_not_in_the_future(office: build.Office) -> None:
    program = build.program(office, "PKO")
    stranger = Recipient(program=program, unit=make.unit())
    row = delivery_to(stranger, delivered_on=today() + DAY)
    refused = refusal(lambda: deliveries.record_deliveries(rows=[row], by=office.analyst))
    assert [problem.code for problem in refused.problems] == ["not_a_recipient", "future"]


class Unnamed:
    """An FMF program with an agreement, and a case whose recipients cannot be named."""

    def __init__(self, office: build.Office, *, list_sent: bool = True, case: bool = True) -> None:
        self.office, self.program = office, build.program(office, "FMF")
        self.agreement = agreements.record_agreement(
            operating_unit=self.program.operating_unit,
            title="Agreement on recipients",
            document="Note 12",
            signed_on=today() - 20 * DAY,
            until_on=today() + 20 * DAY,
            list_sent_on=today() - 10 * DAY if list_sent else None,
            by=office.manager,
        )
        line = fms.LineRow(description="Boats", category="ARTICLE", quantity=Decimal(2), total=Decimal(900))
        self.line = None
        if case:
            made = fms.open_fms_case(
                program=self.program,
                designator="XT-P-LBX",
                title="Patrol",
                lines=[line],
                agreement=self.agreement,
                by=office.manager,
            )
            self.line = made.lines.get()
            build.implemented(office, made)
            build.agreed(office, self.program.operating_unit)

    def deliver(self, **more: Any) -> list[Delivery]:
        values: dict[str, Any] = {"quantity": Decimal(1), "delivered_on": today(), "line": self.line}
        row = DeliveryRow(
            program=self.program,
            agreement=self.agreement,
            what="ARTICLE",
            description="Boat",
            value=Decimal(450),
            **{**values, **more},
        )
        return deliveries.record_deliveries(rows=[row], by=self.office.analyst)


def test_an_unnamed_delivery_goes_under_an_agreement_with_its_list(office: build.Office) -> None:
    scene = Unnamed(office)
    assert scene.deliver()[0].unit is None
    early = refusal(lambda: scene.deliver(delivered_on=today() - 11 * DAY))
    assert (early.code, str(early.problems[0].rule)) == (
        "delivery_under_agreement",
        "22 U.S.C. 2378d(c)(1), statute, verified",
    )
    assert refusal(lambda: scene.deliver(delivered_on=today() - 21 * DAY)).code == "delivery_under_agreement"
    scene.deliver()
    assert refusal(scene.deliver).code == "line_quantity"


def test_an_unnamed_delivery_without_list_or_reason_is_refused(office: build.Office) -> None:
    assert refusal(Unnamed(office, list_sent=False).deliver).code == "delivery_under_agreement"


def test_an_agreement_does_not_open_a_program_that_names_its_recipients(office: build.Office) -> None:
    scene = Unnamed(office, case=False)
    assert refusal(scene.deliver).code == "delivery_where_unnamed"
    with without("programs_delivery", trigger="under_agreement"):
        scene.deliver()


def test_a_training_seat_is_never_delivered_under_an_agreement(office: build.Office) -> None:
    program = build.program(office)
    seat = build.seat(office, build.student(office, program))
    agreement = agreements.record_agreement(
        operating_unit=program.operating_unit,
        title="Agreement",
        document="Note 1",
        signed_on=today() - DAY,
        list_sent_on=today() - DAY,
        by=office.manager,
    )
    row = Delivery(program=program, seat=seat, agreement=agreement, what="TRAINING", description="Course")
    row.quantity, row.value, row.delivered_on, row.recorded_by = Decimal(1), Decimal(1), today(), office.analyst
    with without("programs_delivery", trigger="under_agreement"), without("programs_delivery", trigger="fits"):
        assert constraint_of(row.save) == "delivery_to_unit_or_under_agreement"


def test_a_delivery_without_approval_is_told_by_the_books(office: build.Office) -> None:
    program = build.program(office, "PKO")
    who = build.recipient(office, program, make.unit())
    with without("programs_delivery", trigger="gate_insert"):
        deliveries.record_deliveries(rows=[delivery_to(who)], by=office.analyst)
    assert any("has no approval on its day under STATE" in line for line in books.problems())
