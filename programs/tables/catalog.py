"""The lists of courses and schools: tables, filters and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from ground.dates import today
from ground.pages.badges import Badge
from ground.pages.tables import CountColumn, RowHead, Table
from ground.pages.words import day
from ground.rows import ExportColumn

from ..models import Course, School
from ..models.courses import e_imet_standing
from ..states import CourseLevel, SchoolKind, SchoolOwner
from .programs import link

E_IMET: dict[str, Badge] = {
    "CERTIFIED": Badge("Expanded IMET", "good", "okc"),
    "LAPSED": Badge("Certification lapsed", "warn", "clock"),
    "CLAIMED": Badge("Claimed, not certified", "warn", "minus"),
    "NONE": Badge("No", "idle", "minus"),
}


def e_imet_badge(course: Course) -> Badge:
    """How a course of `with_certification` stands today as expanded IMET."""
    return E_IMET[e_imet_standing(course.is_e_imet, course.certified_until, today())]  # type: ignore[attr-defined]


class CourseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Title or MASL identifier")
    school = django_filters.ModelChoiceFilter(
        queryset=School.objects.order_by("name"), label="School", empty_label="Any"
    )
    level = django_filters.ChoiceFilter(choices=CourseLevel.choices, label="Level", empty_label="Any")
    e_imet = django_filters.ChoiceFilter(
        method="stands",
        choices=[("certified", "Certified"), ("lapsed", "Lapsed"), ("claimed", "Claimed, not certified")],
        label="Expanded IMET",
        empty_label="Any",
    )

    class Meta:
        model = Course
        fields: list[str] = []

    def found(self, queryset: QuerySet[Course], name: str, value: str) -> QuerySet[Course]:
        return queryset.filter(Q(title__icontains=value.strip()) | Q(code__icontains=value.strip()))

    def stands(self, queryset: QuerySet[Course], name: str, value: str) -> QuerySet[Course]:
        conditions = {
            "certified": Q(certified_until__gte=today()),
            "lapsed": Q(certified_until__lt=today()),
            "claimed": Q(certified_until=None, is_e_imet=True),
        }
        return queryset.filter(conditions[value])


class CourseTable(Table):
    title = "Courses"
    noun = "course"

    title_ = RowHead(accessor="title", verbose_name="Course", under="code")
    school = tables.Column(order_by="school__name")
    level = tables.Column()
    weeks = CountColumn()
    english_level = CountColumn(verbose_name="English level", default="none")
    e_imet = tables.Column(accessor="pk", order_by="certified_until", verbose_name="Expanded IMET")

    def render_school(self, record: Course) -> Any:
        return link(record.school.get_absolute_url(), record.school.name)

    def render_e_imet(self, record: Course) -> str:
        return e_imet_badge(record).__html__()


COURSE_EXPORT = (
    ExportColumn("MASL identifier", "code"),
    ExportColumn("Course", "title"),
    ExportColumn("School", "school.name"),
    ExportColumn("Level", lambda course: course.get_level_display()),
    ExportColumn("Weeks", "weeks", "number"),
    ExportColumn("English level required", "english_level", "number"),
    ExportColumn("Expanded IMET", lambda course: e_imet_badge(course).word),
    ExportColumn("Certified until", "certified_until", "date"),
)


class SchoolFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    kind = django_filters.ChoiceFilter(choices=SchoolKind.choices, label="Kind", empty_label="Any")
    owner = django_filters.ChoiceFilter(choices=SchoolOwner.choices, label="Owner", empty_label="Any")
    us_state = django_filters.CharFilter(lookup_expr="iexact", label="State, such as VA")

    class Meta:
        model = School
        fields: list[str] = []


class SchoolTable(Table):
    title = "Schools"
    noun = "school"

    name = RowHead(verbose_name="School")
    kind = tables.Column()
    owner = tables.Column()
    place_name = tables.Column(verbose_name="Place", default="not given")
    us_state = tables.Column(verbose_name="State", default="none")
    courses = CountColumn(accessor="course_count", verbose_name="Courses", total=True)


SCHOOL_EXPORT = (
    ExportColumn("School", "name"),
    ExportColumn("Kind", lambda school: school.get_kind_display()),
    ExportColumn("Owner", lambda school: school.get_owner_display()),
    ExportColumn("Place", "place_name"),
    ExportColumn("State", "us_state"),
    ExportColumn("Latitude", "latitude", "number"),
    ExportColumn("Longitude", "longitude", "number"),
    ExportColumn("Courses", "course_count", "number"),
)


def certified_line(course: Course) -> str:
    """Until when a course is or was certified."""
    until = course.certified_until  # type: ignore[attr-defined]
    return f"until {day(until)}" if until else ""
