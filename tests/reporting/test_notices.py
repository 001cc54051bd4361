"""Notifications on the home page and in the search: whose work each is, and nothing of another place."""

from __future__ import annotations

from typing import Any

import pytest

from tests import make
from tests.programs import notices

from . import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


def sees(user: Any, title: str, number: str) -> bool:
    page = build.signed_in(type(user).objects.get(pk=user.pk)).get("/").content.decode()
    return title in page and number in page


def test_each_state_of_a_notification_is_somebodys_work(office: notices.Hill) -> None:
    notice = notices.clearing(office, notices.fund(office))
    assert sees(office.h, "Notifications in clearance", notice.number)
    assert not sees(office.funds, "Notifications in clearance", notice.number)
    notice = notices.answered(office, notice)
    assert sees(office.h, "Notifications to send", notice.number)
    notice = notices.send(office, notice, 0)
    notices.held(office, notice)
    assert sees(office.h, "Holds of committees", notice.number)
    assert not sees(office.manager, "Holds of committees", notice.number)
    elsewhere = make.user("LEGISLATIVE_AFFAIRS", at=make.operating_unit("XBS", "Basalt", "EUR"))
    assert not sees(elsewhere, "Holds of committees", notice.number)


def test_it_is_found_by_number_and_title_by_who_may_see_it(office: notices.Hill) -> None:
    notice = notices.draft(office, title="Small craft for the harbor")
    reader = build.signed_in(office.funds)
    assert reader.get("/search/", {"q": notice.number.lower()})["Location"] == notice.get_absolute_url()
    assert notice.number in reader.get("/search/", {"q": "small craft"}).content.decode()
    elsewhere = build.signed_in(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "EUR")))
    assert notice.number not in elsewhere.get("/search/", {"q": "small craft"}).content.decode()
