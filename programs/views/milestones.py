"""Milestones: the list over all programs, and the forms that plan, add and change them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect

from ground.pages.lists import ListPage

from ..forms.milestones import AddMilestoneForm, MilestoneForm, PlanMilestonesForm
from ..models import Milestone
from ..services import milestones
from ..tables.milestones import MILESTONE_EXPORT, MilestoneFilter, MilestoneTable
from .base import RecordForm
from .plans import ProgramForm


class MilestoneList(ListPage):
    title = "Milestones"
    lead = "What each program planned to reach and when it did. What is late is somebody's to move."
    permission = "programs.view_program"
    table_class = MilestoneTable
    filterset_class = MilestoneFilter
    export_columns = MILESTONE_EXPORT
    empty = "No program has planned its milestones yet."

    def get_queryset(self) -> QuerySet[Milestone]:
        seen = Milestone.objects.visible_to(self.request.user).select_related("program")
        return seen.order_by("planned_on", "pk")


class PlanMilestones(ProgramForm):
    """The first plan: the milestones of the kind, each with its day. Later each is changed by itself."""

    permission = "programs.change_program"
    form_class = PlanMilestonesForm
    title = "Plan the milestones"
    lead = "Each with the day it is planned for; leave open what nobody knows yet."
    button = "Keep the plan"
    said = "Planned the milestones."

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if not milestones.beginning(self.object):
            return redirect("milestone-add", number=self.object.number)
        return super().get(*args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def form_valid(self, form: Any) -> HttpResponse:
        rows = form.rows()
        return self.attempt(
            lambda: milestones.add_milestones(program=self.object, rows=rows, by=self.request.user),
            said=self.said,
            to=self.next_url,
            form=form,
        )


class AddMilestone(ProgramForm):
    permission = "programs.change_program"
    form_class = AddMilestoneForm
    title = "Add a milestone"
    button = "Add it"
    said = "Added the milestone."

    def act(self, data: dict[str, Any]) -> list[Milestone]:
        rows = [milestones.MilestoneRow(**data)]
        return milestones.add_milestones(program=self.object, rows=rows, by=self.request.user)


class EditMilestone(RecordForm):
    permission = "programs.change_program"
    form_class = MilestoneForm
    title = "Change the milestone"
    lead = "The day it was planned for before stays in its history."
    button = "Save it"
    object: Milestone

    def seen(self, user: Any) -> QuerySet[Milestone]:
        return Milestone.objects.visible_to(user).select_related("program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in MilestoneForm.field_order}

    def act(self, data: dict[str, Any]) -> Milestone:
        version = data.pop("version")
        row = milestones.MilestoneRow(**data)
        return milestones.edit_milestone(milestone=self.object, row=row, by=self.request.user, version=version)

    def next_url(self, result: Any) -> str:
        return self.object.program.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        program = self.object.program
        return [("Programs", "/programs/"), (program.number, program.get_absolute_url()), (self.title, "")]
