"""Files of the plan register and of the published series beside the ledger: three layouts, told apart by their columns.

Pure: it reads a file and knows no table. `services.allocations.import_allocations` is its one caller.

- The country/account table of the Congressional Budget Justification, in thousands of dollars, whole ones.
- A 653(a) report in a layout of ours, in dollars, with a template to fill in.
- The Greenbook (US Overseas Loans and Grants), obligations in dollars.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from ground.progress import Told, followed, nobody
from ground.rows import Column, FileRefused, Layout, Problem, Row, day, money, one_of, read_rows, text
from ground.rows import whole_number as number
from ground.rows.limits import Cell

LOOKED_AT = 20  # rows from the top among which the titles are looked for
FIRST_YEAR, LAST_YEAR = 1946, 2100
THOUSANDS = Decimal(999_999_999)  # below 10^12 dollars
TRANSITION = "1976TQ"
PLURAL_TOTAL = re.compile(r"(sub-?|grand )?totals?\b|.*\b(sub-?|grand )?totals?$", re.IGNORECASE)


def printed(longest: int) -> Any:
    """Text as the publisher printed it, lost letters and all."""
    return text(longest, as_printed=True)


class Source(enum.Enum):
    """What kind of table a file is."""

    JUSTIFICATION = "budget justification"
    ALLOCATION = "653(a) report"
    GREENBOOK = "Greenbook"


JUSTIFICATION = Layout(
    (
        Column("fiscal_year", number(most=LAST_YEAR), filled=True),
        Column("stage", one_of("actual", "estimate", "enacted", "request"), filled=True),
        Column("level", one_of("total", "region", "country", "other"), filled=True),
        Column("region", printed(40)),
        Column("name", printed(200), filled=True),
        Column("iso3", text(3)),
        Column("account", text(40), filled=True),
        Column(
            "amount_usd_thousands",
            money(places=0, most=THOUSANDS, signed=True, of="thousands of dollars"),
            filled=True,
        ),
        Column("source_line", number(), filled=True),
    )
)
REPORT_TITLES = ("Report number", "Fiscal year", "Enacted on", "Submitted on")
ALLOCATION = Layout(
    (
        Column("Report number", text(60), filled=True),
        Column("Fiscal year", number(most=LAST_YEAR), filled=True),
        Column("Enacted on", day(), filled=True),
        Column("Submitted on", day(), filled=True),
        Column("Operating unit", text(200), filled=True, aliases=("Country or organization",)),
        Column("Account", text(40), filled=True),
        Column("Category", text(120), required=False),
        Column("Amount in dollars", money(), filled=True, aliases=("Amount", "Amount, US dollars", "amount_usd")),
    )
)
GREENBOOK = Layout(
    (
        Column("fiscal_year", text(7), filled=True),
        Column("region", printed(40), filled=True),
        Column("country", printed(200), filled=True),
        Column("iso3", text(3)),
        Column("category", one_of("Economic", "Military"), filled=True),
        Column("publication_row", printed(80)),
        Column("agency", printed(80)),
        Column("account", printed(160), filled=True),
        Column("obligations", money(signed=True), filled=True),
        Column("obligations_constant_2020", money(signed=True), required=False),
    )
)
LAYOUTS = {Source.JUSTIFICATION: JUSTIFICATION, Source.ALLOCATION: ALLOCATION, Source.GREENBOOK: GREENBOOK}


@dataclass(frozen=True)
class Opened:
    """A file that is one of the three, and its rows, each with all that is wrong with it."""

    source: Source
    rows: Iterator[tuple[Row, list[Problem]]]


def opened(path: str | Path, told: Told = nobody) -> Opened:
    """Open a file by its columns. FileRefused says why it is none of the three, or what its columns lack."""
    found = read_rows(path)
    top: list[list[Cell]] = []
    for row in found:
        top.append(row)
        if len(top) == LOOKED_AT:
            break
    source = _source(top)
    if source == Source.ALLOCATION and (wrong := _in_thousands(top)):
        reason = (
            f"“{wrong}” is in thousands, and a 653(a) report is kept in dollars. Multiply by 1,000 and call the"
            " column Amount in dollars."
        )
        raise FileRefused.because(reason, file=found.file, column=wrong)
    table = LAYOUTS[source].fit(replace(found, cells=chain(top, found)))
    check = _CHECKS[source]
    rows = followed(table, told, table.share)
    return Opened(source, ((row, [*row.problems, *([] if row.problems else check(row))]) for row in rows))


def _source(top: list[list[Cell]]) -> Source:
    """The layout that most titles of one row belong to; the first when nothing is known."""

    def fits(source: Source) -> int:
        known = {_key(title) for column in LAYOUTS[source].columns for title in (column.name, *column.aliases)}
        return max((len(known & {_key(cell) for cell in row}) for row in top), default=0)

    return max(LAYOUTS, key=fits)


def _in_thousands(top: list[list[Cell]]) -> str:
    """The title of a column of money in thousands, in the row of titles."""
    titles = max(top, key=lambda row: sum(bool(_key(cell)) for cell in row), default=[])
    return next((str(cell) for cell in titles if re.search(r"thousand|\$k\b|000s?\b", str(cell), re.IGNORECASE)), "")


def _key(title: Cell) -> str:
    return re.sub(r"[\W_]+", "", str(title or "").casefold())


def is_total(name: str) -> bool:
    """Whether a printed name is that of a total: TOTAL, Africa Total."""
    return PLURAL_TOTAL.fullmatch(name) is not None


def across(account: str) -> bool:
    """Whether a column adds up accounts: `Total`, `Total without GHP-STATE`."""
    return account.casefold().startswith("total")


def _justification(row: Row) -> Iterator[Problem]:
    values = row.values
    yield from _year(row, "fiscal_year")
    level, name = values["level"], values["name"]
    if level in {"country", "other"} and is_total(name):
        reason = f"“{name}” is a printed total. Its level is total or region; as a line it would be counted twice."
        yield Problem(row.number, "name", name, reason)
    if level in {"country", "region"} and not values["region"]:
        yield Problem(row.number, "region", "", f"A {level} stands in a region. Write which.")
    if level in {"country", "region"} and values["amount_usd_thousands"] < 0:
        reason = "is below zero. Only other lines (receipts, rescissions) and totals may be; write 0 or more."
        yield Problem(row.number, "amount_usd_thousands", str(values["amount_usd_thousands"]), reason)


def _allocation(row: Row) -> Iterator[Problem]:
    values = row.values
    yield from _year(row, "Fiscal year")
    for column in ("Operating unit", "Account"):
        if is_total(values[column]):
            reason = f"“{values[column]}” is a total, not a row. Delete the line; totals are added up here."
            yield Problem(row.number, column, values[column], reason)
    if values["Submitted on"] < values["Enacted on"]:
        reason = f"A report is submitted after enactment, here {values['Enacted on']}."
        yield Problem(row.number, "Submitted on", str(values["Submitted on"]), reason)


def _greenbook(row: Row) -> Iterator[Problem]:
    written = row.values["fiscal_year"]
    found = period(written)
    if found is None:
        reason = f"“{written}” is not a fiscal year. Write {FIRST_YEAR} to {LAST_YEAR}, or 1976tq."
        yield Problem(row.number, "fiscal_year", written, reason)
    row.values["fiscal_year"] = found
    if is_total(row.values["account"]) or is_total(row.values["country"]):
        yield Problem(row.number, "account", row.values["account"], "The line is a printed total. Delete it.")


_CHECKS = {
    Source.JUSTIFICATION: _justification,
    Source.ALLOCATION: _allocation,
    Source.GREENBOOK: _greenbook,
}


def _year(row: Row, column: str) -> Iterator[Problem]:
    if row.values[column] < FIRST_YEAR:
        yield Problem(row.number, column, str(row.values[column]), f"Write a fiscal year from {FIRST_YEAR} on.")


def period(written: str) -> str | None:
    """A fiscal year, or the transition quarter of 1976 (`1976tq`, `1976.9`), which is a period of its own."""
    if written.casefold() in {"1976tq", "1976.9", "tq"}:
        return TRANSITION
    year = written.removesuffix(".0")
    return year if re.fullmatch("[0-9]{4}", year) and FIRST_YEAR <= int(year) <= LAST_YEAR else None


def same_report(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What every row of a 653(a) report says alike."""
    return tuple(values[column] for column in REPORT_TITLES)
