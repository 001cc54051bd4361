"""Tables as Gatehouse shows them: `Table` and its columns, on django-tables2 with one USWDS template.

On a phone a row becomes a card, so one column is the row's head (`RowHead`) and each other cell carries its title.
Numbers stand right and may be totaled; the totals are of all filtered rows, not of the page shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from . import words
from .badges import Badge


class Table(tables.Table):
    """A list of records. `noun` names a row ("country,countries"), `title` the table for those who cannot see it."""

    title: str = ""
    noun: str = "row"
    wide: bool = False  # scrolls sideways on a phone instead of stacking cards
    rows_id: str = ""  # set by a list page: sorting and paging then replace only that part
    totals: dict[str, Any]

    def __init__(self, *args: Any, totals: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.totals = totals or {}

    class Meta:
        template_name = "django_tables2/uswds.html"
        orderable = True

    def get_column_class_names(self, classes_set: set[str], bound_column: tables.columns.BoundColumn) -> set[str]:
        """Only the classes a column asks for: its name is nobody's business in the stylesheet."""
        return classes_set


class RowHead(tables.Column):
    """The cell that names its row: a link to the record, with a second line (`under`, a field or function) below."""

    row_head = True

    def __init__(self, *args: Any, under: str | Callable[[Any], Any] = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.under = under

    def text(self, value: Any) -> Any:
        """The name, in its own direction."""
        return format_html("<bdi>{}</bdi>", value)

    def render(self, value: Any, record: Any) -> Any:
        """The name, linked where the record has a page."""
        address = getattr(record, "get_absolute_url", None)
        name = self.text(value)
        head = format_html('<a href="{}">{}</a>', address(), name) if address else name
        return head + under(record, self.under)


class NumberHead(RowHead):
    """A row named by its record's number or code."""

    def text(self, value: Any) -> Any:
        return format_html('<span class="gh-id">{}</span>', value)


class NameColumn(tables.Column):
    """A name, in its own direction."""

    def __init__(self, *args: Any, under: str | Callable[[Any], Any] = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.under = under

    def render(self, value: Any, record: Any) -> Any:
        return format_html("<span><bdi>{}</bdi>{}</span>", value, under(record, self.under))


class CountColumn(tables.Column):
    """A count, right-aligned; `total=True` adds a foot over all filtered rows."""

    write: Callable[[Any], str] = staticmethod(words.count)

    def __init__(self, *args: Any, total: bool = False, **kwargs: Any) -> None:
        attrs = {"th": {"class": "n"}, "td": {"class": "n"}, "tf": {"class": "n"}}
        kwargs["attrs"] = {**attrs, **kwargs.get("attrs", {})}
        if total:
            kwargs["footer"] = lambda table, bound_column: self.write(table.totals.get(bound_column.name))
        kwargs.setdefault("initial_sort_descending", True)
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> str:
        return self.write(value)


class MoneyColumn(CountColumn):
    """A sum in US dollars; the unit stands in the head ("Cost, $"), so cells are figures only."""

    write: Callable[[Any], str] = staticmethod(words.amount)


class DayColumn(tables.Column):
    """A day, short, with a second line below."""

    write: Callable[[Any], str] = staticmethod(words.day)

    def __init__(self, *args: Any, under: str | Callable[[Any], Any] = "", **kwargs: Any) -> None:
        kwargs["attrs"] = {"td": {"class": "gh-nowrap"}, **kwargs.get("attrs", {})}
        super().__init__(*args, **kwargs)
        self.under = under

    def render(self, value: Any, record: Any) -> SafeString:
        return format_html("<span>{}{}</span>", self.write(value), under(record, self.under))


class BadgeColumn(tables.Column):
    """A state as a badge. The accessor gives a `Badge`; sort it by the state's own field with `order_by`."""

    def __init__(self, *args: Any, under: str | Callable[[Any], Any] = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.under = under

    def render(self, value: Badge, record: Any) -> SafeString:
        return format_html("<span>{}{}</span>", value, under(record, self.under))

    def value(self, value: Badge) -> str:
        """What an export writes: the word."""
        return value.word


def under(record: Any, line: str | Callable[[Any], Any]) -> SafeString:
    """The small second line of a cell, or nothing."""
    text = line(record) if callable(line) else tables.A(line).resolve(record, quiet=True) if line else ""
    return format_html("<small>{}</small>", text) if text not in (None, "") else mark_safe("")


def cells(row: tables.rows.BoundRow) -> Iterator[tuple[SafeString, Any, SafeString]]:
    """Each cell of a row between its tags. Tags depend on the column alone and are made once a table, not once a
    cell: a column works out its attributes anew whenever it is asked."""
    table = row.table
    if not hasattr(table, "cell_tags"):
        table.cell_tags = [cell_tags(column) for column in table.columns]
    for (opens, closes), (_column, cell) in zip(table.cell_tags, row.items(), strict=True):
        yield opens, cell, closes


def cell_tags(column: tables.columns.BoundColumn) -> tuple[SafeString, SafeString]:
    """How a cell of the column begins and ends."""
    attrs = column.attrs["td"].as_html()
    if getattr(column.column, "row_head", False):
        return format_html('<th scope="row" {}>', attrs), mark_safe("</th>")
    return format_html('<td {} data-label="{}">', attrs, column.header), mark_safe("</td>")


@dataclass(frozen=True)
class FootCell:
    """One cell of the totals row."""

    text: Any
    label: str
    css: str
    span: int = 1
    is_head: bool = False


def foot_cells(table: tables.Table) -> Iterator[FootCell]:
    """The totals row: one head over the columns before the first total, then a cell for each column."""
    columns = list(table.columns)
    first = next((i for i, column in enumerate(columns) if column.has_footer()), len(columns))
    if first:
        paginator = getattr(table, "paginator", None)
        rows = words.counted(paginator.count if paginator else len(table.rows), getattr(table, "noun", "row"))
        yield FootCell(f"All {rows}", "", "", first, is_head=True)
    for column in columns[first:]:
        text = column.footer if column.has_footer() else ""
        yield FootCell(text, str(column.header), column.attrs["tf"].get("class") or "")
