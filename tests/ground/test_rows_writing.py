"""What leaves Gatehouse: the same rows in CSV and XLSX, no text a formula, a second run byte-identical."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from ground.rows import (
    ExportColumn,
    content_disposition,
    file_name,
    formula_safe,
    read_rows,
    write_csv,
    write_xlsx,
)

COLUMNS = (
    ExportColumn("Name", "name"),
    ExportColumn("Seats", lambda row: row["seats"], "number"),
    ExportColumn("Cost", "cost", "money"),
    ExportColumn("Starts on", "on", "date"),
)
ROWS = [
    {"name": "=cmd|'/c calc'!A1", "seats": -5, "cost": Decimal("1234.50"), "on": dt.date(2026, 11, 25)},
    {"name": "José", "seats": None, "cost": Decimal("0"), "on": None},
]


def as_csv(columns: Any = COLUMNS, rows: Any = ROWS) -> list[list[str]]:
    out = io.StringIO()
    write_csv(out, columns, rows)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def as_xlsx(columns: Any = COLUMNS, rows: Any = ROWS, **options: Any) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, columns, rows, **{"sheet": "Training", **options})
    return out.getvalue()


def read_back(content: bytes, **options: Any) -> list[list[Any]]:
    return list(read_rows(io.BytesIO(content), name="export.xlsx", **options))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠A", "'=1"]


class TestCsv:
    def test_writes_titles_and_plain_values(self):
        assert as_csv() == [
            ["Name", "Seats", "Cost", "Starts on"],
            ["'=cmd|'/c calc'!A1", "-5", "1234.50", "2026-11-25"],
            ["José", "", "0", ""],
        ]

    @pytest.mark.parametrize("text", FORMULAS)
    def test_puts_an_apostrophe_before_what_could_be_a_formula(self, text: str):
        column = ExportColumn(text, lambda row: row, "number")
        assert as_csv([column], [text]) == [[f"'{text}"], [f"'{text}"]]

    @pytest.mark.parametrize("text", ["O'Neill", "'quoted'", "a=b", "1-2", "e@mail", "007"])
    def test_leaves_other_text_alone(self, text: str):
        assert as_csv([ExportColumn("t", lambda row: row)], [text])[1] == [text]

    @given(st.text(), st.text())
    def test_no_two_texts_become_one(self, one: str, other: str):
        assert (formula_safe(one) == formula_safe(other)) == (one == other)

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (-1, "-1"),
            (1.5, "1.5"),
            (Decimal("1E+3"), "1000"),
            (Decimal("-0.50"), "-0.50"),
            (float("nan"), "nan"),
            (True, "yes"),
            (dt.datetime(2026, 11, 25, 9, 4, tzinfo=dt.UTC), "2026-11-25 09:04:00+00:00"),
        ],
    )
    def test_writes_numbers_as_numbers_and_the_rest_as_text(self, value: object, written: str):
        assert as_csv([ExportColumn("n", lambda row: row, "number")], [value])[1] == [written]

    def test_takes_values_from_attributes_and_says_how_many_rows(self):
        out = io.StringIO()
        rows = [SimpleNamespace(program=SimpleNamespace(number="IMET-2026-XTM-0012"))] * 3
        assert write_csv(out, [ExportColumn("Program", "program.number")], iter(rows)) == 3
        assert out.getvalue().splitlines()[1] == "IMET-2026-XTM-0012"

    def test_names_are_found_where_they_are_missing(self):
        with pytest.raises(KeyError):
            as_csv([ExportColumn("t", "missing")], [{}])


class TestXlsx:
    def test_writes_what_reads_back(self):
        assert read_back(as_xlsx()) == [
            ["Name", "Seats", "Cost", "Starts on"],
            ["=cmd|'/c calc'!A1", -5, 1234.5, dt.date(2026, 11, 25)],
            ["José", "", 0, ""],
        ]

    @pytest.mark.parametrize("text", [*FORMULAS, "https://example.org", "mailto:a@example.org", "007", "{=1}"])
    def test_holds_no_formula_and_no_link(self, text: str):
        content = as_xlsx([ExportColumn(text, lambda row: row, "money")], [text], notes=[(text, text)])
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = b"".join(archive.read(name) for name in archive.namelist())
        assert b"<f>" not in parts
        assert b"hyperlink" not in parts
        assert [row[0].strip() for row in read_back(content, sheet=1)] == [text.strip()] * 2

    def test_is_byte_identical_on_another_day(self):
        with time_machine.travel("2026-11-25"):
            first = as_xlsx(notes=[("As of", "2026-11-25")])
        with time_machine.travel("2031-01-01"):
            assert as_xlsx(notes=[("As of", "2026-11-25")]) == first

    def test_carries_its_notes_on_a_second_sheet(self):
        content = as_xlsx(notes=[("Definition", "Seats by country"), ("Filters", "=none")])
        assert read_back(content, sheet="Notes") == [["Definition", "Seats by country"], ["Filters", "=none"]]

    def test_keeps_every_digit_of_a_long_number_as_text(self):
        long = Decimal("12345678901234567.89")
        column = ExportColumn("n", lambda row: row, "money")
        assert read_back(as_xlsx([column], [long]))[1] == ["12345678901234567.89"]

    def test_cuts_a_text_no_cell_can_hold_and_shows_it(self):
        (_, (cell,)) = read_back(as_xlsx([ExportColumn("t", lambda row: row)], ["x" * 40_000]))
        assert len(cell) == 32_767
        assert cell.endswith("…")

    @pytest.mark.parametrize("sheet", ["", "a/b:c[d]*?\\e", "x" * 60, "'quoted'", "History", "Notes", "=1"])
    def test_takes_any_title_for_its_sheet(self, sheet: str):
        assert read_back(as_xlsx(sheet=sheet, notes=[("a", "b")]), sheet=1)[0][0] == "Name"

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=1, max_size=4))
    def test_never_fails_on_a_text(self, texts: list[str]):
        assert as_xlsx([ExportColumn("t", lambda row: row)], texts)


class TestNames:
    def test_makes_a_plain_file_name(self):
        assert file_name("training", 2012, "Côte d'Ivoire", ending="csv") == "training-2012-cote-d-ivoire.csv"
        assert file_name("../../etc", "passwd\r\n", ending="xlsx") == "etc-passwd.xlsx"
        assert file_name("con", ending="csv") == "file-con.csv"
        assert file_name("محمد", ending="csv") == "file.csv"

    @pytest.mark.parametrize("name", ['a"b.csv', "a\r\nX: y.csv", "../a.csv", "a\u202egpj.csv", "", "...", "été.csv"])
    def test_the_header_carries_any_name_on_one_line(self, name: str):
        header = content_disposition(name)
        assert header.startswith("attachment; filename")
        assert header.isascii()
        assert header.isprintable()
        assert "/" not in header

    def test_the_header_keeps_letters_of_any_script(self):
        assert content_disposition("été.csv") == "attachment; filename*=utf-8''%C3%A9t%C3%A9.csv"
        assert content_disposition("a.csv") == 'attachment; filename="a.csv"'
