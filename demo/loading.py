"""Load the demo world: all of it or nothing, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from accounts.models import User
from ground.dates import as_if, today
from ground.progress import Told, nobody, part
from ground.refusals import Refused
from partners.models import Bureau, Person, Unit
from partners.services.reference import load_countries
from programs.models import Delivery, Obligation, Program, TrainingSeat
from programs.services.closing import close_due
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.reference import (
    load_accounts,
    load_authorities,
    load_offices,
    load_program_labels,
    load_published_figures,
)
from reporting.services.rollups import fill_stale
from vetting.models import VettingCase, VettingSubject

from .cast import CAST, engage
from .settling import found, settle
from .stories import SIZES
from .world import World, dollars, tell

SIZE = "small"
COUNTED = (User, Unit, Person, Program, VettingCase, VettingSubject, TrainingSeat, Obligation, Delivery)


def is_there() -> bool:
    """Whether the demo world has been loaded."""
    return User.objects.filter(username=CAST[0].username).exists()


def load(*, size: str = SIZE, on: dt.date | None = None, told: Told = nobody) -> dict[str, int]:
    """Build the world as it stands on a day (today), through the services of all apps; how much of each there is.

    Refused outside of a demonstration: its people sign in with a published password.
    """
    if not settings.DEMO:
        raise Refused("not_a_demonstration", "This is not a demonstration: GATEHOUSE_DEMO is 0.")
    if is_there():
        raise Refused("demo_is_there", "The demo world is there already.")
    with transaction.atomic(), as_if(on or today()):
        if not Bureau.objects.exists():
            load_countries()
            load_accounts()
            load_authorities()
            load_offices()
            load_published_figures()
            load_program_labels()
        world = World(on=today())
        found(world)
        world.who = engage(world.on)
        settle(world)
        told(0.1)
        tell(world, SIZES[size], part(told, 0.1, 0.9))
        close_due()
        fill_stale(at_once=True)
        leave_a_count_stale(world)
    told(1)
    return {model._meta.verbose_name_plural.replace(" ", "_"): model.objects.count() for model in COUNTED}


def leave_a_count_stale(world: World) -> None:
    """A delivery of this morning that the counts do not hold yet: until the next sweep they are shown as stale."""
    record_deliveries(
        rows=[
            DeliveryRow(
                program=world.programs["NADR", "XBS"],
                unit=world.units["XBS-0044"],
                what=Delivery.What.ARTICLE,
                description="Ambulance for the clearance teams",
                quantity=Decimal(1),
                value=dollars(92_000),
                delivered_on=world.on,
                place_name="Korund depot",
            )
        ],
        by=world.who["analyst"],
    )
