"""A real Chromium for the tests of this folder, and people who use it with the keyboard alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GRAVE = {"serious", "critical"}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MOST_TABS = 250
FOCUS = """() => {
    const e = document.activeElement;
    const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
    const ring = getComputedStyle(e);
    return {text: (e.getAttribute('aria-label') || label || e.innerText || e.value || '').trim().replace(/\\s+/g, ' '),
            tag: e.tagName, name: e.name || '', href: e.getAttribute('href') || '',
            visible: ring.outlineStyle !== 'none' || ring.boxShadow !== 'none'};
}"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all. Without one the tests are skipped, and fail where CI asks for them."""
    path = os.environ.get("GATEHOUSE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


class Person:
    """Somebody signed in at one width, who never touches a mouse and notes every complaint of the browser."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        response = self.page.goto(self.base + path)
        assert response is not None and response.status == 200, (path, response and response.status)

    def tab_to(self, text: str, *, href: str = "", name: str = "") -> None:
        """Press Tab until the named control has the focus; the focus must be seen."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            now = self.page.evaluate(FOCUS)
            if text in now["text"] and href in now["href"] and name in now["name"]:
                assert now["visible"], f"the focus on {text!r} is not seen"
                return
        raise AssertionError(f"{text!r} is not reached by Tab on {self.page.url}")

    def press(self, text: str, **which: str) -> None:
        """Go to a button or link by Tab and press Enter; the next page is awaited."""
        self.tab_to(text, **which)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def is_well(self) -> None:
        """axe finds nothing grave, the browser complains of nothing, nothing runs out to the side: wide and narrow."""
        for width in (1280, 375):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page).response["violations"]
            grave = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in GRAVE]
            assert grave == [], (self.page.url, width, grave)
            beyond = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert beyond <= 0, (self.page.url, width, beyond)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.complaints == [], (self.page.url, self.complaints)


@pytest.fixture
def signed_in(chromium: Browser, live_server: Any) -> Iterator[Callable[[Any], Person]]:
    """Gives the Person of a user: a context of their own with their session."""
    contexts = []

    def enter(user: Any) -> Person:
        client = Client()
        client.force_login(user)
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return Person(context.new_page(), live_server.url)

    yield enter
    for context in contexts:
        context.close()
