"""Kinds with their clock and committees as the field has them, the clock in sentences, and what lines cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground.dates import as_if
from programs.models import CongressionalHold
from programs.notifications.clock import Clock
from programs.notifications.rules import KINDS, NotificationKind, day_zero, earliest, uncovered

# programs 1.4, by hand: calendar days and committees of each kind
TABLE = {
    "FAA_634A": (15, {"SFRC", "HFAC", "SAC", "HAC"}),
    "SECTION_7015": (15, {"SAC", "HAC"}),
    "FMF_INCREASE": (15, {"SAC", "HAC"}),
    "IMET_COUNTRY": (15, {"SAC", "HAC"}),
    "AECA_36B": (30, {"SPEAKER", "HFAC", "SFRC"}),
    "AECA_36B_ALLY": (15, {"SPEAKER", "HFAC", "SFRC"}),
    "CASH_FLOW": (15, {"SFRC", "HFAC", "SAC", "HAC"}),
    "EDA": (30, {"SFRC", "HFAC", "SAC", "HAC"}),
    "TITLE10_333": (15, {"SASC", "SFRC", "SAC", "HASC", "HFAC", "HAC"}),
    "TITLE10_331": (15, {"SASC", "SFRC", "SAC", "HASC", "HFAC", "HAC"}),
    "TITLE10_341": (15, {"SASC", "SFRC", "SAC", "HASC", "HFAC", "HAC"}),
    "EMERGENCY": (0, {"SAC", "HAC"}),
}
SENT = dt.date(2026, 11, 24)


def test_each_kind_waits_as_long_and_goes_to_those_as_the_law_asks() -> None:
    assert {kind: (asks.days, {str(c) for c in asks.committees}) for kind, asks in KINDS.items()} == TABLE
    assert set(NotificationKind.values) == set(TABLE)
    assert KINDS["EMERGENCY"].after == 3


def test_day_zero_is_the_last_transmittal_and_nothing_before_all_are_sent() -> None:
    both = {"SAC": SENT, "HAC": SENT - dt.timedelta(days=2)}
    assert day_zero(both, ["SAC", "HAC"]) == SENT
    assert earliest(both, ["SAC", "HAC"], 15) == dt.date(2026, 12, 9)
    assert day_zero({"SAC": SENT}, ["SAC", "HAC"]) is None
    assert earliest({}, [], 15) is None


def clock(on: dict[str, dt.date], state: str = "TRANSMITTED", kind: str = "SECTION_7015") -> Clock:
    return Clock(kind, state, TABLE[kind][0], ("SAC", "HAC"), on, frozenset(), ())


@pytest.mark.parametrize(
    ("today", "says", "is_open"),
    [
        (dt.date(2026, 12, 7), "Day 13 of 15 since the last committee has it.", False),
        (dt.date(2026, 12, 8), "Day 14 of 15 since the last committee has it.", False),
        (dt.date(2026, 12, 9), "The 15 days have run: open since December 9, 2026.", True),
    ],
)
def test_the_clock_is_a_sentence_and_never_a_state(today: dt.date, says: str, is_open: bool) -> None:
    with as_if(today):
        one = clock({"SAC": SENT, "HAC": SENT})
        assert (one.says, one.is_open) == (says, is_open)
        assert one.opens == "Opens on December 9, 2026: day 15 after transmittal to the last committee."


def test_before_the_last_committee_it_says_who_is_missing() -> None:
    assert clock({}, "CLEARED").says == "The clock starts when the last of 2 committees has it."
    assert clock({"SAC": SENT}, "CLEARED").says == "The clock starts when House Appropriations have it too."
    assert clock({"SAC": SENT}, "CLEARED").opens == "Opens 15 days after every committee has it."


def test_a_hold_is_told_whatever_the_day() -> None:
    hold = CongressionalHold(committee="SAC", opened_on=SENT)
    one = replace(clock({"SAC": SENT, "HAC": SENT}), holds=(hold,))
    with as_if(dt.date(2026, 12, 1)):
        assert one.says == "Day 7 of 15 since the last committee has it. Senate Appropriations holds it."
        assert one.opens == "Opens when the release of its hold is recorded, not before December 9, 2026."
    with as_if(dt.date(2027, 3, 1)):
        assert one.says == "The 15 days ended on December 9, 2026, and Senate Appropriations holds it."
        assert one.opens == "Opens when the release of its hold is recorded." and not one.is_open


def test_a_waiver_waits_for_nobody_and_is_sent_within_three_days() -> None:
    one = clock({}, "CLEARED", "EMERGENCY")
    assert one.is_open and "within 3 days after the act" in one.says
    assert not clock({}, "CLEARING", "EMERGENCY").is_open


@pytest.mark.parametrize(
    ("notified", "used", "missing"),
    [
        ({None: 100}, {None: 100}, 0),
        ({None: 100}, {"P": 60, "Q": 41}, 1),
        ({"P": 100}, {"P": 100}, 0),
        ({"P": 100}, {"Q": 1}, 1),
        ({"P": 100, None: 50}, {"P": 150}, 0),
        ({"P": 100, None: 50}, {"P": 151}, 1),
        ({"P": 100, "Q": 100, None: 50}, {"P": 150, "Q": 100}, 0),
        ({"P": 100, None: 50}, {"Q": 51}, 1),
        ({"P": 100}, {None: 1}, 1),
    ],
)
def test_what_programs_use_above_their_line_comes_out_of_the_general_one(
    notified: dict[str | None, int], used: dict[str | None, int], missing: int
) -> None:
    found = uncovered({k: Decimal(v) for k, v in notified.items()}, {k: Decimal(v) for k, v in used.items()})
    assert max(found, Decimal(0)) == missing


AMOUNTS = st.dictionaries(st.sampled_from(["P", "Q", None]), st.integers(0, 50).map(Decimal))


@given(notified=AMOUNTS, used=AMOUNTS)
def test_what_is_covered_is_never_more_than_what_is_notified(
    notified: dict[str | None, Decimal], used: dict[str | None, Decimal]
) -> None:
    if uncovered(notified, used) <= 0:
        assert sum(used.values()) <= sum(notified.values())
