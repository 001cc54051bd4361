"""The pages of notifications: what they say and do, and why the button of an obligation is shut, and until when."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.pages.words import long_day
from programs.models import CongressionalNotification, Fund, Obligation
from tests import make

from . import build, notices
from .browse import html, signed_in, step

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


@pytest.fixture
def fund(office: notices.Hill) -> Fund:
    return notices.fund(office)


def page(notice: CongressionalNotification) -> str:
    return f"/notifications/{notice.number}/"


def post(client: Client, address: str, status: int = 302, **data: Any) -> Any:
    answer = client.post(address, data)
    assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[:3000])
    return answer


def test_the_whole_way_by_its_pages(office: notices.Hill, fund: Fund) -> None:
    place, manager, h = make.operating_unit(), signed_in(office.manager), signed_in(office.h)
    made = post(
        manager,
        "/notifications/new/",
        kind="SECTION_7015",
        program_kind="PKO",
        title="Peacekeeping instructors",
        justification="A battalion that trains its own.",
        operating_unit=place.code,
        fiscal_year=2027,
    )
    notice = CongressionalNotification.objects.get()
    assert made["Location"] == page(notice) == "/notifications/CN-2027-0001/"
    for amount in (400, 100):
        program = build.program(office, "PKO") if amount == 100 else None
        post(
            manager,
            f"{page(notice)}lines/new/",
            fund=fund.number,
            operating_unit=place.code,
            program=program.number if program else "",
            amount=amount,
        )
    extra = notice.lines.get(amount=100)
    assert "history keeps it" in html(manager, f"{page(notice)}lines/{extra.pk}/remove/").lower()
    post(manager, f"{page(notice)}lines/{extra.pk}/remove/")
    read = {"title": "Instructors", "justification": "As before.", "version": notice.version}
    post(manager, f"{page(notice)}edit/", **read)
    notice.refresh_from_db()
    assert step(manager, page(notice), "submit", notice.version).status_code == 302
    director = signed_in(office.director)
    shown = html(director, f"{page(notice)}clearances/new/")
    assert 'value="OMB"' in shown and 'value="H"' not in shown
    for who in ("EX", "L", "F", "SP", "OMB"):
        post(director, f"{page(notice)}clearances/new/", office=who, answer="YES", on=today())
    post(h, f"{page(notice)}clearances/new/", office="H", answer="YES", on=today())
    post(h, f"{page(notice)}transmittals/new/", committees=["SAC"], sent_on=today())
    assert "The clock starts when House Appropriations have it too." in html(h, page(notice))
    post(h, f"{page(notice)}transmittals/new/", committees=["HAC"], sent_on=today())
    shown = html(h, page(notice))
    assert "Day 0 of 15 since the last committee has it." in shown
    assert f"Opens on {long_day(today() + 15 * DAY)}: day 15 after transmittal to the last committee." in shown
    post(h, f"{page(notice)}holds/new/", committee="SAC", opened_on=today(), note="Asks for the plan.")
    assert "whatever the day" in html(h, page(notice))
    hold = notice.holds.get()
    assert "Record its release" in html(h, page(notice)) and "Record its release" not in html(manager, page(notice))
    post(h, f"{page(notice)}holds/{hold.pk}/release/", released_on=today(), note="Briefed.")
    sent = notice.transmittals.get(committee="SAC")
    assert "What Senate Appropriations said" in html(h, f"{page(notice)}transmittals/{sent.pk}/result/")
    post(h, f"{page(notice)}transmittals/{sent.pk}/result/", result="APPROVED", on=today())
    notice.refresh_from_db()
    assert step(manager, page(notice), "close", notice.version).status_code == 302
    notice.refresh_from_db()
    assert notice.state == "CLOSED"


def test_a_refusal_is_shown_with_its_rule(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    answer = post(
        signed_in(office.manager), f"{page(notice)}clearances/new/", 409, office="L", answer="YES", on=today()
    )
    assert "Whoever drafts a notification records no clearance of it." in answer.content.decode()
    assert step(signed_in(office.manager), page(notice), "withdraw", notice.version).status_code == 409


@pytest.mark.parametrize(("days", "recorded"), [(14, 409), (15, 302)])
def test_the_obligation_says_why_it_is_shut_and_when_it_opens(
    office: notices.Hill, fund: Fund, days: int, recorded: int
) -> None:
    notice = notices.sent(office, notices.row(fund, 500), days=days)
    program = build.program(office, "PKO")
    obligation = build.proposed(office, program, fund, 500, notification=notice)
    client, address = signed_in(office.recorder), f"/obligations/{obligation.pk}/"
    shown = html(client, address)
    opens = f"on {long_day(today() + DAY)}: day 15 after transmittal to the last committee."
    assert (opens in shown) == (days == 14)
    assert ("Day 14 of 15" in shown) == (days == 14)
    assert notice.number in shown
    assert step(client, address, "record", obligation.version).status_code == recorded


def test_a_hold_shuts_the_obligation_whatever_the_day(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 500), days=90)
    obligation = build.proposed(office, build.program(office, "PKO"), fund, 500, notification=notice)
    notices.held(office, notice, days=80)
    client, address = signed_in(office.recorder), f"/obligations/{obligation.pk}/"
    shown = html(client, address)
    assert "Senate Appropriations holds" in shown and "whatever the day" in shown
    assert step(client, address, "record", obligation.version).status_code == 409


def test_a_proposal_is_put_under_its_notification(office: notices.Hill, fund: Fund) -> None:
    program, manager = build.program(office, "PKO"), signed_in(office.manager)
    notice = notices.sent(office, notices.row(fund, 500))
    other = notices.sent(office, notices.row(notices.fund(office), 500))
    obligation = build.proposed(office, program, fund, 500)
    address = f"/obligations/{obligation.pk}/"
    assert "this fund needs one" in html(manager, address)
    shown = html(manager, f"{address}notification/")
    assert notice.number in shown and other.number not in shown
    post(manager, f"{address}notification/", notification=notice.number, version=obligation.version)
    obligation.refresh_from_db()
    assert obligation.notification == notice
    stale = post(manager, f"{address}notification/", 409, notification=notice.number, version=obligation.version - 1)
    assert "Somebody else changed" in stale.content.decode()


def test_a_proposal_picks_its_notification(office: notices.Hill, fund: Fund) -> None:
    program, manager = build.program(office, "PKO"), signed_in(office.manager)
    notice = notices.sent(office, notices.row(fund, 500))
    address = f"{program.get_absolute_url()}obligations/new/"
    assert notice.number in html(manager, address)
    post(
        manager,
        address,
        fund=fund.number,
        amount=500,
        document_number="AWARD-1",
        evidence="GRANT",
        effective_on=today(),
        naming="Named before each event",
        notification=notice.number,
    )
    assert Obligation.objects.get().notification == notice


def test_fmf_is_apportioned_with_its_notification(office: notices.Hill) -> None:
    fund, funds = notices.fund(office, "FMF"), signed_in(office.funds)
    notice = notices.sent(office, notices.row(fund, 500), days=14, kind="FMF_INCREASE")
    address = f"/funds/{fund.number}/apportion/"
    sent = {
        "amount": 500,
        "effective_on": today(),
        "evidence": "SF-132",
        "operating_unit": notice.operating_unit.code,
        "naming": "On each case",
        "notification": notice.number,
    }
    assert "day 15 after transmittal" in post(funds, address, 409, **sent).content.decode()
    ready = notices.sent(office, notices.row(fund, 500), kind="FMF_INCREASE")
    post(funds, address, **{**sent, "notification": ready.number})
    assert Obligation.objects.get().notification == ready


def test_a_fund_says_that_it_needs_notice(office: notices.Hill, fund: Fund) -> None:
    funds = signed_in(office.funds)
    assert "22 U.S.C. 2394-1" in html(funds, f"/funds/{fund.number}/")
    assert "Obligated under a congressional notification only" in html(funds, "/funds/new/")


def test_each_sees_their_own_and_may_do_their_own(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 500), days=3)
    elsewhere = make.user("PROGRAM_MANAGER", at=make.operating_unit("XBS", "Basalt", "EUR"))
    html(signed_in(elsewhere), page(notice), 404)
    assert notice.number not in html(signed_in(elsewhere), "/notifications/")
    reader = signed_in(office.funds)
    shown = html(reader, page(notice))
    assert "Record a hold" not in shown and "What it said" not in shown and "Withdraw" not in shown
    html(signed_in(make.user("REQUESTER")), "/notifications/", 404)


# --- The list ------------------------------------------------------------------------------------------------------


def numbers(client: Client, **query: str) -> list[str]:
    rows = client.get("/notifications/", {**query, "export": "csv"})
    text = b"".join(rows.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return [row["Number"] for row in csv.DictReader(io.StringIO(text))]


def test_the_list_is_filtered_by_where_the_clock_stands(office: notices.Hill, fund: Fund) -> None:
    line = notices.row(fund, 5)
    draft = notices.draft(office, line)
    running, ran = notices.sent(office, line, days=14), notices.sent(office, line, days=15)
    held = notices.sent(office, line, days=40)
    notices.held(office, held)
    waived = notices.cleared(office, line, kind="EMERGENCY")
    client = signed_in(office.funds)
    assert numbers(client, standing="not_sent") == [draft.number]
    assert numbers(client, standing="running") == [running.number]
    assert numbers(client, standing="held") == [held.number]
    assert numbers(client, standing="open") == [waived.number, ran.number]
    assert numbers(client, kind="EMERGENCY") == [waived.number]
    assert numbers(client, q="0001", state="DRAFT", program_kind="PKO", fiscal_year="2027") == [draft.number]
    for row in CongressionalNotification.objects.all():  # the filter and the clock say the same
        assert row.clock.is_open == (row.number in {waived.number, ran.number})


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        html(client, address)
    return len(captured)


def test_lists_and_pages_cost_the_same_with_many_rows(office: notices.Hill, fund: Fund) -> None:
    client = signed_in(office.funds)
    notice = notices.sent(office, notices.row(fund, 500), days=3)
    notices.released(office, notices.held(office, notice))
    build.proposed(office, build.program(office, "PKO"), fund, 5, notification=notice)
    listed, paged = queries(client, "/notifications/?per_page=100"), queries(client, page(notice))
    big = [notices.row(fund, 5, program=build.program(office, "PKO")) for _ in range(12)]
    many = notices.sent(office, notices.row(fund, 500), *big, days=3)
    for one in big:
        assert one.program is not None
        build.proposed(office, one.program, fund, 5, notification=many)
    for _ in range(3):
        notices.released(office, notices.held(office, many))
    copies = CongressionalNotification.objects.values().get(pk=many.pk)
    CongressionalNotification.objects.bulk_create(
        CongressionalNotification(**{**copies, "id": None, "number": f"CN-2027-9{n:03d}", "state": "DRAFT"})
        for n in range(98)
    )
    assert CongressionalNotification.objects.count() == 100
    assert queries(client, "/notifications/?per_page=100") == listed <= 25
    assert queries(client, page(many)) == paged <= 25
