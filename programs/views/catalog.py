"""The catalog: schools on a map and as a table, courses with their certification as expanded IMET, and their forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Sum

from ground.access import SIGNED_IN, may
from ground.dates import today
from ground.history import sentences
from ground.pages.charts import MapPoint, PointMap
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline

from .. import badges
from ..forms import catalog as forms
from ..models import Course, School, TrainingSeat
from ..services import courses
from ..tables import catalog as tables
from .base import OfRecord, RecordForm, RecordPage

SHOWN = 25
COURSES = [("Courses", "/courses/")]
SCHOOLS = [("Schools", "/schools/")]


def school_map(schools: Any) -> PointMap:
    """Schools with a place, on the United States; the table beside it has the others too."""
    points = [
        MapPoint(
            school.name,
            float(school.longitude) if school.longitude is not None else None,
            float(school.latitude) if school.latitude is not None else None,
            school.course_count,
            school.get_absolute_url(),
        )
        for school in schools
    ]
    return PointMap(
        id="schools-map", title="Schools in the United States", unit="courses", points=points, heading="School"
    )


class OpenRecord(OfRecord):
    """Reference is open to everybody signed in."""

    permission = SIGNED_IN

    def allowed(self, user: Any) -> bool:
        return self.permission == SIGNED_IN or may(user, self.permission)


class SchoolList(ListPage):
    title = "Schools"
    lead = "Where courses are given. Each with its owner, its place and its courses."
    permission = SIGNED_IN
    template_name = "programs/school_list.html"
    table_class = tables.SchoolTable
    filterset_class = tables.SchoolFilter
    totals = {"courses": Sum("course_count")}
    export_columns = tables.SCHOOL_EXPORT
    empty = "The catalog has no school yet. An administrator adds them."

    def get_queryset(self) -> QuerySet[School]:
        return School.objects.with_courses().order_by("name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(may_add=may(self.request.user, courses.KEEP), **kwargs)
        return {**shown, "map": school_map(self.object_list)}


class OfSchool(OpenRecord):
    object: School

    def seen(self, user: Any) -> QuerySet[School]:
        return School.objects.with_courses()

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (self.object.name, self.object.get_absolute_url() if last else "")
        return [*SCHOOLS, here, *([(last, "")] if last else [])]


class SchoolPage(OfSchool, RecordPage):
    """One school: who owns it, where it stands, its courses, and the next seats that the reader may see."""

    template_name = "programs/school_page.html"

    def context(self) -> dict[str, Any]:
        school, user = self.object, self.request.user
        seats = TrainingSeat.objects.visible_to(user).filter(course__school=school)
        rows = seats.select_related("recipient__person", "recipient__unit", "course").order_by("-start_on", "-pk")
        return {
            "school": school,
            "map": school_map([school]) if school.longitude is not None else None,
            "courses": [
                (course, tables.e_imet_badge(course), tables.certified_line(course))
                for course in school.courses.with_certification().order_by("title")
            ],
            "seats": [(seat, badges.SEAT[seat.state]) for seat in rows[:SHOWN]],
            "seat_count": seats.count(),
            "may_edit": may(user, courses.KEEP),
            "history": timeline(sentences(school)),
            "title": school.name,
            "crumbs": self.trail(),
        }


class NewSchool(FormPage):
    permission = courses.KEEP
    form_class = forms.SchoolForm
    title = "Add a school"
    button = "Add it"
    said = "Added the school."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> School:
        (made,) = courses.add_schools(rows=[courses.SchoolRow(**data)], by=self.request.user)
        return made

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/schools/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [*SCHOOLS, (self.title, "")]


class EditSchool(OfSchool, RecordForm):
    permission = courses.KEEP
    form_class = forms.EditSchoolForm
    title = "Change the school"
    button = "Save it"
    said = "Saved the school."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*courses.SCHOOL_EDITABLE, "version")}

    def act(self, data: dict[str, Any]) -> School:
        version = data.pop("version")
        return courses.edit_school(school=self.object, changes=data, by=self.request.user, version=version)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class CourseList(ListPage):
    title = "Courses"
    lead = "The catalog. A claim to expanded IMET counts on the days that a certification of DSCA covers."
    permission = SIGNED_IN
    template_name = "programs/course_list.html"
    table_class = tables.CourseTable
    filterset_class = tables.CourseFilter
    export_columns = tables.COURSE_EXPORT
    empty = "The catalog has no course yet. An administrator adds them."

    def get_queryset(self) -> QuerySet[Course]:
        return Course.objects.select_related("school").with_certification().order_by("title", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, courses.KEEP), **kwargs)


class OfCourse(OpenRecord):
    object: Course

    def seen(self, user: Any) -> QuerySet[Course]:
        return Course.objects.select_related("school").with_certification()

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (self.object.title, self.object.get_absolute_url() if last else "")
        return [*COURSES, here, *([(last, "")] if last else [])]


class CoursePage(OfCourse, RecordPage):
    """One course: its school, level and English, how it stands as expanded IMET, and its seats."""

    template_name = "programs/course_page.html"

    def context(self) -> dict[str, Any]:
        course, user = self.object, self.request.user
        seats = TrainingSeat.objects.visible_to(user).filter(course=course)
        by_state = dict(seats.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
        return {
            "course": course,
            "badge": tables.e_imet_badge(course),
            "certified": tables.certified_line(course),
            "certifications": course.certifications.select_related("by").order_by("-certified_on", "-pk"),
            "states": [(badges.SEAT[state], n) for state, n in sorted(by_state.items())],
            "may_edit": may(user, courses.KEEP),
            "history": timeline(sentences(course)),
            "title": course.title,
            "crumbs": self.trail(),
        }


class NewCourse(FormPage):
    permission = courses.KEEP
    form_class = forms.NewCourseForm
    title = "Add a course"
    button = "Add it"
    said = "Added the course."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Course:
        (made,) = courses.add_courses(rows=[courses.CourseRow(**data)], by=self.request.user)
        return made

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/courses/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [*COURSES, (self.title, "")]


class CourseForm(OfCourse, RecordForm):
    permission = courses.KEEP

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class EditCourse(CourseForm):
    form_class = forms.EditCourseForm
    title = "Change the course"
    lead = "Its identifier stays."
    button = "Save it"
    said = "Saved the course."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*courses.COURSE_EDITABLE, "version")}

    def act(self, data: dict[str, Any]) -> Course:
        version = data.pop("version")
        return courses.edit_course(course=self.object, changes=data, by=self.request.user, version=version)


class CertifyCourse(CourseForm):
    form_class = forms.CertifyCourseForm
    title = "Record a certification"
    lead = "DSCA certifies a course as expanded IMET for five years; the last day makes itself."
    button = "Record it"
    said = "Recorded the certification."

    def get_initial(self) -> dict[str, Any]:
        return {"certified_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return courses.certify_course(course=self.object, by=self.request.user, **data)
