"""Addresses of the catalog: courses and schools."""

from django.urls import path

from ..views import catalog

COURSE = "courses/<int:pk>/"
SCHOOL = "schools/<int:pk>/"

urlpatterns = [
    path("courses/", catalog.CourseList.as_view(), name="course-list"),
    path("courses/new/", catalog.NewCourse.as_view(), name="course-add"),
    path(COURSE, catalog.CoursePage.as_view(), name="course-detail"),
    path(f"{COURSE}edit/", catalog.EditCourse.as_view(), name="course-edit"),
    path(f"{COURSE}certify/", catalog.CertifyCourse.as_view(), name="course-certify"),
    path("schools/", catalog.SchoolList.as_view(), name="school-list"),
    path("schools/new/", catalog.NewSchool.as_view(), name="school-add"),
    path(SCHOOL, catalog.SchoolPage.as_view(), name="school-detail"),
    path(f"{SCHOOL}edit/", catalog.EditSchool.as_view(), name="school-edit"),
]
