"""IMET of a place beside its program: a country training plan with a line, a graduate who is followed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ground.dates import today
from programs.services import alumni, training_plans


def plan_training(place: Any) -> None:
    """A plan with one line, each text a canary."""
    by = place.office.analyst
    place.training_plan = training_plans.draft_plan(
        country=place.country,
        budget_year=2027,
        planning_year=2028,
        objectives=place.text("PLAN-OBJECTIVES"),
        level_assumed=Decimal(300_000),
        human_rights_priority=True,
        by=by,
    )
    row = training_plans.LineRow(course=place.common.course, quantity=2)
    place.training_line = training_plans.add_line(plan=place.training_plan, row=row, by=by)


def consulted(place: Any) -> dict[str, Any]:
    """The defense attache was consulted on a student."""
    return {"attache_consulted_on": today(), "attache_office": place.text("ATTACHE"), "grade": "O-4"}


def follow(place: Any) -> None:
    """The graduate of the place holds a post of prominence."""
    place.alumnus_position = alumni.record_position(
        person=place.person,
        title=place.text("POST"),
        organization=place.text("ORGANIZATION"),
        prominence="MILITARY",
        obtained="APPOINTED",
        from_on=today(),
        source_title=place.text("POST-SOURCE"),
        degree=place.text("DEGREE"),
        by=place.office.analyst,
    )
