"""Every address declares its permission, and every permission is one that some role holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import ROLES
from ground.access import OPEN, SIGNED_IN, declared

OPEN_ADDRESSES = {"accounts/login/", "accounts/logout/", "health/live", "health/ready", "csp-report/"}


def addresses() -> Iterator[tuple[str, Any]]:
    def walk(patterns: Any, prefix: str, apps: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route, (*apps, entry.app_name or ""))
            elif isinstance(entry, URLPattern) and "admin" not in apps:
                yield route, entry.callback

    yield from walk(get_resolver().url_patterns, "", ())


def permissions_of(view: Any) -> set[str]:
    found = {declared(view)}
    found |= set(getattr(getattr(view, "cls", None), "permissions", {}).values())
    return {p for p in found if p}


def test_every_view_declares_a_permission() -> None:
    assert [route for route, view in addresses() if not permissions_of(view)] == []


def test_every_declared_permission_is_held_by_some_role() -> None:
    held = frozenset().union(*(spec.permissions for spec in ROLES.values()))
    unknown = {p for _, view in addresses() for p in permissions_of(view)} - held - {OPEN, SIGNED_IN}
    assert unknown == set()


def test_only_these_addresses_are_open() -> None:
    found = {route for route, view in addresses() if OPEN in permissions_of(view)}
    assert found <= OPEN_ADDRESSES
