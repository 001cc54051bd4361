"""The catalog: schools with their place, the courses of each, and certifications of courses as expanded IMET."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Now

from ground.guards import AppendOnly, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from ..states import CourseLevel, SchoolKind, SchoolOwner


class SchoolQuerySet(models.QuerySet["School"]):
    def with_courses(self) -> SchoolQuerySet:
        """With how many courses of the catalog it gives."""
        return self.annotate(course_count=Count("courses"))


@track()
class School(Versioned):
    """Where courses are given: who owns it, and where it stands. Reference: open to everybody signed in."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=SchoolKind.choices, default=SchoolKind.OTHER)
    owner = models.CharField(max_length=12, choices=SchoolOwner.choices, default=SchoolOwner.OTHER)
    place_name = models.CharField("place", max_length=120, blank=True)
    us_state = models.CharField("state of the United States", max_length=2, blank=True, help_text="Such as VA")
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="school_stands_somewhere",
                violation_error_message="A place has a latitude from -90 to 90 and a longitude from -180 to 180.",
            ),
            models.CheckConstraint(
                condition=Q(us_state__regex="^([A-Z]{2})?$"),
                name="school_state_shape",
                violation_error_message="A state is two capital letters, such as VA.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/schools/{self.pk}/"


class CourseQuerySet(models.QuerySet["Course"]):
    def with_certification(self) -> CourseQuerySet:
        """With the day until which it is certified as expanded IMET, if it ever was."""
        return self.annotate(certified_until=Max("certifications__certified_until"))


@track()
class Course(Versioned):
    """A course of the catalog. `is_e_imet` is a claim; it counts on the days that a certification of DSCA covers."""

    code = models.CharField("MASL identifier", max_length=20, unique=True)
    title = models.CharField(max_length=200)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="courses")
    level = models.CharField(max_length=12, choices=CourseLevel.choices, default=CourseLevel.TECHNICAL)
    place_name = models.CharField("place", max_length=120, blank=True, help_text="Where it is not that of the school")
    weeks = models.PositiveIntegerField(default=1)
    english_level = models.PositiveSmallIntegerField(
        "English level required", null=True, blank=True, help_text="English comprehension level, 0 to 100"
    )
    is_e_imet = models.BooleanField("expanded IMET", default=False)

    objects = CourseQuerySet.as_manager()

    class Meta(Versioned.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(english_level=None) | Q(english_level__lte=100),
                name="course_english_level_in_range",
                violation_error_message="An English comprehension level is from 0 to 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/courses/{self.pk}/"


@track()
class CourseCertification(models.Model):
    """DSCA certified a course as expanded IMET, from a day until a day. Never changed: another one follows."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="certifications")
    certified_on = models.DateField()
    certified_until = models.DateField()
    document = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="certified_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(certified_until__gt=models.F("certified_on")) & ~Q(document=""),
                name="course_certification_whole",
                violation_error_message="A certification names its document and ends after it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, expanded IMET until {self.certified_until}"


def is_e_imet(*, course: str = "course", day: str = "start_on") -> Exists:
    """Whether a row's course counts as expanded IMET on its day: certified then, whatever it claims."""
    found: Any = CourseCertification.objects.filter(
        course=OuterRef(course), certified_on__lte=OuterRef(day), certified_until__gte=OuterRef(day)
    )
    return Exists(found)


def e_imet_standing(claimed: bool, certified_until: dt.date | None, on: dt.date) -> str:
    """How a claim stands on a day: NONE, CERTIFIED, LAPSED, or CLAIMED without ever having been certified."""
    if certified_until is not None and certified_until >= on:
        return "CERTIFIED"
    return "LAPSED" if certified_until is not None else "CLAIMED" if claimed else "NONE"
