"""Addresses of what every kind has: offices, initiatives, implementers, consultations, documents."""

from django.urls import path

from ..views import attachments, initiatives, offices

PROGRAM = "programs/<slug:number>/"
OFFICE = "offices/<slug:slug_of_code>/"

urlpatterns = [
    path("offices/", offices.OfficeList.as_view(), name="office-list"),
    path("offices/new/", offices.AddOffice.as_view(), name="office-add"),
    path("offices/responsibilities/<int:pk>/end/", offices.EndResponsibility.as_view(), name="responsibility-end"),
    path(OFFICE, offices.OfficePage.as_view(), name="office-detail"),
    path(f"{OFFICE}responsibilities/new/", offices.GiveResponsibility.as_view(), name="responsibility-add"),
    path("initiatives/", initiatives.InitiativeList.as_view(), name="initiative-list"),
    path("initiatives/new/", initiatives.AddInitiative.as_view(), name="initiative-add"),
    path("initiatives/<slug:code>/", initiatives.InitiativePage.as_view(), name="initiative-detail"),
    path(f"{PROGRAM}purposes/", initiatives.StatePurposes.as_view(), name="program-purposes"),
    path(f"{PROGRAM}implementers/new/", offices.AddImplementer.as_view(), name="implementer-add"),
    path(f"{PROGRAM}consultations/new/", offices.Consult.as_view(), name="consultation-add"),
    path(f"{PROGRAM}attachments/new/", attachments.AttachToProgram.as_view(), name="program-attach"),
    path("obligations/<int:pk>/attachments/new/", attachments.AttachToObligation.as_view(), name="obligation-attach"),
    path(
        "notifications/<slug:number>/attachments/new/",
        attachments.AttachToNotification.as_view(),
        name="notification-attach",
    ),
    path("attachments/<int:pk>/", attachments.Download.as_view(), name="attachment-detail"),
]
