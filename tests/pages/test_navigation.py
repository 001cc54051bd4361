"""The navigation shows what exists and what the user may open, marks where they are, and costs nothing unasked."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path

from config import navigation
from config.navigation import Entry, links, navigation_of, page_context
from ground.access import Grant, Scope


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", page, name="home"),
    path("programs/", page, name="program-list"),
    path("funds/", page, name="fund-list"),
    path("search/", page, name="search"),
    path("accounts/logout/", page, name="account_logout"),
]
pytestmark = pytest.mark.urls(__name__)


def three(user: Any) -> int:
    return 3


def somebody(*permissions: str) -> Any:
    return SimpleNamespace(
        is_authenticated=True,
        is_staff=False,
        scope=Scope((Grant("ANALYST", frozenset(permissions), everywhere=True),)),
        roles=["Analyst"],
        get_full_name=lambda: "Theo Lindqvist",
        get_username=lambda: "theo",
    )


def request_to(address: str, *permissions: str) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = somebody(*permissions)
    return request


def labels(request: HttpRequest) -> list[str]:
    return [link.label for group in navigation_of(request) for link in group.items]


def test_it_shows_only_pages_that_exist_and_are_open_to_the_user() -> None:
    assert labels(request_to("/", "programs.view_program")) == ["Today", "Programs"]
    assert labels(request_to("/", "programs.view_program", "programs.view_fund")) == ["Today", "Programs", "Funds"]
    assert labels(request_to("/")) == ["Today"]


def test_a_group_without_links_has_no_heading() -> None:
    assert [group.label for group in navigation_of(request_to("/"))] == [""]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", {"Today": "page"}),
        ("/programs/", {"Programs": "page"}),
        ("/programs/IMET-2026-XTM-0001/", {"Programs": "true"}),
        ("/elsewhere/", {}),
    ],
)
def test_it_marks_the_page_or_the_section_shown(address: str, current: dict[str, str]) -> None:
    groups = navigation_of(request_to(address, "programs.view_program"))
    assert {link.label: link.current for group in groups for link in group.items if link.current} == current


def test_a_count_is_asked_of_its_function() -> None:
    entry = Entry("Approvals", "program-list", "done", count=f"{__name__}.three", in_top_bar=True)
    (link,) = links((entry,), somebody(), "/")
    assert (link.count, link.in_top_bar) == (3, True)


def test_nothing_is_computed_until_a_template_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(navigation, "navigation_of", lambda request: asked.append(request.path) or [])
    context = page_context(request_to("/"))
    assert asked == []
    list(context["nav"])
    assert asked == ["/"]


def test_who_is_not_signed_in_sees_no_link() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = page_context(request)
    assert not context["nav"]
    assert not context["top_links"]
    assert not context["foot_links"]
    assert context["search_url"] == ""


@override_settings(GOVERNMENT_BANNER=False)
def test_every_page_says_that_it_is_not_a_government_website() -> None:
    for name in ("base.html", "404.html", "account/logout.html"):
        with override_settings(ROOT_URLCONF="config.urls"):
            assert "This is not a government website." in render_to_string(name, request=request_to("/"))


@override_settings(GOVERNMENT_BANNER=True)
def test_an_agency_that_runs_it_shows_its_banner_instead() -> None:
    html = render_to_string("base.html", request=request_to("/"))
    assert "This is not a government website." not in html
    assert "An official website of the United States government" in html


@override_settings(SHOW_HANDLING_MARK=True, DEMO=True)
def test_the_handling_mark_stands_first_and_last_and_a_view_may_lower_it() -> None:
    html = render_to_string("base.html", request=request_to("/"))
    assert html.count("<b>SENSITIVE BUT UNCLASSIFIED</b>") == 2
    assert "units and cases are invented" in html
    assert "<b>UNCLASSIFIED</b>" in render_to_string("base.html", {"handling": "UNCLASSIFIED"}, request=request_to("/"))


@override_settings(SHOW_HANDLING_MARK=False)
def test_the_handling_mark_can_be_off() -> None:
    assert "gh-mark" not in render_to_string("base.html", request=request_to("/"))


def test_hidden_and_missing_read_the_same() -> None:
    assert render_to_string("403.html", request=request_to("/x/")) == render_to_string(
        "404.html", request=request_to("/x/")
    )


def test_the_page_for_a_fault_asks_for_no_context() -> None:
    assert "Something failed here" in render_to_string("500.html")
