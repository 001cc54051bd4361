"""Every address, read from the URL resolver: its route in plain words, its methods, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView

from ground.pages.lists import ListPage

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
STATIC = ("static/",)
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Address:
    """A route such as `vetting/cases/<number>/step/`, one method of it, and the queries a reader may add."""

    route: str
    method: str
    queries: tuple[str, ...] = ("",)

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"<(\w+)>", self.route)

    @property
    def is_api(self) -> bool:
        return self.route.startswith("api/")

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("admin/")

    def path(self, values: dict[str, Any]) -> str:
        return "/" + re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), self.route)

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.route or '(home)'}"


def addresses() -> list[Address]:
    """All of them, each method apart."""
    found = {}
    for route, callback in walk(get_resolver().url_patterns, ""):
        if route.startswith(STATIC):
            continue
        for method in methods(callback):
            address = Address(route, method, queries(route, method, callback))
            found.setdefault((route, method), address)
    return list(found.values())


def walk(patterns: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in patterns:
        route = prefix + plain(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def plain(pattern: str) -> str:
    """`^cases/(?P<number>[A-Z]+)/$` and `cases/<slug:number>/` are the same: `cases/<number>/`."""
    named = PARAMETER.sub(lambda found: f"<{found[1] or found[2]}>", pattern)
    return named.removeprefix("^").removesuffix("$")


def methods(callback: Any) -> tuple[str, ...]:
    """What the address answers. A function does not say, so both GET and POST are tried there."""
    actions = getattr(callback, "actions", None)
    if actions:
        return tuple(m for m in METHODS if m in actions)
    view = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
    if view is None or issubclass(view, RedirectView):
        return ("get", "post")
    return tuple(m for m in METHODS if m in view.http_method_names and hasattr(view, m))


SEARCHES = ("", "?q=CANARY", "?q=CANARY-OTHER-UNIT", "?q={other}")
QUERIES = {
    "search/": SEARCHES,
    "audit/": ("", "?record=CANARY-OTHER", "?export=xlsx"),
    "reports/<name>/": ("", "?fiscal_year=2012", "?fiscal_year=2012&format=csv", "?fiscal_year=2012&format=xlsx"),
    "reports/rollups/": ("", "?compare=1"),
    "programs/<number>/": ("", "?tab=around"),
    "units/": (*SEARCHES, "?export=csv", "?export=xlsx"),
    "vetting/units/": ("", "?q=CANARY-OTHER", "?export=csv"),
    "vetting/approvals/": ("", "?view=returned", "?view=results", "?view=decided", "?review={other}"),
    "admin/autocomplete/": ("?app_label=accounts&model_name=assignment&field_name=user&term=e",),
}


def queries(route: str, method: str, callback: Any) -> tuple[str, ...]:
    """The plain address, and for lists the search and both downloads. `{other}` is a number of the other place."""
    if method != "get":
        return ("",)
    if route in QUERIES:
        return QUERIES[route]
    view = getattr(callback, "view_class", None)
    if view is not None and issubclass(view, ListPage):
        filters = view.filterset_class.base_filters if view.filterset_class else {}
        asks = SEARCHES if "q" in filters else ("",)
        return (*asks, *(("?export=csv", "?export=xlsx") if view.export_columns else ()))
    resource = getattr(getattr(callback, "cls", None), "filterset_class", None)
    if resource is not None and "q" in resource.base_filters and not re.search(r"<\w+>", route):
        return SEARCHES[:3]
    if route.startswith("admin/") and route.count("/") == 3 and "<" not in route:
        return ("", "?q=CANARY-OTHER")
    return ("",)
