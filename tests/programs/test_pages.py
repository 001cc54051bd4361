"""The pages of programs and money: what they show, whom, what they refuse with 409, and how many queries they take."""

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
from programs.models import FundTransaction, Obligation, Program, TrainingSeat
from programs.services import ledger, programs, seats
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


def step(client: Client, address: str, name: str, version: int, note: str = "") -> Any:
    return client.post(f"{address}step/", {"step": name, "version": version, "note": note})


def test_a_plan_is_made_submitted_and_approved_on_its_pages(office: build.Office) -> None:
    place = make.operating_unit()
    analyst, director = signed_in(office.analyst), signed_in(office.director)
    plan = {
        "title": "Naval instructors",
        "operating_unit": place.code,
        "fiscal_year": 2027,
        "manager": office.manager.pk,
        "purpose": "",
        "planned_amount": "185000",
        "objectives": "Instructors",
        "planning_year": 2028,
    }
    response = analyst.post("/programs/new/?kind=IMET", plan)
    program = Program.objects.get()
    assert response["Location"] == program.get_absolute_url() == "/programs/IMET-2027-XTM-0001/"
    page = html(analyst, program.get_absolute_url())
    assert "The plan does not say what it is for." in page  # the button is shut and says why
    assert step(analyst, program.get_absolute_url(), "submit", 1).status_code == 409
    edit = {**plan, "purpose": "Instructors for the coast guard", "version": 1}
    for gone in ("operating_unit", "fiscal_year"):
        del edit[gone]
    assert analyst.post(f"{program.get_absolute_url()}edit/", edit).status_code == 302
    assert step(analyst, program.get_absolute_url(), "submit", 2).status_code == 302
    assert 'value="approve"' not in html(analyst, program.get_absolute_url())
    assert step(director, program.get_absolute_url(), "approve", 3).status_code == 302
    program.refresh_from_db()
    assert (program.state, program.imetdetail.objectives) == ("APPROVED", "Instructors")
    history = html(director, f"{program.get_absolute_url()}?tab=history")
    assert "Approve the plan" in history
    assert str(office.director) in history


