"""The navigation: one declaration of what stands where, and the context processor that shows a user their part of it.

An entry appears when its page exists in this installation and the user holds one of its permissions somewhere; an
entry without permissions is for everyone signed in. `count` names a function of the user that says how much waits
there. Nothing is computed until a template asks, so tables and widgets cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from demo.cast import demo_figures, demo_users
from ground.access import may

HANDLING = "SENSITIVE BUT UNCLASSIFIED"
INVENTED = "Countries, people, units and cases are invented"

REVIEWS = ("vetting.endorse_case", "vetting.review_bureau", "vetting.review_human_rights")
WAITING = "vetting.selectors.approvals_waiting"


@dataclass(frozen=True)
class Entry:
    """One link of the navigation."""

    label: str
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    count: str = ""
    in_top_bar: bool = False
    staff: bool = False  # for those whom the admin lets in


@dataclass(frozen=True)
class Group:
    """Links under one heading; the first group has none. A folded one opens by its heading, and where one is in it."""

    label: str
    entries: tuple[Entry, ...]
    folded: bool = False


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it to one user."""

    label: str
    url: str
    icon: str
    count: int | None = None
    current: str = ""
    in_top_bar: bool = False


@dataclass(frozen=True)
class LinkGroup:
    label: str
    items: list[Link]
    folded: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the page shown belongs to it."""
        return any(link.current for link in self.items)


NAVIGATION: tuple[Group, ...] = (
    Group("", (Entry("Today", "home", "home"),)),
    Group(
        "Vetting",
        (
            Entry("Approvals", "approval-list", "done", REVIEWS, WAITING, in_top_bar=True),
            Entry("Queue", "case-queue", "queue", ("vetting.view_case",)),
            Entry("Cases", "case-list", "shield", ("vetting.view_case",)),
            Entry("Units", "unit-list", "unit", ("partners.view_unit",)),
            Entry("People", "person-list", "two", ("partners.view_person",)),
            Entry("Ineligible units", "ineligible-list", "ban", ("vetting.view_case",)),
        ),
    ),
    Group(
        "Programs",
        (
            Entry("Programs", "program-list", "folder", ("programs.view_program",)),
            Entry("Deliveries", "delivery-list", "get", ("programs.view_program",)),
            Entry("Milestones", "milestone-list", "cal", ("programs.view_program",)),
            Entry("Agreements", "agreement-list", "doc", ("programs.view_program",)),
            Entry("Concurrences", "concurrence-list", "scales", ("programs.view_program",)),
            Entry("Initiatives", "initiative-list", "link", ("programs.view_program",)),
            Entry("Offices", "office-list", "bureau"),
        ),
    ),
    Group(
        "Training",
        (
            Entry("Training plans", "training-plan-list", "cal", ("programs.view_program",)),
            Entry("Seats", "seat-list", "cap", ("programs.view_program",)),
            Entry("Courses", "course-list", "cap"),
            Entry("Schools", "school-list", "globe"),
            Entry("Alumni", "alumni", "two", ("programs.view_program",)),
            Entry("Training records", "training-list", "table"),
            Entry("Labels to assign", "label-list", "flag", ("programs.assign_label",)),
        ),
    ),
    Group(
        "Military financing",
        (
            Entry("FMS cases", "fms-case-list", "doc", ("programs.view_program",)),
            Entry("End-use monitoring", "eum-list", "eye", ("programs.view_program",)),
        ),
        folded=True,
    ),
    Group(
        "Peacekeeping",
        (
            Entry("Training events", "event-list", "cap", ("programs.view_program",)),
            Entry("Equipment", "equipment-list", "folder", ("programs.view_program",)),
            Entry("Deployments", "deployment-list", "globe", ("programs.view_program",)),
            Entry("Capabilities", "capability-list", "flag", ("programs.view_program",)),
        ),
        folded=True,
    ),
    Group(
        "Weapons destruction",
        (
            Entry("Grants", "grant-list", "two", ("programs.view_program",)),
            Entry("Sites", "site-list", "pin", ("programs.view_program",)),
        ),
        folded=True,
    ),
    Group(
        "Money",
        (
            Entry("Funds", "fund-list", "coins", ("programs.view_fund",)),
            Entry("Obligations", "obligation-list", "flag", ("programs.view_obligation",)),
            Entry("Notifications", "notification-list", "mail", ("programs.view_notification",)),
            Entry("Pipeline", "pipeline", "queue", ("programs.view_fund",)),
            Entry("Second tier", "tier-list", "hands", ("programs.view_obligation",)),
            Entry("Transactions", "transaction-list", "split", ("programs.view_fund",)),
            Entry("Restrictions", "restriction-list", "scales", ("programs.view_program",)),
            Entry("Caps", "cap-list", "gate", ("programs.view_fund",)),
            Entry("Budget", "budget", "coins"),
        ),
    ),
    Group(
        "Data and reports",
        (
            Entry("Dashboard", "dashboard", "chart"),
            Entry("Countries", "country-list", "globe"),
            Entry("Reports", "report-list", "doc"),
            Entry("Background counts", "rollup-list", "hist", ("reporting.view_background",)),
            Entry("Audit", "audit", "eye", ("reporting.view_audit",)),
        ),
    ),
    Group("Administration", (Entry("Administration", "admin:index", "lock", staff=True),)),
)
FOOT: tuple[Entry, ...] = (
    Entry("Change your password", "account_change_password", "lock"),
    Entry("What State does", "about", "info"),
    Entry("Rules and their sources", "help-rules", "info"),
    Entry("Help", "help", "info"),
    Entry("API", "docs", "info"),
)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What base.html asks for, each part made when a template first uses it."""
    user: Any = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    marked = settings.SHOW_HANDLING_MARK
    navigation = SimpleLazyObject(lambda: navigation_of(request) if signed_in else [])
    return {
        "nav": navigation,
        "top_links": SimpleLazyObject(lambda: [link for g in navigation for link in g.items if link.in_top_bar]),
        "foot_links": SimpleLazyObject(lambda: links(FOOT, user, request.path) if signed_in else []),
        "search_url": address("search") if signed_in else "",
        "sign_out_url": address("account_logout"),
        "viewer_role": SimpleLazyObject(lambda: ", ".join(user.roles) if signed_in else ""),
        "handling": (HANDLING if signed_in else "DEMONSTRATION" if settings.DEMO else "") if marked else "",
        "handling_note": (f"Demonstration: {INVENTED.lower()}" if signed_in else INVENTED) if settings.DEMO else "",
        "demo": settings.DEMO,
        "demo_users": SimpleLazyObject(demo_users) if settings.DEMO and not signed_in else [],
        "demo_figures": SimpleLazyObject(demo_figures) if settings.DEMO and not signed_in else [],
        "government_banner": settings.GOVERNMENT_BANNER,
    }


