"""IMET in the demo world: a training plan in its middle, and what became of its seats."""

from __future__ import annotations

import pytest

from programs.models import AlumnusPosition, CountryTrainingPlan, FieldContact, Reallocation, TrainingSeat

pytestmark = pytest.mark.usefixtures("world")


def test_a_training_plan_is_in_its_middle_and_the_next_waits_for_its_working_group() -> None:
    following, plan = CountryTrainingPlan.objects.filter(country__iso3="XTM").order_by("-budget_year")
    lines = {str(line): line for line in plan.lines.with_seats().in_order()}
    assert {line.state for line in lines.values()} == {"PROGRAMMED"}
    assert sum(line.quantity for line in lines.values()) > sum(line.seated for line in lines.values()) > 0
    assert sum(line.completed for line in lines.values()) > 0
    before, then = (line for line in lines.values() if line.wcn == "0004")
    assert (before.get_sequence_display(), then.get_sequence_display()) == ("Language", "Main course")
    assert (following.budget_year, following.approved_on) == (plan.budget_year + 1, None)
    assert following.lines.count() == plan.lines.count() + 1


def test_a_student_is_absent_without_leave_and_a_late_cancellation_costs_a_penalty() -> None:
    absent = TrainingSeat.objects.get(state="AWOL")
    assert absent.obligation is not None and absent.obligation.state == "RECORDED"
    off = TrainingSeat.objects.get(penalty__gt=0)
    assert (off.state, off.cancelled_by, off.price) == ("CANCELLED", "PARTNER", off.penalty)
    civilian = TrainingSeat.objects.get(is_civilian=True)
    assert (civilian.state, civilian.content) == ("NOMINATED", "JUSTICE")
    assert FieldContact.objects.values("topic").distinct().count() == 4


def test_a_graduate_is_newly_chief_of_her_service() -> None:
    post = AlumnusPosition.objects.prominent().get()
    assert post.alumnus.person.sex == "F"
    assert post.verified_by is not None and post.source.title
    assert TrainingSeat.objects.filter(recipient__person=post.alumnus.person, state="COMPLETED").exists()


def test_what_one_line_did_not_use_another_gained() -> None:
    moved = Reallocation.objects.get()
    assert moved.from_line.plan == moved.to_line.plan and moved.reason
