"""Seats by grade band: the rollup is the figure of the IMET page, late until it is filled, and scoped like its rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from programs import imet_figures
from programs.models import TrainingSeat
from programs.services import seat_life
from reporting.measures import imet_seats
from reporting.models import Rollup
from reporting.services import rollups
from tests import make
from tests.programs import build

pytestmark = pytest.mark.django_db


def graded(office: build.Office, program: Any, grade: str) -> TrainingSeat:
    seat = build.seat(office, build.student(office, program))
    return seat_life.nominate(
        seat=seat,
        attache_consulted_on=seat.attache_consulted_on,
        attache_office=seat.attache_office,
        grade=grade,
        by=office.analyst,
    )


def bands(user: Any) -> dict[str, Decimal]:
    """What the rollup says of seats that were not cancelled."""
    found: dict[str, Decimal] = {}
    for row in Rollup.objects.of(imet_seats, user).exclude(keys__state="CANCELLED"):
        found[row.keys["band"]] = found.get(row.keys["band"], Decimal(0)) + row.value
    return found


def test_the_rollup_is_the_figure_of_the_page_and_is_filled_when_a_seat_changes() -> None:
    office, reader = build.Office(), make.user("AUDITOR")
    program = build.program(office)
    for grade in ("O-6", "O-5", "O-4"):
        graded(office, program, grade)
    off = graded(office, program, "E-7")
    seat_life.cancel(seat=off, cancelled_by="SCHOOL", note="Full.", by=office.analyst)
    rollups.fill_stale()
    assert bands(reader) == {"SENIOR": 1, "MID": 2}
    page = imet_figures.by_band(imet_figures.seats_of(reader))
    assert [share.n for share in page] == [1, 2]
    graded(office, program, "O-1")
    assert [difference.waits for difference in rollups.compare() if difference.measure == "imet_seats"] == [True]
    rollups.fill_stale()
    assert bands(reader)["JUNIOR"] == 1 and rollups.compare() == []


def test_who_may_not_read_imet_there_reads_no_figure_of_it() -> None:
    office = build.Office()
    graded(office, build.program(office), "O-6")
    build.seat(office, build.student(office, build.program(office, "PKO")))
    rollups.fill_stale()
    assert bands(make.user("AUDITOR", at=make.operating_unit("XBS", "Basalt", "AF"))) == {}
    assert bands(make.user("AUDITOR", kinds=["FMF"])) == {}
    assert bands(make.user("AUDITOR", kinds=["IMET"])) == {"SENIOR": 1}
