"""The ends of money: it expires and is cancelled by rule, is obligated again until R, is rescinded or closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import as_if, fiscal_year, today
from ground.refusals import Refused
from programs import books
from programs.models import Fund, FundTransaction, Program
from programs.services import closing, exits, ledger, obligations
from programs.services.obligations import Terms
from programs.standing import fund_money
from programs.tasks import close_funds
from tests import make

from . import build
from .browse import html, signed_in
from .guards import balance, constraint_of, without, write

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MONEY = "programs_fundtransaction"
AGAIN = Terms(reobligation=True)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def of_years_ago(office: build.Office, back: int, allotted: int = 50_000, **terms: Any) -> Fund:
    """A one-year fund of so many fiscal years ago, fed while it was open."""
    return build.fund(office, "PKO", allotted=allotted, years=1, year=fiscal_year(today()) - back, **terms)


def money(office: build.Office, amount: int, on: dt.date, **more: Any) -> dict[str, Any]:
    return {"amount": Decimal(amount), "effective_on": on, "evidence": "Document", "by": office.funds, **more}


def shown(fund: Fund, user: Any, on: dt.date | None = None) -> dict[str, Decimal]:
    """What a reader is shown, stage by stage, where something stands."""
    return {stage.value: sum_ for stage, sum_ in fund_money(fund, user, on or today()).stages.rows if sum_}


def test_what_is_not_obligated_by_its_last_day_expires_by_rule(office: build.Office, program: Program) -> None:
    """L5, L9. Posted the day after, by nobody; what was obligated, or waits for a document dated in time, stays."""
    fund = of_years_ago(office, 1)
    end = fund.available_until
    with as_if(end):
        ledger.appropriate(fund=fund, **money(office, 7_000, end))
        ledger.apportion(fund=fund, **money(office, 3_000, end))
        build.recorded(office, program, fund, 20_000)
        waits = build.proposed(office, program, fund, 5_000)
        vain = build.proposed(office, program, fund, 1_000, effective_on=end + DAY)
    by_law = {"EXPIRED": 31_000, "COMMITTED": 6_000, "OBLIGATED": 20_000}
    assert shown(fund, office.funds) == by_law  # before anything is posted
    assert any("still stands at ALLOTTED" in line for line in books.problems())
    close_funds()
    assert shown(fund, office.funds) == {"EXPIRED": 32_000, "COMMITTED": 5_000, "OBLIGATED": 20_000}
    assert [balance(fund, stage) for stage in ("APPROPRIATED", "APPORTIONED", "ALLOTTED")] == [0, 0, 0]
    posted = FundTransaction.objects.filter(fund=fund, to_stage="EXPIRED")
    assert {(row.by, row.effective_on) for row in posted} == {(None, end + DAY)}
    vain.refresh_from_db()
    assert vain.state == "WITHDRAWN"
    assert books.problems() == []
    count = FundTransaction.objects.count()
    assert closing.close_due() == 0
    assert FundTransaction.objects.count() == count
    obligations.record(obligation=waits, by=office.recorder)
    assert balance(fund, "OBLIGATED") == 25_000
    assert shown(fund, office.funds, end) == {
        "APPROPRIATED": 4_000,
        "APPORTIONED": 3_000,
        "ALLOTTED": 24_000,
        "COMMITTED": 1_000,
        "OBLIGATED": 25_000,
    }


def test_the_page_never_shows_expired_money_as_allotted(office: build.Office) -> None:
    fund = of_years_ago(office, 1)
    client = signed_in(office.funds)
    for _ in range(2):
        page = html(client, fund.get_absolute_url())
        assert 'Expired</th><td class="n" data-label="Now, $">50,000' in page
        assert 'Allotted</th><td class="n" data-label="Now, $">0' in page
        closing.close_due()
    assert "by rule" in html(client, fund.get_absolute_url())


def test_after_its_last_year_of_payments_what_is_left_is_cancelled(office: build.Office, program: Program) -> None:
    """L9. Statute: 31 U.S.C. 1552(a), verified. What was paid stays paid, and a proposal dated in time is given up."""
    fund = of_years_ago(office, 6)
    end = fund.cancels_on
    with as_if(fund.available_until):
        paid = build.recorded(office, program, fund, 20_000)
        waits = build.proposed(office, program, fund, 5_000)
    ledger.disburse(obligation=paid, **money(office, 8_000, end))
    assert shown(fund, office.funds) == {"DISBURSED": 8_000, "CANCELLED": 42_000}
    assert closing.close_due() == 1
    assert shown(fund, office.funds) == {"DISBURSED": 8_000, "CANCELLED": 42_000}
    assert balance(fund, "CANCELLED") == 42_000
    assert balance(fund, "OBLIGATED") == balance(fund, "EXPIRED") == balance(fund, "COMMITTED") == 0
    last = FundTransaction.objects.filter(fund=fund, to_stage="CANCELLED")
    assert {(row.by, row.effective_on) for row in last} == {(None, end + DAY)}
    waits.refresh_from_db()
    assert waits.state == "WITHDRAWN"
    assert books.problems() == []


def test_money_does_not_end_by_hand_nor_before_its_day(office: build.Office, program: Program) -> None:
    fund = of_years_ago(office, 1)
    place, end = program.operating_unit, fund.available_until

    def by_hand() -> None:
        write(fund, "ALLOTTED", "EXPIRED", 1, operating_unit=place)

    def too_early() -> None:
        write(fund, "ALLOTTED", "EXPIRED", 1, operating_unit=place, effective_on=end, by=None)

    def cancelled() -> None:
        write(fund, "EXPIRED", "CANCELLED", 1, operating_unit=place, by=None)

    assert constraint_of(by_hand) == "transaction_made_by"
    assert constraint_of(lambda: write(fund, "ALLOTTED", "COMMITTED", 1, by=None)) == "ledger_expired"
    assert constraint_of(too_early) == "ledger_ends_by_rule"
    closing.close_due()
    assert constraint_of(cancelled) == "ledger_ends_by_rule"
    with without(MONEY, trigger="in_time"):
        cancelled()
    with without(MONEY, constraint="transaction_made_by"):
        write(fund, "EXPIRED", "CANCELLED", 1, operating_unit=place)


def test_nothing_is_appropriated_apportioned_or_allotted_after_the_end(office: build.Office, program: Program) -> None:
    fund = of_years_ago(office, 1)
    place, day = program.operating_unit, fund.available_until + DAY
    for stages in (("OUTSIDE", "APPROPRIATED"), ("APPROPRIATED", "APPORTIONED"), ("APPORTIONED", "ALLOTTED")):
        pair, more = stages, {"operating_unit": place, "effective_on": day}
        assert constraint_of(lambda pair=pair, more=more: write(fund, *pair, 1, **more)) == "ledger_expired", pair
    with pytest.raises(Refused) as caught:
        ledger.allot(fund=fund, operating_unit=place, **money(office, 1, day))
    assert caught.value.code == "ledger_expired"
    assert "31 U.S.C. 1502(a)" in str(caught.value.problems[0].rule)
    with without(MONEY, trigger="in_time"):
        write(fund, "OUTSIDE", "APPROPRIATED", 1, effective_on=day)


def test_expired_money_pays_for_what_was_obligated_in_time(office: build.Office, program: Program) -> None:
    """Statute: 31 U.S.C. 1553(a), verified. A document dated in time is recorded late; one dated later is refused."""
    fund = of_years_ago(office, 1)
    end = fund.available_until
    closing.close_due()
    found = build.recorded(office, program, fund, 1_000, effective_on=end)
    assert [row.from_stage for row in found.transactions.order_by("pk")] == ["EXPIRED", "COMMITTED"]
    assert balance(fund, "EXPIRED") == 49_000
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, 1_000, effective_on=end + DAY)
    assert caught.value.code == "ledger_availability"
    given_up = build.proposed(office, program, fund, 1_000, effective_on=end)
    obligations.withdraw(obligation=given_up, by=office.manager, note="Signed too late")
    assert balance(fund, "EXPIRED") == 49_000
    assert books.problems() == []


def test_l7_what_was_obligated_in_time_is_obligated_again_until_r(office: build.Office, program: Program) -> None:
    fund = of_years_ago(office, 1, reobligation=True)
    with as_if(fund.available_until):
        first = build.recorded(office, program, fund, 20_000)
    closing.close_due()
    ledger.deobligate(obligation=first, **money(office, 6_000, today()))
    assert shown(fund, office.funds) == {"OBLIGATED": 14_000, "DEOBLIGATED": 6_000, "EXPIRED": 30_000}
    again = build.recorded(office, program, fund, 4_000, terms=AGAIN)
    assert again.reobligation
    released = build.proposed(office, program, fund, 2_000, terms=AGAIN)
    obligations.withdraw(obligation=released, by=office.manager, note="Not needed")
    assert shown(fund, office.funds) == {"OBLIGATED": 18_000, "DEOBLIGATED": 2_000, "EXPIRED": 30_000}
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, 2_001, terms=AGAIN)
    assert caught.value.code == "balance_not_negative"
    assert books.problems() == []


def test_l7_after_r_de_obligated_money_has_expired(office: build.Office, program: Program) -> None:
    fund = of_years_ago(office, 5, reobligation=True)
    last = fund.reobligate_until
    with as_if(fund.available_until):
        first = build.recorded(office, program, fund, 20_000)
    with as_if(last):
        ledger.deobligate(obligation=first, **money(office, 6_000, last))
        late = build.proposed(office, program, fund, 1_000, effective_on=last + DAY, terms=AGAIN)
    for call, code in (
        (lambda: obligations.record(obligation=late, by=office.recorder), "ledger_availability"),
        (lambda: build.proposed(office, program, fund, 10, terms=AGAIN), "ledger_availability"),
    ):
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.code == code
    ledger.deobligate(obligation=first, **money(office, 500, last + DAY))
    assert balance(fund, "EXPIRED") == 500
    closing.close_due()
    assert shown(fund, office.funds) == {"OBLIGATED": 13_500, "EXPIRED": 36_500}
    dated = FundTransaction.objects.get(fund=fund, from_stage="DEOBLIGATED", to_stage="EXPIRED")
    assert (dated.amount, dated.effective_on) == (5_000, last + DAY)
    assert books.problems() == []


def test_l7_only_what_says_so_takes_de_obligated_money(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=50_000, reobligation=True)
    first = build.recorded(office, program, fund, 20_000)
    ledger.deobligate(obligation=first, **money(office, 6_000, today()))
    plain = build.proposed(office, program, fund, 1_000)
    again = build.proposed(office, program, fund, 1_000, terms=AGAIN)
    more = {"operating_unit": program.operating_unit, "program": program}
    for obligation, stages in (
        (plain, ("DEOBLIGATED", "COMMITTED")),
        (plain, ("COMMITTED", "DEOBLIGATED")),
        (again, ("ALLOTTED", "COMMITTED")),
        (again, ("COMMITTED", "ALLOTTED")),
    ):
        asked = {"obligation": obligation, **more}
        call = lambda stages=stages, asked=asked: write(fund, *stages, 1, **asked)  # noqa: E731
        assert constraint_of(call) == "ledger_obligates_again", (stages, obligation.reobligation)
    back = {"obligation": first, **more}
    assert constraint_of(lambda: write(fund, "OBLIGATED", "ALLOTTED", 1, **back)) == "ledger_reobligated_until"
    with without(MONEY, trigger="in_time"):
        write(fund, "DEOBLIGATED", "COMMITTED", 1, obligation=plain, **more)


def test_l7_without_the_authority_nothing_is_obligated_again(office: build.Office, program: Program) -> None:
    open_still, closed = build.fund(office, "PKO", allotted=50_000), of_years_ago(office, 1)
    with as_if(closed.available_until):
        old = build.recorded(office, program, closed, 20_000)
    new = build.recorded(office, program, open_still, 20_000)
    assert ledger.deobligate(obligation=new, **money(office, 10, today())).to_stage == "ALLOTTED"
    row = ledger.deobligate(obligation=old, **money(office, 10, today()))
    assert row.to_stage == "EXPIRED"
    ledger.reverse(transaction=row, effective_on=today(), evidence="Memo", note="In error", by=office.funds)
    assert balance(closed, "EXPIRED") == 0
    more = {"operating_unit": program.operating_unit, "program": program, "obligation": new}

    def call() -> None:
        write(open_still, "OBLIGATED", "DEOBLIGATED", 1, **more)

    assert constraint_of(call) == "ledger_reobligated_until"
    early = {**more, "effective_on": today()}
    assert constraint_of(lambda: write(open_still, "OBLIGATED", "EXPIRED", 1, **early)) == "ledger_ends_by_rule"
    with without(MONEY, trigger="in_time"):
        call()


@pytest.mark.parametrize(("stage", "of_place"), [("APPROPRIATED", False), ("APPORTIONED", False), ("ALLOTTED", True)])
def test_congress_rescinds_what_is_not_obligated(stage: str, of_place: bool, office: build.Office) -> None:
    fund = build.fund(office, "PKO", allotted=50_000)
    ledger.appropriate(fund=fund, **money(office, 9_000, today()))
    ledger.apportion(fund=fund, **money(office, 4_000, today()))
    where = make.operating_unit() if of_place else None
    asked = money(office, 1_000, today(), stage=stage, operating_unit=where)
    had = balance(fund, stage)
    row = exits.rescind(fund=fund, **asked)
    assert (balance(fund, stage), balance(fund, "RESCINDED")) == (had - 1_000, 1_000)
    with pytest.raises(Refused) as caught:
        exits.rescind(fund=fund, **{**asked, "amount": had})
    assert caught.value.code == "balance_not_negative"
    with pytest.raises(Refused) as caught:
        exits.rescind(fund=fund, **{**asked, "operating_unit": None if of_place else make.operating_unit()})
    assert caught.value.code == "place"
    ledger.reverse(transaction=row, effective_on=today(), evidence="Memo", note="In error", by=office.funds)
    assert balance(fund, stage) == had
    assert books.problems() == []


def test_obligated_money_is_not_rescinded(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=50_000)
    build.recorded(office, program, fund, 20_000)
    with pytest.raises(Refused) as caught:
        exits.rescind(fund=fund, **money(office, 1, today(), stage="OBLIGATED"))
    assert "does not become rescinded" in str(caught.value.problems)


def test_no_year_money_closes_when_nothing_was_paid_for_two_years(office: build.Office, program: Program) -> None:
    """Statute: 31 U.S.C. 1555, verified: a determination, and no payment in two fiscal years; then it is cancelled."""
    year = fiscal_year(today()) - 5
    with as_if(dt.date(year, 3, 1)):
        fund = build.fund(office, "PKO", allotted=50_000, years=None, year=year)
        paid = build.recorded(office, program, fund, 20_000)
        ledger.disburse(obligation=paid, **money(office, 5_000, today()))
    waits = build.proposed(office, program, fund, 3_000)
    asked: dict[str, Any] = {"fund": fund, "determination": "Determination 7", "by": office.funds}
    with pytest.raises(Refused) as caught:
        exits.close_no_year(closed_on=dt.date(year + 2, 9, 29), **asked)
    assert caught.value.code == "fund_closes_when_quiet"
    with pytest.raises(Refused) as caught:
        exits.close_no_year(closed_on=dt.date(year + 2, 9, 30), **{**asked, "determination": " "})
    assert caught.value.code == "determination"
    closed = exits.close_no_year(closed_on=today() - DAY, **asked)
    assert closed.available_until == closed.cancels_on == today() - DAY
    assert shown(fund, office.funds) == {"DISBURSED": 5_000, "CANCELLED": 45_000}
    waits.refresh_from_db()
    assert waits.state == "WITHDRAWN"
    assert books.problems() == []
    with pytest.raises(Refused) as caught:
        exits.close_no_year(closed_on=today(), **asked)
    assert caught.value.code == "closed"
    with pytest.raises(Refused) as caught:
        exits.close_no_year(closed_on=today(), **{**asked, "fund": of_years_ago(office, 1)})
    assert caught.value.code == "no_year"


def test_no_year_money_does_not_close_past_its_guards(office: build.Office) -> None:
    fund = build.fund(office, "PKO", years=None)
    rows = Fund.objects.filter(pk=fund.pk)
    version = fund.version + 1
    assert constraint_of(lambda: rows.update(closed_on=today(), version=version)) == "fund_closes_when_quiet"
    assert constraint_of(lambda: rows.update(closed_on=today() + DAY, version=version)) in {
        "fund_closes_when_quiet",
        "programs_fund_closed_on_ahead",
    }
    with without("programs_fund", trigger="closes"):
        rows.update(closed_on=today(), version=version)
        assert constraint_of(lambda: rows.update(closed_on=None, version=version + 1)) == "programs_fund_closed"
