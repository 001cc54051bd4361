"""The ledger: each rule is held by a guard of its own name, and falls when that guard is taken away."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from ground.dates import as_if, fiscal_year, today
from ground.refusals import Refused
from programs import books, transactions
from programs.models import Balance, Fund, FundTransaction, Obligation, Program
from programs.services import ledger, obligations
from programs.states import Stage
from tests import make

from . import build
from .guards import balance, constraint_of, without, write

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LAST_YEARS = {"years": 1, "year": fiscal_year(today()) - 1}  # a fund that was open until last September 30


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


@pytest.fixture
def fund(office: build.Office) -> Fund:
    return build.fund(office, "PKO", allotted=100_000)


MONEY = "programs_fundtransaction"
ORDER = [
    ("OUTSIDE", "APPROPRIATED"),
    ("APPROPRIATED", "APPORTIONED"),
    ("APPORTIONED", "ALLOTTED"),
    ("APPORTIONED", "OBLIGATED"),
    ("ALLOTTED", "COMMITTED"),
    ("COMMITTED", "OBLIGATED"),
    ("COMMITTED", "ALLOTTED"),
    ("OBLIGATED", "DISBURSED"),
    ("OBLIGATED", "ALLOTTED"),
    ("OBLIGATED", "DEOBLIGATED"),
    ("DEOBLIGATED", "COMMITTED"),
    ("COMMITTED", "DEOBLIGATED"),
    *((stage, "EXPIRED") for stage in ("APPROPRIATED", "APPORTIONED", "ALLOTTED", "COMMITTED", "OBLIGATED")),
    ("DEOBLIGATED", "EXPIRED"),
    ("EXPIRED", "COMMITTED"),
    ("EXPIRED", "CANCELLED"),
    ("OBLIGATED", "CANCELLED"),
    *((stage, "RESCINDED") for stage in ("APPROPRIATED", "APPORTIONED", "ALLOTTED", "DEOBLIGATED", "EXPIRED")),
    ("APPROPRIATED", "TRANSFERRED"),
]  # by hand, from programs 1.6


def test_only_these_moves_exist() -> None:
    assert sorted((str(a), str(b)) for a, b in transactions.forward()) == sorted(ORDER)


def test_no_other_move_is_made(fund: Fund, program: Program) -> None:
    more = {"operating_unit": program.operating_unit, "program": program, "by": make.user()}
    guards = {"transaction_move_is_legal", "ledger_obligation_proposed", "ledger_obligation_recorded"}
    with without(MONEY, trigger="in_time", constraint="transaction_made_by"):  # which refuse some of them too
        for pair in [(a, b) for a in Stage.values for b in Stage.values if (a, b) not in ORDER]:
            assert constraint_of(lambda pair=pair: write(fund, *pair, 10, **more)) in guards, pair


def test_l1_no_stage_goes_below_zero(office: build.Office, fund: Fund, program: Program) -> None:
    more = {"operating_unit": program.operating_unit, "program": program}
    more["obligation"] = build.proposed(office, program, fund, 1)

    def call() -> None:
        write(fund, "ALLOTTED", "COMMITTED", 100_000, **more)

    assert constraint_of(call) == "balance_not_negative"
    with without("programs_balance", constraint="balance_not_negative"):
        call()
    assert balance(fund, "ALLOTTED") < 0


def test_l2_what_is_allotted_to_one_place_is_not_anothers(office: build.Office, fund: Fund) -> None:
    elsewhere = build.program(office, "PKO", at=make.operating_unit("XJN", "Juniper"))
    with pytest.raises(Refused) as caught:
        build.proposed(office, elsewhere, fund, 1)
    assert caught.value.code == "balance_not_negative"
    assert "31 U.S.C. 1341(a)" in str(caught.value.problems[0].rule)


def test_l3_no_obligation_before_the_appropriation_exists(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=50_000, enacted_on=today() - 10 * DAY)
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, effective_on=today() - 11 * DAY)
    assert caught.value.code == "ledger_after_enactment"

    def call() -> None:
        write(fund, "OUTSIDE", "APPROPRIATED", 1, effective_on=fund.enacted_on - DAY)

    assert constraint_of(call) == "ledger_after_enactment"
    with without(MONEY, trigger="in_time"):
        call()


def test_l4_an_obligation_has_evidence_of_a_listed_kind(office: build.Office, program: Program, fund: Fund) -> None:
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, evidence="HANDSHAKE")
    assert caught.value.problems[0].field == "evidence"
    row = build.proposed(office, program, fund)
    row.evidence, row.pk, row.document_number = "HANDSHAKE", None, "DOC-X"
    row._state.adding = True
    assert constraint_of(row.save) == "obligation_evidence_listed"
    row.evidence, row.document_number = "GRANT", ""
    assert constraint_of(row.save) == "obligation_has_document"


def test_l5_a_new_obligation_only_while_the_fund_is_open(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=50_000, **LAST_YEARS)
    end = fund.available_until
    with as_if(end):
        late = build.proposed(office, program, fund, effective_on=end + DAY)
        in_time = build.recorded(office, program, fund)
    for call in (
        lambda: obligations.record(obligation=late, by=office.recorder),
        lambda: build.proposed(office, program, fund, effective_on=end + DAY),
    ):
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.code == "ledger_availability"
    ledger.disburse(obligation=in_time, amount=Decimal(5), effective_on=today(), evidence="V-1", by=office.funds)
    Obligation.objects.filter(pk=late.pk).update(state="RECORDED", recorded_by=office.recorder, version=2)
    more = {"operating_unit": program.operating_unit, "program": program, "obligation": late, "by": office.recorder}

    def raw() -> None:
        write(fund, "COMMITTED", "OBLIGATED", late.amount, effective_on=end + DAY, **more)

    assert constraint_of(raw) == "ledger_availability"
    with without(MONEY, trigger="in_time"):
        raw()
    assert balance(fund, "OBLIGATED") == late.amount + in_time.amount - 5


def test_l8_no_more_is_paid_than_is_obligated(office: build.Office, program: Program, fund: Fund) -> None:
    obligation = build.recorded(office, program, fund, 20_000)
    other = build.recorded(office, program, fund, 20_000)
    with pytest.raises(Refused) as caught:
        ledger.disburse(
            obligation=obligation, amount=Decimal("20000.01"), effective_on=today(), evidence="V-1", by=office.funds
        )
    assert caught.value.code == "balance_not_negative"  # the other's money does not help
    assert balance(fund, "OBLIGATED") == obligation.amount + other.amount


def test_money_is_obligated_under_a_recorded_document_alone(office: build.Office, program: Program, fund: Fund) -> None:
    proposed = build.proposed(office, program, fund)
    more = {"operating_unit": program.operating_unit, "program": program}
    for obligation in (None, proposed):
        assert (
            constraint_of(lambda o=obligation: write(fund, "COMMITTED", "OBLIGATED", 1, obligation=o, **more))
            == "ledger_obligation_recorded"
        )


def test_no_more_is_obligated_than_the_document_says(office: build.Office, program: Program, fund: Fund) -> None:
    obligation = build.recorded(office, program, fund, 20_000)
    build.proposed(office, program, fund, 1)
    more = {"operating_unit": program.operating_unit, "program": program, "obligation": obligation}
    assert constraint_of(lambda: write(fund, "COMMITTED", "OBLIGATED", 1, **more)) == "ledger_obligation_amount"


def test_only_a_fund_that_says_so_is_obligated_by_its_apportionment(office: build.Office, fund: Fund) -> None:
    more = {"operating_unit": make.operating_unit()}
    assert constraint_of(lambda: write(fund, "APPORTIONED", "OBLIGATED", 1, **more)) == "ledger_skip"
    fmf = build.fund(office, "FMF")
    ledger.appropriate(fund=fmf, amount=Decimal(9), effective_on=today(), evidence="P.L.", by=office.funds)
    with pytest.raises(Refused) as caught:
        ledger.apportion(fund=fmf, amount=Decimal(9), effective_on=today(), evidence="SF-132", by=office.funds)
    assert [problem.field for problem in caught.value.problems] == ["operating_unit", "naming"]
    write(fmf, "APPROPRIATED", "APPORTIONED", 9)
    assert constraint_of(lambda: write(fmf, "APPORTIONED", "ALLOTTED", 9, **more)) == "ledger_skip"


def test_a_reversal_mirrors_one_move_once(office: build.Office, fund: Fund) -> None:
    allotted = FundTransaction.objects.get(fund=fund, to_stage="ALLOTTED")
    more = {"operating_unit": allotted.operating_unit}
    back = ("ALLOTTED", "APPORTIONED")
    assert constraint_of(lambda: write(fund, *back, 1, reverses=allotted, **more)) == "ledger_reversal_mirrors"
    assert constraint_of(lambda: write(fund, *back, 1, **more)) == "transaction_move_is_legal"
    asked = {"effective_on": today(), "evidence": "Memo", "note": "Wrong place", "by": office.funds}
    row = ledger.reverse(transaction=allotted, **asked)
    assert balance(fund, "APPORTIONED") == 100_000
    with pytest.raises(Refused) as caught:
        ledger.reverse(transaction=allotted, **asked)
    assert caught.value.code == "programs_fundtransaction_reverses_id_key"
    with pytest.raises(Refused):
        ledger.reverse(transaction=row, **asked)


def test_a_commitment_is_withdrawn_and_an_obligation_given_back_not_reversed(
    office: build.Office, program: Program, fund: Fund
) -> None:
    obligation = build.recorded(office, program, fund)
    for row in obligation.transactions.all():
        with pytest.raises(Refused) as caught:
            ledger.reverse(transaction=row, effective_on=today(), evidence="Memo", note="Wrong", by=office.funds)
        assert caught.value.code == "move"


@pytest.mark.parametrize(
    "verb",
    [
        "UPDATE programs_fundtransaction SET amount = 1",
        "DELETE FROM programs_fundtransaction",
        "TRUNCATE programs_fundtransaction CASCADE",
    ],
)
def test_a_transaction_never_changes(verb: str, fund: Fund) -> None:
    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(verb)

    assert constraint_of(call) == "programs_fundtransaction_append_only"


def test_a_transaction_changes_when_its_guard_is_taken_away(fund: Fund) -> None:
    with without(MONEY, trigger="append_only"):
        assert FundTransaction.objects.filter(fund=fund).update(note="changed") == 3


def test_a_balance_is_written_by_the_ledger_alone(fund: Fund) -> None:
    rows = Balance.objects.filter(fund=fund, stage="ALLOTTED")
    assert constraint_of(lambda: rows.update(amount=10**9)) == "balance_kept_by_ledger"
    with without("programs_balance", trigger="only_by_trigger"):
        rows.update(amount=10**9)
    assert any("ALLOTTED" in line for line in books.problems())


@pytest.mark.parametrize("amount", [0, -5])
def test_a_transaction_moves_more_than_nothing(amount: int, fund: Fund) -> None:
    assert constraint_of(lambda: write(fund, "OUTSIDE", "APPROPRIATED", amount)) == "transaction_amount_positive"


@pytest.mark.parametrize("amount", ["0.001", "NaN", "1e30", "Infinity"])
def test_money_is_dollars_and_cents(amount: str, office: build.Office, fund: Fund) -> None:
    with pytest.raises(Refused) as caught:
        ledger.appropriate(fund=fund, amount=Decimal(amount), effective_on=today(), evidence="P.L.", by=office.funds)
    assert caught.value.problems[0].field == "amount"


def test_money_does_not_move_tomorrow(office: build.Office, fund: Fund) -> None:
    with pytest.raises(Refused) as caught:
        ledger.appropriate(fund=fund, amount=Decimal(1), effective_on=today() + DAY, evidence="P.L.", by=office.funds)
    assert caught.value.code == "programs_fundtransaction_effective_on_ahead"

    def call() -> None:
        write(fund, "OUTSIDE", "APPROPRIATED", 1, effective_on=today() + DAY)

    assert constraint_of(call) == "programs_fundtransaction_effective_on_ahead"
    with without(MONEY, trigger="not_ahead"):
        call()


def test_l8_nothing_is_paid_after_the_fund_has_ended(office: build.Office, program: Program) -> None:
    """Statute: 31 U.S.C. 1552(a), verified. On the last day it still is."""
    year = fiscal_year(today()) - 6
    fund = build.fund(office, "PKO", allotted=50_000, years=1, year=year)
    end = fund.cancels_on
    assert end == dt.date(year + 5, 9, 30) < today()
    with as_if(fund.available_until):
        obligation = build.recorded(office, program, fund)
    voucher = {"obligation": obligation, "amount": Decimal(1), "evidence": "V-1", "by": office.funds}
    with pytest.raises(Refused) as caught:
        ledger.disburse(effective_on=end + DAY, **voucher)
    assert caught.value.code == "ledger_until_cancelled"
    assert "31 U.S.C. 1552(a)" in str(caught.value.problems[0].rule)
    ledger.disburse(effective_on=end, **voucher)

    def call() -> None:
        more = {"operating_unit": program.operating_unit, "program": program, "obligation": obligation}
        write(fund, "OBLIGATED", "DISBURSED", 1, effective_on=end + DAY, **more)

    assert constraint_of(call) == "ledger_until_cancelled"
    with without(MONEY, trigger="in_time"):
        call()


def test_one_person_does_not_propose_and_record(office: build.Office, program: Program, fund: Fund) -> None:
    both = make.user("PROGRAM_MANAGER", "FUNDS_OFFICER")
    obligation = build.proposed(office, program, fund, by=both)
    with pytest.raises(Refused) as caught:
        obligations.record(obligation=obligation, by=both)
    assert "somebody else records it" in caught.value.sentence

    def call() -> int:
        return Obligation.objects.filter(pk=obligation.pk).update(state="RECORDED", recorded_by=both, version=2)

    assert constraint_of(call) == "obligation_two_people"
    with without("programs_obligation", constraint="obligation_two_people"):
        assert call() == 1


def test_a_withdrawn_proposal_frees_its_money(office: build.Office, program: Program, fund: Fund) -> None:
    obligation = build.proposed(office, program, fund, 100_000)
    assert balance(fund, "ALLOTTED") == 0
    obligations.withdraw(obligation=obligation, by=office.manager, note="Another way was found")
    assert balance(fund, "ALLOTTED") == 100_000
    assert books.problems() == []


def test_a_withdrawn_apportionment_goes_back_to_the_fund(office: build.Office) -> None:
    fund = build.fund(office, "FMF")
    ledger.appropriate(fund=fund, amount=Decimal(9), effective_on=today(), evidence="P.L.", by=office.funds)
    row = ledger.apportion(
        fund=fund,
        amount=Decimal(9),
        effective_on=today(),
        evidence="SF-132",
        operating_unit=make.operating_unit(),
        naming="Case by case",
        by=office.funds,
    )
    assert row.obligation is not None
    manager = office.manager
    obligations.withdraw(obligation=row.obligation, by=manager, note="Apportioned in error")
    assert balance(fund, "APPROPRIATED") == 9
    assert books.problems() == []


def test_the_recipients_of_a_recorded_obligation_are_settled(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    fund = build.fund(office, allotted=50_000)
    obligation = build.recorded(office, program, fund, recipients=[student])
    link = obligation.recipients.get()
    assert constraint_of(link.delete) == "obligation_recipients_settled"
    with without("programs_obligationrecipient", trigger="before_record"):
        link.delete()
    assert any("names nobody" in line for line in books.problems())


def test_a_refusal_is_no_fault(fund: Fund) -> None:
    """Faults of the database come through as they are."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM programs_fund")
