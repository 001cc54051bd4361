"""Tables of programs, seats, deliveries and money, and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html

from ground.access import may
from ground.pages.tables import DayColumn, MoneyColumn, NameColumn, NumberHead, RowHead, Table
from ground.pages.words import day
from ground.rows import ExportColumn

from .. import badges
from ..models import Delivery, FundTransaction, Obligation, Program, Recipient, TrainingSeat
from ..states import StatedPurpose


def link(url: str, text: Any) -> Any:
    """A number of a record as a link."""
    return format_html('<a href="{}"><span class="gh-id">{}</span></a>', url, text)


class ProgramTable(Table):
    title = "Programs"
    noun = "program"

    number = NumberHead(under="title")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="For")
    kind = tables.Column()
    fiscal_year = tables.Column(verbose_name="Fiscal year", attrs={"th": {"class": "n"}, "td": {"class": "n"}})
    state = tables.Column()
    planned_amount = MoneyColumn(verbose_name="Planned, $", total=True)
    obligated = MoneyColumn(verbose_name="Obligated, $", accessor="obligated_sum", total=True)
    manager = NameColumn(order_by=("manager__last_name", "manager__username"))

    def render_kind(self, value: Any, record: Program) -> str:
        return record.kind

    def render_fiscal_year(self, value: int) -> str:
        return str(value)

    def render_state(self, record: Program) -> Any:
        return badges.PROGRAM[record.state].__html__()


PROGRAM_EXPORT = (
    ExportColumn("Number", "number"),
    ExportColumn("Title", "title"),
    ExportColumn("Kind", "kind"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("Fiscal year", lambda program: str(program.fiscal_year)),
    ExportColumn("State", lambda program: program.get_state_display()),
    ExportColumn("Laws", lambda program: "; ".join(program.laws)),
    ExportColumn("Stated purposes", lambda program: "; ".join(StatedPurpose(p).label for p in program.stated_purposes)),
    ExportColumn("Initiative", lambda program: program.initiative.name if program.initiative else ""),
    ExportColumn("Planned, US dollars", "planned_amount", "money"),
    ExportColumn("Obligated, US dollars", "obligated_sum", "money"),
    ExportColumn("Manager", lambda program: str(program.manager)),
)


class RecipientTable(Table):
    title = "Recipients"
    noun = "recipient"

    unit = RowHead(accessor="unit__name", order_by="unit__name", verbose_name="Recipient")
    program = tables.Column(order_by="program__number")
    case = tables.Column(order_by="case__number", empty_values=())
    note = tables.Column(default="")

    def render_unit(self, record: Recipient) -> Any:
        person = format_html("<bdi>{}</bdi> in ", record.person) if record.person else ""
        return format_html('{}<bdi>{}</bdi><small class="gh-id">{}</small>', person, record.unit.name, record.unit.code)

    def render_program(self, record: Recipient) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)

    def render_case(self, record: Recipient) -> Any:
        if record.case is None:
            return "None yet"
        reads = may(self.request.user, "vetting.view_case", record)
        return link(record.case.get_absolute_url(), record.case.number) if reads else record.case.number


RECIPIENT_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Unit", "unit.name"),
    ExportColumn("Unit code", "unit.code"),
    ExportColumn("Person", lambda row: str(row.person) if row.person else ""),
    ExportColumn("Case", lambda row: row.case.number if row.case else ""),
)


class SeatTable(Table):
    title = "Seats"
    noun = "seat"

    recipient = RowHead(order_by=("recipient__person__family_names", "pk"), under=lambda seat: seat.course.title)
    program = tables.Column(order_by="program__number")
    start_on = DayColumn(verbose_name="Starts")
    end_on = DayColumn(verbose_name="Ends")
    state = tables.Column()
    cost = MoneyColumn(verbose_name="Price, $", accessor="price_sum", total=True)

    def render_recipient(self, record: TrainingSeat) -> Any:
        return format_html(
            '<a href="/seats/{}/"><bdi>{}</bdi></a><small>{}</small>', record.pk, record.recipient, record.course.title
        )

    def render_program(self, record: TrainingSeat) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)

    def render_state(self, record: TrainingSeat) -> Any:
        return badges.SEAT[record.state].__html__()


SEAT_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Person", lambda seat: str(seat.recipient)),
    ExportColumn("Unit code", "recipient.unit.code"),
    ExportColumn("Course", "course.title"),
    ExportColumn("School", "course.school.name"),
    ExportColumn("Starts", "start_on", "date"),
    ExportColumn("Ends", "end_on", "date"),
    ExportColumn("State", lambda seat: seat.get_state_display()),
    ExportColumn("Tuition, US dollars", "tuition", "money"),
    ExportColumn("Travel and allowances, US dollars", "allowances", "money"),
    ExportColumn("Medical and other, US dollars", "other_costs", "money"),
    ExportColumn("Cancellation penalty, US dollars", "penalty", "money"),
    ExportColumn("Price, US dollars", "price", "money"),
    ExportColumn("Cancelled by", lambda seat: seat.get_cancelled_by_display()),
    ExportColumn("Budget fiscal year", "funding_year", "number"),
    ExportColumn("Training fiscal year", "training_year", "number"),
    ExportColumn("US-equivalent grade", "grade"),
    ExportColumn("Grade band", lambda seat: seat.grade_band.label),
)


class DeliveryTable(Table):
    title = "Deliveries"
    noun = "delivery,deliveries"

    description = RowHead(under=lambda row: f"{row.get_what_display()}{', takes another back' * bool(row.reverses_id)}")
    unit = tables.Column(verbose_name="To", order_by="unit__name", empty_values=())
    program = tables.Column(order_by="program__number")
    delivered_on = DayColumn(verbose_name="On")
    quantity = MoneyColumn(verbose_name="Quantity")
    value = MoneyColumn(verbose_name="Value, $", total=True)

    def render_unit(self, record: Delivery) -> Any:
        return to_whom(record)

    def render_program(self, record: Delivery) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)


def to_whom(delivery: Delivery) -> Any:
    """Who received it; where nobody is named, under which agreement, said as what it is."""
    if delivery.unit is None:
        return format_html("<span>{}<small>{}</small></span>", badges.NOT_UNIT_VETTED, delivery.agreement)
    person = format_html("<bdi>{}</bdi> in ", delivery.person) if delivery.person else ""
    return format_html(
        '<span>{}<bdi>{}</bdi><small class="gh-id">{}</small></span>', person, delivery.unit.name, delivery.unit.code
    )


DELIVERY_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Delivered on", "delivered_on", "date"),
    ExportColumn("What", lambda row: row.get_what_display()),
    ExportColumn("Description", "description"),
    ExportColumn("Unit", lambda row: row.unit.name if row.unit else ""),
    ExportColumn("Unit code", lambda row: row.unit.code if row.unit else ""),
    ExportColumn("Person", lambda row: str(row.person) if row.person else ""),
    ExportColumn("Case line", lambda row: str(row.line) if row.line else ""),
    ExportColumn("Not unit-vetted, under", lambda row: str(row.agreement) if row.agreement else ""),
    ExportColumn("Quantity", "quantity", "number"),
    ExportColumn("Value, US dollars", "value", "money"),
    ExportColumn("Place", "place_name"),
    ExportColumn("Takes back", lambda row: str(row.reverses_id or "")),
)


class ObligationTable(Table):
    title = "Obligations"
    noun = "obligation"

    document_number = NumberHead(verbose_name="Document", under=lambda row: row.get_evidence_display())
    program = tables.Column(order_by="program__number", empty_values=())
    fund = tables.Column(order_by="fund__number")
    effective_on = DayColumn(verbose_name="Signed")
    state = tables.Column()
    recipients_named = tables.Column(verbose_name="Recipients")
    amount = MoneyColumn(verbose_name="Amount, $", total=True)

    def render_program(self, record: Obligation) -> Any:
        if record.program is None:
            return format_html("<bdi>{}</bdi>", record.operating_unit)
        return link(record.program.get_absolute_url(), record.program.number)

    def render_fund(self, record: Obligation) -> Any:
        return link(record.fund.get_absolute_url(), record.fund.number)

    def render_state(self, record: Obligation) -> Any:
        return badges.OBLIGATION[record.state].__html__()

    def render_recipients_named(self, record: Obligation) -> Any:
        return (badges.NAMED if record.recipients_named else badges.NOT_UNIT_VETTED).__html__()


OBLIGATION_EXPORT = (
    ExportColumn("Document", "document_number"),
    ExportColumn("Evidence", lambda row: row.get_evidence_display()),
    ExportColumn("Fund", "fund.number"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("Program", lambda row: row.program.number if row.program else ""),
    ExportColumn("Signed on", "effective_on", "date"),
    ExportColumn("State", lambda row: row.get_state_display()),
    ExportColumn("Recipients", lambda row: "named" if row.recipients_named else "not unit-vetted"),
    ExportColumn("Amount, US dollars", "amount", "money"),
)


class FundTable(Table):
    title = "Funds"
    noun = "fund"

    number = NumberHead(under="title")
    account = tables.Column(order_by="account__code")
    fiscal_year = tables.Column(verbose_name="Budget year", attrs={"th": {"class": "n"}, "td": {"class": "n"}})
    available_until = DayColumn(verbose_name="New obligations until", default="no-year")
    cancels_on = DayColumn(verbose_name="Payments until", default="no-year")
    appropriated = MoneyColumn(verbose_name="Appropriated, $", accessor="appropriated_sum", total=True)
    obligated = MoneyColumn(verbose_name="Obligated or paid, $", accessor="obligated_sum", total=True)

    def render_fiscal_year(self, value: int) -> str:
        return str(value)


FUND_EXPORT = (
    ExportColumn("Number", "number"),
    ExportColumn("Title", "title"),
    ExportColumn("Account", "account.code"),
    ExportColumn("Budget year", lambda fund: str(fund.fiscal_year)),
    ExportColumn("Public law", "public_law"),
    ExportColumn("Enacted on", "enacted_on", "date"),
    ExportColumn("New obligations until", "available_until", "date"),
    ExportColumn("Obligated again until", "reobligate_until", "date"),
    ExportColumn("Payments until", "cancels_on", "date"),
    ExportColumn("Appropriated, US dollars", "appropriated_sum", "money"),
    ExportColumn("Obligated or paid, US dollars", "obligated_sum", "money"),
)


class TransactionTable(Table):
    title = "Transactions"
    noun = "transaction"

    evidence = RowHead(verbose_name="Document", under=lambda row: row.note)
    move = tables.Column(accessor="to_stage", verbose_name="Move")
    operating_unit = NameColumn(order_by="operating_unit__name", default="whole fund", verbose_name="For")
    program = tables.Column(order_by="program__number", default="")
    effective_on = DayColumn(verbose_name="On")
    amount = MoneyColumn(verbose_name="Amount, $")
    by = NameColumn(order_by="by__username", default="by rule", under=lambda row: f"recorded {day(row.at)}")

    def render_evidence(self, record: FundTransaction) -> Any:
        return format_html("{}<small>{}</small>", record.evidence, record.note)

    def render_move(self, record: FundTransaction) -> Any:
        back = format_html("<small>takes transaction {} back</small>", record.reverses_id) if record.reverses_id else ""
        return format_html(
            "<span>{} → {}{}</span>", record.get_from_stage_display(), record.get_to_stage_display(), back
        )

    def render_program(self, record: FundTransaction) -> Any:
        return link(record.program.get_absolute_url(), record.program.number) if record.program else ""


TRANSACTION_EXPORT = (
    ExportColumn("Transaction", lambda row: str(row.pk)),
    ExportColumn("Fund", "fund.number"),
    ExportColumn("Effective on", "effective_on", "date"),
    ExportColumn("From", lambda row: row.get_from_stage_display()),
    ExportColumn("To", lambda row: row.get_to_stage_display()),
    ExportColumn("Amount, US dollars", "amount", "money"),
    ExportColumn("Operating unit", lambda row: row.operating_unit.code if row.operating_unit else ""),
    ExportColumn("Program", lambda row: row.program.number if row.program else ""),
    ExportColumn("Document", "evidence"),
    ExportColumn("Takes back", lambda row: str(row.reverses_id or "")),
    ExportColumn("Transferred by", lambda row: str(row.transfer_id or "")),
    ExportColumn("Recorded by", lambda row: str(row.by or "by rule")),
)
