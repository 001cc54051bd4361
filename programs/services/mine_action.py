"""Accidents with explosive ordnance, and the deadlines of treaties."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.acting import acting, need
from partners.models import Country

from ..cwd.lifecycle import WRITE
from ..models import Accident, TreatyDeadline
from .fields import checked


def record_accident(
    *,
    country: Country,
    name: str,
    admin_area: str,
    on_day: dt.date,
    killed: int,
    injured: int,
    source: str,
    by: Any,
) -> Accident:
    """An accident as it was reported: persons killed and injured, in an area of a country."""
    row = Accident(
        country=country,
        name=name,
        admin_area=admin_area,
        on_day=on_day,
        killed=killed,
        injured=injured,
        source=source,
        by=by,
    )
    need(by, WRITE, row)
    with acting(by, step="record_accident"):
        checked(row).save()
    return row


def record_deadline(*, country: Country, name: str, deadline: dt.date, source: str, by: Any) -> TreatyDeadline:
    """The day by which a treaty wants a country cleared. The newest row of a treaty counts."""
    row = TreatyDeadline(
        country=country, name=name, admin_area="whole country", deadline=deadline, source=source, by=by
    )
    need(by, WRITE, row)
    with acting(by, step="record_deadline"):
        checked(row).save()
    return row
