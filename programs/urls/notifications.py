"""Addresses of congressional notifications."""

from django.urls import path

from ..views import congress, notifications

NOTICE = "notifications/<slug:number>/"

urlpatterns = [
    path("notifications/", notifications.NotificationList.as_view(), name="notification-list"),
    path("notifications/new/", notifications.NewNotification.as_view(), name="notification-add"),
    path(NOTICE, notifications.NotificationPage.as_view(), name="notification-detail"),
    path(f"{NOTICE}step/", notifications.NotificationStep.as_view(), name="notification-step"),
    path(f"{NOTICE}edit/", notifications.EditNotification.as_view(), name="notification-edit"),
    path(f"{NOTICE}lines/new/", notifications.AddLine.as_view(), name="notification-line-add"),
    path(f"{NOTICE}lines/<int:line>/remove/", notifications.RemoveLine.as_view(), name="notification-line-remove"),
    path(f"{NOTICE}clearances/new/", congress.RecordClearance.as_view(), name="clearance-add"),
    path(f"{NOTICE}transmittals/new/", congress.RecordTransmittal.as_view(), name="transmittal-add"),
    path(f"{NOTICE}transmittals/<int:sent>/result/", congress.RecordResult.as_view(), name="transmittal-result"),
    path(f"{NOTICE}holds/new/", congress.RecordHold.as_view(), name="hold-add"),
    path(f"{NOTICE}holds/<int:hold>/release/", congress.ReleaseHold.as_view(), name="hold-release"),
    path("obligations/<int:pk>/notification/", congress.PlaceObligation.as_view(), name="obligation-notification"),
]
