"""The catalog of schools and courses: reference rows that lines and seats point to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.models import Parameter
from ground.refusals import Basis, Problem, Rule
from ground.steps import lock

from ..models import Course, CourseCertification, School
from ..states import CourseLevel, SchoolKind, SchoolOwner
from .fields import change, checked, refuse

KEEP = "partners.manage_reference"
CERTIFIED_YEARS = "e_imet_certified_years"  # key of the dated parameter
CERTIFIED = Rule("Certified as expanded IMET", Basis.POLICY, "DSCA policy memorandum 25-91", verified=False)
SCHOOL_EDITABLE = frozenset({"name", "kind", "owner", "place_name", "us_state", "latitude", "longitude"})
COURSE_EDITABLE = frozenset({"title", "school", "level", "place_name", "weeks", "english_level", "is_e_imet"})


@dataclass(frozen=True, kw_only=True)
class SchoolRow:
    """One school; latitude and longitude in degrees, or neither."""

    name: str
    kind: str = SchoolKind.OTHER
    owner: str = SchoolOwner.OTHER
    place_name: str = ""
    us_state: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One course of a school."""

    code: str
    title: str
    school: School
    weeks: int
    level: str = CourseLevel.TECHNICAL
    place_name: str = ""
    english_level: int | None = None
    is_e_imet: bool = False


def add_schools(*, rows: Sequence[SchoolRow], by: Any) -> list[School]:
    """Put schools into the catalog, all or none."""
    need(by, KEEP)
    with acting(by, step="add_schools"):
        return School.objects.bulk_create(
            checked(
                School(
                    name=row.name.strip(),
                    kind=row.kind,
                    owner=row.owner,
                    place_name=row.place_name,
                    us_state=row.us_state,
                    latitude=row.latitude,
                    longitude=row.longitude,
                )
            )
            for row in rows
        )


def edit_school(*, school: School, changes: Mapping[str, Any], by: Any, version: int | None = None) -> School:
    """Change what is known of a school."""
    need(by, KEEP)
    with acting(by, step="edit_school"):
        row = lock(school, version=version)
        change(row, changes, allowed=SCHOOL_EDITABLE).save()
    return row


def add_courses(*, rows: Sequence[CourseRow], by: Any) -> list[Course]:
    """Put courses into the catalog, all or none."""
    need(by, KEEP)
    with acting(by, step="add_courses"):
        return Course.objects.bulk_create(
            checked(
                Course(
                    code=row.code,
                    title=row.title,
                    school=row.school,
                    weeks=row.weeks,
                    level=row.level,
                    place_name=row.place_name,
                    english_level=row.english_level,
                    is_e_imet=row.is_e_imet,
                )
            )
            for row in rows
        )


def edit_course(*, course: Course, changes: Mapping[str, Any], by: Any, version: int | None = None) -> Course:
    """Change what is known of a course; its identifier stays."""
    need(by, KEEP)
    with acting(by, step="edit_course"):
        row = lock(course, version=version)
        change(row, changes, allowed=COURSE_EDITABLE).save()
    return row


def certify_course(*, course: Course, certified_on: dt.date, document: str, by: Any) -> CourseCertification:
    """Record that DSCA certified a course as expanded IMET, for the years that its policy gave on that day."""
    need(by, KEEP)
    with acting(by, step="certify_course"):
        row = lock(course)
        years = _years(certified_on)
        refuse(
            [Problem("No rule says for how many years a course is certified.", CERTIFIED, "Keep the parameter.")]
            if years is None
            else []
        )
        if not row.is_e_imet:
            row.is_e_imet = True
            row.save()
        until = _years_on(certified_on, years or 0)
        made = CourseCertification(
            course=row, certified_on=certified_on, certified_until=until, document=document.strip(), by=by
        )
        checked(made).save()
    return made


def _years(on: dt.date) -> int | None:
    rule = Parameter.objects.filter(key=CERTIFIED_YEARS, place="", valid__contains=on).first()
    return int(rule.value) if rule else None


def _years_on(day: dt.date, years: int) -> dt.date:
    """The last day of so many years that begin on a day."""
    try:
        return day.replace(year=day.year + years) - dt.timedelta(days=1)
    except ValueError:  # 29 February
        return dt.date(day.year + years, 2, 28)
