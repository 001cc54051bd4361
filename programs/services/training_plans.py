"""Country training plans: written for a year or copied from the year before, approved once, their lines and seats."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max

from ground.access import Place
from ground.acting import acting, need
from ground.pages.words import counted
from ground.refusals import Problem, Refused
from ground.steps import lock, take_step
from partners.models import Country

from ..checks import PLAN
from ..lifecycle import LINE_STEPS
from ..models import CountryTrainingPlan, Course, Reallocation, TrainingLine, TrainingSeat
from ..states import Kind, SeatState, Sequence, TrainingLineState
from .fields import change, checked, refuse

CHANGE = "programs.change_program"
EDITABLE = frozenset({"planning_year", "objectives", "level_assumed", "human_rights_priority"})
LINE_EDITABLE = frozenset({"priority", "quantity", "unit_price"})


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """A line as a person wrote it; `unit_price` in US dollars for each seat."""

    course: Course
    quantity: int
    wcn: str = ""
    suffix: str = ""
    sequence: int = Sequence.MAIN
    priority: int | None = None
    unit_price: Decimal = Decimal(0)
    is_reimbursable: bool = False


def draft_plan(
    *,
    country: Country,
    budget_year: int,
    planning_year: int,
    objectives: str,
    level_assumed: Decimal,
    human_rights_priority: bool,
    by: Any,
) -> CountryTrainingPlan:
    """Begin the plan of a country for a budget year, in US dollars on an assumed level."""
    _need_at(country, by)
    with acting(by, step="draft_plan"):
        plan = CountryTrainingPlan(
            country=country,
            budget_year=budget_year,
            planning_year=planning_year,
            objectives=objectives.strip(),
            level_assumed=level_assumed,
            human_rights_priority=human_rights_priority,
        )
        checked(plan).save()
    return plan


def edit_plan(
    *, plan: CountryTrainingPlan, changes: Mapping[str, Any], by: Any, version: int | None = None
) -> CountryTrainingPlan:
    """Change the words and the level of a plan; country and budget year stay."""
    need(by, CHANGE, plan)
    with acting(by, step="edit_plan"):
        row = lock(plan, version=version)
        change(row, changes, allowed=EDITABLE).save()
    return row


def approve_plan(
    *, plan: CountryTrainingPlan, working_group: str, approved_on: dt.date, by: Any, version: int | None = None
) -> CountryTrainingPlan:
    """Record that the working group approved a plan, on a day that has come. Recorded once."""
    need(by, CHANGE, plan)
    with acting(by, step="approve_plan"):
        row = lock(plan, version=version)
        row.working_group, row.approved_on = working_group.strip(), approved_on
        checked(row).save()
    return row


def copy_plan(*, plan: CountryTrainingPlan, budget_year: int, level_assumed: Decimal, by: Any) -> CountryTrainingPlan:
    """A plan for another budget year, with the words and the live lines of this one; nothing in it is approved."""
    need(by, CHANGE, plan)
    ahead = budget_year - plan.budget_year
    with acting(by, step="copy_plan"):
        made = CountryTrainingPlan(
            country=plan.country,
            budget_year=budget_year,
            planning_year=plan.planning_year + ahead,
            objectives=plan.objectives,
            level_assumed=level_assumed,
            human_rights_priority=plan.human_rights_priority,
        )
        checked(made).save()
        lines = plan.lines.exclude(state=TrainingLineState.CANCELLED).in_order()
        TrainingLine.objects.bulk_create(
            TrainingLine(
                plan=made,
                wcn=line.wcn,
                suffix=line.suffix,
                sequence=line.sequence,
                priority=line.priority,
                course_id=line.course_id,
                quantity=line.quantity,
                unit_price=line.unit_price,
                is_reimbursable=line.is_reimbursable,
            )
            for line in lines
        )
    return made


def add_line(*, plan: CountryTrainingPlan, row: LineRow, by: Any) -> TrainingLine:
    """Add a line. Without a number it gets the next one, without a suffix the next letter of its number, without a
    priority the last."""
    need(by, CHANGE, plan)
    with acting(by, step="add_line"):
        lock(plan)
        wcn = row.wcn.strip().upper() or next_wcn(plan)
        last = plan.lines.aggregate(last=Max("priority"))["last"] or 0
        line = TrainingLine(
            plan=plan,
            wcn=wcn,
            suffix=row.suffix.strip().upper() or _next_suffix(plan, wcn),
            sequence=row.sequence,
            priority=row.priority or last + 1,
            course=row.course,
            quantity=row.quantity,
            unit_price=row.unit_price,
            is_reimbursable=row.is_reimbursable,
        )
        checked(line).save()
    return line


def edit_line(*, line: TrainingLine, changes: Mapping[str, Any], by: Any, version: int | None = None) -> TrainingLine:
    """Change priority, quantity and planned price; another course is another line."""
    need(by, CHANGE, line)
    with acting(by, step="edit_line"):
        row = lock(line, version=version)
        change(row, changes, allowed=LINE_EDITABLE).save()
    return row


def take(*, line: TrainingLine, step: str, by: Any, version: int | None = None, note: str = "") -> TrainingLine:
    """Take a step of `LINE_STEPS`: program, cancel."""
    with acting(by, step=step, note=note):
        return take_step(LINE_STEPS, line, step, by=by, version=version, note=note)


def unused(line: TrainingLine) -> int:
    """How many seats of a line nobody has."""
    return line.quantity - line.seats.exclude(state=SeatState.CANCELLED).count()


def reallocate(
    *, from_line: TrainingLine, to_line: TrainingLine, given_up: int, gained: int, reason: str, by: Any
) -> Reallocation:
    """Move seats that a line does not use, and their money, to another line of the same budget year: of the same plan,
    or of another country, whose assumed level then grows by what this one loses. A line that gives up all it asked for
    is cancelled."""
    for line in (from_line, to_line):
        need(by, CHANGE, line)
    with acting(by, step="reallocate", note=reason):
        first, second = sorted((from_line, to_line), key=lambda line: line.pk)
        locked = {line.pk: lock(line) for line in (first, second)}
        giver, gainer = locked[from_line.pk], locked[to_line.pk]
        free = unused(giver)
        refuse(_reallocation_problems(gainer, given_up, free))
        moved = Reallocation(
            from_line=giver,
            to_line=gainer,
            given_up=given_up,
            gained=gained,
            amount=given_up * giver.unit_price,
            reason=reason.strip(),
            by=by,
        )
        checked(moved).save()
        if given_up == giver.quantity:
            take_step(LINE_STEPS, giver, "cancel", by=by, note=reason)
        else:
            giver.quantity -= given_up
            giver.save()
        gainer.quantity += gained
        gainer.save()
        if giver.plan_id != gainer.plan_id:
            _move_level(giver.plan, gainer.plan, moved.amount)
    return moved


def _reallocation_problems(gainer: TrainingLine, given_up: int, free: int) -> Iterator[Problem]:
    if given_up > free:
        reason = f"The line has {counted(free, 'seat')} that nobody has."
        yield Problem(reason, PLAN, f"Opens for {free} or fewer.", "given_up", "reallocation_unused")
    if gainer.state == TrainingLineState.CANCELLED:
        yield Problem("The line that would gain is cancelled.", PLAN, "Choose another line.", "to_line", "state")


def _move_level(giver: CountryTrainingPlan, gainer: CountryTrainingPlan, amount: Decimal) -> None:
    """Between countries the money moves from one assumed level to the other."""
    plans = {plan.pk: lock(plan) for plan in sorted((giver, gainer), key=lambda plan: plan.pk)}
    for plan, change_by in ((plans[giver.pk], -amount), (plans[gainer.pk], amount)):
        plan.level_assumed += change_by
        plan.save()


def place_seat(*, seat: TrainingSeat, line: TrainingLine | None, by: Any, version: int | None = None) -> TrainingSeat:
    """Let a seat stand in a line of its country's plan, or in none."""
    need(by, "programs.arrange_seat", seat)
    with acting(by, step="place_seat"):
        row = lock(seat, version=version)
        refuse(
            [Problem("A line of a plan holds IMET seats.", PLAN, field="line", code="seat_fits_line")]
            if line is not None and row.program.kind != Kind.IMET
            else []
        )
        row.line = line
        checked(row).save()
    return row


def next_wcn(plan: CountryTrainingPlan) -> str:
    """The next free worksheet control number of a plan: four digits."""
    used = [int(wcn) for wcn in plan.lines.values_list("wcn", flat=True) if wcn.isdigit()]
    return f"{max(used, default=0) + 1:04}"


def _next_suffix(plan: CountryTrainingPlan, wcn: str) -> str:
    used = set(plan.lines.filter(wcn=wcn).values_list("suffix", flat=True))
    free = [letter for letter in string.ascii_uppercase if letter not in used]
    if not free:
        raise Refused("suffix", "This number has no letter left.", (Problem("Use another number.", PLAN, field="wcn"),))
    return free[0]


def _need_at(country: Country, by: Any) -> None:
    """Refuse whoever may not change IMET programs of the country."""
    unit = country.operating_unit
    if by is not None and not by.scope.permits(CHANGE, Place(unit.pk, unit.region, Kind.IMET)):
        sentence = "This belongs to another role or another place."
        raise Refused("permission", sentence, (Problem(sentence, code="permission"),))
