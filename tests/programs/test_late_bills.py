"""Late bills: a current fund of the account pays for a document whose fund has ended, within its two caps (1553(b))."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from ground.dates import as_if, fiscal_year, today
from ground.refusals import Refused
from programs.models import Obligation
from programs.services import closing, ledger, obligations
from programs.services.obligations import Terms
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without
from .notices import code
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class Scene:
    """A fund that ended with 600 of a document of 1,000 unpaid, and this year's with 100,000."""

    def __init__(self) -> None:
        self.office = build.Office()
        self.program = build.program(self.office, "PKO")
        year = fiscal_year(today()) - 7
        with as_if(dt.date(year - 1, 12, 20)):
            self.ended = build.fund(self.office, "PKO", year=year, years=1, enacted_on=dt.date(year - 1, 10, 5))
            build.feed(self.office, self.ended, Decimal(50_000))
            day = dt.date(year - 1, 12, 20)
            self.old = build.recorded(self.office, self.program, self.ended, 1_000, effective_on=day)
            more: dict[str, Any] = {"effective_on": day, "evidence": "Voucher", "by": self.office.funds}
            ledger.disburse(obligation=self.old, amount=Decimal(400), **more)
        self.fund = build.fund(self.office, "PKO", allotted=100_000)

    def bill(self, amount: int, of: Obligation | None = None, **more: Any) -> Obligation:
        terms = Terms(late_bill_of=of or self.old)
        return build.proposed(self.office, self.program, more.pop("fund", self.fund), amount, terms=terms, **more)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_bill_of_an_ended_fund_is_paid_up_to_what_its_document_left(scene: Scene) -> None:
    closing.close_due()
    with pytest.raises(Refused) as refused:
        scene.bill(601)
    assert refused.value.code == "late_bill_within_document"
    assert refused.value.problems[0].opens == "Opens for $600 or less."
    row = obligations.record(obligation=scene.bill(400), by=scene.office.recorder)
    assert code(lambda: scene.bill(201)) == "late_bill_within_document"
    page = html(signed_in(scene.office.funds), row.get_absolute_url())
    assert "Late bill of" in page and scene.old.document_number in page


def test_all_of_them_are_no_more_than_a_hundredth_of_the_fund(scene: Scene) -> None:
    small = build.fund(scene.office, "PKO", allotted=10_000)
    assert code(lambda: scene.bill(101, fund=small)) == "late_bill_within_one_percent"
    first = scene.bill(100, fund=small)
    assert code(lambda: scene.bill(1, fund=small)) == "late_bill_within_one_percent"
    obligations.withdraw(obligation=first, note="Not ours", by=scene.office.manager)
    scene.bill(100, fund=small)


def test_control_without_the_guard_it_would_be_charged(scene: Scene) -> None:
    with without("programs_obligation", trigger="late_bill"):
        assert scene.bill(5_000).late_bill_of == scene.old


def test_it_is_of_an_ended_fund_of_the_same_account(scene: Scene) -> None:
    running = build.recorded(scene.office, scene.program, scene.fund, 100)
    assert code(lambda: scene.bill(10, of=running)) == "late_bill_of_ended"
    row = scene.bill(10)
    rows = Obligation.objects.filter(pk=row.pk)
    moved = {"late_bill_of": None, "version": row.version + 1}
    assert constraint_of(lambda: rows.update(**moved)) == "programs_obligation_frozen"


def test_the_form_offers_documents_of_ended_funds(scene: Scene) -> None:
    client, base = signed_in(scene.office.manager), scene.program.get_absolute_url()
    assert scene.old.document_number in html(client, f"{base}obligations/new/")
    sent = {"fund": scene.fund.number, "amount": "50", "document_number": "B-1", "evidence": "GRANT", "naming": "None"}
    sent |= {"effective_on": str(today()), "late_bill_of": str(scene.old.pk)}
    assert client.post(f"{base}obligations/new/", sent).status_code == 302
    assert scene.old.late_bills.get().amount == 50


@pytest.mark.django_db(transaction=True)
def test_four_writers_pay_what_is_left_once() -> None:
    scene = Scene()
    people = [make.user("PROGRAM_MANAGER") for _ in range(4)]
    answers = at_once([partial(scene.bill, 600, by=by) for by in people])
    refused = [one.code for one in answers if isinstance(one, Refused)]
    assert refused == ["late_bill_within_document"] * 3
