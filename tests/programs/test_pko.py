"""PKO at work: purposes, contributions, events behind the gate, equipment that is signed for, engagements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from ground.dates import as_if, today
from ground.refusals import Refused
from programs.models import Delivery, Engagement, EquipmentPackage, PackageItem, PkoDetail, Program, TrainingEvent
from programs.services import pko, programs
from tests import make
from vetting.models import Approval
from vetting.services import approvals

from . import build
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MFO = {"pko_purpose": "P1"}


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def refusal(call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def contribute(office: build.Office, program: Program, **more: Any) -> Any:
    values = {"operation": "Multinational Force and Observers", "fiscal_year": 2027, "amount": Decimal(28_000_000)}
    values |= {"on_day": today(), "document": "MFO-2027", "by": office.analyst, **more}
    return pko.contribute(program=program, **values)


# --- Purposes and contributions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("purpose", "global_program", "fits"),
    [
        *(("P2", "GPOI", True), ("P7", "GDRP", True), ("P7", "SFP", True), ("P3", "", True)),
        *(("P7", "GPOI", False), ("P2", "GDRP", False), ("P1", "SFP", False)),
    ],
)
def test_a_global_program_belongs_to_its_purpose(
    office: build.Office, purpose: str, global_program: str, fits: bool
) -> None:
    made = build.program(office, "PKO", state="DRAFT")
    detail = {"pko_purpose": purpose, "global_program": global_program}

    def raw() -> int:
        return PkoDetail.objects.filter(program=made).update(**detail)

    if fits:
        assert raw() == 1
    else:
        assert constraint_of(raw) == "pko_global_program_fits"
        refused = refusal(lambda: programs.edit_program(program=made, detail=detail, by=office.analyst))
        assert refused.code == "pko_global_program_fits"
        with without("programs_pkodetail", constraint="pko_global_program_fits"):
            assert raw() == 1


def test_assessed_dues_are_paid_for_an_operation(office: build.Office) -> None:
    made = build.program(office, "PKO", state="DRAFT")
    rows = PkoDetail.objects.filter(program=made)
    assert constraint_of(lambda: rows.update(assessed_dues=True)) == "pko_assessed_dues_of_operations"
    rows.update(assessed_dues=True, pko_purpose="P1", global_program="")


def test_an_objective_is_one_of_the_gpoi(office: build.Office) -> None:
    rows = PkoDetail.objects.filter(program=build.program(office, "PKO", state="DRAFT"))
    rows.update(objective="WOMEN")
    assert constraint_of(lambda: rows.update(global_program="")) == "pko_objective_of_gpoi"
    assert constraint_of(lambda: rows.update(objective="PEACE")) == "pko_objective_of_gpoi"
    with without("programs_pkodetail", constraint="pko_objective_of_gpoi"):
        rows.update(global_program="")


def test_a_contribution_goes_to_an_operation_for_a_year_and_is_never_changed(
    office: build.Office, program: Program
) -> None:
    mfo = build.program(office, "PKO", detail=MFO)
    given = contribute(office, mfo)
    assert str(given) == "Multinational Force and Observers, FY 2027"
    assert refusal(lambda: contribute(office, program)).code == "pko_contribution_to_operation"
    assert refusal(lambda: contribute(office, mfo)).code == "pko_contribution_once"
    assert refusal(lambda: contribute(office, mfo, amount=Decimal(0), document="2")).code == "pko_contribution_positive"
    ahead = refusal(lambda: contribute(office, mfo, on_day=today() + DAY, document="3"))
    assert ahead.code == "programs_pkocontribution_on_day_ahead"
    rows = type(given).objects.filter(pk=given.pk)
    assert constraint_of(lambda: rows.update(amount=1)) == "programs_pkocontribution_append_only"
    with without("programs_pkocontribution", trigger="of_pko"):
        contribute(office, program)


# --- Training events ---------------------------------------------------------------------------------------------


def start(office: build.Office, event: TrainingEvent) -> TrainingEvent:
    return pko.take(event=event, step="start", by=office.analyst)


def raw_start(event: TrainingEvent) -> str:
    rows = TrainingEvent.objects.filter(pk=event.pk)
    return constraint_of(lambda: rows.update(state="STARTED", version=event.version + 1))


def test_an_event_of_a_unit_that_is_not_approved_does_not_start_by_any_way(
    office: build.Office, program: Program
) -> None:
    event = build.event(office, build.troops(office, program, approved=False))
    refused = refusal(lambda: start(office, event))
    assert {problem.code for problem in refused.problems} == {"NOT_APPROVED"}
    assert raw_start(event) == "gate_training_event"
    with connection.cursor() as cursor, without("programs_trainingevent", trigger="gate_update"):
        cursor.execute(
            "UPDATE programs_trainingevent SET state = 'STARTED', version = version + 1 WHERE id = %s", [event.pk]
        )
    assert TrainingEvent.objects.get(pk=event.pk).state == "STARTED"


def test_a_planned_event_approves_nobody_and_can_be_moved(office: build.Office, program: Program) -> None:
    event = build.event(office, build.troops(office, program, approved=False), start=today() + 30 * DAY)
    moved = pko.edit_event(event=event, start_on=today() + 40 * DAY, end_on=today() + 50 * DAY, by=office.analyst)
    assert (moved.state, moved.start_on) == ("PLANNED", today() + 40 * DAY)
    early = refusal(lambda: start(office, moved))
    assert "The event starts on" in " ".join(problem.reason for problem in early.problems)


def test_an_event_under_way_is_not_lengthened_past_its_approval(office: build.Office, program: Program) -> None:
    unit = make.unit()
    make.approved(None, unit, until=today() + 30 * DAY)
    event = start(office, build.event(office, build.recipient(office, program, unit)))
    longer = refusal(lambda: pko.edit_event(event=event, end_on=today() + 31 * DAY, by=office.analyst))
    assert {problem.code for problem in longer.problems} == {"LAPSES"}


def test_an_event_starts_while_its_program_executes(office: build.Office) -> None:
    approved = build.program(office, "PKO", state="APPROVED")
    event = build.event(office, build.troops(office, approved))
    assert refusal(lambda: start(office, event)).problems[0].reason == "The program is not executing."
    assert raw_start(event) == "event_while_executing"


def test_who_was_trained_is_counted_once_with_the_delivery(office: build.Office, program: Program) -> None:
    who = build.troops(office, program)
    event = build.held(office, who, military=180, police=20, women=30, instructors=12)
    assert (event.state, event.persons, event.women, event.instructors) == ("COMPLETED", 200, 30, 12)
    delivery = Delivery.objects.get(event=event)
    assert (delivery.unit, delivery.quantity, delivery.value) == (who.unit, Decimal(200), Decimal(100_000))
    rows = TrainingEvent.objects.filter(pk=event.pk)
    version = event.version + 1
    assert constraint_of(lambda: rows.update(women=31, version=version)) == "programs_trainingevent_counts_stand"
    later = {"end_on": event.end_on + DAY, "version": version}
    assert constraint_of(lambda: rows.update(**later)) == "programs_trainingevent_dates_stand"


@pytest.mark.parametrize(
    ("counts", "constraint"),
    [
        ({"military": 10, "women": 11}, "event_counts_within"),
        ({"police": 5, "instructors": 6}, "event_counts_within"),
        ({}, "event_counted_when_completed"),
    ],
)
def test_counts_that_do_not_fit_are_refused(
    office: build.Office, program: Program, counts: dict[str, int], constraint: str
) -> None:
    event = start(office, build.event(office, build.troops(office, program), days=0))
    refused = refusal(
        lambda: pko.complete(event=event, trained=pko.Trained(**counts), cost=Decimal(1), by=office.analyst)
    )
    assert refused.code == constraint
    rows = TrainingEvent.objects.filter(pk=event.pk)
    with without("programs_trainingevent", constraint=constraint):
        rows.update(state="COMPLETED", version=event.version + 1, **counts)


def test_an_event_is_counted_on_its_last_day_or_later(office: build.Office, program: Program) -> None:
    event = start(office, build.event(office, build.troops(office, program)))
    done = {"event": event, "trained": pko.Trained(military=1), "cost": Decimal(0), "by": office.analyst}
    assert "The event ends on" in refusal(lambda: pko.complete(**done)).problems[0].reason
    with as_if(event.end_on):
        assert pko.complete(**done).event_id == event.pk


def test_training_that_began_is_not_delivered_after_a_suspension(office: build.Office, program: Program) -> None:
    who = build.troops(office, program)
    event = start(office, build.event(office, who, days=0))
    team = make.Team()
    approval = Approval.objects.get(unit=who.unit, person=None)
    approvals.suspend(approval=approval, reason="A question is open.", by=team.rights)
    done = {"event": event, "trained": pko.Trained(military=1), "cost": Decimal(0), "by": office.analyst}
    assert {problem.code for problem in refusal(lambda: pko.complete(**done)).problems} == {"SUSPENDED"}
    stopped = pko.take(event=event, step="stop", note="The unit is suspended.", by=office.analyst)
    assert stopped.state == "STOPPED"


def test_an_event_is_of_pko_and_for_a_unit_that_its_program_nominated(office: build.Office, program: Program) -> None:
    imet = build.program(office)
    elsewhere = build.troops(office, imet, approved=False)
    assert refusal(lambda: build.event(office, elsewhere)).code == "event_of_pko"
    values = {"start_on": today(), "end_on": today(), "title": "Raw"}
    raw = {"program": program, "recipient": elsewhere, **values}
    assert constraint_of(lambda: TrainingEvent.objects.create(**raw)) == "pko_for_unit_of_program"
    unit = make.unit()
    person = build.recipient(office, program, unit, make.person(unit))
    assert refusal(lambda: build.event(office, person)).code == "pko_for_unit_of_program"


def test_a_program_with_an_event_under_way_does_not_close(office: build.Office, program: Program) -> None:
    start(office, build.event(office, build.troops(office, program)))
    refused = refusal(lambda: programs.take(program=program, step="close", by=office.director))
    assert refused.problems[0].reason == "1 event still open."


# --- Equipment ---------------------------------------------------------------------------------------------------


def transfer(office: build.Office, package: EquipmentPackage, **more: Any) -> Delivery:
    return pko.transfer_package(package=package, on_day=more.pop("on_day", today()), by=office.analyst, **more)


def test_title_does_not_pass_to_a_unit_that_is_not_approved(office: build.Office, program: Program) -> None:
    package = build.package(office, build.troops(office, program, approved=False))
    refused = refusal(lambda: transfer(office, package))
    assert (refused.code, {problem.code for problem in refused.problems}) == ("gate", {"NOT_APPROVED"})
    rows = EquipmentPackage.objects.filter(pk=package.pk)
    passed = {"transferred_on": today(), "version": package.version + 1}
    assert constraint_of(lambda: rows.update(**passed)) == "gate_equipment_package"
    born = {"program": program, "recipient": package.recipient, "title": "Raw", "transferred_on": today()}
    assert constraint_of(lambda: EquipmentPackage.objects.create(**born)) == "package_has_items"
    with without("programs_equipmentpackage", trigger="gate_update"):
        assert rows.update(**passed) == 1


def test_a_package_is_delivered_with_its_value_and_then_stands(office: build.Office, program: Program) -> None:
    package = build.package(office, build.troops(office, program))
    delivery = transfer(office, package, place_name="Port Cobalt")
    assert (delivery.value, delivery.package, delivery.what) == (Decimal(80_000), package, "ARTICLE")
    row = pko.ItemRow(description="More", quantity=1, value=Decimal(1))
    more = refusal(lambda: pko.add_items(package=package, items=[row], by=office.analyst))
    assert more.code == "item_stands_after_transfer"
    item = package.items.first()
    rows = PackageItem.objects.filter(pk=item.pk)
    assert constraint_of(lambda: rows.update(quantity=9, version=2)) == "item_stands_after_transfer"
    package.refresh_from_db()
    again = EquipmentPackage.objects.filter(pk=package.pk)
    back = {"transferred_on": None, "version": package.version + 1}
    assert constraint_of(lambda: again.update(**back)) == "programs_equipmentpackage_transferred"


def test_an_item_without_a_hand_receipt_is_not_accounted_for(office: build.Office, program: Program) -> None:
    package = build.package(office, build.troops(office, program))
    signed = {"number": "HR-7", "signed_by": "Quartermaster", "signed_on": today(), "by": office.analyst}
    item = package.items.order_by("pk").first()
    assert refusal(lambda: pko.sign_for(item=item, **signed)).code == "item_after_transfer"
    transfer(office, package)
    assert not item.accounted
    item = pko.sign_for(item=item, **signed)
    assert item.accounted
    rows = PackageItem.objects.filter(pk=item.pk)
    version = item.version + 1
    assert constraint_of(lambda: rows.update(receipt_signed_by="", version=version)) == "item_receipt_is_whole"
    early = {"receipt_signed_on": today() - DAY, "version": version}
    assert constraint_of(lambda: rows.update(**early)) == "item_after_transfer"
    many = refusal(lambda: pko.inspect(item=item, inspected_on=today(), serviceable=5, by=office.analyst))
    assert many.code == "item_serviceable_within"
    assert pko.inspect(item=item, inspected_on=today(), serviceable=3, by=office.analyst).serviceable == 3


# --- Engagements -------------------------------------------------------------------------------------------------


def engage(office: build.Office, program: Program, **more: Any) -> Engagement:
    values = {"sort": "ADVICE", "provider": "State", "what_for": "Budget office", "by": office.analyst}
    values |= {"starts_on": today(), "ends_on": today() + 60 * DAY, **more}
    return pko.engage(program=program, **values)


def test_a_unit_is_approved_for_all_days_of_an_engagement_and_a_ministry_is_no_unit(
    office: build.Office, program: Program
) -> None:
    assert engage(office, program, ministry="Ministry of Defense").recipient is None
    shut = build.troops(office, program, approved=False)
    support = {"sort": "SUPPORT", "mission": "MINUSMA 8"}
    assert refusal(lambda: engage(office, program, recipient=shut, **support)).code == "gate"
    raw = {"program": program, "recipient": shut, "provider": "x", "what_for": "x", **support}
    raw |= {"starts_on": today(), "ends_on": today()}
    assert constraint_of(lambda: Engagement.objects.create(**raw)) == "gate_engagement"
    with without("programs_engagement", trigger="gate_insert"):
        Engagement.objects.create(**raw)
    assert engage(office, program, recipient=build.troops(office, program), **support).sort == "SUPPORT"


def test_support_in_mission_is_of_a_unit_and_names_the_mission(office: build.Office, program: Program) -> None:
    alone = refusal(lambda: engage(office, program, sort="SUPPORT", mission="MINUSMA 8"))
    assert alone.code == "engagement_with_unit_or_ministry"
    who = build.troops(office, program)
    assert refusal(lambda: engage(office, program, sort="SUPPORT", recipient=who)).code == "engagement_names_mission"
