"""Forms of country training plans and their lines."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import CountryForm, UserForm, VersionForm, countries

from ..models import Course, TrainingLine
from ..states import Sequence, TrainingLineState
from .programs import money, one
from .seats import LineChoice


def year(label: str) -> forms.IntegerField:
    """A fiscal year."""
    return forms.IntegerField(label=label, min_value=1990, max_value=2100)


class PlanWordsForm(UserForm):
    """What may change of a plan."""

    planning_year = year("Planning year")
    objectives = forms.CharField(max_length=4000, widget=forms.Textarea)
    level_assumed = money("Level assumed")
    human_rights_priority = forms.BooleanField(
        label="Human-rights training is a stated priority",
        required=False,
        help_text="GAO-12-123 found that it seldom was.",
    )


class NewTrainingPlanForm(PlanWordsForm, CountryForm):
    budget_year = year("Budget year")

    field_order = ("country", "budget_year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = countries(self.user, "programs.change_program")  # type: ignore[attr-defined]


class EditTrainingPlanForm(PlanWordsForm, VersionForm):
    """The same for a plan that is there."""


class ApprovePlanForm(VersionForm):
    working_group = forms.CharField(max_length=120, help_text="Such as the security cooperation working group of 2027")
    approved_on = forms.DateField(label="Approved on")


class CopyPlanForm(UserForm):
    budget_year = year("Budget year of the new plan")
    level_assumed = money("Level assumed")


class LineForm(UserForm):
    """A line; number, suffix and priority make themselves."""

    course = one(Course.objects.order_by("title"), "Course")
    quantity = forms.IntegerField(label="Seats wanted", min_value=1, max_value=10_000)
    unit_price = money("Planned for each seat")
    sequence = forms.TypedChoiceField(label="Step", choices=Sequence.choices, coerce=int)
    wcn = forms.CharField(
        label="Worksheet control number",
        max_length=6,
        required=False,
        help_text="Left empty, the next one. The same number chains its lines: each ends before the next begins.",
    )
    suffix = forms.CharField(max_length=1, required=False, help_text="Left empty, the next letter of its number")
    priority = forms.IntegerField(min_value=1, max_value=10_000, required=False, help_text="Left empty, the last")
    is_reimbursable = forms.BooleanField(label="Reimbursable: the partner pays", required=False)


class EditLineForm(VersionForm):
    priority = forms.IntegerField(min_value=1, max_value=10_000)
    quantity = forms.IntegerField(label="Seats wanted", min_value=1, max_value=10_000)
    unit_price = money("Planned for each seat")


class ReallocateForm(UserForm):
    """What a line does not use, for another."""

    to_line = LineChoice(queryset=TrainingLine.objects.none(), label="To the line")
    given_up = forms.IntegerField(label="Seats given up", min_value=1, max_value=10_000)
    gained = forms.IntegerField(label="Seats gained", min_value=1, max_value=10_000)
    reason = forms.CharField(max_length=300)

    def __init__(self, *args: Any, line: TrainingLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_line"].queryset = gainers(line, self.user)  # type: ignore[attr-defined]


def gainers(line: TrainingLine, user: Any) -> Any:
    """The lines that could gain: live ones of the same budget year, where the user may change plans."""
    places = countries(user, "programs.change_program")
    lines = TrainingLine.objects.visible_to(user).filter(
        plan__budget_year=line.plan.budget_year, plan__country__in=places
    )
    live = lines.exclude(state=TrainingLineState.CANCELLED).exclude(pk=line.pk)
    return live.select_related("plan__country", "course").order_by("plan__country__name", "wcn", "suffix")


class PlaceSeatForm(VersionForm):
    line = LineChoice(
        queryset=TrainingLine.objects.none(),
        label="Line of the plan",
        required=False,
        empty_label="None",
        help_text="Lines of its country in its course.",
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]
