"""Pages and API of a fund's ends: on another day, rescinded, transferred, closed; doors that shut when it has ended."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import as_if, fiscal_year, today
from programs.models import Fund, FundTransaction, Obligation, Program
from programs.services import closing, ledger
from programs.standing import fund_money
from programs.states import Stage
from tests import make

from . import build
from .browse import html, signed_in
from .guards import balance
from .test_api import as_user, send

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def lived(office: build.Office, program: Program) -> Fund:
    """A fund with a life behind it: obligated, paid, given back, expired, cancelled, at two places."""
    year = fiscal_year(today()) - 11
    fund = build.fund(office, "PKO", allotted=50_000, years=1, year=year, reobligation=True)
    more = {"evidence": "Document", "by": office.funds}
    other = make.operating_unit("XJN", "Juniper")
    with as_if(fund.available_until):
        ledger.appropriate(fund=fund, amount=Decimal(9_000), effective_on=today(), **more)
        ledger.apportion(fund=fund, amount=Decimal(8_000), effective_on=today(), **more)
        ledger.allot(fund=fund, operating_unit=other, amount=Decimal(7_000), effective_on=today(), **more)
        first = build.recorded(office, program, fund, 20_000)
    with as_if(fund.available_until + 90 * DAY):
        closing.close_due()
        ledger.deobligate(obligation=first, amount=Decimal(5_000), effective_on=today(), **more)
        ledger.disburse(obligation=first, amount=Decimal(1_000), effective_on=today(), **more)
    closing.close_due()
    return fund


INDEPENDENT = """
    SELECT stage, sum(amount) FROM (
        SELECT from_stage AS stage, -amount AS amount FROM programs_fundtransaction
        WHERE fund_id = %(fund)s AND effective_on <= %(on)s
        UNION ALL
        SELECT to_stage, amount FROM programs_fundtransaction WHERE fund_id = %(fund)s AND effective_on <= %(on)s
    ) moves WHERE stage <> 'OUTSIDE' GROUP BY stage HAVING sum(amount) <> 0
