"""A place's PKO programs: one of each global program and one that contributes, with one of everything they do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from ground.dates import today
from programs.services import pko, pko_results, programs

if TYPE_CHECKING:
    from .canaries import Place

DAY = dt.timedelta(days=1)


def keep_peace(p: Place) -> None:
    """The programs with their events, equipment, engagements, ratings, capabilities, deployments and reforms."""
    by = p.office.analyst
    p.gpoi = p.plan("PKO", {"pko_purpose": "P2", "global_program": "GPOI"})
    p.gdrp = p.plan("PKO", {"pko_purpose": "P7", "global_program": "GDRP"})
    p.sfp = p.plan("PKO", {"pko_purpose": "P7", "global_program": "SFP"})
    p.mfo = p.plan("PKO", {"pko_purpose": "P1"})
    p.peace = [p.gpoi, p.gdrp, p.sfp, p.mfo]
    nominated = programs.RecipientRow(unit=p.unit, note=p.text("RECIPIENT-NOTE"))
    (who,) = programs.nominate_recipients(program=p.gpoi, rows=[nominated], by=by)
    named = {"place_name": p.text("EVENT-PLACE"), "mission": p.text("MISSION")}
    days = {"start_on": today(), "end_on": today()}
    p.event, p.begun, counted = (
        pko.plan_event(program=p.gpoi, recipient=who, title=p.text(what), by=by, **named, **days)
        for what in ("TRAINING", "BEGUN", "COUNTED")
    )
    for event in (p.begun, counted):
        pko.take(event=event, step="start", by=by)
    trained = pko.Trained(military=40, women=4)
    pko.complete(event=counted, trained=trained, cost=Decimal(900), assessment=p.text("ASSESSMENT"), by=by)
    items = [pko.ItemRow(description=p.text("ITEM"), quantity=2, value=Decimal(5_000))]
    p.package, given = (
        pko.assemble_package(
            program=p.gpoi, recipient=who, title=p.text(what), items=items, deployed_with=p.text("MISSION"), by=by
        )
        for what in ("PACKAGE", "GIVEN")
    )
    pko.transfer_package(package=given, on_day=today(), place_name=p.text("HANDED-OVER"), by=by)
    p.item = given.items.get()
    pko.engage(
        program=p.gdrp,
        sort="ADVICE",
        ministry=p.text("MINISTRY"),
        provider=p.text("PROVIDER"),
        what_for=p.text("WHAT-FOR"),
        starts_on=today(),
        ends_on=today() + 90 * DAY,
        by=by,
    )
    p.deployment = pko_results.record_deployment(
        program=p.gpoi,
        recipient=who,
        operation=p.text("OPERATION"),
        from_on=today(),
        military=30,
        women=3,
        trained_by=counted,
        by=by,
    )
    p.capability = pko_results.register_capability(
        program=p.gpoi,
        sort="MEDICAL",
        title=p.text("CAPABILITY"),
        status="PLEDGED",
        on_day=today(),
        evidence=p.text("PLEDGE"),
        by=by,
    )
    pko_results.rate(
        program=p.gpoi, domain="TRAINING", rating="PARTLY", rated_on=today(), evidence=p.text("RATED"), by=by
    )
    p.institution = pko_results.set_milestone(
        program=p.gdrp,
        institution=p.text("INSTITUTION"),
        baseline=p.text("BASELINE"),
        baseline_on=today(),
        target=p.text("TARGET"),
        target_on=today() + 90 * DAY,
        by=by,
    )
    p.process = pko_results.assess_before(program=p.sfp, process="TRACKING", level="NONE", on_day=today(), by=by)
    pko.contribute(
        program=p.mfo,
        operation=p.text("OPERATION"),
        fiscal_year=2027,
        amount=Decimal(300),
        on_day=today(),
        document=p.text("CONTRIBUTED"),
        by=by,
    )
