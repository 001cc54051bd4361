"""Forms of seats in courses: asking for them, the student, screening, travel, cancellation, completion."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.forms import UserForm, VersionForm

from ..models import Completion, Course, Program, Recipient, TrainingLine
from ..states import GRADES, CancelledBy, Content, Kind, Topic, TrainingLineState
from .programs import OfProgramForm, money, one, recipients


class LineChoice(forms.ModelChoiceField):
    """A line of a country training plan."""

    def label_from_instance(self, line: TrainingLine) -> str:
        return f"{line.plan}, {line}: {line.course}"


def lines_of(program: Program, user: Any) -> QuerySet[TrainingLine]:
    """The lines that seats of a program may stand in: of its country's plans, for IMET alone."""
    if program.kind != Kind.IMET:
        return TrainingLine.objects.none()
    lines = TrainingLine.objects.visible_to(user).filter(plan__country__operating_unit=program.operating_unit_id)
    live = lines.exclude(state=TrainingLineState.CANCELLED).select_related("plan__country", "course")
    return live.order_by("-plan__budget_year", "wcn", "suffix")


class SeatForm(OfProgramForm):
    """Seats in one course, one for each person ticked."""

    recipients = recipients("People")
    line = LineChoice(
        TrainingLine.objects.none(), label="Line of the training plan", required=False, empty_label="None"
    )
    course = one(Course.objects.order_by("title"), "Course", required=False, help_text="Left empty, that of the line")
    start_on = forms.DateField(label="Starts on")
    end_on = forms.DateField(label="Ends on")
    tuition = money("Tuition of each seat", initial=0)
    allowances = money("Travel and living allowances of each seat", initial=0)
    other_costs = money("Medical and other costs of each seat", initial=0, required=False)
    price = money("Price of each seat", required=False, help_text="Left empty, what its parts add up to")
    is_reimbursable = forms.BooleanField(label="Reimbursable: the partner pays", required=False)

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        return {
            "recipients": recipients.filter(person__isnull=False),
            "line": lines_of(program, self.user),
        }

    def clean(self) -> dict[str, Any]:
        """The course, which a line has already."""
        data: dict[str, Any] = super().clean() or {}
        data["other_costs"] = data.get("other_costs") or Decimal(0)
        data["course"] = data.get("course") or (data["line"].course if data.get("line") else None)
        if data["course"] is None:
            self.add_error("course", "Choose a course, or a line of the training plan.")
        return data


class NominateStudentForm(VersionForm):
    """The student, on whom the defense attache was consulted."""

    attache_consulted_on = forms.DateField(label="Defense attache consulted on")
    attache_office = forms.CharField(label="Office consulted", max_length=120)
    grade = forms.ChoiceField(
        label="US-equivalent grade",
        choices=[("", "None, a civilian"), *((grade, grade) for grade in GRADES)],
        required=False,
    )
    is_civilian = forms.BooleanField(label="A civilian", required=False)
    ministry = forms.CharField(
        label="If a civilian: ministry or body", max_length=120, required=False, help_text="Or legislature, or firm"
    )
    content = forms.ChoiceField(
        label="If a civilian: what the course serves",
        choices=[("", "Choose"), *Content.choices],
        required=False,
        help_text="22 U.S.C. 2347: civilians are trained for these purposes only.",
    )


class ScreenForm(VersionForm):
    """All three, or it is no screening."""

    medical = forms.BooleanField(label="Medically fit")
    security = forms.BooleanField(label="Screened for security")
    english_score = forms.IntegerField(
        label="English comprehension score", min_value=0, max_value=100, required=False, help_text="0 to 100"
    )
    screened_on = forms.DateField(label="Screened on")

    def clean(self) -> dict[str, Any]:
        """The day and the score; the two boxes have said what they are for."""
        data: dict[str, Any] = super().clean() or {}
        return {name: value for name, value in data.items() if name not in {"medical", "security"}}


class CancelSeatForm(VersionForm):
    cancelled_by = forms.ChoiceField(label="Cancelled by", choices=CancelledBy.choices)
    penalty = money("Cancellation penalty", initial=0)
    note = forms.CharField(label="Why", max_length=2000)


class FieldContactForm(UserForm):
    topics = forms.MultipleChoiceField(choices=Topic.choices, widget=forms.CheckboxSelectMultiple)
    with_whom = forms.CharField(label="With whom", max_length=200, help_text="An office or institution, not a name")
    on_day = forms.DateField(label="On")


class OrderForm(UserForm):
    travel_from = forms.DateField(label="Travel from")
    travel_until = forms.DateField(label="Travel until")


class AmendForm(OrderForm):
    note = forms.CharField(label="Why", max_length=300)


class CompletionForm(UserForm):
    outcome = forms.ChoiceField(choices=Completion.Outcome.choices)
    on = forms.DateField(label="Last day")
    place_name = forms.CharField(label="Place", required=False, max_length=120)
