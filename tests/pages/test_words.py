"""Figures, dates and counts are written one way."""

import datetime as dt
from decimal import Decimal

import pytest

from ground.pages import words

DAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("14200000"), "$14,200,000"),
        (Decimal("0"), "$0"),
        (None, "not given"),
        (Decimal("3091081446.17"), "$3,091,081,446.17"),
        (Decimal("-5.50"), "-$5.50"),
    ],
)
def test_money_is_full_dollars_with_cents_only_when_there_are_any(value: Decimal | None, written: str) -> None:
    assert words.money(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("18798480"), "$18.8 million"),
        (Decimal("6600000000"), "$6.6 billion"),
        (Decimal("386000"), "$386,000"),
        (Decimal("-2500000"), "-$2.5 million"),
    ],
)
def test_a_large_figure_is_short(value: Decimal, written: str) -> None:
    assert words.short_money(value) == written


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    assert words.day(DAY, today=DAY) == "Nov 25"
    assert words.day(dt.date(2027, 2, 3), today=DAY) == "Feb 3, 2027"
    assert words.long_day(DAY) == "November 25, 2026"
    assert words.day(None) == "not given"


def test_a_moment_is_read_in_washington() -> None:
    at = dt.datetime(2026, 11, 25, 2, 4, tzinfo=dt.UTC)
    assert words.moment(at, today=DAY) == "Nov 24, 21:04 ET"
    assert words.moment(at, today=dt.date(2026, 11, 24)) == "21:04 ET"


def test_a_count_agrees_with_its_noun() -> None:
    assert words.counted(1, "country,countries") == "1 country"
    assert words.counted(193514, "row") == "193,514 rows"
    assert words.counted(0, "row") == "0 rows"
