"""What one cell may say, and the sentence it gets when it says something else."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground.rows import CellRefused, Parse, PartialDate, day, money, one_of, partial_day, text, whole_number

CELLS = st.one_of(
    st.text(),
    st.from_regex(r"[0-9/.,$ -]{0,12}", fullmatch=True),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


def reason(parse: Parse, cell: object) -> str:
    with pytest.raises(CellRefused) as caught:
        parse(cell)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("parse", [text(), whole_number(), money(), day(), partial_day(), one_of("a", "b")])
class TestEveryParser:
    @pytest.mark.parametrize("blank", ["", "   ", None, "\u3164", "\u200b\ufeff", "\xa0"])
    def test_takes_what_only_looks_filled_for_empty(self, parse: Parse, blank: str | None):
        assert parse(blank) in ("", None)

    @given(cell=CELLS)
    def test_gives_a_value_or_one_line(self, parse: Parse, cell: object):
        try:
            parse(cell)  # type: ignore[arg-type]
        except CellRefused as refused:
            assert not {unicodedata.category(letter) for letter in str(refused)} & {"Cc", "Cs", "Zl", "Zp"}
            assert len(str(refused)) < 400

    def test_refuses_two_million_characters_in_a_short_line(self, parse: Parse):
        assert len(reason(parse, "x" * 2_000_000)) < 400


class TestText:
    @pytest.mark.parametrize("name", ["Null", "O'Neill", "Sukarno", "محمد علي", "=1+1", "{{ x }}", "'; DROP TABLE"])
    def test_keeps_a_name_exactly(self, name: str):
        assert text()(name) == name

    def test_composes_and_trims(self):
        assert text()(" Jose\u0301\xa0") == "José"

    @given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=80))
    def test_is_stable(self, written: str):
        try:
            value = text()(written)
        except CellRefused:
            return
        assert text()(value) == value == unicodedata.normalize("NFC", value)

    @pytest.mark.parametrize("turn", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    def test_refuses_marks_that_reverse_the_reading_order(self, turn: str):
        said = reason(text(), f"abc{turn}txt.exe")
        assert "reverses the reading order" in said
        assert turn not in said

    @pytest.mark.parametrize(
        ("cell", "words"),
        [("a\x1b[31mb", "U+001B"), ("a\tb", "a tab"), ("a\r\nb", "a line break"), ("a\x85b", "U+0085")],
    )
    def test_refuses_control_characters_by_name(self, cell: str, words: str):
        assert words in reason(text(), cell)

    def test_keeps_line_breaks_where_they_belong(self):
        assert text(lines=True)("one\r\ntwo\n") == "one\ntwo"

    def test_refuses_a_lost_letter_unless_the_publisher_lost_it(self):
        assert "a letter was lost" in reason(text(), "Jos\ufffd")
        assert text(as_printed=True)("Jos\ufffd") == "Jos\ufffd"

    def test_refuses_more_characters_than_fit(self):
        assert "has 5,000 characters; at most 100 fit" in reason(text(100), "e" + "\u0301\u0302" * 2_500)[-60:]

    def test_spells_numbers_and_dates_of_a_workbook(self):
        assert text()(7) == "7"
        assert text()(dt.date(1990, 2, 28)) == "1990-02-28"

    @pytest.mark.parametrize("cell", [123456789012345678, 1.2345678901234568e17, -1e15])
    def test_refuses_an_identifier_that_excel_has_rounded(self, cell: float):
        assert "Format the column as text" in reason(text(), cell)


class TestOneOf:
    def test_takes_any_letter_case(self):
        assert one_of("person", "unit")("PERSON ") == "person"

    def test_says_what_it_takes(self):
        assert reason(one_of("person", "unit"), "ship") == "“ship” is not one of: person, unit."


class TestWholeNumber:
    @pytest.mark.parametrize(("cell", "number"), [("0", 0), ("007", 7), (" 1,234 ", 1234), (12, 12)])
    def test_reads(self, cell: object, number: int):
        assert whole_number()(cell) == number

    @pytest.mark.parametrize("cell", ["-3", "(3)", "−3"])
    def test_refuses_less_than_zero(self, cell: str):
        assert reason(whole_number(), cell) == f"“{cell}” is below zero. Write 0 or more."

    @pytest.mark.parametrize(
        "cell", ["NaN", "inf", "1.5", "1e3", "1,23", "٣", "½", "0x10", 1.5, True, float("nan"), dt.date(1990, 1, 1)]
    )
    def test_refuses_what_is_none(self, cell: object):
        assert "is not a whole number. Write digits, such as 12." in reason(whole_number(), cell)

    def test_refuses_more_than_a_column_holds(self):
        assert "is more than 2,147,483,647" in reason(whole_number(), "99999999999")
        assert reason(whole_number(), "9" * 20_000)


class TestMoney:
    @pytest.mark.parametrize(
        ("cell", "amount"),
        [
            ("0", "0"),
            ("26171", "26171"),
            ("$1,234.50", "1234.50"),
            ("12.", "12"),
            (12, "12"),
            (14.099999999999999, "14.1"),
            (1234.5, "1234.5"),
        ],
    )
    def test_reads(self, cell: object, amount: str):
        assert money()(cell) == Decimal(amount)

    @pytest.mark.parametrize(
        "cell",
        [
            "NaN",
            "Infinity",
            "1e12",
            "1.000,00",
            "1,23.00",
            "12,34",
            "USD 5",
            float("nan"),
            float("inf"),
            True,
            dt.time(1),
        ],
    )
    def test_refuses_what_is_no_amount(self, cell: object):
        assert "is not an amount" in reason(money(), cell)

    @pytest.mark.parametrize("cell", ["-1", "-$1,000.00", "($5.00)", -1, -0.5])
    def test_refuses_less_than_zero(self, cell: object):
        assert "is below zero. Write 0 or more." in reason(money(), cell)

    def test_refuses_parts_of_a_cent_unless_told_otherwise(self):
        assert "more than 2 decimals" in reason(money(), "0.001")
        assert money(places=3)("275967.625") == Decimal("275967.625")

    def test_refuses_a_trillion(self):
        assert "is more than 999,999,999,999.99" in reason(money(), "1000000000000")

    @given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
    def test_gives_back_every_amount(self, amount: Decimal):
        assert money()(f"{amount:,.2f}") == money()(str(format(amount, "f"))) == amount


class TestDay:
    @pytest.mark.parametrize(
        "cell",
        [
            "1990-02-28",
            " 1990-02-28 ",
            "28-Feb-1990",
            "28 February 1990",
            dt.date(1990, 2, 28),
            dt.datetime(1990, 2, 28, 3),
        ],
    )
    def test_reads(self, cell: object):
        assert day()(cell) == dt.date(1990, 2, 28)

    def test_asks_when_a_date_can_be_read_in_two_ways(self):
        assert reason(day(), "03/04/1985") == "“03/04/1985” can be read in two ways. Write 1985-03-04 or 1985-04-03."

    def test_says_how_to_write_a_date_that_can_be_read_in_one_way(self):
        assert reason(day(), "31/12/1990") == "“31/12/1990” is not written with the year first. Write 1990-12-31."

    @pytest.mark.parametrize("cell", ["31/02/1990", "1990-02-30", "0000-01-01", "1990-2-3", "yesterday", dt.time(1)])
    def test_refuses_what_is_none(self, cell: object):
        assert reason(day(), cell).endswith("is not a date. Write 1990-02-28.")

    def test_refuses_a_bare_serial_number(self):
        assert "is a number, not a date" in reason(day(), 32932)

    def test_refuses_days_that_excel_miscounts(self):
        assert "Excel miscounts" in reason(day(), dt.date(1900, 2, 28))

    def test_refuses_a_month_or_year_alone(self):
        assert reason(day(), "1990-02") == "“1990-02” names no day. Write 1990-02-28."

    def test_refuses_days_out_of_bounds(self):
        birth = day(latest=dt.date(2026, 11, 25))
        assert "is after 2026-11-25" in reason(birth, "2026-11-26")
        assert "is before 1900-01-01" in reason(birth, "1899-12-31")
        assert "is after" in reason(birth, "9999-12-31")

    @given(st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)))
    def test_gives_back_every_day(self, on: dt.date):
        assert day()(on.isoformat()) == day()(on) == day()(f"{on:%d %B %Y}") == on


class TestPartialDay:
    @pytest.mark.parametrize(
        ("cell", "shown", "first", "last"),
        [
            ("1990", "1990", "1990-01-01", "1990-12-31"),
            (1990, "1990", "1990-01-01", "1990-12-31"),
            ("1988-02", "1988-02", "1988-02-01", "1988-02-29"),
            ("2013-02-00", "2013-02", "2013-02-01", "2013-02-28"),
            ("2013-00-00", "2013", "2013-01-01", "2013-12-31"),
            ("1990-02-28", "1990-02-28", "1990-02-28", "1990-02-28"),
        ],
    )
    def test_keeps_what_is_known(self, cell: object, shown: str, first: str, last: str):
        value: PartialDate = partial_day()(cell)
        assert (str(value), value.first.isoformat(), value.last.isoformat()) == (shown, first, last)

    @pytest.mark.parametrize("cell", ["31/02/1990", "1990-13", "1990-00-05", "0000", "1990-02-30"])
    def test_refuses_what_is_none(self, cell: str):
        assert reason(partial_day(), cell) == f"“{cell}” is not a date. Write 1990-02-28 or the year alone."

    def test_refuses_only_what_lies_wholly_out_of_bounds(self):
        birth = partial_day(latest=dt.date(2026, 11, 25))
        assert str(birth("2026")) == "2026"
        assert "is after" in reason(birth, "2027")
        assert "is after" in reason(birth, 9999)
