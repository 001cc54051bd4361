"""Forms of milestones: all of a program at first, then one at a time."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm, VersionForm

from ..models import Program
from ..services.milestones import MilestoneRow, beginning


class PlanMilestonesForm(UserForm):
    """The milestones that the kind begins with, each with the day it is planned for."""

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = beginning(program)
        for number, name in enumerate(self.names):
            self.fields[f"planned_{number}"] = forms.DateField(label=name, required=False)

    def rows(self) -> list[MilestoneRow]:
        """What was written, in order."""
        return [
            MilestoneRow(name=name, planned_on=self.cleaned_data[f"planned_{number}"])
            for number, name in enumerate(self.names)
        ]


class AddMilestoneForm(UserForm):
    name = forms.CharField(max_length=120)
    office = forms.CharField(label="Whose step it is", max_length=120, required=False)
    planned_on = forms.DateField(label="Planned for", required=False)


class MilestoneForm(AddMilestoneForm, VersionForm):
    reached_on = forms.DateField(label="Reached on", required=False)

    field_order = ("name", "office", "planned_on", "reached_on", "version")
