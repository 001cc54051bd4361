"""Rows pasted from a spreadsheet: cells parted by tabs, each cleaned by a form field, each problem said by its cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from partners.forms import UserForm

from ..models import Delivery, FmsCaseLine, Program, Recipient
from ..services.deliveries import DeliveryRow
from .programs import money

MOST_ROWS = 500
COLUMNS = ("unit", "what", "description", "quantity", "value", "delivered_on", "place_name", "person", "line")
NEEDED = 6  # columns without which a row says too little
Nominated = dict[tuple[str, str], Recipient]  # by unit code and name, "" for the unit itself
AMOUNTS = frozenset({"quantity", "value"})


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with one cell: its row, from 1 as pasted, its column, what stands there, and why not."""

    row: int
    column: str
    value: str
    reason: str


class PasteForm(UserForm):
    """The rows as they were copied."""

    rows = forms.CharField(
        label="Rows from a spreadsheet",
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=f"One delivery a row, at most {MOST_ROWS}; a first row of titles may stand above them.",
    )


class TakeBackForm(UserForm):
    note = forms.CharField(label="Why", max_length=300)


class DeliveryCells(forms.Form):
    """One pasted row. Its recipient is one that the program has nominated."""

    unit = forms.CharField(label="Unit code", max_length=20)
    what = forms.ChoiceField(label="What", choices=Delivery.What.choices)
    description = forms.CharField(label="Description", max_length=200)
    quantity = forms.DecimalField(label="Quantity", max_digits=14, decimal_places=2)
    value = money("Value")
    delivered_on = forms.DateField(label="Delivered on")
    place_name = forms.CharField(label="Place", required=False, max_length=120)
    person = forms.CharField(label="Person", required=False, max_length=200)
    line = forms.CharField(label="Case line", required=False, max_length=40)

    def __init__(
        self, *args: Any, nominated: dict[tuple[str, str], Recipient], lines: dict[str, FmsCaseLine], **more: Any
    ):
        super().__init__(*args, **more)
        self.nominated, self.lines = nominated, lines

    def clean(self) -> dict[str, Any]:
        """The recipient by unit and person, the case line by its name."""
        data: dict[str, Any] = super().clean() or {}
        who = (data.get("unit", "").upper(), data.get("person", "").casefold())
        data["recipient"] = self.nominated.get(who)
        if data["recipient"] is None and data.get("unit"):
            field = "person" if data.get("person") else "unit"
            self.add_error(field, "No recipient of this program: nominate it first, or correct the code.")
        if name := data.get("line"):
            data["line"] = self.lines.get(name.casefold())
            if data["line"] is None:
                self.add_error("line", "No line of a case of this program.")
        else:
            data["line"] = None
        return data


def titles() -> list[str]:
    """The columns in their order, as a person reads them."""
    return [str(DeliveryCells.base_fields[name].label) for name in COLUMNS]


def read(program: Program, text: str) -> tuple[list[DeliveryRow], list[CellProblem]]:
    """The deliveries that pasted text says, or every problem found, by its cell. Four queries at most."""
    pasted = list(cells(text))
    if not pasted:
        return [], [CellProblem(1, "", "", "There is no row.")]
    if len(pasted) > MOST_ROWS:
        return [], [CellProblem(MOST_ROWS + 1, "", "", f"At most {MOST_ROWS} rows at a time.")]
    recipients = program.recipients.select_related("unit", "person")
    nominated = {(r.unit.code.upper(), str(r.person).casefold() if r.person else ""): r for r in recipients}
    on_cases = FmsCaseLine.objects.filter(case__program=program).select_related("case")
    lines = {str(line).casefold(): line for line in on_cases}
    rows: list[DeliveryRow] = []
    problems: list[CellProblem] = []
    for number, row in pasted:
        form = DeliveryCells(
            dict(zip(COLUMNS, map(plain, COLUMNS, row), strict=False)), nominated=nominated, lines=lines
        )
        if len(row) > len(COLUMNS) and any(cell.strip() for cell in row[len(COLUMNS) :]):
            problems.append(CellProblem(number, "", "", f"More than {len(COLUMNS)} cells."))
        elif form.is_valid():
            rows.append(delivery(program, form.cleaned_data))
        else:
            problems.extend(problems_of(number, row, form))
    return rows, problems


def cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with its number; a first row of titles is left out."""
    known = {title.casefold() for title in titles()}
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter="\t"), start=1):
        words = {cell.strip().casefold() for cell in row} - {""}
        if words and not (number == 1 and len(words & known) >= NEEDED - 1):
            yield number, row


def plain(name: str, cell: str) -> str:
    """A cell as a form field reads it: amounts without their sign and commas, a choice by its word or its key."""
    text = cell.strip()
    if name in AMOUNTS:
        return re.sub(r"(?<=\d),(?=\d{3})", "", text.removeprefix("$"))
    return text.upper() if name == "what" else text


def problems_of(number: int, row: Sequence[str], form: DeliveryCells) -> Iterator[CellProblem]:
    """What the fields of a row said, in the order of the columns."""
    for name in COLUMNS:
        at = COLUMNS.index(name)
        for reason in form.errors.get(name, ()):
            yield CellProblem(number, titles()[at], row[at].strip() if at < len(row) else "", str(reason))


def delivery(program: Program, data: dict[str, Any]) -> DeliveryRow:
    """A row as the service takes it."""
    recipient = data["recipient"]
    named = {
        name: data[name] for name in ("what", "description", "quantity", "value", "delivered_on", "place_name", "line")
    }
    return DeliveryRow(program=program, unit=recipient.unit, person=recipient.person, **named)
