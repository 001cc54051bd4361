"""Signing in leads to a page like any other."""

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_the_first_page_after_sign_in_is_the_page_itself() -> None:
    """No greeting is left over: a hidden page reads like a missing one, also as the first one that is asked for."""
    user, client = make.user(), Client()
    answer = client.post("/accounts/login/", {"login": user.username, "password": make.PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    first = client.get("/nothing-here/").content
    assert first == client.get("/nothing-here/").content
    assert b"signed in" not in first.lower()
