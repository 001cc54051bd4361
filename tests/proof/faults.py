"""Faults put into the house, one at a time, to see that the access table finds each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import resolve
from pytest import MonkeyPatch

from accounts.roles import ROLES, Role
from ground import steps
from ground.access import SIGNED_IN
from ground.pages.lists import ListPage
from partners.api.serializers import UnitSerializer
from partners.models import Unit
from programs.api.programs import SeatViewSet
from programs.models import Delivery
from programs.views.base import OfRecord
from programs.views.deliveries import DeliveryList
from reporting.models import Rollup
from reporting.selectors import search
from vetting.admin import VettingCaseAdmin
from vetting.models import Hit, VettingCase


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and the addresses at which the table must notice."""

    put_in: Callable[[MonkeyPatch], None]
    routes: tuple[str, ...]


def everything_visible(patch: MonkeyPatch) -> None:
    patch.setattr(type(VettingCase.objects.all()), "visible_to", lambda rows, user: rows)


def view_without_permission(patch: MonkeyPatch) -> None:
    patch.setattr(resolve("/funds/new/").func, "permission", SIGNED_IN)


def widened_serializer(patch: MonkeyPatch) -> None:
    """A unit that tells its finding, to whoever may read units but no cases."""
    shown = UnitSerializer.to_representation

    def wider(self: Any, unit: Any) -> Any:
        found = getattr(unit, "standing", None)
        return {**shown(self, unit), "finding": found.grounds if found else ""}

    patch.setattr(UnitSerializer, "to_representation", wider)


def wrong_role(patch: MonkeyPatch) -> None:
    spec = ROLES[Role.FUNDS_OFFICER]
    patch.setitem(ROLES, Role.FUNDS_OFFICER, replace(spec, permissions=spec.permissions | {"vetting.view_case"}))


def export_without_scope(patch: MonkeyPatch) -> None:
    scoped = DeliveryList.get_queryset
    patch.setattr(
        DeliveryList,
        "get_queryset",
        lambda page: Delivery.objects.order_by("pk") if "export" in page.request.GET else scoped(page),
    )


def search_without_scope(patch: MonkeyPatch) -> None:
    rows = SimpleNamespace(visible_to=lambda user: Unit.objects.all(), named_like=Unit.objects.named_like)
    patch.setattr(search, "Unit", SimpleNamespace(objects=rows))


def count_without_scope(patch: MonkeyPatch) -> None:
    """The number on the download button counts every row there is."""
    shown = ListPage.get_context_data

    def counted(page: Any, **more: Any) -> dict[str, Any]:
        return {**shown(page, **more), "shown": page.object_list.model.objects.count()}

    patch.setattr(ListPage, "get_context_data", counted)


def step_without_permission(patch: MonkeyPatch) -> None:
    """Neither the API nor the step itself asks who takes it."""
    patch.setitem(SeatViewSet.permissions, "step", SIGNED_IN)
    patch.setattr(steps, "may", lambda user, permission, obj=None: True)


def open_admin(patch: MonkeyPatch) -> None:
    patch.setattr(VettingCaseAdmin, "get_queryset", lambda self, request: VettingCase.objects.all())


def forbidden_instead_of_missing(patch: MonkeyPatch) -> None:
    """403 for what exists and is hidden, which tells that it exists."""
    answered = OfRecord.dispatch

    def told(view: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        rows = view.seen(request.user)
        key = {view.key: kwargs[view.key]}
        if rows.model.objects.filter(**key).exists() and not rows.filter(**key).exists():
            raise PermissionDenied
        return answered(view, request, *args, **kwargs)

    patch.setattr(OfRecord, "dispatch", told)


def hits_of_everybody(patch: MonkeyPatch) -> None:
    patch.setattr(type(Hit.objects.all()), "visible_to", lambda rows, user: rows)


def figures_of_everybody(patch: MonkeyPatch) -> None:
    """A dashboard that sums all places."""
    patch.setattr(type(Rollup.objects.all()), "of", lambda rows, measure, user: rows.filter(measure=measure.name))


FAULTS: dict[str, Fault] = {
    "visible_to returns everything": Fault(everything_visible, ("vetting/cases/<number>/", "api/v1/cases/")),
    "a view without a permission": Fault(view_without_permission, ("funds/new/",)),
    "a widened serializer": Fault(widened_serializer, ("api/v1/units/",)),
    "a wrong entry in the table of roles": Fault(wrong_role, ("vetting/queue/",)),
    "an export that forgets the scope": Fault(export_without_scope, ("deliveries/",)),
    "a search that forgets the scope": Fault(search_without_scope, ("search/",)),
    "a count that forgets the scope": Fault(count_without_scope, ("deliveries/",)),
    "a step of the API without a permission": Fault(step_without_permission, ("api/v1/seats/<pk>/<step>/",)),
    "an admin that is open": Fault(open_admin, ("admin/vetting/vettingcase/",)),
    "403 instead of 404": Fault(forbidden_instead_of_missing, ("seats/<pk>/",)),
    "matches of everybody": Fault(hits_of_everybody, ("api/v1/hits/<pk>/",)),
    "figures of everybody": Fault(figures_of_everybody, ("dashboard/",)),
}