def test_a_stale_plan_shows_both_versions_and_loses_nothing(office: build.Office) -> None:
    program = build.program(office, state="DRAFT")
    programs.edit_program(program=program, by=office.manager, title="Theirs")
    client = signed_in(office.analyst)
    mine = {"title": "Mine", "manager": office.manager.pk, "planned_amount": "1", "purpose": "P", "version": 1}
    response = client.post(f"{program.get_absolute_url()}edit/", {**mine, "objectives": "O"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Someone saved before you" in page
    assert "<del>Mine</del>" in page
    assert "<ins>Theirs</ins>" in page
    assert 'name="version" value="2"' in page


def test_people_are_nominated_from_their_unit(office: build.Office) -> None:
    program = build.program(office)
    unit = make.unit()
    person = make.person(unit, "Amir", "حسن")
    client = signed_in(office.analyst)
    address = f"{program.get_absolute_url()}recipients/new/"
    found = client.post(address, {"unit": unit.code.lower()})
    assert found["Location"] == f"{address}?unit={unit.code}"
    assert "حسن" in html(client, found["Location"])
    client.post(found["Location"], {"itself": "on", "people": [person.pk], "note": ""})
    assert [(r.unit, r.person) for r in program.recipients.order_by("pk")] == [(unit, None), (unit, person)]
    again = client.post(found["Location"], {"itself": "on", "note": ""})
    assert again.status_code == 409
    assert "This recipient is on the program already." in again.content.decode()


def test_the_gate_speaks_on_the_seats_page(office: build.Office) -> None:
    program = build.program(office)
    unit = make.unit()
    who = build.recipient(office, program, unit, make.person(unit))
    seat = build.seat(office, who)
    client = signed_in(office.analyst)
    page = html(client, seat.get_absolute_url())
    assert "has no approval." in page
    assert "22 U.S.C. 2378d(a), statute, verified" in page
    assert 'aria-disabled="true" aria-describedby="shut-start"' in page
    assert step(client, seat.get_absolute_url(), "start", seat.version).status_code == 409
    order = {"travel_from": str(seat.start_on), "travel_until": str(seat.end_on)}
    assert client.post(f"{seat.get_absolute_url()}order/", order).status_code == 409


def test_a_seat_is_carried_to_its_delivery_on_its_pages(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    fund = build.fund(office, allotted=50_000)
    analyst, manager, recorder = (signed_in(u) for u in (office.analyst, office.manager, office.recorder))
    base = program.get_absolute_url()
    course = build.course()
    asked = {"recipients": [student.pk], "course": course.pk, "start_on": str(today()), "end_on": str(today())}
    assert analyst.post(f"{base}seats/new/", {**asked, "tuition": "18500", "allowances": "0"}).status_code == 302
    seat = TrainingSeat.objects.get()
    assert step(analyst, seat.get_absolute_url(), "confirm", 1).status_code == 302
    paid = {
        "fund": fund.number,
        "amount": "18500",
        "document_number": "DOC-1",
        "evidence": "AGREEMENT",
        "effective_on": str(today()),
        "seats": [seat.pk],
    }
    response = manager.post(f"{base}obligations/new/", paid)
    obligation = Obligation.objects.get()
    assert response["Location"] == obligation.get_absolute_url()
    assert step(manager, obligation.get_absolute_url(), "record", 1).status_code == 409  # not a funds officer
    assert step(recorder, obligation.get_absolute_url(), "record", 1).status_code == 302
    seat.refresh_from_db()
    assert step(analyst, seat.get_absolute_url(), "start", seat.version).status_code == 302
    done = {"outcome": "GRADUATED", "on": str(today()), "place_name": ""}
    assert analyst.post(f"{seat.get_absolute_url()}complete/", done).status_code == 302
    page = html(analyst, base)
    assert "Completed" in page
    assert "1 delivery" in page
    voucher = {"amount": "18500", "effective_on": str(today()), "evidence": "Voucher 1", "note": ""}
    assert recorder.post(f"{obligation.get_absolute_url()}pay/", voucher).status_code == 302
    more = recorder.post(f"{obligation.get_absolute_url()}pay/", voucher)
    assert more.status_code == 409
    assert "There is not that much left at this stage." in more.content.decode()


def test_a_fund_is_fed_on_its_pages_and_a_mistake_taken_back(office: build.Office) -> None:
    client, place = signed_in(office.funds), make.operating_unit()
    account = build.account()
    opened = {
        "account": account.code,
        "fiscal_year": 2027,
        "title": "IMET FY 2027",
        "enacted_on": "2026-02-03",
        "available_until": "2027-09-30",
    }
    address = client.post("/funds/new/", opened)["Location"]
    move = {"amount": "100000", "effective_on": str(today()), "evidence": "P.L. 119-75", "note": ""}
    assert client.post(f"{address}appropriate/", move).status_code == 302
    assert client.post(f"{address}apportion/", {**move, "amount": "200000"}).status_code == 409
    assert client.post(f"{address}apportion/", move).status_code == 302
    assert client.post(f"{address}allot/", {**move, "operating_unit": place.code}).status_code == 302
    allotted = FundTransaction.objects.get(to_stage="ALLOTTED")
    back = {"effective_on": str(today()), "evidence": "Memo", "note": "Wrong place"}
    assert client.post(f"/transactions/{allotted.pk}/reverse/", back).status_code == 302
    assert "takes one back" in html(client, address)
    assert client.post(f"/transactions/{allotted.pk}/reverse/", back).status_code == 409


def test_fmf_is_shown_as_not_unit_vetted_and_never_as_approved(office: build.Office) -> None:
    program = build.program(office, "FMF")
    manager, funds, recorder = (signed_in(u) for u in (office.manager, office.funds, office.recorder))
    agreement = {
        "operating_unit": program.operating_unit.code,
        "title": "Agreement on recipients",
        "document": "Note 12",
        "signed_on": "2026-01-18",
        "list_sent_on": "2026-02-01",
    }
    assert manager.post("/agreements/new/", agreement).status_code == 302
    made = program.operating_unit.agreements.get()
    case = {
        "designator": "xt-p-lbx",
        "title": "Coastal patrol",
        "agreement": made.pk,
        "description": "Patrol boat",
        "category": "ARTICLE",
        "quantity": "4",
        "total": "14200000",
    }
    base = program.get_absolute_url()
    assert manager.post(f"{base}cases/new/", case).status_code == 302
    fund = build.fund(office, "FMF")
    ledger.appropriate(fund=fund, amount=Decimal(9), effective_on=today(), evidence="P.L.", by=office.funds)
    apportioned = {
        "amount": "9",
        "effective_on": str(today()),
        "evidence": "SF-132",
        "operating_unit": program.operating_unit.code,
        "program": program.number,
        "agreement": made.pk,
    }
    address = funds.post(f"{fund.get_absolute_url()}apportion/", apportioned)["Location"]
    assert step(recorder, address, "record", 1).status_code == 302
    delivered = {
        "agreement": made.pk,
        "line": program.fms_cases.get().lines.get().pk,
        "what": "ARTICLE",
        "description": "Patrol boat 1",
        "quantity": "1",
        "value": "3550000",
        "delivered_on": str(today()),
    }
    assert manager.post(f"{base}deliveries/new/", delivered).status_code == 302
    for page in (base, address, "/deliveries/", "/obligations/"):
        client = manager if page != address else recorder
        assert "Not unit-vetted" in html(client, page), page
    assert ">Approved</span>" not in html(manager, base)


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


def test_a_step_that_is_no_step_is_not_understood(office: build.Office) -> None:
    program = build.program(office)
    client = signed_in(office.director)
    for sent in ({"step": "explode", "version": 1}, {"step": "close"}, {"step": "close", "version": "x"}, {}):
        assert client.post(f"{program.get_absolute_url()}step/", sent).status_code == 400
