"""Four writers at once: the last dollar of each sum is spent once, whichever act spends it (L1, L2, L7, L8, L14)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from ground.dates import today
from ground.refusals import Refused, refusals
from programs import books
from programs.models import Balance, Fund
from programs.services import exits, ledger
from programs.services.obligations import Terms
from tests import make

from . import build
from .guards import rewritten, write
from .test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
FOUR = range(4)
Scene = tuple[Fund, str, list[Callable[[], Any]]]


def money(office: build.Office, number: int = 0) -> dict[str, Any]:
    return {"amount": Decimal(100), "effective_on": today(), "evidence": f"Document {number}", "by": office.funds}


def of_the_fund(office: build.Office) -> Scene:
    """L1: all that is appropriated, apportioned four times."""
    fund = build.fund(office, "PKO")
    ledger.appropriate(fund=fund, **money(office))
    return fund, "APPROPRIATED", [lambda n=n: ledger.apportion(fund=fund, **money(office, n)) for n in FOUR]


def of_the_allotment(office: build.Office) -> Scene:
    """L2: all that is allotted, proposed four times."""
    program = build.program(office, "PKO")
    fund = build.fund(office, "PKO", allotted=100)
    people = [make.user("PROGRAM_MANAGER") for _ in FOUR]
    return fund, "ALLOTTED", [lambda by=by: build.proposed(office, program, fund, 100, by=by) for by in people]


def of_the_given_back(office: build.Office) -> Scene:
    """L7: all that is de-obligated, obligated again four times."""
    program = build.program(office, "PKO")
    fund = build.fund(office, "PKO", allotted=100, reobligation=True)
    first = build.recorded(office, program, fund, 100)
    ledger.deobligate(obligation=first, **money(office))
    again = Terms(reobligation=True)
    people = [make.user("PROGRAM_MANAGER") for _ in FOUR]
    calls = [lambda by=by: build.proposed(office, program, fund, 100, by=by, terms=again) for by in people]
    return fund, "DEOBLIGATED", calls


def of_the_obligation(office: build.Office) -> Scene:
    """L8: all that is obligated under a document, paid four times."""
    program = build.program(office, "PKO")
    fund = build.fund(office, "PKO", allotted=100)
    first = build.recorded(office, program, fund, 100)
    return fund, "OBLIGATED", [lambda n=n: ledger.disburse(obligation=first, **money(office, n)) for n in FOUR]


SCENES = [of_the_fund, of_the_allotment, of_the_given_back, of_the_obligation]


@contextmanager
def without_the_check() -> Iterator[None]:
    """The same database whose balances may go below zero."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE programs_balance DROP CONSTRAINT balance_not_negative")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SET session_replication_role = replica; DELETE FROM programs_balance WHERE amount < 0;"
                "SET session_replication_role = origin"
            )
            cursor.execute("ALTER TABLE programs_balance ADD CONSTRAINT balance_not_negative CHECK (amount >= 0)")


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_the_last_hundred_is_spent_once(scene: Callable[[build.Office], Scene]) -> None:
    fund, stage, calls = scene(build.Office())
    refused = [answer for answer in at_once(calls) if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == ["balance_not_negative"] * 3
    assert {row.amount for row in Balance.objects.filter(fund=fund, stage=stage)} == {Decimal(0)}
    assert books.problems() == []


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_control_without_the_check_it_is_spent_four_times(scene: Callable[[build.Office], Scene]) -> None:
    fund, stage, calls = scene(build.Office())
    with without_the_check():
        assert not [answer for answer in at_once(calls) if isinstance(answer, Refused)]
        assert Balance.objects.get(fund=fund, stage=stage, amount__lt=0).amount == -300


LOCK = ("programs_fundtransaction", "within_610", "ORDER BY f.id FOR NO KEY UPDATE", "ORDER BY f.id")


def provisions(office: build.Office) -> tuple[list[Fund], Fund]:
    """Four funds of one source with 1,000 each, which may give 400 together, and where it goes."""
    sources = [build.fund(office, "PKO") for _ in FOUR]
    target = build.fund(office, "NADR")
    for fund in sources:
        ledger.appropriate(fund=fund, **{**money(office), "amount": Decimal(1_000)})
    ledger.appropriate(fund=target, **{**money(office), "amount": Decimal(100_000)})
    return sources, target


def test_l14_four_transfers_at_once_stay_within_a_tenth() -> None:
    office = build.Office()
    sources, target = provisions(office)
    asked = {**money(office), "amount": Decimal(300)}
    answers = at_once(
        [lambda source=source: exits.transfer(source=source, target=target, **asked) for source in sources]
    )
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == ["transfer_of_source"] * 3
    assert books.problems() == []


def two_halves_twice() -> list[Any]:
    """Two transfers from two funds of one provision, written past every service; the first waits before it commits."""
    office = build.Office()
    sources, target = provisions(office)
    first_in, second_in = threading.Event(), threading.Event()

    def give(number: int) -> str:
        with refusals(), transaction.atomic():
            if number:
                first_in.wait(20)
            left = write(sources[number], "APPROPRIATED", "TRANSFERRED", 300, by=office.funds)
            (second_in if number else first_in).set()
            if not number:
                second_in.wait(1.5)  # the other runs into the lock, or reads past what is not committed
            write(target, "OUTSIDE", "APPROPRIATED", 300, transfer=left, by=office.funds)
        return "given"

    return at_once([lambda: give(0), lambda: give(1)])


def test_l14_a_transfer_waits_for_the_one_before() -> None:
    first, second = two_halves_twice()
    assert first == "given"
    assert isinstance(second, Refused)
    assert second.code == "transfer_of_source"


def test_control_without_the_lock_both_are_given() -> None:
    with rewritten(*LOCK):
        assert two_halves_twice() == ["given", "given"]
