"""Money of FMF committed to cases: within its fund and share, oldest first as a proposal, and under races."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from ground.dates import as_if, fiscal_year, today
from ground.models import Parameter
from ground.refusals import Refused
from programs.fms import money
from programs.models import Balance, CaseFunding, FmsCase, Fund, Program
from programs.services import case_funding, ledger, obligations
from programs.services.fms import LineRow
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FUNDED = "pgtrigger_funded_within_%"
READ, SLOW = "IF NEW.amount > room THEN", "PERFORM pg_sleep(0.2); IF NEW.amount > room THEN"


class Scene:
    """An FMF program whose partner has money obligated by its apportionment, and one case."""

    def __init__(self, amount: int = 1_000, value: int = 1_000, **more: Any) -> None:
        self.office = build.Office()
        self.program: Program = build.program(self.office, "FMF", at=more.pop("at", None))
        self.fund: Fund = self.apportioned(amount)
        self.case: FmsCase = self.a_case(value, **more)

    def apportioned(self, amount: int, year: int | None = None) -> Fund:
        """A fund of a budget year with money obligated to the partner."""
        fund = build.fund(self.office, "FMF", year=year)
        day = min(max(today() - 30 * DAY, fund.enacted_on), fund.available_until or today())
        given: dict[str, Any] = {"fund": fund, "amount": Decimal(amount), "effective_on": day, "by": self.office.funds}
        ledger.appropriate(**given, evidence="P.L. 119-1")
        row = ledger.apportion(
            **given,
            evidence="SF-132",
            operating_unit=self.program.operating_unit,
            program=self.program,
            naming="By case",
        )
        assert row.obligation is not None
        obligations.record(obligation=row.obligation, by=self.office.recorder)
        return fund

    def a_case(self, value: int, **more: Any) -> FmsCase:
        line = LineRow(description="Radar", category="SERVICE", quantity=Decimal(1), unit_price=Decimal(value))
        return build.case(self.office, self.program, "", line, **more)

    def commit(self, amount: Any, fund: Fund | None = None, case: FmsCase | None = None, **more: Any) -> CaseFunding:
        return case_funding.commit(
            case=case or self.case,
            fund=fund or self.fund,
            amount=Decimal(amount),
            document="DD 1513",
            by=more.pop("by", self.office.funds),
            **more,
        )

    def raw(self, amount: Any, case: FmsCase | None = None, fund: Fund | None = None) -> CaseFunding:
        return CaseFunding.objects.create(
            case=case or self.case,
            fund=fund or self.fund,
            amount=amount,
            committed_on=today(),
            document="Raw",
            by=self.office.funds,
        )


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_no_more_is_committed_than_the_fund_has_uncommitted(scene: Scene) -> None:
    other = scene.a_case(900)
    scene.commit(700)
    found = refused(lambda: scene.commit(301, case=other))
    assert (found.code, found.problems[0].opens) == (
        "case_funding_uncommitted",
        "Opens for $300 or less; take the rest from another fund.",
    )
    assert constraint_of(lambda: scene.raw("300.01", other)) == "case_funding_uncommitted"
    scene.commit(300, case=other)
    assert Balance.objects.get(fund=scene.fund, stage="OBLIGATED").amount == 1_000  # the ledger is not touched
    with without("programs_casefunding", trigger="funded_within"):
        scene.raw(500, other)


def test_no_more_is_committed_than_the_fmf_share_of_the_case(scene: Scene) -> None:
    small = scene.a_case(400)
    assert refused(lambda: scene.commit(401, case=small)).code == "case_funding_within_share"
    assert constraint_of(lambda: scene.raw(401, small)) == "case_funding_within_share"


def test_money_of_another_account_and_loans_stay_apart(scene: Scene) -> None:
    imet = build.fund(scene.office, "IMET", allotted=5_000)
    assert constraint_of(lambda: scene.raw(1, fund=imet)) == "case_funding_of_fmf"
    loan = scene.a_case(500, financing="LOAN")
    assert refused(lambda: scene.commit(1, case=loan)).code == "case_funding_no_loan"


def test_a_return_takes_back_one_commitment_and_no_more(scene: Scene) -> None:
    given = scene.commit(600)
    back: dict[str, Any] = {"funding": given, "document": "Memo", "by": scene.office.funds}
    assert refused(lambda: case_funding.give_back(**back, amount=Decimal(601))).code == "case_funding_return_within"
    case_funding.give_back(**back, amount=Decimal(200))
    rows = CaseFunding.objects.filter(pk=given.pk)
    assert constraint_of(lambda: rows.update(amount=1)) == "programs_casefunding_append_only"
    scene.commit(600)
    assert money.uncommitted_of(scene.program.operating_unit) == []


def test_money_of_a_fund_that_has_ended_is_not_proposed(scene: Scene) -> None:
    place = scene.program.operating_unit
    assert money.uncommitted_of(place) == [(scene.fund, 1_000)]
    with as_if(scene.fund.cancels_on + DAY):
        assert money.uncommitted_of(place) == [], "cancelled by law, whether its closing is posted or not"


def test_what_is_committed_to_cases_is_not_taken_from_its_fund(scene: Scene) -> None:
    scene.commit(700)
    obligation = scene.program.obligations.get()
    take: dict[str, Any] = {"obligation": obligation, "effective_on": today(), "evidence": "Memo"}
    found = refused(lambda: ledger.deobligate(**take, amount=Decimal(301), by=scene.office.funds))
    assert (found.code, found.problems[0].opens[:15]) == ("ledger_committed_to_cases", "Opens for $300 ")
    ledger.deobligate(**take, amount=Decimal(300), by=scene.office.funds)


def test_the_oldest_money_is_proposed_first_and_another_choice_is_no_refusal(scene: Scene) -> None:
    year = fiscal_year(today())
    older = scene.apportioned(250, year=year - 1)
    found = case_funding.propose(case=scene.case, amount=Decimal(400))
    assert [(one.fund, one.amount) for one in found] == [(older, 250), (scene.fund, 150)]
    scene.commit(400)  # from the younger fund
    rows = money.by_fund(Balance.objects.all())
    assert [(one.fund, one.left) for one in rows] == [(older, 250), (scene.fund, 600)]
    assert rows[1].band(today()) == "0 to 90 days"
    assert [money.band(days) for days in (90, 91, 180, 181, 365, 366)] == [
        *("0 to 90 days", "91 to 180 days", "91 to 180 days"),
        *("181 to 365 days", "181 to 365 days", "over 365 days"),
    ]


def test_a_direct_contract_needs_the_purchasers_agreement_and_stays_within_the_year() -> None:
    Parameter.objects.create(
        key="direct_contracts_yearly_limit", value=500, valid=("1990-10-01", None), source="Test", basis="Statute"
    )
    scene = Scene(amount=2_000, kind="DIRECT")
    assert refused(lambda: scene.commit(1)).code == "direct_contract_agreed"
    build.agreed(scene.office, scene.program.operating_unit, "DIRECT")
    scene.commit(400)
    other = Scene(amount=2_000, kind="DIRECT", at=make.operating_unit("XBS", "Basalt", "EUR"))
    build.agreed(other.office, other.program.operating_unit, "DIRECT")
    found = refused(lambda: other.commit(101))
    assert (found.code, found.problems[0].opens) == (
        "direct_contracts_yearly",
        "Opens for $100 or less this fiscal year.",
    )
    assert constraint_of(lambda: other.raw(101)) == "direct_contracts_yearly"
    other.commit(100)
    egypt = Scene(amount=2_000, kind="DIRECT", at=make.operating_unit("EGY", "Egypt", "NEA"))
    build.agreed(egypt.office, egypt.program.operating_unit, "DIRECT")
    egypt.commit(900)
    assert money.direct_contracts(today()).left == 0


def test_without_a_parameter_the_statute_holds() -> None:
    scene = Scene(amount=200_000_000, value=150_000_000, kind="DIRECT")
    build.agreed(scene.office, scene.program.operating_unit, "DIRECT")
    assert refused(lambda: scene.commit("100000000.01")).code == "direct_contracts_yearly"
    scene.commit(100_000_000)


def test_payments_are_planned_where_cash_flow_is_approved(scene: Scene) -> None:
    call: dict[str, Any] = {
        "operating_unit": scene.program.operating_unit,
        "fiscal_year": 2028,
        "planned": Decimal(5),
        "source": "LOA payment schedule",
        "by": scene.office.manager,
    }
    assert refused(lambda: case_funding.plan_payment(**call)).code == "cash_flow_approved"
    detail = scene.program.fmfdetail
    detail.cash_flow = True
    detail.save()
    first = case_funding.plan_payment(**call)
    assert case_funding.plan_payment(**{**call, "planned": Decimal(7)}).pk == first.pk


def test_money_is_committed_and_returned_on_the_pages_of_the_case(scene: Scene) -> None:
    client, at = signed_in(scene.office.funds), scene.case.get_absolute_url()
    shown = html(client, f"{at}funding/new/")
    assert "oldest money first" in shown and scene.fund.number in shown
    sent = {"fund": scene.fund.number, "amount": "900", "committed_on": str(today()), "document": "DD 1513"}
    assert client.post(f"{at}funding/new/", sent).status_code == 302
    over = client.post(f"{at}funding/new/", {**sent, "amount": "101"})
    assert over.status_code == 409 and "$100 or less" in over.content.decode()
    back = {"funding": scene.case.funding.get().pk, "amount": "100", "committed_on": str(today()), "document": "Memo"}
    assert client.post(f"{at}funding/return/", back).status_code == 302
    assert "second tier" in html(client, at)
    assert "Commit money" not in html(signed_in(scene.office.manager), at)


@pytest.mark.django_db(transaction=True)
class TestFourWriters:
    def last_dollar(self, scene: Scene) -> list[Any]:
        """Four people commit all that is left, each to a case of their own."""
        cases = [scene.a_case(1_000) for _ in range(4)]
        people = [make.user("FUNDS_OFFICER") for _ in range(4)]
        return at_once(
            [lambda c=case, by=by: scene.commit(1_000, case=c, by=by) for case, by in zip(cases, people, strict=True)]
        )

    def test_the_last_dollar_goes_to_one_case(self) -> None:
        scene = Scene()
        answers = self.last_dollar(scene)
        codes = [answer.code for answer in answers if isinstance(answer, Refused)]
        assert codes == ["case_funding_uncommitted"] * 3
        assert sum(CaseFunding.objects.values_list("amount", flat=True)) == 1_000

    def test_control_without_the_lock_more_than_one_gets_it(self) -> None:
        scene = Scene()
        lock = "PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;"
        with rewritten("programs_casefunding", "funded_within", lock, ""):  # noqa: SIM117 - the second reads the first
            with rewritten("programs_casefunding", "funded_within", READ, SLOW):
                answers = self.last_dollar(scene)
        assert len([one for one in answers if not isinstance(one, Refused)]) > 1

    def direct(self) -> list[Any]:
        """Four partners commit 40 million each to a direct contract, of 100 million for all of them."""
        scenes = []
        for iso3 in ("XLK", "XBS", "XTM", "XSF"):
            at = make.operating_unit(iso3, iso3)
            scene = Scene(amount=40_000_000, value=40_000_000, kind="DIRECT", at=at)
            build.agreed(scene.office, at, "DIRECT")
            scenes.append(scene)
        return at_once([lambda one=one: one.commit(40_000_000) for one in scenes])

    def test_two_of_four_direct_contracts_fit_the_year(self) -> None:
        codes = [answer.code for answer in self.direct() if isinstance(answer, Refused)]
        assert codes == ["direct_contracts_yearly"] * 2
        assert money.direct_contracts(today()).used == 80_000_000

    def test_control_without_the_lock_more_than_two_fit(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgname LIKE %s", [FUNDED])
            ((source,),) = cursor.fetchall()
        lock = next(line for line in source.splitlines() if "pg_advisory_xact_lock" in line)
        with rewritten("programs_casefunding", "funded_within", lock, "PERFORM 1;"):  # noqa: SIM117
            with rewritten("programs_casefunding", "funded_within", READ, SLOW):
                answers = self.direct()
        assert len([one for one in answers if not isinstance(one, Refused)]) > 2
