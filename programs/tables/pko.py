"""The lists of training events, equipment, deployments and capabilities: tables, filters, columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import F, Q, QuerySet
from django.utils.html import format_html

from ground.pages.tables import CountColumn, DayColumn, MoneyColumn, NameColumn, RowHead, Table
from ground.rows import ExportColumn

from .. import badges
from ..filters.programs import place_choice
from ..models import Capability, CapabilityStatus, Deployment, PackageItem, PkoDetail, TrainingEvent
from ..peacekeeping import chain, equipment, partners
from ..states import EventState
from .programs import link

GLOBAL = [choice for choice in PkoDetail.GlobalProgram.choices if choice[0]]


def _choice(label: str, field: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name=field, choices=choices, label=label, empty_label="Any")


def _program(record: Any) -> Any:
    return link(record.get_absolute_url(), record.number)


class EventFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Title, mission or unit")
    program = django_filters.CharFilter(field_name="program__number", lookup_expr="iexact", label="Program")
    operating_unit = place_choice("Operating unit", "program__operating_unit")
    state = _choice("State", "state", EventState.choices)
    mode = _choice("How it is trained", "mode", TrainingEvent.Mode.choices)
    purpose = _choice("PKO purpose", "program__pkodetail__pko_purpose", PkoDetail.Purpose.choices)
    global_program = _choice("Global program", "program__pkodetail__global_program", GLOBAL)

    class Meta:
        model = TrainingEvent
        fields: list[str] = []

    def found(self, queryset: QuerySet[TrainingEvent], name: str, value: str) -> QuerySet[TrainingEvent]:
        text = value.strip()
        return queryset.filter(
            Q(title__icontains=text) | Q(mission__icontains=text) | Q(recipient__unit__name__icontains=text)
        )


class EventTable(Table):
    title = "Training events"
    noun = "event"

    title_ = RowHead(accessor="title", verbose_name="Event", order_by="title", under="mission")
    unit = NameColumn(accessor="recipient__unit__name", verbose_name="Unit")
    program = tables.Column(order_by="program__number")
    start_on = DayColumn(verbose_name="Starts")
    end_on = DayColumn(verbose_name="Ends")
    state = tables.Column()
    military = CountColumn(verbose_name="Military", total=True)
    police = CountColumn(verbose_name="Police", total=True)
    women = CountColumn(verbose_name="Women", total=True)
    cost = MoneyColumn(verbose_name="Cost, $", total=True)

    def render_program(self, record: TrainingEvent) -> Any:
        return _program(record.program)

    def render_state(self, record: TrainingEvent) -> Any:
        return badges.EVENT[record.state].__html__()


EVENT_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Title", "title"),
    ExportColumn("Unit", "recipient.unit.name"),
    ExportColumn("Unit code", "recipient.unit.code"),
    ExportColumn("Mission", "mission"),
    ExportColumn("Place", "place_name"),
    ExportColumn("How it is trained", lambda row: row.get_mode_display()),
    ExportColumn("Starts on", "start_on", "date"),
    ExportColumn("Ends on", "end_on", "date"),
    ExportColumn("State", lambda row: row.get_state_display()),
    ExportColumn("Military, persons", "military", "number"),
    ExportColumn("Police, persons", "police", "number"),
    ExportColumn("Women", "women", "number"),
    ExportColumn("Instructors", "instructors", "number"),
    ExportColumn("Cost, US dollars", "cost", "money"),
)


class EquipmentFilter(django_filters.FilterSet):
    program = django_filters.CharFilter(field_name="package__program__number", lookup_expr="iexact", label="Program")
    operating_unit = place_choice("Operating unit", "package__program__operating_unit")
    unit = django_filters.CharFilter(
        field_name="package__recipient__unit__code", lookup_expr="iexact", label="Code of the unit"
    )
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[
            ("missing", "Not accounted for"),
            ("accounted", "Accounted for"),
            ("broken", "Not all serviceable"),
            ("waiting", "Not transferred"),
        ],
        empty_label="Any",
    )

    class Meta:
        model = PackageItem
        fields: list[str] = []

    def stands(self, queryset: QuerySet[PackageItem], name: str, value: str) -> QuerySet[PackageItem]:
        conditions = {
            "missing": equipment.GIVEN & ~equipment.SIGNED,
            "accounted": equipment.GIVEN & equipment.SIGNED,
            "broken": Q(serviceable__lt=F("quantity")),
            "waiting": ~equipment.GIVEN,
        }
        return queryset.filter(conditions[value])


class EquipmentTable(Table):
    title = "Equipment"
    noun = "item"

    description = RowHead(verbose_name="Item", under=lambda item: item.package.title)
    unit = NameColumn(accessor="package__recipient__unit__name", verbose_name="Unit")
    program = tables.Column(accessor="package__program", order_by="package__program__number")
    transferred_on = DayColumn(accessor="package__transferred_on", verbose_name="Transferred")
    quantity = CountColumn(verbose_name="Quantity", total=True)
    value = MoneyColumn(verbose_name="Value, $", total=True)
    receipt = tables.Column(
        accessor="receipt_number", empty_values=(), verbose_name="Hand receipt", order_by="receipt_number"
    )
    serviceable = tables.Column(empty_values=(), verbose_name="Serviceable")

    def render_program(self, record: PackageItem) -> Any:
        return _program(record.package.program)

    def render_receipt(self, record: PackageItem) -> Any:
        return format_html("{} <bdi>{}</bdi>", equipment.badge(record).__html__(), record.receipt_number)

    def render_serviceable(self, record: PackageItem) -> str:
        if record.serviceable is None:
            return "not inspected"
        return f"{record.serviceable:,} of {record.quantity:,}"


EQUIPMENT_EXPORT = (
    ExportColumn("Program", "package.program.number"),
    ExportColumn("Package", "package.title"),
    ExportColumn("Item", "description"),
    ExportColumn("Unit", "package.recipient.unit.name"),
    ExportColumn("Unit code", "package.recipient.unit.code"),
    ExportColumn("Title transferred on", "package.transferred_on", "date"),
    ExportColumn("Quantity", "quantity", "number"),
    ExportColumn("Value, US dollars", "value", "money"),
    ExportColumn("Standing", lambda row: equipment.badge(row).word),
    ExportColumn("Hand receipt", "receipt_number"),
    ExportColumn("Signed by", "receipt_signed_by"),
    ExportColumn("Signed on", "receipt_signed_on", "date"),
    ExportColumn("Inspected on", "inspected_on", "date"),
    ExportColumn("Serviceable", "serviceable", "number"),
)


class DeploymentFilter(django_filters.FilterSet):
    program = django_filters.CharFilter(field_name="program__number", lookup_expr="iexact", label="Program")
    operating_unit = place_choice("Operating unit", "program__operating_unit")
    operation = django_filters.CharFilter(lookup_expr="icontains", label="Operation")
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[
            ("there", "There now"),
            ("in_time", f"Within {chain.MONTHS} months of training"),
            ("late", f"After more than {chain.MONTHS} months"),
            ("unlinked", "No training linked"),
        ],
        empty_label="Any",
    )

    class Meta:
        model = Deployment
        fields: list[str] = []

    def stands(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        conditions = {
            "there": Q(until_on=None),
            "in_time": Q(within=True),
            "late": Q(within=False),
            "unlinked": Q(trained_by=None),
        }
        return queryset.filter(conditions[value])


class DeploymentTable(Table):
    title = "Deployments"
    noun = "deployment"

    unit = RowHead(accessor="recipient__unit__name", verbose_name="Unit", under="operation")
    program = tables.Column(order_by="program__number")
    from_on = DayColumn(verbose_name="Since")
    until_on = DayColumn(verbose_name="Until")
    military = CountColumn(verbose_name="Military", total=True)
    police = CountColumn(verbose_name="Police", total=True)
    women = CountColumn(verbose_name="Women", total=True)
    trained = tables.Column(accessor="pk", order_by="trained_by__end_on", verbose_name="Trained")
    sustained = tables.Column(verbose_name="Sustained")

    def render_program(self, record: Any) -> Any:
        return _program(record.program)

    def render_trained(self, record: Any) -> Any:
        return chain.trained_badge(record).__html__()

    def render_sustained(self, record: Any) -> Any:
        return chain.sustained_badge(record).__html__()


DEPLOYMENT_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Unit", "recipient.unit.name"),
    ExportColumn("Unit code", "recipient.unit.code"),
    ExportColumn("Operation", "operation"),
    ExportColumn("Since", "from_on", "date"),
    ExportColumn("Until", "until_on", "date"),
    ExportColumn("Military, persons", "military", "number"),
    ExportColumn("Police, persons", "police", "number"),
    ExportColumn("Women", "women", "number"),
    ExportColumn("Trained by", lambda row: row.trained_by.title if row.trained_by else ""),
    ExportColumn("Training ended on", lambda row: row.trained_by.end_on if row.trained_by else None, "date"),
    ExportColumn(
        "Months after training",
        lambda row: chain.months_between(row.trained_by.end_on, row.from_on) if row.trained_by else None,
        "number",
    ),
    ExportColumn("Within 12 months", lambda row: {True: "yes", False: "no"}.get(row.within, "")),
    ExportColumn("Sustained", lambda row: "yes" if row.sustained else "no"),
)


class CapabilityFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Title")
    sort = _choice("Type", "sort", Capability.Sort.choices)
    status = django_filters.ChoiceFilter(choices=CapabilityStatus.choices, label="Status", empty_label="Any")
    operating_unit = place_choice("Partner", "country__operating_unit")

    class Meta:
        model = Capability
        fields: list[str] = []


class CapabilityTable(Table):
    title = "Capabilities"
    noun = "capability,capabilities"

    title_ = RowHead(accessor="title", verbose_name="Capability", order_by="title")
    country = NameColumn(accessor="country__name", verbose_name="Partner")
    sort = tables.Column(verbose_name="Type")
    status = tables.Column()
    since = DayColumn(verbose_name="Since")
    program = tables.Column(order_by="program__number")

    def render_status(self, record: Any) -> Any:
        return partners.STATUS[record.status].__html__()

    def render_program(self, record: Any) -> Any:
        return _program(record.program)


CAPABILITY_EXPORT = (
    ExportColumn("Partner", "country.name"),
    ExportColumn("ISO code", "country.iso3"),
    ExportColumn("Capability", "title"),
    ExportColumn("Type", lambda row: row.get_sort_display()),
    ExportColumn("Status", lambda row: CapabilityStatus(row.status).label),
    ExportColumn("Since", "since", "date"),
    ExportColumn("Program", "program.number"),
)
