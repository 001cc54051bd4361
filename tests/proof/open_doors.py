"""The worst that an admin page or an API could be: every gated table editable, no service in between.

They stand beside our own addresses while `ROOT_URLCONF` is this module. Ours are narrower; what these two cannot do,
no page of the admin and no resource of the API will.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.test import override_settings
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.routers import SimpleRouter

from accounts.models import User
from config.urls import urlpatterns as ours
from ground.access import SIGNED_IN

from .channels import MODELS, of_api, signed_in
from .scene import Outcome, Scene
from .standings import DELIVERY, OBLIGATION

FIELDS = {
    "trainingseat": ("state",),
    "travelorder": ("state", "issued_on"),
    "obligation": ("state", "recorded_by"),
    "trainingevent": ("state",),
    "equipmentpackage": ("transferred_on",),
    "delivery": (
        *("program", "unit", "person", "what", "description", "quantity", "value", "delivered_on"),
        *("place_name", "recorded_by"),
    ),
}


class WideAdmin(ModelAdmin):
    """Lets everybody do everything."""

    def has_module_permission(self, request: Any) -> bool:
        return True

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission


class WideSite(AdminSite):
    def has_permission(self, request: Any) -> bool:
        return True


def everything(model: Any) -> type[serializers.ModelSerializer]:
    """A serializer that writes whatever it is sent."""
    meta = type("Meta", (), {"model": model, "fields": FIELDS[model._meta.model_name]})
    return type("Wide", (serializers.ModelSerializer,), {"Meta": meta})


def wide_views(model: Any) -> type[viewsets.ModelViewSet]:
    return type(
        "WideViews",
        (viewsets.ModelViewSet,),
        {"permission": SIGNED_IN, "queryset": model.objects.all(), "serializer_class": everything(model)},
    )


site = WideSite(name="wide")
router = SimpleRouter()
for model in dict.fromkeys(MODELS.values()):
    name = model._meta.model_name
    site.register(model, type("Wide", (WideAdmin,), {"fields": FIELDS[name]}))
    router.register(name, wide_views(model), basename=f"wide-{name}")

urlpatterns = [path("admin/wide/", site.urls), path("api/wide/", include(router.urls)), *ours]

REFUSALS = "ground.refusals.RefusalMiddleware"


def sent(scene: Scene, thing: str) -> dict[str, Any]:
    """The fields as a browser sends them."""
    values = {k.removesuffix("_id"): v for k, v in scene.values(thing).items() if k != "version"}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def administrator() -> User:
    found = User.objects.filter(username="root").first()
    return found or User.objects.create_superuser("root", password="a long enough password")


def post_in_admin(scene: Scene, thing: str) -> Any:
    name = MODELS[thing]._meta.model_name
    last = "add/" if thing == DELIVERY else f"{scene.row(thing).pk}/change/"
    return signed_in(administrator()).post(f"/admin/wide/programs/{name}/{last}", sent(scene, thing))


def admin(scene: Scene, thing: str) -> None:
    """The error as Postgres gave it, with its constraint, before the middleware words it."""
    with override_settings(MIDDLEWARE=[m for m in settings.MIDDLEWARE if m != REFUSALS]):
        response = post_in_admin(scene, thing)
    assert response.status_code == 302, response.context["errors"]


def api(scene: Scene, thing: str) -> Outcome:
    name = MODELS[thing]._meta.model_name
    client = signed_in({OBLIGATION: scene.office.recorder}.get(thing, scene.office.analyst))
    data = {name: value for name, value in sent(scene, thing).items() if value != ""}
    if thing == DELIVERY:
        response = client.post(f"/api/wide/{name}/", data, content_type="application/json")
    else:
        response = client.patch(f"/api/wide/{name}/{scene.row(thing).pk}/", data, content_type="application/json")
    return of_api(response)
