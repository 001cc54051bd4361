"""End-of-year reallocation: what a line does not use goes to another, within its money, and stays on record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ground.refusals import Refused
from programs.models import Reallocation, TrainingLine
from programs.services import training_plans
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without
from .test_training_plans import a_line, a_plan, a_student, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def move(office: build.Office, giver: TrainingLine, gainer: TrainingLine, up: int, gained: int = 1) -> Reallocation:
    return training_plans.reallocate(
        from_line=giver, to_line=gainer, given_up=up, gained=gained, reason="The course was put off.", by=office.analyst
    )


def lines(office: build.Office, **more: Any) -> tuple[TrainingLine, TrainingLine]:
    plan = a_plan(office)
    return a_line(office, plan, 3, unit_price=Decimal(10_000)), a_line(office, plan, 1, unit_price=Decimal(15_000))


def test_what_a_line_does_not_use_goes_to_another_and_stays_on_record(office: build.Office) -> None:
    giver, gainer = lines(office)
    seat_in(office, giver, a_student(office))
    with pytest.raises(Refused) as refused:
        move(office, giver, gainer, 3)
    assert (refused.value.code, refused.value.problems[0].opens) == ("reallocation_unused", "Opens for 2 or fewer.")
    moved = move(office, giver, gainer, 2)
    giver.refresh_from_db(), gainer.refresh_from_db()
    assert (giver.quantity, gainer.quantity, moved.amount) == (1, 2, Decimal(20_000))
    assert "The course was put off." in html(signed_in(office.analyst), giver.plan.get_absolute_url())
    assert constraint_of(lambda: Reallocation.objects.update(gained=9)) == "programs_reallocation_append_only"


def test_a_line_gains_no_more_than_the_money_given_up(office: build.Office) -> None:
    giver, gainer = lines(office)
    with pytest.raises(Refused) as refused:
        move(office, giver, gainer, 1)
    assert (refused.value.code, refused.value.problems[0].opens) == (
        "reallocation_within",
        "Opens for seats that cost $10,000 or less.",
    )
    raw = {"from_line": giver, "to_line": gainer, "given_up": 2, "reason": "Raw", "by": office.analyst}
    assert constraint_of(lambda: Reallocation.objects.create(gained=2, amount=20_000, **raw)) == "reallocation_within"
    assert constraint_of(lambda: Reallocation.objects.create(gained=1, amount=20_001, **raw)) == "reallocation_within"
    itself = {**raw, "to_line": giver}
    assert constraint_of(lambda: Reallocation.objects.create(gained=1, amount=20_000, **itself)) == "reallocation_whole"
    with without("programs_reallocation", trigger="within"):
        Reallocation.objects.create(gained=2, amount=20_000, **raw)


def test_a_line_that_gives_up_everything_is_cancelled(office: build.Office) -> None:
    giver, gainer = lines(office)
    move(office, giver, gainer, 3, 2)
    giver.refresh_from_db()
    assert giver.state == "CANCELLED"
    with pytest.raises(Refused, match="cancelled"):
        move(office, gainer, giver, 1)


def test_between_countries_the_assumed_levels_move_too_within_one_year(office: build.Office) -> None:
    giver, _ = lines(office)
    there = a_plan(office, country=make.country("XBS", "Basalt", "AF"), level=1)
    gainer = a_line(office, there, 1, unit_price=Decimal(9_000))
    move(office, giver, gainer, 1)
    there.refresh_from_db(), giver.plan.refresh_from_db()
    assert (giver.plan.level_assumed, there.level_assumed) == (490_000, 10_001)
    later = a_line(office, a_plan(office, year=2028))
    with pytest.raises(Refused, match="different budget years"):
        move(office, giver, later, 1)
    here = build.Office(make.operating_unit())
    with pytest.raises(Refused, match="another place"):
        move(here, giver, gainer, 1)
    only_here = signed_in(here.analyst)
    assert "Basalt" not in html(only_here, giver.plan.get_absolute_url())  # the other side is not theirs to read


def test_the_form_offers_lines_of_the_same_year(office: build.Office) -> None:
    giver, gainer = lines(office)
    client, page = signed_in(office.analyst), f"{giver.get_absolute_url()}reallocate/"
    a_line(office, a_plan(office, year=2029))
    assert "2029" not in html(client, page).split("<form", 2)[-1]
    sent = {"to_line": gainer.pk, "given_up": 2, "gained": 1, "reason": "Put off."}
    assert client.post(page, sent).status_code == 302
    assert Reallocation.objects.get().to_line == gainer
