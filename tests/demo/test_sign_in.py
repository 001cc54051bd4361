"""The sign-in page of a demonstration lets a newcomer step in as somebody; no other installation names anybody."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from demo.cast import CAST, PASSWORD

pytestmark = pytest.mark.usefixtures("world")


def test_the_page_offers_everybody_and_stepping_in_works() -> None:
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    for part in CAST:
        assert f"Continue as {part.name}" in page
    assert "Invented partners" in page
    answer = client.post("/accounts/login/", {"login": "rights", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_installation_that_is_none_names_nobody() -> None:
    with override_settings(DEMO=False):
        page = Client().get("/accounts/login/").content.decode()
    assert "Continue as" not in page and PASSWORD not in page
