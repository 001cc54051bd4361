"""Milestones: planned by the kind, moved in the open, reached on a day that has come; pages of them and of GSCF."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.refusals import Refused
from programs import kinds
from programs.models import Milestone
from programs.services import gscf, milestones
from programs.services.milestones import MilestoneRow
from programs.tables.milestones import standing

from . import build
from .browse import html, signed_in
from .guards import constraint_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def add(office: build.Office, program: Any, *rows: MilestoneRow) -> list[Milestone]:
    return milestones.add_milestones(program=program, rows=rows, by=office.analyst)


def test_a_plan_begins_with_the_milestones_of_its_kind_and_each_is_changed_by_itself(office: build.Office) -> None:
    program = build.program(office, "PKO")
    client = signed_in(office.analyst)
    address = f"/programs/{program.number}/milestones/plan/"
    names = kinds.of("PKO").milestones
    assert all(name in html(client, address) for name in names)
    assert client.post(address, {"planned_0": "2027-01-15"}).status_code == 302
    rows = list(program.milestones.order_by("position"))
    assert [row.name for row in rows] == list(names)
    assert (rows[0].planned_on, rows[1].planned_on) == (dt.date(2027, 1, 15), None)
    assert client.get(address).status_code == 302  # planned once; then they are added to
    sent = {"name": rows[0].name, "planned_on": "2027-02-01", "reached_on": str(today()), "version": 1}
    assert client.post(f"/milestones/{rows[0].pk}/", sent).status_code == 302
    assert client.post(f"/milestones/{rows[0].pk}/", sent).status_code == 409  # read before somebody's change
    rows[0].refresh_from_db()
    assert (rows[0].planned_on, rows[0].reached_on, rows[0].version) == (dt.date(2027, 2, 1), today(), 2)


def test_nothing_is_reached_on_a_day_to_come_by_any_way(office: build.Office) -> None:
    (row,) = add(office, build.program(office), MilestoneRow(name="Working group"))
    ahead = MilestoneRow(name="Working group", reached_on=today() + DAY)
    with pytest.raises(Refused) as refused:
        milestones.edit_milestone(milestone=row, row=ahead, by=office.analyst)
    assert refused.value.code == "programs_milestone_reached_on_ahead"
    raw = Milestone.objects.filter(pk=row.pk)
    assert (
        constraint_of(lambda: raw.update(reached_on=today() + DAY, version=2)) == "programs_milestone_reached_on_ahead"
    )
    assert constraint_of(lambda: raw.delete()) == "programs_milestone_no_delete"


@pytest.mark.parametrize(
    ("planned", "reached", "says"),
    [
        (None, None, "Not planned"),
        (3, None, "To come"),
        (-3, None, "3 days late"),
        (-3, -3, "Reached"),
        (-3, -1, "Reached, 2 days late"),
    ],
)
def test_a_milestone_says_how_it_stands(planned: int | None, reached: int | None, says: str) -> None:
    days = [None if n is None else today() + n * DAY for n in (planned, reached)]
    assert standing(Milestone(planned_on=days[0], reached_on=days[1]), today()).word == says


def test_the_list_filters_what_is_late_and_costs_the_same_at_a_hundred_rows(office: build.Office) -> None:
    program = build.program(office)
    client = signed_in(office.analyst)
    add(office, program, MilestoneRow(name="Late one", office="PM/SA", planned_on=today() - DAY))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert "Late one" in html(client, "/milestones/?standing=late")
    add(office, program, *(MilestoneRow(name=f"Other {n}", planned_on=today() + n * DAY) for n in range(100)))
    assert "Other 7" not in html(client, "/milestones/?standing=late")
    with CaptureQueriesContext(connection) as many:
        assert "101" in html(client, "/milestones/")
    assert len(many) <= len(few) <= 25
    assert client.get("/milestones/?standing=late&export=csv").getvalue().decode().count("Late one") == 1


def test_a_project_s_page_shows_decisions_shares_and_what_comes_next(office: build.Office) -> None:
    program = build.program(office, "GSCF", state="APPROVED")
    state, dod = build.fund(office, "GSCF"), build.fund(office, "GSCF")
    address = f"/programs/{program.number}/"
    assert "has not decided" in html(signed_in(office.manager), address)
    funds = signed_in(office.funds)
    sent = {"agency": "STATE", "fund": state.number, "amount": "100", "on_day": str(today()), "document": "T-1"}
    assert funds.post(f"{address}contributions/new/", sent).status_code == 302
    more = {**sent, "agency": "DOD", "fund": dod.number, "amount": "400.01"}
    answer = funds.post(f"{address}contributions/new/", more)
    assert answer.status_code == 409
    assert "DoD gives at most $400.00" in answer.content.decode()
    assert funds.post(f"{address}contributions/new/", {**more, "amount": "400"}).status_code == 302
    page = html(funds, address)
    assert "80.00 percent" in page and "Shares hold" in page
    back = {
        "contribution": program.contributions.latest("pk").pk,
        "amount": "1",
        "on_day": str(today()),
        "document": "R",
    }
    assert funds.post(f"{address}contributions/return/", back).status_code == 302
    assert gscf.shares(program).dod == Decimal(399)
    other = build.program(office, "IMET")
    assert funds.get(f"/programs/{other.number}/contributions/new/").status_code == 404
