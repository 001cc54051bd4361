"""Bad input, in one table: each is refused by form, API and service with its rule and what would be right; nothing is
written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from ground.dates import today
from ground.refusals import Refused
from programs.models import Concurrence, FundTransaction, GscfContribution, Obligation
from programs.services import gscf, ledger, obligations, title_ten
from tests import make

from . import build, plan_files
from .browse import signed_in
from .guards import constraint_of, write

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
BAD_AMOUNTS = {
    "-5": ("more than zero", "Write 5.00"),
    "0": ("more than zero", "Write what it moves"),
    "100.005": ("dollars and cents", "Write 100.01"),
    "1000000000000.01": ("more than a trillion", "Write 1,000,000,000,000.00 or less"),
    "NaN": ("no amount of money", "such as 1250000.00"),
    "Infinity": ("no amount of money", "such as 1250000.00"),
}


class Scene:
    """An IMET program with money allotted and an obligation that is recorded."""

    def __init__(self) -> None:
        self.office = build.Office()
        self.program = build.program(self.office)
        self.fund = build.fund(self.office, allotted=50_000)
        self.obligation = build.recorded(self.office, self.program, self.fund, 10_000)

    @property
    def written(self) -> tuple[int, int, int]:
        return FundTransaction.objects.count(), Obligation.objects.count(), GscfContribution.objects.count()

    @contextmanager
    def nothing_is_written(self) -> Iterator[None]:
        before = self.written
        yield
        assert self.written == before

    def service(self, act: str, amount: str, **more: Any) -> Refused:
        """What the service says no to."""
        given: dict[str, Any] = {"amount": Decimal(amount), "effective_on": today(), "evidence": "Paper"} | more
        calls: dict[str, Callable[[], Any]] = {
            "appropriate": lambda: ledger.appropriate(fund=self.fund, by=self.office.funds, **given),
            "apportion": lambda: ledger.apportion(fund=self.fund, by=self.office.funds, **given),
            "allot": lambda: ledger.allot(
                fund=self.fund, operating_unit=self.program.operating_unit, by=self.office.funds, **given
            ),
            "pay": lambda: ledger.disburse(obligation=self.obligation, by=self.office.funds, **given),
            "deobligate": lambda: ledger.deobligate(obligation=self.obligation, by=self.office.funds, **given),
            "propose": lambda: build.proposed(
                self.office,
                self.program,
                more.get("fund", self.fund),
                Decimal(amount),
                effective_on=given["effective_on"],
            ),
        }
        with self.nothing_is_written(), pytest.raises(Refused) as caught:
            calls[act]()
        return caught.value

    def form(self, act: str, amount: str, **more: Any) -> str:
        """What the page answers."""
        fund, paper = f"/funds/{self.fund.number}/", self.obligation.get_absolute_url()
        sent = {"amount": amount, "effective_on": today(), "evidence": "Paper"}
        addresses: dict[str, tuple[str, dict[str, Any]]] = {
            "appropriate": (f"{fund}appropriate/", sent),
            "apportion": (f"{fund}apportion/", sent),
            "allot": (f"{fund}allot/", sent | {"operating_unit": "XTM"}),
            "pay": (f"{paper}pay/", sent),
            "deobligate": (f"{paper}deobligate/", sent),
            "propose": (
                f"{self.program.get_absolute_url()}obligations/new/",
                {**sent, "fund": self.fund.number, "document_number": "D-9", "evidence": "GRANT", "naming": "Later"},
            ),
        }
        address, data = addresses[act]
        by = self.office.manager if act == "propose" else self.office.funds
        with self.nothing_is_written():
            answer = signed_in(by).post(address, data | more)
        assert answer.status_code in (400, 409), answer.status_code
        return answer.content.decode()

    def api(self, act: str, amount: str, **more: Any) -> str:
        """What the API answers."""
        sent: dict[str, Any] = {"version": self.fund.version, "amount": amount, "effective_on": str(today())}
        sent["evidence"] = "Paper"
        self.obligation.refresh_from_db()
        paper = sent | {"version": self.obligation.version}
        proposal = {
            **{name: sent[name] for name in ("amount", "effective_on")},
            "program": self.program.number,
            "fund": self.fund.number,
            "document_number": "D-9",
            "evidence": "GRANT",
            "naming": "Later",
        }
        addresses: dict[str, tuple[str, dict[str, Any]]] = {
            "appropriate": (f"funds/{self.fund.number}/appropriate/", sent),
            "apportion": (f"funds/{self.fund.number}/apportion/", sent),
            "allot": (f"funds/{self.fund.number}/allot/", sent | {"operating_unit": "XTM"}),
            "pay": (f"obligations/{self.obligation.pk}/disburse/", paper),
            "deobligate": (f"obligations/{self.obligation.pk}/deobligate/", paper),
            "propose": ("obligations/", proposal),
        }
        address, data = addresses[act]
        client = APIClient()
        client.force_authenticate(self.office.manager if act == "propose" else self.office.funds)
        with self.nothing_is_written():
            answer = client.post(f"/api/v1/{address}", data | more, format="json")
        assert answer.status_code in (400, 409), answer.content
        return str(answer.content.decode())


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize("act", ["appropriate", "apportion", "allot", "pay", "deobligate", "propose"])
def test_an_amount_that_is_none_is_refused_with_the_figure_that_would_be_right(scene: Scene, act: str) -> None:
    for amount, (reason, right) in BAD_AMOUNTS.items():
        refused = scene.service(act, amount)
        (problem, *_) = refused.problems
        assert reason in problem.reason and right in problem.opens and problem.rule is not None, (act, amount)
        for channel in (scene.form, scene.api):
            said = channel(act, amount)
            assert reason in said and right.split(" or ")[0] in said and "Gatehouse rule" in said, (act, amount)


def test_postgres_itself_refuses_amounts_that_are_none(scene: Scene) -> None:
    possible = 10**12 + 1
    assert constraint_of(lambda: write(scene.fund, "OUTSIDE", "APPROPRIATED", -5)) == "transaction_amount_positive"
    assert (
        constraint_of(lambda: write(scene.fund, "OUTSIDE", "APPROPRIATED", possible)) == "transaction_amount_possible"
    )
    row = {"fund": scene.fund, "operating_unit": scene.program.operating_unit, "document_number": "Raw", "naming": "x"}
    row |= {
        "evidence": "GRANT",
        "effective_on": today(),
        "recipients_named": False,
        "proposed_by": scene.office.manager,
    }
    row |= {"program": scene.program}
    assert constraint_of(lambda: Obligation.objects.create(**row, amount=possible)) == "obligation_amount_possible"
    assert constraint_of(lambda: Obligation.objects.create(**row, amount=0)) == "obligation_amount_positive"


def test_thousands_where_dollars_are_meant(scene: Scene, tmp_path: Path) -> None:
    """The budget justification prints 350 thousand of IMET; 350 is appropriated."""
    plan_files.partners()
    year = scene.fund.fiscal_year - 1
    plan_files.brought_in(tmp_path / "cbj.csv", plan_files.BUDGET, plan_files.budget_rows(year, "request"))
    scene.fund = build.fund(scene.office, year=year, years=5)
    figure = "250"
    refused = scene.service("appropriate", figure)
    assert refused.code == "thousands" and refused.problems[0].opens == "Write 250,000.00."
    assert "thousands where dollars are meant" in scene.form("appropriate", figure)
    assert "thousands where dollars are meant" in scene.api("appropriate", figure)
    ledger.appropriate(
        fund=scene.fund, amount=Decimal(250_000), effective_on=today(), evidence="P.L.", by=scene.office.funds
    )


def test_a_date_outside_the_life_of_the_fund(scene: Scene) -> None:
    early, late = scene.fund.enacted_on - DAY, scene.fund.available_until
    assert late is not None
    for act in ("appropriate", "propose"):
        refused = scene.service(act, "10", effective_on=early)
        said = " ".join(f"{one.reason} {one.opens}" for one in refused.problems)
        assert refused.problems[0].rule is not None, act
        assert "before" in said or "not exist" in said, said
    for channel in (scene.form, scene.api):
        said = channel("appropriate", "10", effective_on=str(early))
        assert "31 U.S.C. 1502(a)" in said and "or a later day" in said
    ahead = scene.service("appropriate", "10", effective_on=today() + DAY)
    assert ahead.code == "programs_fundtransaction_effective_on_ahead"


def test_a_fund_of_another_account(scene: Scene) -> None:
    scene_fund, other = scene.fund, build.fund(scene.office, "PKO", allotted=1_000)
    refused = scene.service("propose", "10", fund=other)
    assert (refused.code, refused.problems[0].opens) == ("kind", "Choose a fund of IMET.")
    said = scene.form("propose", "10", fund=other.number)
    assert "31 U.S.C. 1301(a)" in said and "Choose a fund of the program" in said
    assert "31 U.S.C. 1301(a)" in scene.api("propose", "10", fund=other.number)
    assert scene_fund.account.kind == "IMET"


def test_no_evidence(scene: Scene) -> None:
    for act, field in (("appropriate", "evidence"), ("pay", "evidence"), ("propose", "document_number")):
        said = scene.form(act, "10", **{field: ""})
        assert "31 U.S.C. 1501(a)" in said and "Name the document" in said, act
        assert field in scene.api(act, "10", **{field: ""})
    with scene.nothing_is_written(), pytest.raises(Refused) as caught:
        build.proposed(scene.office, scene.program, scene.fund, 10, evidence="HEARSAY")
    assert caught.value.problems[0].field == "evidence"
    with scene.nothing_is_written(), pytest.raises(Refused):
        build.proposed(scene.office, scene.program, scene.fund, 10, document_number="")


def test_a_concurrence_without_decider(scene: Scene) -> None:
    program = build.program(scene.office, "TITLE-10", state="APPROVED")
    build.planned_together(scene.office, program)
    with pytest.raises(Refused) as caught:
        title_ten.decide(program=program, decision="CONCUR", text="Yes", document="Memo", by=None)
    (problem,) = caught.value.problems
    assert problem.code == "decider" and problem.rule is not None and problem.opens
    row = {"program": program, "decision": "CONCUR", "text": "Yes", "document": "Memo", "decided_on": today()}
    with pytest.raises(Exception, match="decider"):
        Concurrence.objects.create(**row)


def test_a_share_the_wrong_way_round() -> None:
    """79.99 of DoD beside 20.01 of State holds; 80.01 beside 19.99 does not, and says how much DoD may give."""
    office = build.Office()
    program = build.program(office, "GSCF")
    state, dod = (build.fund(office, "GSCF", allotted=1_000_000) for _ in range(2))

    def give(agency: str, fund: Any, amount: str) -> Any:
        return gscf.contribute(
            program=program,
            agency=agency,
            fund=fund,
            amount=Decimal(amount),
            on_day=today(),
            document=f"Transfer {agency}",
            by=office.funds,
        )

    give("STATE", state, "19.99")
    with pytest.raises(Refused) as caught:
        give("DOD", dod, "80.01")
    (problem,) = caught.value.problems
    assert problem.rule is not None and "$79.96" in problem.opens and "80.01 percent" in problem.reason
    assert GscfContribution.objects.count() == 1
    give("STATE", state, "0.02")
    give("DOD", dod, "79.99")


def test_parts_that_do_not_add_to_the_amount(scene: Scene) -> None:
    student = build.student(scene.office, scene.program)
    seats = [build.seat(scene.office, student, price=Decimal(18_500))]
    with scene.nothing_is_written(), pytest.raises(Refused) as caught:
        build.proposed(scene.office, scene.program, scene.fund, 18_000, seats=seats)
    (problem,) = caught.value.problems
    assert "18,500.00" in problem.reason and problem.rule is not None and problem.field == "amount"


def test_the_proposer_does_not_record(scene: Scene) -> None:
    both = make.user("PROGRAM_MANAGER", "FUNDS_OFFICER")
    row = build.proposed(scene.office, scene.program, scene.fund, 10, by=both)
    with scene.nothing_is_written(), pytest.raises(Refused) as caught:
        obligations.record(obligation=row, by=both)
    assert "somebody else records it" in str(caught.value)
    said = signed_in(both).post(
        f"{row.get_absolute_url()}step/", {"step": "record", "version": row.version, "note": ""}
    )
    assert said.status_code == 409 and "Proposer and recorder" in said.content.decode()
    client = APIClient()
    client.force_authenticate(both)
    answer = client.post(f"/api/v1/obligations/{row.pk}/record/", {"version": row.version}, format="json")
    assert answer.status_code == 409 and b"somebody else records it" in answer.content
    rows = Obligation.objects.filter(pk=row.pk)
    raw = {"state": "RECORDED", "recorded_by": both, "version": row.version + 1}
    assert constraint_of(lambda: rows.update(**raw)) == "obligation_two_people"
    row.refresh_from_db()
    assert row.state == "PROPOSED"
