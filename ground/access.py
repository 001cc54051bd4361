"""Who may see and do what, without knowing any role: grants, scopes, and the refusal of undeclared pages.

`accounts` makes a `Scope` of the assignments in force. QuerySets turn it into a filter with `Scope.q`, steps ask
`may(user, permission, obj)`. A view without a declared `permission` cannot be reached at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse

OPEN = "open"  # reachable without sign-in: health, sign-in, CSP reports, the outside intake
SIGNED_IN = "signed-in"  # any signed-in user: home, help, published rows


@dataclass(frozen=True)
class Place:
    """Where a record stands: operating unit and its region, and the kind of program where it has one."""

    operating_unit: int | None
    region: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Grant:
    """What one assignment allows, where: everywhere, one region or one operating unit; all kinds or some."""

    role: str
    permissions: frozenset[str]
    everywhere: bool = False
    region: str = ""
    operating_unit: int | None = None
    kinds: frozenset[str] = frozenset()

    def covers(self, place: Place) -> bool:
        if self.kinds and place.kind and place.kind not in self.kinds:
            return False
        if self.everywhere:
            return True
        if self.region:
            return self.region == place.region
        return self.operating_unit is not None and self.operating_unit == place.operating_unit

    def q(self, place_field: str, kind_field: str) -> Q:
        where = Q()
        if not self.everywhere:
            if self.region:
                where = Q(**{f"{place_field}__region": self.region})
            else:
                where = Q(**{f"{place_field}_id" if "__" not in place_field else place_field: self.operating_unit})
        if self.kinds and kind_field:
            where &= Q(**{f"{kind_field}__in": sorted(self.kinds)})
        return where


@dataclass(frozen=True)
class Scope:
    """Everything a user may do where, from the assignments in force at one moment."""

    grants: tuple[Grant, ...] = ()

    def has(self, permission: str) -> bool:
        """Whether the permission is held anywhere at all."""
        return any(permission in g.permissions for g in self.grants)

    def permits(self, permission: str, place: Place) -> bool:
        """Whether the permission is held at this place."""
        return any(permission in g.permissions and g.covers(place) for g in self.grants)

    def q(self, permission: str, *, place: str = "operating_unit", kind: str = "") -> Q:
        """The filter of rows at which the permission is held. Without any grant it matches nothing.

        Everywhere is a condition of its own and never an empty Q, which an OR would drop and a When refuse.
        """
        parts = [g.q(place, kind) for g in self.grants if permission in g.permissions]
        if not parts:
            return Q(pk__in=[])
        found = parts[0]
        for part in parts[1:]:
            found = part if not part else (found if not found else found | part)
        return found or Q(pk__isnull=False)

    @property
    def permissions(self) -> frozenset[str]:
        return frozenset().union(*(g.permissions for g in self.grants)) if self.grants else frozenset()


def may(user: Any, permission: str, obj: Model | None = None) -> bool:
    """Whether a user holds a permission, at the object's place where it has one."""
    scope: Scope = user.scope
    place = getattr(obj, "place", None)
    return scope.permits(permission, place) if place is not None else scope.has(permission)


class NeedsPermission:
    """Mixin of every class-based view: declares one permission and refuses whoever does not hold it anywhere.

    Reads start from `visible_to(user)`, so that a row out of scope is 404, the same as a missing one.
    """

    permission: str = ""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponse]:
        view: Any = super().as_view(**initkwargs)  # type: ignore[misc]
        view.permission = initkwargs.get("permission", cls.permission)
        return cast(Callable[..., HttpResponse], view)


def declares(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the permission of a function view."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


OTHERS = ("django.contrib.admin", "django.contrib.auth.admin", "django.views.static", "whitenoise")


def declared(view: Any) -> str:
    """The permission a resolved view declares: our attribute, DRF's class attribute, or "" when there is none.

    The admin's own views hold their permissions in ModelAdmin, behind `has_permission`; static files are open.
    """
    found = getattr(view, "permission", "") or getattr(getattr(view, "cls", None), "permission", "")
    if found:
        return str(found)
    view_class = getattr(view, "view_class", None)
    return str(getattr(view_class, "permission", ""))


class PermissionMiddleware:
    """Refuses every view that declares no permission, and every user who does not hold the declared one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.app_names and match.app_names[0] == "admin":
            return None  # AdminSite.has_permission and ModelAdmin decide there
        permission = declared(view)
        if not permission:
            raise PermissionDenied(f"{getattr(view, '__name__', view)} declares no permission")
        if permission in {OPEN, SIGNED_IN} or hasattr(view, "cls"):
            return None  # DRF authenticates later and asks DeclaredPermission
        if not may(request.user, permission):
            raise Http404  # what a user may not see reads like what is not there
        return None


class NoStoreMiddleware:
    """Pages with data are not kept by shared caches or the back button's cache of another person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
