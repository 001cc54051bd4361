"""Headers are matched loosely, and every row comes as values with all that is wrong with it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from typing import Any

import pytest
import xlsxwriter

from ground.rows import (
    Column,
    FileRefused,
    Layout,
    Limits,
    PartialDate,
    Problem,
    Table,
    partial_day,
    text,
    whole_number,
)

LAYOUT = Layout(
    (
        Column("last_name", text(40), aliases=("surname",), filled=True),
        Column("date_of_birth", partial_day()),
        Column("seats", whole_number(), required=False),
    )
)


def read(content: str, layout: Layout = LAYOUT, **options: Any) -> Table:
    return layout.read(io.BytesIO(content.encode()), name="roster.csv", **options)


def header_problems(content: str, layout: Layout = LAYOUT) -> list[str]:
    with pytest.raises(FileRefused) as caught:
        read(content, layout)
    return [problem.as_line() for problem in caught.value.file_problems]


class TestHeader:
    @pytest.mark.parametrize(
        "header",
        ["last_name,date_of_birth", "Date of Birth,LAST NAME", " Last  Name ,date-of-birth", "Surname,Date_Of_Birth"],
    )
    def test_matches_in_any_order_letter_case_and_spacing(self, header: str):
        cells = ["Ferrin", "1990"] if header.lower().lstrip()[0] in "ls" else ["1990", "Ferrin"]
        (row,) = read(f"{header}\n{','.join(cells)}\n")
        assert row.values == {"last_name": "Ferrin", "date_of_birth": PartialDate(1990), "seats": None}

    def test_names_every_column_missing_doubled_or_unknown(self):
        assert header_problems("Last name,Surname,Rank\na,b,c\n") == [
            "Surname: The column is there twice, as “Last name” and “Surname”. Delete one.",
            "Rank: This column is not known here. Rename it or delete it.",
            "Date of birth: The column “Date of birth” is missing.",
        ]

    def test_passes_over_other_columns_only_where_the_layout_says_so(self):
        (row,) = read("rank,last name,date of birth\nCPO,Ferrin,\n", Layout(LAYOUT.columns, others=True))
        assert row.values["last_name"] == "Ferrin"

    def test_says_so_when_it_knows_no_title_at_all(self):
        assert header_problems("a,b\n1,2\n") == [
            "None of the titles is known here. The file needs: Last name, Date of birth."
        ]

    def test_finds_a_header_below_titles_and_counts_rows_from_it(self):
        table = read("Roster of the event\n\nMade,2026\nLast name,Date of birth\nFerrin,1990\n,1991\n")
        rows = list(table)
        assert [(row.number, len(row.problems)) for row in rows] == [(1, 0), (2, 1)]

    def test_refuses_a_file_of_blank_rows(self):
        assert header_problems("\n,,\n\n") == ["The file has no rows."]

    def test_a_header_alone_is_no_file_of_rows_unless_it_may_be(self):
        with pytest.raises(FileRefused, match="The file has no rows"):
            list(read("Last name,Date of birth\n"))
        bare = Layout(LAYOUT.columns, bare=True)
        assert list(bare.read(io.BytesIO(b"Last name,Date of birth\n"), name="roster.csv")) == []


class TestRows:
    def test_collects_every_problem_with_row_column_value_and_reason(self):
        rows = list(read("Last name,Date of birth,Seats\nFerrin,1990,1\n,31/02/1990,-2\n"))
        assert [problem.as_line() for problem in rows[1].problems] == [
            "Row 2, Last name: The cell is empty. Fill it in.",
            "Row 2, Date of birth: “31/02/1990” is not a date. Write 1990-02-28 or the year alone.",
            "Row 2, Seats: “-2” is below zero. Write 0 or more.",
        ]
        assert rows[1].problems[1] == Problem(
            2, "Date of birth", "31/02/1990", "“31/02/1990” is not a date. Write 1990-02-28 or the year alone."
        )

    def test_counts_blank_rows_but_does_not_give_them(self):
        rows = read("Last name,Date of birth\nA,1990\n\n , \nB,1991\n")
        assert [row.number for row in rows] == [1, 4]

    def test_refuses_ragged_rows_rather_than_shift_cells(self):
        short, long, padded = read("Last name,Date of birth\nA\nB,1990,x\nC,1990,,\n")
        assert "has 1 cells and the header 2" in short.problems[0].reason
        assert "has 3 cells and the header 2" in long.problems[0].reason
        assert padded.problems == ()
        assert (short.ragged, long.ragged, padded.ragged) == (True, True, False)

    def test_says_one_thing_of_a_ragged_row_and_not_what_follows_from_it(self):
        (row,) = read("Date of birth,Last name\nFerrin\n")
        assert [problem.reason[:38] for problem in row.problems] == ["The row has 1 cells and the header 2. "]

    def test_refuses_a_cell_under_no_title(self):
        (row,) = read("Last name,Date of birth,\nA,1990,x\n")
        assert row.problems[0].reason == "“x” stands under no title. Give its column one, or delete it."

    def test_numbers_a_refusal_midway_below_the_header(self):
        rows = iter(read('Last name,Date of birth\nA,1990\n"B,1991\n'))
        next(rows)
        with pytest.raises(FileRefused, match="Row 2: A quotation mark"):
            next(rows)

    def test_shuffled_columns_give_the_same_rows(self):
        titles, cells = ["Last name", "Date of birth", "Seats"], ["Ferrin", "1990-02-28", "3"]
        expected = next(iter(read(f"{','.join(titles)}\n{','.join(cells)}\n"))).values
        for seed in range(6):
            order = random.Random(seed).sample(range(3), 3)
            lines = [",".join(line[place] for place in order) for line in (titles, cells)]
            assert next(iter(read("\n".join(lines)))).values == expected


class TestWorkbook:
    def make(self, *, merged: str = "", top: int = 0) -> io.BytesIO:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
            page = book.add_worksheet("Roster")
            page.write_row(top, 0, ["Last name", "Date of birth", "Seats"])
            page.write_row(top + 1, 0, ["Ferrin", dt.date(1990, 2, 28), 3])
            page.write_row(top + 2, 0, ["Orlane", 1991, ""])
            if merged:
                page.merge_range(merged, "The event")
        out.seek(0)
        return out

    def test_reads_typed_cells(self):
        rows = list(LAYOUT.read(self.make(), name="roster.xlsx"))
        assert [list(row.values.values()) for row in rows] == [
            ["Ferrin", PartialDate(1990, 2, 28), 3],
            ["Orlane", PartialDate(1991), None],
        ]

    def test_a_merged_title_above_the_header_is_harmless(self):
        rows = list(LAYOUT.read(self.make(top=2, merged="A1:C1"), name="roster.xlsx"))
        assert [row.number for row in rows] == [1, 2]

    def test_merged_cells_below_the_header_are_refused(self):
        with pytest.raises(FileRefused, match="Row 3: Cells are merged here"):
            LAYOUT.read(self.make(merged="A4:A6"), name="roster.xlsx")


def test_a_file_of_bad_rows_stays_bounded():
    out = io.StringIO()
    csv.writer(out).writerows([["Last name", "Date of birth"], *[["x" * 30_000, "y" * 30_000]] * 50])
    for row in read(out.getvalue(), limits=Limits(rows=100)):
        assert all(len(problem.as_line()) < 500 and len(problem.value) <= 200 for problem in row.problems)
