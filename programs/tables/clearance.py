"""The lists of sites, tasks and depots: reads, tables, filters and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.html import format_html

from ground.pages.tables import CountColumn, DayColumn, MoneyColumn, NameColumn, RowHead, Table
from ground.rows import ExportColumn

from ..cwd import badges
from ..cwd.states import Activity, Contaminant, Priority, SiteStatus, TaskState
from ..models import CwdTask, LandRelease, Site, StorageInspection, StorageSite
from .grants import choice, country_choice
from .programs import link

AREAS = ("canceled_m2", "reduced_m2", "cleared_m2")


def with_released(sites: QuerySet[Site], user: Any) -> QuerySet[Site]:
    """Each site with what was canceled, reduced and cleared of it, three sums that stay three. One query."""
    rows = LandRelease.objects.visible_to(user).current().filter(task__site=OuterRef("pk")).order_by()
    area = DecimalField(max_digits=16, decimal_places=2)

    def sum_of(name: str) -> Coalesce:
        total = rows.values("task__site").annotate(sum=Sum(name)).values("sum")
        return Coalesce(Subquery(total), 0, output_field=area)

    return sites.annotate(**{f"{name}_sum": sum_of(name) for name in AREAS})


class SiteFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Name, area or hazard id")
    country = country_choice()
    status = choice("Status", "status", SiteStatus.choices)

    class Meta:
        model = Site
        fields: list[str] = []

    def found(self, queryset: QuerySet[Site], name: str, value: str) -> QuerySet[Site]:
        text = value.strip()
        return queryset.filter(Q(name__icontains=text) | Q(admin_area__icontains=text) | Q(hazard_id__icontains=text))


class SiteTable(Table):
    title = "Sites"
    noun = "site"

    name = RowHead(under="hazard_id")
    country = NameColumn(order_by="country__name", under="admin_area")
    status = tables.Column()
    latitude = tables.Column(verbose_name="Latitude", attrs={"th": {"class": "n"}, "td": {"class": "n"}})
    longitude = tables.Column(verbose_name="Longitude", attrs={"th": {"class": "n"}, "td": {"class": "n"}})
    area_m2 = MoneyColumn(verbose_name="Area, m²", total=True)
    canceled = MoneyColumn(verbose_name="Canceled, m²", accessor="canceled_m2_sum", total=True)
    reduced = MoneyColumn(verbose_name="Reduced, m²", accessor="reduced_m2_sum", total=True)
    cleared = MoneyColumn(verbose_name="Cleared, m²", accessor="cleared_m2_sum", total=True)

    def render_status(self, record: Site) -> Any:
        return badges.SITE[record.status].__html__()


SITE_TOTALS = {
    "area_m2": Sum("area_m2"),
    "canceled": Sum("canceled_m2_sum"),
    "reduced": Sum("reduced_m2_sum"),
    "cleared": Sum("cleared_m2_sum"),
}
SITE_EXPORT = (
    ExportColumn("Hazard id", "hazard_id"),
    ExportColumn("Name", "name"),
    ExportColumn("Administrative area", "admin_area"),
    ExportColumn("Country", "country.iso3"),
    ExportColumn("Status", lambda site: site.get_status_display()),
    ExportColumn("Latitude", "latitude", "number"),
    ExportColumn("Longitude", "longitude", "number"),
    ExportColumn("Area, m²", "area_m2", "number"),
    ExportColumn("Canceled, m²", "canceled_m2_sum", "number"),
    ExportColumn("Reduced, m²", "reduced_m2_sum", "number"),
    ExportColumn("Cleared, m²", "cleared_m2_sum", "number"),
)


class TaskFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Title, key site or award number")
    country = country_choice("grant__country")
    activity = choice("Type of activity", "activity", Activity.choices)
    contaminant = choice("Contaminant", "contaminant", Contaminant.choices)
    priority = choice("Priority", "priority", Priority.choices)
    state = choice("State", "state", TaskState.choices)
    key = django_filters.ChoiceFilter(
        method="key_sites",
        label="Key site",
        choices=[("blocked", "Still blocked"), ("open", "Open")],
        empty_label="Any",
    )

    class Meta:
        model = CwdTask
        fields: list[str] = []

    def found(self, queryset: QuerySet[CwdTask], name: str, value: str) -> QuerySet[CwdTask]:
        text = value.strip()
        fits = Q(title__icontains=text) | Q(key_site__icontains=text) | Q(grant__award_number__icontains=text)
        return queryset.filter(fits)

    def key_sites(self, queryset: QuerySet[CwdTask], name: str, value: str) -> QuerySet[CwdTask]:
        return queryset.exclude(key_site="").filter(opened_on__isnull=value == "blocked")


class TaskTable(Table):
    title = "CWD tasks"
    noun = "task"

    title_ = RowHead(accessor="title", verbose_name="Task", under=lambda task: task.get_activity_display())
    grant = tables.Column(order_by="grant__award_number", verbose_name="Award")
    site = tables.Column(order_by="site__name", empty_values=(), orderable=False)
    contaminant = tables.Column()
    priority = tables.Column()
    state = tables.Column()
    key_site = NameColumn(verbose_name="Key site", under="unblocks", default="none")
    blocked_on = DayColumn(verbose_name="Blocked since", default="not blocked")
    opened_on = DayColumn(verbose_name="Open since", default="not recorded")

    def render_grant(self, record: CwdTask) -> Any:
        return link(record.grant.get_absolute_url(), record.grant.award_number)

    def render_site(self, record: CwdTask) -> Any:
        if record.site is None:
            return "none"
        return format_html('<a href="{}"><bdi>{}</bdi></a>', record.site.get_absolute_url(), record.site.name)

    def render_state(self, record: CwdTask) -> Any:
        return badges.TASK[record.state].__html__()


TASK_EXPORT = (
    ExportColumn("Task", "title"),
    ExportColumn("Award number", "grant.award_number"),
    ExportColumn("Grantee", "grant.grantee"),
    ExportColumn("Country", "grant.country.iso3"),
    ExportColumn("Site", lambda task: task.site.name if task.site else ""),
    ExportColumn("Type of activity", lambda task: task.get_activity_display()),
    ExportColumn("Contaminant", lambda task: task.get_contaminant_display()),
    ExportColumn("Priority", lambda task: task.get_priority_display()),
    ExportColumn("State", lambda task: task.get_state_display()),
    ExportColumn("Key site", "key_site"),
    ExportColumn("Unblocks", "unblocks"),
    ExportColumn("Blocked since", "blocked_on"),
    ExportColumn("Open since", "opened_on"),
    ExportColumn("Cost, US dollars", "cost", "money"),
)


def with_inspections(depots: QuerySet[StorageSite]) -> QuerySet[StorageSite]:
    """Each depot with what its last inspections before and after an upgrade found. One query."""
    found = StorageInspection.objects.filter(storage_site=OuterRef("pk")).order_by("-inspected_on", "-pk")
    fields = {}
    for moment in ("before", "after"):
        rows = found.filter(moment=moment.upper())
        for name in ("theft", "explosion"):
            fields[f"{name}_{moment}"] = Subquery(rows.values(name)[:1])
    for name in ("inspected_on", "standard", "practices", "buildings"):
        fields[name] = Subquery(found.values(name)[:1])
    fields["manpads"] = Subquery(found.values("manpads_at_risk")[:1])
    return depots.annotate(**fields)


class StorageFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    country = country_choice()
    upgraded = django_filters.ChoiceFilter(
        method="is_upgraded",
        label="Inspections",
        choices=[("after", "After the upgrade"), ("before", "Before it only"), ("none", "None")],
        empty_label="Any",
    )

    class Meta:
        model = StorageSite
        fields: list[str] = []

    def is_upgraded(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "none":
            return queryset.filter(inspected_on=None)
        return queryset.filter(inspected_on__isnull=False, theft_after__isnull=value == "before")


def _both(before: Any, after: Any) -> Any:
    """A rating before the upgrade, and after it."""
    rated = [badges.DANGER[value] if value else badges.NOT_INSPECTED for value in (before, after)]
    return format_html("<span>{}<small>before</small>{}<small>after</small></span>", *rated)


def _meets(value: Any) -> Any:
    return (badges.MEETS[value] if value else badges.NOT_INSPECTED).__html__()


class StorageTable(Table):
    title = "Storage sites"
    noun = "storage site"

    name = RowHead(verbose_name="Depot", under="holder")
    country = NameColumn(order_by="country__name", under="admin_area")
    theft = tables.Column(verbose_name="Risk of theft", empty_values=(), orderable=False)
    explosion = tables.Column(verbose_name="Risk of explosion", empty_values=(), orderable=False)
    practices = tables.Column(empty_values=())
    buildings = tables.Column(empty_values=())
    manpads_at_risk = CountColumn(verbose_name="MANPADS at risk", accessor="manpads", total=True, default="not known")
    inspected_on = DayColumn(verbose_name="Inspected on", under="standard", default="not yet")

    def render_theft(self, record: Any) -> Any:
        return _both(record.theft_before, record.theft_after)

    def render_explosion(self, record: Any) -> Any:
        return _both(record.explosion_before, record.explosion_after)

    def render_practices(self, value: Any) -> Any:
        return _meets(value)

    def render_buildings(self, value: Any) -> Any:
        return _meets(value)


def _word(name: str, words: Any) -> Any:
    return lambda row: words[value].word if (value := getattr(row, name)) else ""


STORAGE_EXPORT = (
    ExportColumn("Depot", "name"),
    ExportColumn("Held by", "holder"),
    ExportColumn("Country", "country.iso3"),
    ExportColumn("Administrative area", "admin_area"),
    ExportColumn("Theft before", _word("theft_before", badges.DANGER)),
    ExportColumn("Theft after", _word("theft_after", badges.DANGER)),
    ExportColumn("Explosion before", _word("explosion_before", badges.DANGER)),
    ExportColumn("Explosion after", _word("explosion_after", badges.DANGER)),
    ExportColumn("Standard of the practices", "standard"),
    ExportColumn("Practices", _word("practices", badges.MEETS)),
    ExportColumn("Buildings", _word("buildings", badges.MEETS)),
    ExportColumn("MANPADS at risk", "manpads", "number"),
    ExportColumn("Inspected on", "inspected_on"),
)