"""  # the plain sum of moves, by nobody's key: once what was due is posted, it is what the page shows


def test_a_fund_on_any_day_is_the_plain_sum_of_its_moves_until_then(office: build.Office, program: Program) -> None:
    fund = lived(office, program)
    days = {row.effective_on + shift for row in FundTransaction.objects.filter(fund=fund) for shift in (DAY, 0 * DAY)}
    assert len(days) > 8
    client = signed_in(office.funds)
    seen = set()
    for on in sorted({fund.enacted_on, *days, today() - DAY, today()}):
        with connection.cursor() as cursor:
            cursor.execute(INDEPENDENT, {"fund": fund.pk, "on": on})
            plain = dict(cursor.fetchall())
        stages = fund_money(fund, office.funds, on).stages
        assert {stage.value: amount for stage, amount in stages.rows if amount} == plain, on
        assert min(plain.values(), default=0) >= 0
        page = html(client, f"{fund.get_absolute_url()}?as_of={on}")
        for stage, amount in plain.items():
            when = "That day" if on < today() else "Now"
            assert f'{Stage(stage).label}</th><td class="n" data-label="{when}, $">{amount:,.0f}' in page, (on, stage)
        seen |= set(plain)
    assert seen >= {"ALLOTTED", "OBLIGATED", "DEOBLIGATED", "EXPIRED", "CANCELLED", "DISBURSED"}


def test_on_another_day_a_reader_of_one_place_sees_that_place(office: build.Office, program: Program) -> None:
    fund = lived(office, program)
    here = make.user(Role.PROGRAM_MANAGER, at=program.operating_unit)
    on = fund.available_until
    places = dict(fund_money(fund, here, on).places)
    assert list(places) == [str(program.operating_unit)]
    every = dict(fund_money(fund, office.funds, on).places)
    assert len(every) == 2
    assert places[str(program.operating_unit)] == every[str(program.operating_unit)]


def test_the_page_of_a_fund_takes_as_many_queries_on_any_day(office: build.Office, program: Program) -> None:
    fund = lived(office, program)
    client = signed_in(office.funds)
    for address in (fund.get_absolute_url(), f"{fund.get_absolute_url()}?as_of={fund.available_until}"):
        html(client, address)
        with CaptureQueriesContext(connection) as few:
            html(client, address)
        assert len(few) <= 25, address


@pytest.mark.parametrize("asked", ["yesterday", "2026-13-01", "2999-01-01"])
def test_a_day_that_is_none_is_a_bad_request(asked: str, office: build.Office) -> None:
    fund = build.fund(office)
    assert signed_in(office.funds).get(f"{fund.get_absolute_url()}?as_of={asked}").status_code == 400


def test_after_its_end_the_doors_of_a_fund_are_shut(office: build.Office) -> None:
    closed = build.fund(office, "PKO", years=1, year=fiscal_year(today()) - 1)
    still = build.fund(office, "PKO")
    client = signed_in(office.funds)
    assert "It was open until" in html(client, closed.get_absolute_url())
    page = html(client, still.get_absolute_url())
    assert "It was open until" not in page
    assert f'href="{still.get_absolute_url()}transfer/"' in page
    assert f'href="{still.get_absolute_url()}close/"' not in page
    fmf = build.fund(office, "FMF")
    assert "transfer/" not in html(client, fmf.get_absolute_url())


def posted(client: Any, address: str, **data: Any) -> Any:
    move = {"amount": "1000", "effective_on": str(today()), "evidence": "Document", "note": ""}
    return client.post(address, {**move, **data})


def test_money_leaves_a_fund_on_its_pages(office: build.Office) -> None:
    client, place = signed_in(office.funds), make.operating_unit()
    fund, target = build.fund(office, "PKO", allotted=50_000), build.fund(office, "NADR")
    more = {"effective_on": today(), "evidence": "P.L.", "by": office.funds}
    for one in (fund, target):
        ledger.appropriate(fund=one, amount=Decimal(50_000), **more)
    base = fund.get_absolute_url()
    assert posted(client, f"{base}rescind/", stage="ALLOTTED", operating_unit=place.code).status_code == 302
    refused = posted(client, f"{base}rescind/", stage="APPROPRIATED", operating_unit=place.code)
    assert refused.status_code == 409 and "whole fund" in refused.content.decode()
    assert posted(client, f"{base}transfer/", target=target.number).status_code == 302
    over = posted(client, f"{base}transfer/", target=target.number, amount="20000")
    assert over.status_code == 409
    assert "$8,900 or less" in over.content.decode()
    assert (balance(fund, "RESCINDED"), balance(fund, "TRANSFERRED")) == (1_000, 1_000)
    assert "Transferred</th>" in html(client, base)


def test_no_year_money_is_closed_on_its_page(office: build.Office) -> None:
    client = signed_in(office.funds)
    old = build.fund(office, "PKO", years=None, year=fiscal_year(today()) - 4)
    base = old.get_absolute_url()
    assert f'href="{base}close/"' in html(client, base)
    asked = {"closed_on": str(today() - DAY), "determination": "Determination 7", "version": old.version}
    assert client.post(f"{base}close/", asked).status_code == 302
    assert client.post(f"{base}close/", {**asked, "version": old.version}).status_code == 409
    page = html(client, base)
    assert "The fund is closed: its purpose is carried out." in page and f'href="{base}close/"' not in page


def test_what_obligates_again_says_so_on_its_form(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=50_000, reobligation=True)
    first = build.recorded(office, program, fund, 20_000)
    client = signed_in(office.funds)
    assert "stands apart" in html(client, f"{first.get_absolute_url()}deobligate/")
    assert posted(client, f"{first.get_absolute_url()}deobligate/").status_code == 302
    asked = {
        "fund": fund.number,
        "amount": "900",
        "document_number": "AGAIN-1",
        "evidence": "AGREEMENT",
        "effective_on": str(today()),
        "naming": "Before each event",
        "reobligation": "on",
        "service_from": str(today()),
    }
    manager = signed_in(office.manager)
    answer = manager.post(f"{program.get_absolute_url()}obligations/new/", asked)
    assert answer.status_code == 409 and "not a period" in answer.content.decode()
    answer = manager.post(
        f"{program.get_absolute_url()}obligations/new/", {**asked, "service_until": str(today() + DAY)}
    )
    assert answer.status_code == 302
    made = Obligation.objects.get(document_number="AGAIN-1")
    assert made.reobligation
    page = html(client, made.get_absolute_url())
    assert "money that was de-obligated" in page and "Help is given" in page


def test_the_api_does_what_the_pages_do(office: build.Office, program: Program) -> None:
    client = as_user(office.funds)
    fund, target = build.fund(office, "PKO", allotted=50_000, reobligation=True), build.fund(office, "NADR")
    more = {"effective_on": today(), "evidence": "P.L.", "by": office.funds}
    for one in (fund, target):
        ledger.appropriate(fund=one, amount=Decimal(50_000), **more)
    move = {"version": fund.version, "amount": "10.00", "effective_on": str(today()), "evidence": "P.L. 119-75"}
    address = f"funds/{fund.number}/"
    assert send(client, f"{address}rescind/", 201, **move, stage="APPROPRIATED")["to_stage"] == "RESCINDED"
    assert send(client, f"{address}rescind/", 400, **move, stage="OBLIGATED")
    entered = send(client, f"{address}transfer/", 201, **move, target=target.number)
    assert entered["fund"] == target.number and entered["transfer"]
    assert (
        send(client, f"{address}close/", 409, version=fund.version, closed_on=str(today()), determination="D")["code"]
        == "no_year"
    )
    first = build.recorded(office, program, fund, 20_000)
    where = f"obligations/{first.pk}/"
    given = {**move, "version": first.version}
    send(client, f"{where}deobligate/", 200, **given)
    document = {
        "program": program.number,
        "fund": fund.number,
        "amount": "10.00",
        "document_number": "AGAIN-2",
        "evidence": "GRANT",
        "effective_on": str(today()),
        "naming": "Before each event",
        "reobligation": True,
        "service_from": str(today()),
        "service_until": str(today() + DAY),
    }
    made = send(as_user(office.manager), "obligations/", 201, **document)
    assert (made["reobligation"], made["service_until"]) == (True, str(today() + DAY))
