"""Seats for the people of the walk, in the Chromium of this folder's parent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from accounts.models import User

from .desk import Desk


@pytest.fixture
def sit_down(chromium: Browser, live_server: Any, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Seat somebody at a desk of their own: a browser window, signed in by keyboard."""
    desks: list[Desk] = []

    def seat(user: User, password: str) -> Desk:
        desk = Desk(chromium, live_server.url, tmp_path)
        desks.append(desk)
        desk.sign_in(user.username, password)
        return desk

    yield seat
    for desk in desks:
        desk.leave()
    assert [line for desk in desks for line in desk.complaints] == []
