"""Addresses of alumni and of the statutory participant record."""

from django.urls import path

from ..views import alumni

PARTICIPANT = "participants/<int:pk>/"
POSITION = "alumni/positions/<int:pk>/"

urlpatterns = [
    path("alumni/", alumni.AlumniPage.as_view(), name="alumni"),
    path("alumni/public.<slug:kind>", alumni.PublicAlumni.as_view(), name="alumni-public"),
    path("alumni/positions/", alumni.PositionList.as_view(), name="alumnus-position-list"),
    path(f"{POSITION}verify/", alumni.VerifyPosition.as_view(), name="alumnus-position-verify"),
    path(f"{POSITION}end/", alumni.EndPosition.as_view(), name="alumnus-position-end"),
    path("participants/", alumni.ParticipantList.as_view(), name="participant-list"),
    path(PARTICIPANT, alumni.ParticipantPage.as_view(), name="participant-detail"),
    path(f"{PARTICIPANT}positions/new/", alumni.RecordPosition.as_view(), name="alumnus-position-add"),
]
