"""Every address of the house. Each view declares its permission; one without cannot be reached."""

from allauth.account import views as sign
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from ground.access import OPEN, SIGNED_IN, declares

from .api import router


class Schema(SpectacularAPIView):
    permission = SIGNED_IN


class Docs(SpectacularSwaggerSplitView):
    permission = SIGNED_IN


urlpatterns = [
    path("", include("reporting.urls")),
    path("", include("programs.urls")),
    path("", include("partners.urls")),
    path("", include("vetting.urls")),
    path("accounts/login/", declares(OPEN)(sign.login), name="account_login"),
    path("accounts/logout/", declares(OPEN)(sign.logout), name="account_logout"),
    path("accounts/password/change/", declares(SIGNED_IN)(sign.password_change), name="account_change_password"),
    path("admin/", admin.site.urls),
    path("api/v1/", include(router.urls)),
    path("api/v1/schema/", Schema.as_view(), name="schema"),
    path("api/v1/docs/", Docs.as_view(url_name="schema"), name="docs"),
]

handler404 = "ground.api.problems.not_found"
handler500 = "ground.api.problems.server_error"
