"""The admin site: reference rows, users, dated assignments, parameters; decided things are read-only there."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class GatehouseAdminSite(AdminSite):
    site_title = "Gatehouse administration"
    site_header = "Gatehouse administration"
    index_title = "Users, reference rows, parameters and background work"
    site_url = "/"

    def get_urls(self) -> list[Any]:
        """Django's own "view on site" asks nobody: it would tell the number of a record out of the reader's scope."""
        on_site = path("r/<int:content_type_id>/<int:object_id>/", self.admin_view(self.on_site), name="view_on_site")
        return [on_site, *(url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site")]

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One door for everybody: the sign-in page, which counts wrong guesses. Django's own form here would not."""
        if not request.user.is_authenticated:
            wanted = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
            return redirect_to_login(wanted, "account_login")
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def on_site(self, request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
        """The own page of a record that may be looked at in here."""
        model: Any = get_object_or_404(ContentType, pk=content_type_id).model_class()
        pages: Any = self._registry.get(model)
        row = pages.get_object(request, str(object_id)) if pages and pages.has_view_permission(request) else None
        if row is None or not hasattr(row, "get_absolute_url"):
            raise Http404
        return redirect(row.get_absolute_url())
