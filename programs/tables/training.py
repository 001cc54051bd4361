"""Tables of the published training rows and of printed labels, and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.html import format_html, format_html_join

from ground.pages.badges import Badge, flag_html
from ground.pages.tables import BadgeColumn, CountColumn, DayColumn, MoneyColumn, NameColumn, RowHead, Table
from ground.pages.words import day
from ground.rows import ExportColumn

from ..models import ReportedName, TrainingRecord

WAITS = Badge("Waits for a person", "warn")
ASSIGNED = Badge("Assigned", "good")
NOT_PRINTED = "none printed"


class _Steady:
    """Sorts equal rows always alike."""

    nulls_last: bool | None = None

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        column = F(str(self.accessor))  # type: ignore[attr-defined]
        by = column.desc(nulls_last=self.nulls_last) if is_descending else column.asc(nulls_last=self.nulls_last)
        return queryset.order_by(by, "id"), True


class _EmptyLast(_Steady):
    """Sorts what was not printed last in either direction. Of a column that is never null no index would know that."""

    nulls_last = True


class Text(_Steady, NameColumn):
    pass


class Count(_EmptyLast, CountColumn):
    pass


class Money(_EmptyLast, MoneyColumn):
    pass


class Ended(_EmptyLast, DayColumn):
    pass


class Course(_Steady, RowHead):
    pass


class Year(_EmptyLast, tables.Column):
    pass


def marks(record: TrainingRecord) -> Any:
    """What a reader must know about a row, each with its icon and word."""
    found = []
    if record.start_date and record.end_date and record.end_date < record.start_date:
        found.append(("Ends before it starts", "warn", "warn"))
    if not (record.country.assigned and record.program.assigned):
        found.append(("Label waits for a person", "warn", "flag"))
    if record.total_cost is None:
        found.append(("No cost printed", "idle", ""))
    return format_html_join(" ", "{}", ((flag_html(*mark),) for mark in found)) if found else ""


def from_day(record: TrainingRecord) -> str:
    """When it began."""
    return f"from {day(record.start_date)}" if record.start_date else ""


class TrainingTable(Table):
    title = "Training records"
    noun = "row"

    course_title = Course(verbose_name="Course", under=marks, empty_values=())
    country = Text(accessor="country__printed", verbose_name="Country", empty_values=())
    program = Text(accessor="program__printed", verbose_name="Program")
    end_date = Ended(verbose_name="Ended", under=from_day, default="not printed")
    student_unit = Text(verbose_name="Student's unit", default="not printed")
    location = Text(verbose_name="Place", default="not printed")
    fiscal_year = Year(verbose_name="Fiscal year", empty_values=(), attrs={"td": {"class": "gh-nowrap"}})
    quantity = Count(verbose_name="Places", total=True)
    total_cost = Money(verbose_name="Cost, $", total=True)

    def render_country(self, value: str) -> Any:
        return format_html("<bdi>{}</bdi>", value or NOT_PRINTED)

    def render_course_title(self, value: str, record: TrainingRecord) -> Any:
        mark = marks(record)
        under = format_html("<small>{}</small>", mark) if mark else ""
        return format_html("<bdi>{}</bdi>{}", value or NOT_PRINTED, under)

    def render_fiscal_year(self, record: TrainingRecord) -> Any:
        if record.fiscal_year is None:
            return "not printed"
        planned = format_html("<small>{}</small>", flag_html("Planned", "idle", "cal")) if record.planned else ""
        return format_html("<span>{}{}</span>", record.fiscal_year, planned)


class SampleTable(TrainingTable):
    """The first rows under a label, without totals."""

    quantity = Count(verbose_name="Places")
    total_cost = Money(verbose_name="Cost, $")


TRAINING_EXPORT = (
    ExportColumn("Row", "row_id"),
    ExportColumn("Report", "report"),
    ExportColumn("Fiscal year", lambda row: str(row.fiscal_year or "")),
    ExportColumn("Planned", lambda row: "yes" if row.planned and row.fiscal_year else ""),
    ExportColumn("Region", "region"),
    ExportColumn("Country as printed", "country.printed"),
    ExportColumn("ISO code", lambda row: row.country.country.iso3 if row.country.country else ""),
    ExportColumn("Department", "department"),
    ExportColumn("Program as printed", "program.printed"),
    ExportColumn("Program", "program.label"),
    ExportColumn("Course title", "course_title"),
    ExportColumn("Training location", "location"),
    ExportColumn("Student's unit", "student_unit"),
    ExportColumn("US unit", "us_unit"),
    ExportColumn("US unit, number", "us_quantity"),
    ExportColumn("Start date", "start_date", "date"),
    ExportColumn("End date", "end_date", "date"),
    ExportColumn("Places", "quantity", "number"),
    ExportColumn("Total cost, US dollars", "total_cost", "money"),
    ExportColumn("Page", "source_page"),
    ExportColumn("Flags", "flags"),
)


class LabelTable(Table):
    title = "Labels as printed"
    noun = "label"

    printed = RowHead(verbose_name="As printed", empty_values=())
    sort = tables.Column(verbose_name="Names a")
    rows_under = CountColumn(verbose_name="Rows")
    stands_for = NameColumn(accessor="pk", orderable=False, verbose_name="Stands for")
    state = BadgeColumn(accessor="assigned", order_by="assigned", verbose_name="State")

    def render_printed(self, value: str, record: ReportedName) -> Any:
        return format_html('<a href="/training/names/{}/"><bdi>{}</bdi></a>', record.pk, value or NOT_PRINTED)

    def render_stands_for(self, record: ReportedName) -> Any:
        return format_html("<bdi>{}</bdi>", record.country or record.label or "nothing yet")

    def render_state(self, value: bool) -> Any:
        return (ASSIGNED if value else WAITS).__html__()


LABEL_EXPORT = (
    ExportColumn("As printed", "printed"),
    ExportColumn("Names a", lambda row: row.get_sort_display()),
    ExportColumn("Rows", "rows_under", "number"),
    ExportColumn("Stands for", lambda row: str(row.country or row.label)),
    ExportColumn("State", lambda row: ASSIGNED.word if row.assigned else WAITS.word),
)
