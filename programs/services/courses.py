"""The catalog of courses: reference rows that seats point to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ground.acting import acting, need

from ..models import Course
from .fields import checked


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One course of a school."""

    code: str
    title: str
    school: str
    weeks: int
    place_name: str = ""
    is_e_imet: bool = False


def add_courses(*, rows: Sequence[CourseRow], by: Any) -> list[Course]:
    """Put courses into the catalog, all or none."""
    need(by, "partners.manage_reference")
    with acting(by, step="add_courses"):
        return Course.objects.bulk_create(
            checked(
                Course(
                    code=row.code,
                    title=row.title,
                    school=row.school,
                    weeks=row.weeks,
                    place_name=row.place_name,
                    is_e_imet=row.is_e_imet,
                )
            )
            for row in rows
        )
