"""The statutory participant record (22 U.S.C. 2347g) and the positions of alumni: reads, tables, filters, files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.html import format_html

from ground.dates import today
from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, RowHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import AlumnusPosition, Completion, TrainingSeat
from ..models.alumni import months_before
from ..states import Kind, Prominence, SeatState
from .programs import link

SINCE = dt.date(2000, 12, 31)  # 22 U.S.C. 2347g: who was trained after this day
TOOK_PART = (SeatState.IN_TRAINING, SeatState.COMPLETED, SeatState.WITHDRAWN, SeatState.AWOL)
SUCCEEDED = (Completion.Outcome.GRADUATED, Completion.Outcome.DISTINGUISHED, Completion.Outcome.ATTENDED)
YES, NO = Badge("Completed", "good", "okc"), Badge("Not completed", "warn", "minus")
STILL = Badge("In training", "work", "cap")


def participants(user: Any) -> QuerySet[TrainingSeat]:
    """Who took part in instruction of IMET since the day of the statute, each with the position held now."""
    held = AlumnusPosition.objects.filter(alumnus__person=OuterRef("recipient__person"), until_on=None)
    seats = TrainingSeat.objects.visible_to(user).filter(
        program__kind=Kind.IMET, state__in=TOOK_PART, start_on__gt=SINCE
    )
    related = ("recipient__person__country", "course__school", "completion")
    return seats.annotate(position=Subquery(held.order_by("-from_on").values("title")[:1])).select_related(*related)


def outcome_badge(seat: TrainingSeat) -> Badge:
    """Completed successfully or not, which the statute asks."""
    if seat.state == SeatState.IN_TRAINING:
        return STILL
    completion = getattr(seat, "completion", None)
    return YES if completion is not None and completion.outcome in SUCCEEDED else NO


def how(seat: TrainingSeat) -> str:
    """How it ended, in words."""
    completion = getattr(seat, "completion", None)
    return completion.get_outcome_display() if completion else seat.get_state_display()


class ParticipantFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Name or course")
    operating_unit = place_choice("Country", "program__operating_unit")
    school = django_filters.CharFilter(field_name="course__school__name", lookup_expr="icontains", label="School")
    completed = django_filters.ChoiceFilter(
        method="ended", choices=[("yes", "Completed"), ("no", "Not completed")], label="Ended", empty_label="Any"
    )
    since = django_filters.DateFilter(field_name="start_on", lookup_expr="gte", label="Starts from")

    class Meta:
        model = TrainingSeat
        fields: list[str] = []

    def found(self, queryset: QuerySet[TrainingSeat], name: str, value: str) -> QuerySet[TrainingSeat]:
        person, text = "recipient__person", value.strip()
        named = Q(**{f"{person}__family_names__icontains": text}) | Q(**{f"{person}__given_names__icontains": text})
        return queryset.filter(named | Q(course__title__icontains=text))

    def ended(self, queryset: QuerySet[TrainingSeat], name: str, value: str) -> QuerySet[TrainingSeat]:
        succeeded = Q(completion__outcome__in=SUCCEEDED)
        if value == "yes":
            return queryset.filter(succeeded)
        return queryset.exclude(state=SeatState.IN_TRAINING).exclude(succeeded)


class ParticipantTable(Table):
    title = "Participants"
    noun = "participation"

    recipient = RowHead(order_by=("recipient__person__family_names", "pk"), verbose_name="Participant")
    course = tables.Column(order_by="course__title", verbose_name="Instruction")
    start_on = DayColumn(verbose_name="From")
    end_on = DayColumn(verbose_name="Until")
    outcome = tables.Column(accessor="pk", orderable=False, verbose_name="Completed successfully")
    position = tables.Column(verbose_name="Position now", default="not known")

    def render_recipient(self, record: TrainingSeat) -> Any:
        person: Any = record.recipient.person
        return format_html(
            '<a href="/participants/{}/"><bdi>{}</bdi></a><small><bdi>{}</bdi></small>',
            person.pk,
            person,
            person.country,
        )

    def render_course(self, record: TrainingSeat) -> Any:
        return format_html(
            "<span><bdi>{}</bdi><small><bdi>{}</bdi></small></span>", record.course.title, record.course.school.name
        )

    def render_outcome(self, record: TrainingSeat) -> str:
        return outcome_badge(record).__html__()


PARTICIPANT_EXPORT = (
    ExportColumn("Participant", lambda seat: str(seat.recipient.person)),
    ExportColumn("Country", "recipient.person.country.name"),
    ExportColumn("Instruction", "course.title"),
    ExportColumn("Level", lambda seat: seat.course.get_level_display()),
    ExportColumn("School", "course.school.name"),
    ExportColumn("From", "start_on", "date"),
    ExportColumn("Until", "end_on", "date"),
    ExportColumn("Completed successfully", lambda seat: outcome_badge(seat).word),
    ExportColumn("How it ended", how),
    ExportColumn("Position now", lambda seat: seat.position or ""),
)


def verified_badge(position: AlumnusPosition) -> Badge:
    """Whether somebody verified a position in the months that count as followed up."""
    if position.verified_on is None:
        return Badge("Not verified", "warn", "minus")
    fresh = position.verified_on > months_before(today())
    return Badge("Verified", "good", "okc") if fresh else Badge("Verified long ago", "warn", "clock")


class PositionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Position")
    operating_unit = place_choice("Country", "alumnus__person__country__operating_unit")
    prominence = django_filters.ChoiceFilter(choices=Prominence.choices, label="Prominence", empty_label="Any")
    held = django_filters.ChoiceFilter(
        method="is_held", choices=[("now", "Held now"), ("before", "Held before")], label="Held", empty_label="Any"
    )
    verified = django_filters.ChoiceFilter(
        method="is_verified",
        choices=[("yes", "Within 24 months"), ("no", "Not within 24 months")],
        label="Verified",
        empty_label="Any",
    )

    class Meta:
        model = AlumnusPosition
        fields: list[str] = []

    def is_held(self, queryset: QuerySet[AlumnusPosition], name: str, value: str) -> QuerySet[AlumnusPosition]:
        return queryset.filter(until_on__isnull=value == "now")

    def is_verified(self, queryset: QuerySet[AlumnusPosition], name: str, value: str) -> QuerySet[AlumnusPosition]:
        fresh = Q(verified_on__gt=months_before(today()))
        return queryset.filter(fresh) if value == "yes" else queryset.exclude(fresh)


class PositionTable(Table):
    title = "Positions of alumni"
    noun = "position"

    title_ = RowHead(accessor="title", verbose_name="Position", under="organization")
    alumnus = tables.Column(order_by=("alumnus__person__family_names", "pk"), verbose_name="Held by")
    prominence = tables.Column(default="no")
    from_on = DayColumn(verbose_name="From")
    until_on = DayColumn(verbose_name="Until", default="now")
    verified = tables.Column(accessor="pk", order_by="verified_on")

    def render_title_(self, record: AlumnusPosition) -> Any:
        return format_html("<bdi>{}</bdi><small><bdi>{}</bdi></small>", record.title, record.organization)

    def render_alumnus(self, record: AlumnusPosition) -> Any:
        return link(record.alumnus.get_absolute_url(), str(record.alumnus.person))

    def render_verified(self, record: AlumnusPosition) -> str:
        return verified_badge(record).__html__()


POSITION_EXPORT = (
    ExportColumn("Country", "alumnus.person.country.name"),
    ExportColumn("Name", lambda row: str(row.alumnus.person)),
    ExportColumn("Position", "title"),
    ExportColumn("Organization", "organization"),
    ExportColumn("US-equivalent grade", "grade"),
    ExportColumn("Prominence", lambda row: row.get_prominence_display()),
    ExportColumn("How obtained", lambda row: row.get_obtained_display()),
    ExportColumn("From", "from_on", "date"),
    ExportColumn("Until", "until_on", "date"),
    ExportColumn("Academic degree", "alumnus.degree"),
    ExportColumn("Source", "source.title"),
    ExportColumn("Verified on", "verified_on", "date"),
)
PUBLIC_EXPORT = (
    ExportColumn("Country", "country"),
    ExportColumn("Position", "title"),
    ExportColumn("Prominence", "prominence"),
    ExportColumn("Alumni", "n", "number"),
    ExportColumn("Register", "register"),
    ExportColumn("Source", "source"),
)
