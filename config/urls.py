"""Every address of the house. Each view declares its permission; one without cannot be reached."""

from allauth.account import views as sign
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from ground.access import OPEN, SIGNED_IN, declares

urlpatterns = [
    path("accounts/login/", declares(OPEN)(sign.login), name="account_login"),
    path("accounts/logout/", declares(OPEN)(sign.logout), name="account_logout"),
    path("accounts/password/change/", declares(SIGNED_IN)(sign.password_change), name="account_change_password"),
    path("admin/", admin.site.urls),
    path(
        "api/v1/schema/",
        SpectacularAPIView.as_view(permission=SIGNED_IN) if hasattr(SpectacularAPIView, "permission") else
        SpectacularAPIView.as_view(),
        name="schema",
    ),
]