def navigation_of(request: HttpRequest) -> list[LinkGroup]:
    """The groups with something in them for this user, the page shown now marked."""
    shown = [LinkGroup(g.label, links(g.entries, request.user, request.path), g.folded) for g in NAVIGATION]
    paths = [link.url for g in shown for link in g.items if is_within(request.path, link.url)]
    here = max(paths, key=len, default="")
    for group in shown:
        group.items[:] = [mark(link, here, request.path) for link in group.items]
    return [group for group in shown if group.items]


def links(entries: tuple[Entry, ...], user: Any, path: str) -> list[Link]:
    """The entries whose page exists and is open to this user."""
    found = []
    for entry in entries:
        url = address(entry.url_name)
        if url and is_open(entry, user):
            count = counter(entry.count)(user) if entry.count else None
            found.append(Link(entry.label, url, entry.icon, count, in_top_bar=entry.in_top_bar))
    return found


def is_open(entry: Entry, user: Any) -> bool:
    """Whether the user holds one of the permissions somewhere, or is let into the admin."""
    if entry.staff:
        return bool(user.is_staff)
    return not entry.permissions or any(may(user, permission) for permission in entry.permissions)


def mark(link: Link, here: str, path: str) -> Link:
    """The link of the page shown, or of the section it belongs to."""
    if link.url != here:
        return link
    return replace(link, current="page" if link.url == path else "true")


def is_within(path: str, url: str) -> bool:
    """Whether a page belongs to the section of a link; everything lies below "/", which is Today alone."""
    return path == url or (url != "/" and path.startswith(url))


def address(url_name: str) -> str:
    """The address of a page, or "" where this installation does not have it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def counter(dotted: str) -> Callable[[Any], int]:
    """The function that counts what waits."""
    found: Callable[[Any], int] = import_string(dotted)
    return found
