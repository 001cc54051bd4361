"""Tamarind's training plan: approved by its working group, half of its seats used; the next one copied and waiting."""

from __future__ import annotations

from programs.models import CountryTrainingPlan
from programs.services import training_plans
from programs.services.training_plans import LineRow
from programs.states import Sequence

from ..world import MONEY_FROM, Days, World, dollars

PRICE = 18_500
LINES = {"small craft": 6, "boarding": 4, "justice": 4, "staff": 1}  # course: how many seats


def training_plan(world: World) -> Days:
    """The plan of the running budget year in its middle: each line with what it asked for and who has its seats; one
    number with a language course before the staff course. The plan of the next year was copied from it and waits for
    its working group."""
    yield -MONEY_FROM
    by = world.who["analyst"]
    plan = training_plans.draft_plan(
        country=world.countries["XTM"],
        budget_year=world.year,
        planning_year=world.year + 1,
        objectives="A training cell of its own in each squadron by the third year; officers who work with the courts.",
        level_assumed=dollars(400_000),
        human_rights_priority=True,
        by=by,
    )
    for course, quantity in LINES.items():
        row = LineRow(course=world.courses[course], quantity=quantity, unit_price=dollars(PRICE))
        world.lines[course] = training_plans.add_line(plan=plan, row=row, by=by)
    row = LineRow(
        course=world.courses["english"],
        sequence=Sequence.LANGUAGE,
        quantity=1,
        unit_price=dollars(9_000),
        wcn=world.lines["staff"].wcn,
    )
    world.lines["english"] = training_plans.add_line(plan=plan, row=row, by=by)
    training_plans.approve_plan(
        plan=plan, working_group="Working group at the coast command", approved_on=world.day(-MONEY_FROM), by=by
    )
    for course, line in world.lines.items():
        world.lines[course] = training_plans.take(line=line, step="program", by=by)
    yield -6
    training_plans.reallocate(
        from_line=world.lines["justice"],
        to_line=world.lines["small craft"],
        given_up=1,
        gained=1,
        reason="The second justice course of the year was put off; the squadrons have instructors waiting.",
        by=by,
    )
    _next_year(world, plan)


def _next_year(world: World, plan: CountryTrainingPlan) -> None:
    """Copied in one act, then one line more."""
    by = world.who["analyst"]
    copied = training_plans.copy_plan(plan=plan, budget_year=world.year + 1, level_assumed=dollars(380_000), by=by)
    row = LineRow(course=world.courses["justice"], quantity=3, unit_price=dollars(PRICE))
    training_plans.add_line(plan=copied, row=row, by=by)
