"""Addresses of end-use monitoring."""

from django.urls import path

from ..views import end_use

urlpatterns = [
    path("eum/", end_use.ItemList.as_view(), name="eum-list"),
    path("eum/items/new/", end_use.ReceiveItems.as_view(), name="item-add"),
    path("eum/items/<int:pk>/", end_use.ItemPage.as_view(), name="item-detail"),
    path("eum/items/<int:pk>/checks/new/", end_use.CheckItem.as_view(), name="end-use-check-add"),
    path("eum/items/<int:pk>/edit/", end_use.ChangeItem.as_view(), name="item-edit"),
    path("eum/misuse/", end_use.MisuseList.as_view(), name="misuse-list"),
    path("eum/misuse/new/", end_use.ReportMisuse.as_view(), name="misuse-add"),
    path("eum/misuse/<int:pk>/assess/", end_use.Assess.as_view(), name="misuse-assess"),
]
