"""Conventional weapons destruction in the demo world: a bridge, a depot, and an award that a late report shuts."""

from __future__ import annotations

import pytest

from accounts.models import User
from ground.dates import today
from ground.refusals import Refused
from programs.cwd.figures import Period, by_country
from programs.models import CwdTask, Grant, Site, StorageSite
from programs.services import clearance, grants

pytestmark = pytest.mark.usefixtures("world")


def user(name: str) -> User:
    return User.objects.get(username=name)


def test_an_award_with_a_late_report_takes_nothing_new_until_it_is_reviewed() -> None:
    award = Grant.objects.get(award_number="DEMO27CWD0102")
    late = list(award.deadlines.late(today()).order_by("due_on", "-sort"))
    assert {row.sort for row in late} == {"PERFORMANCE", "FINANCIAL"} and late[0].received_on is not None
    task = {"title": "Clear the hill", "activity": "MINES", "priority": "HUMANITARIAN", "by": user("analyst")}
    with pytest.raises(Refused) as refused:
        clearance.add_task(grant=award, **task)
    assert refused.value.code == "task_grant_is_kept"
    with pytest.raises(Refused) as refused:
        grants.review(deadline=late[0], finding="As planned.", by=user("analyst"))
    assert refused.value.code == "grant_report_two_people"
    for row in late:
        if row.received_on is None:
            row = grants.receive(deadline=row, by=user("analyst"))
        grants.review(deadline=row, finding="As planned.", by=user("manager2"))
    assert clearance.add_task(grant=award, **task).state == "PLANNED"


def test_the_other_award_keeps_its_calendar() -> None:
    award = Grant.objects.get(award_number="DEMO27CWD0101")
    assert award.deadlines.filter(due_on__lt=today()).exists()
    assert not award.deadlines.late(today()).exists()


def test_the_bridge_is_cleared_and_open_and_its_land_is_three_numbers() -> None:
    bridge = CwdTask.objects.exclude(key_site="").get()
    assert (bridge.state, bridge.site.status) == ("ASSESSED", "HANDED_OVER")
    assert (bridge.opened_on - bridge.blocked_on).days == 344
    rows = bridge.landreleases.all()
    assert sum(row.canceled_m2 for row in rows) == 21_000
    assert (sum(row.reduced_m2 for row in rows), sum(row.cleared_m2 for row in rows)) == (9_000, 18_000)
    assert bridge.site.area_m2 == bridge.site.released_m2 == 48_000
    assert bridge.handover.beneficiaries == 3_640


def test_the_depot_is_rated_before_and_after() -> None:
    before, after = StorageSite.objects.get().inspections.order_by("inspected_on")
    assert (before.theft, before.explosion, before.practices, before.manpads_at_risk) == ("4", "3", "NOT", 31)
    assert (after.theft, after.explosion, after.practices, after.buildings) == ("2", "2", "MEETS", "PARTLY")


def test_the_figures_of_the_country_say_what_is_left() -> None:
    (row,) = by_country(user("manager"), Period(today()))
    assert (row.iso3, row["cleared_m2"], row["manpads_missiles"], row["manpads_at_risk"]) == ("XLK", 26_250, 27, 4)
    assert (row["sites_left"], Site.objects.count(), row["direct"]) == (4, 5, 711)
