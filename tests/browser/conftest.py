"""One Chromium for all; one server on the demo world for a module; each person signs in once, by keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pghistory
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from config.stack.commands import CHROMIUM
from demo.loading import is_there, load

from .desk import WIDE, Desk

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in the thread of the tests

DEMONSTRATION = override_settings(
    DEMO=True,
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ALLOWED_HOSTS=["localhost"],
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium of the machine; none is fetched. Without one these tests are skipped, and fail where CI is set."""
    found = os.environ.get("GATEHOUSE_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell("no Chromium on this machine (Debian: apt install chromium)")
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*alone, "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server on the demo world; gone again afterwards, so that other tests find no rows."""
    with django_db_blocker.unblock(), DEMONSTRATION:
        name = connection.settings_dict["NAME"]
        assert name.startswith("test_"), f"{name}: without a test marked django_db this is no test database"
        if is_there():  # left by a run with --reuse-db that was cut off
            call_command("flush", interactive=False, verbosity=0)
        with pghistory.context(test=True):
            load()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def desk(chromium: Browser, site: str) -> Iterator[Callable[[str], Desk]]:
    """Somebody of the cast at their desk, by username: signed in once, each in a browser context of their own."""
    desks: dict[str, Desk] = {}

    def of(username: str) -> Desk:
        if username not in desks:
            context = chromium.new_context(base_url=site, viewport=WIDE, locale="en-US", reduced_motion="reduce")
            context.set_default_timeout(20_000)
            desks[username] = Desk(context.new_page())
            desks[username].sign_in(username)
        return desks[username]

    yield of
    for one in desks.values():
        one.page.context.close()
