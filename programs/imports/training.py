"""Rows of the training reports (FAA s. 656) as files: the columns, and what makes a line no activity.

Pure: it reads a file and knows no table. `services.training.import_training` is its one caller.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ground.progress import Told, followed, nobody
from ground.rows import Column, Layout, Parse, Problem, Row, day, money, text, whole_number


def printed(longest: int) -> Parse:
    """Text as the publisher printed it, lost letters and all."""
    return text(longest, as_printed=True)


WRITTEN = day(latest=dt.date(2999, 12, 31))  # as printed: one course ends in 2207

LAYOUT = Layout(
    (
        Column("row_id", text(80), filled=True),
        Column("report", text(9), filled=True),
        Column("fiscal_year", whole_number(most=9999)),
        Column("region", printed(40), filled=True),
        Column("country", printed(200)),
        Column("iso3", text(3)),
        Column("department", printed(10)),
        Column("program", printed(200), filled=True),
        Column("course_title", printed(500)),
        Column("delivery_unit", printed(500)),
        Column("delivery_qty", printed(40)),
        Column("recipient_unit", printed(4000)),
        Column("start_date", WRITTEN),
        Column("end_date", WRITTEN),
        Column("location", printed(300)),
        Column("quantity", whole_number()),
        Column("total_cost", money(places=3)),  # two printed costs have tenths of a cent
        Column("source_page", printed(60)),
        Column("start_date_printed", printed(60)),
        Column("end_date_printed", printed(60)),
        Column("program_printed", printed(200)),
        Column("flags", text(200)),
    )
)
TITLES = {
    "student_unit": "recipient_unit",
    "us_unit": "delivery_unit",
    "us_quantity": "delivery_qty",
    "start_printed": "start_date_printed",
    "end_printed": "end_date_printed",
    "heading": "program_printed",
}
"""Fields of a record whose column in the file has another name."""

_YEARS = re.compile(r"(\d{4})-(\d{4})")
_TOTAL = re.compile(r"\b(?:sub-?|grand )?totals?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:fiscal year|fy) ?'?\d{2,4}\b", re.IGNORECASE)
_OF_WHAT = {"", "program", "programs", "programme", "country", "region", "regional", "report", "worldwide", "all"}
_JOINS = re.compile(r"\b(?:for|of|the)\b|[^\w&/' -]+|\s-\s", re.IGNORECASE)


def rows(path: str | Path, told: Told = nobody) -> Iterator[tuple[Row, list[Problem]]]:
    """Each row of a file with all that is wrong with it. FileRefused says why a file is none of these reports."""
    table = LAYOUT.read(path)
    for row in followed(table, told, table.share):
        yield row, list(row.problems) if row.ragged else [*row.problems, *problems_of(row.number, row.values)]


def problems_of(number: int, values: Mapping[str, Any]) -> Iterator[Problem]:
    """What one cell alone cannot tell: a printed total, a year that the report does not have."""
    for column in ("course_title", "program", "country"):
        if is_total(values[column], values):
            reason = f"“{values[column]}” is a printed total, not an activity. Delete the line."
            yield Problem(number, column, values[column], reason)
    years = years_of(values["report"])
    if values["report"] and not years:
        reason = f"“{values['report']}” is not the title of a report. Write its two fiscal years, such as 2012-2013."
        yield Problem(number, "report", values["report"], reason)
    elif years and values["fiscal_year"] not in (None, *years):
        reason = f"The report of {values['report']} has no fiscal year {values['fiscal_year']}."
        yield Problem(number, "fiscal_year", str(values["fiscal_year"]), reason)


@lru_cache(maxsize=100)
def years_of(report: str) -> tuple[int, int] | None:
    """The two fiscal years in the title of a report, or None."""
    found = _YEARS.fullmatch(report)
    if found is None or int(found[2]) != int(found[1]) + 1:
        return None
    return int(found[1]), int(found[2])


def is_planned(report: str, fiscal_year: int | None) -> bool:
    """The second year of a title is planned activity; a row printed without a year is not counted as done either."""
    years = years_of(report)
    return fiscal_year is None or (years is not None and fiscal_year == years[1])


def is_total(title: str, values: Mapping[str, Any]) -> bool:
    """Whether a text is the line under a block: "FY 2007 Program Totals", "Benin Fiscal Year 2015 Totals".

    "Total Quality Management" is a course: what is left without the word must name the block or nothing.
    """
    if not _TOTAL.search(title):
        return False
    left = _TOTAL.sub(" ", title)
    left = " ".join(_JOINS.sub(" ", _YEAR.sub(" ", left)).split()).casefold().strip(" -")
    blocks = {" ".join(_JOINS.sub(" ", values[name]).split()).casefold() for name in ("country", "program", "region")}
    return left in _OF_WHAT | blocks
