"""Money on every day: a move that is dated back takes nothing that was not there then, nor since."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import Fund, FundTransaction, Program
from programs.services import ledger
from tests import make

from . import build
from .guards import balance, constraint_of, rewritten, write

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CHECK = ("programs_fundtransaction", "keeps_balances", "IF lowest < 0 THEN", "IF false THEN")


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def fund(office: build.Office) -> Fund:
    """Appropriated ten days ago, 1,000; 600 of it apportioned five days ago and 500 of that allotted three ago."""
    made = build.fund(office, "PKO")
    more = {"evidence": "Document", "by": office.funds}
    day = today()
    ledger.appropriate(fund=made, amount=Decimal(1_000), effective_on=day - 10 * DAY, **more)
    ledger.apportion(fund=made, amount=Decimal(600), effective_on=day - 5 * DAY, **more)
    place = make.operating_unit()
    ledger.allot(fund=made, operating_unit=place, amount=Decimal(500), effective_on=day - 3 * DAY, **more)
    return made


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def test_nothing_is_apportioned_on_a_day_before_it_was_there(office: build.Office, fund: Fund) -> None:
    day = fund.transactions.order_by("effective_on")[0].effective_on

    def call(amount: int, on: dt.date) -> FundTransaction:
        return ledger.apportion(fund=fund, amount=Decimal(amount), effective_on=on, evidence="SF-132", by=office.funds)

    with pytest.raises(Refused) as caught:
        call(1, day - DAY)
    assert caught.value.code == "ledger_stood_there"
    assert caught.value.problems[0].opens == "Opens for $1 less, or with a later day."
    assert "31 U.S.C. 1341(a)" in str(caught.value.problems[0].rule)
    call(400, day)
    assert balance(fund, "APPROPRIATED") == 0
    assert books.problems() == []


def test_l2_a_document_dated_before_its_allotment_is_refused(
    office: build.Office, fund: Fund, program: Program
) -> None:
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, 200, effective_on=today() - 4 * DAY)
    assert caught.value.code == "ledger_stood_there"
    made = build.recorded(office, program, fund, 200, effective_on=today() - 3 * DAY)
    dates = set(made.transactions.values_list("effective_on", flat=True))
    assert dates == {today() - 3 * DAY}  # set aside no later than it was signed


def test_what_was_spent_since_is_not_taken_out_before(office: build.Office, fund: Fund, program: Program) -> None:
    """Enough today, enough on the day, and too little on one day between."""
    place = program.operating_unit
    build.recorded(office, program, fund, 500, effective_on=today() - 2 * DAY)
    more = {"evidence": "Document", "by": office.funds}
    ledger.allot(fund=fund, operating_unit=place, amount=Decimal(100), effective_on=today(), **more)

    def call(on: dt.date) -> None:
        asked = {"program": program, "effective_on": on, "naming": "Later"}
        build.proposed(office, fund=fund, amount=100, **asked)

    for on in (today() - 3 * DAY, today() - 2 * DAY, today() - DAY):
        with pytest.raises(Refused) as caught:
            call(on)
        assert caught.value.code == "ledger_stood_there"
    call(today())
    assert books.problems() == []


def test_without_its_check_a_day_goes_below_zero_and_the_books_say_so(
    office: build.Office, fund: Fund, program: Program
) -> None:
    place = program.operating_unit
    more: dict[str, Any] = {"operating_unit": place, "effective_on": today() - 9 * DAY}

    def call() -> None:
        write(fund, "APPORTIONED", "ALLOTTED", 50, **more)

    assert constraint_of(call) == "ledger_stood_there"
    with rewritten(*CHECK):
        call()
    assert any("stage APPORTIONED: at the end of" in line for line in books.problems())


def test_several_moves_at_once_are_taken_together(office: build.Office, fund: Fund, program: Program) -> None:
    """What enters and leaves in one statement on one day is one change of that day."""
    place, day = program.operating_unit, today() - 8 * DAY
    row = {"fund": fund, "amount": 50, "effective_on": day, "evidence": "Raw", "by": office.funds}
    down = FundTransaction(from_stage="APPROPRIATED", to_stage="APPORTIONED", **row)
    along = FundTransaction(from_stage="APPORTIONED", to_stage="ALLOTTED", operating_unit=place, **row)
    assert constraint_of(lambda: FundTransaction.objects.bulk_create([along])) == "ledger_stood_there"
    FundTransaction.objects.bulk_create([down, along])
    assert books.problems() == []
