"""Country training plans: the list, one plan with its lines, one line with its seats, and their forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Sum

from ground.access import may
from ground.dates import fiscal_year, today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.pages.words import counted, money
from ground.refusals import Problem
from ground.steps import offers

from .. import badges
from ..checks import PLAN
from ..forms import training_plans as forms
from ..forms.seats import lines_of
from ..lifecycle import LINE_STEPS
from ..models import CountryTrainingPlan, Reallocation, TrainingLine, TrainingSeat
from ..services import training_plans as plans
from ..states import TrainingLineState
from ..tables import training_plans as tables
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered
from .seats import SeatForm

IMET = [("Programs", "/programs/"), ("IMET", "/programs/imet/"), ("Training plans", "/training-plans/")]


class TrainingPlanList(ListPage):
    title = "Training plans"
    lead = (
        "What each country asks of IMET for a budget year. The level is known late, so a plan runs on an assumed one."
    )
    permission = "programs.view_program"
    template_name = "programs/training_plan_list.html"
    table_class = tables.TrainingPlanTable
    filterset_class = tables.TrainingPlanFilter
    totals = {"wanted": Sum("seats_wanted"), "planned": Sum("dollars_planned"), "level_assumed": Sum("level_assumed")}
    export_columns = tables.TRAINING_PLAN_EXPORT
    empty = "No country has a training plan yet. Begin one, or copy the plan of the year before on its page."

    def get_queryset(self) -> QuerySet[CountryTrainingPlan]:
        seen = CountryTrainingPlan.objects.visible_to(self.request.user).select_related("country").with_lines()
        return seen.order_by("-budget_year", "country__name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, plans.CHANGE), **kwargs)


class NewTrainingPlan(FormPage):
    permission = plans.CHANGE
    form_class = forms.NewTrainingPlanForm
    title = "Begin a training plan"
    lead = "For one country and budget year. Its lines are added on its page."
    button = "Keep the plan"
    said = "The plan is begun. Add its lines."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        ahead = fiscal_year(today()) + 1
        return {"budget_year": ahead, "planning_year": ahead + 1}

    def act(self, data: dict[str, Any]) -> CountryTrainingPlan:
        return plans.draft_plan(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/training-plans/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [*IMET, (self.title, "")]


class OfTrainingPlan(OfRecord):
    permission = "programs.view_program"
    object: CountryTrainingPlan

    def seen(self, user: Any) -> QuerySet[CountryTrainingPlan]:
        return CountryTrainingPlan.objects.visible_to(user).select_related("country__operating_unit")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (f"{self.object.country} {self.object.budget_year}", self.object.get_absolute_url() if last else "")
        return [*IMET, here, *([(last, "")] if last else [])]


class TrainingPlanPage(OfTrainingPlan, RecordPage):
    """One plan: what it is for, its lines by number with wanted, seated and completed, and money against the level."""

    template_name = "programs/training_plan_page.html"

    def context(self) -> dict[str, Any]:
        plan, user = self.object, self.request.user
        lines = list(plan.lines.select_related("course").with_seats().in_order())
        live = [line for line in lines if line.state != TrainingLineState.CANCELLED]
        planned = sum(line.planned for line in live)
        return {
            "plan": plan,
            "badge": tables.plan_badge(plan),
            "priority": tables.priority_badge(plan),
            "lines": [(line, tables.LINE[line.state]) for line in lines],
            "wanted": sum(line.quantity for line in live),
            "seated": sum(line.seated for line in live),
            "completed": sum(line.completed for line in live),
            "planned": planned,
            "left": plan.level_assumed - planned,
            "doors": self.doors(plan),
            "earlier": CountryTrainingPlan.objects.visible_to(user)
            .filter(country=plan.country, budget_year=plan.budget_year - 1)
            .first(),
            "moves": Reallocation.objects.visible_to(user)
            .filter(Q(from_line__plan=plan) | Q(to_line__plan=plan))
            .select_related("from_line__plan__country", "to_line__plan__country", "by")
            .order_by("-pk"),
            "history": timeline(sentences(plan)),
            "title": f"{plan.country}, {plan.budget_year}",
            "crumbs": self.trail(),
        }

    def doors(self, plan: CountryTrainingPlan) -> list[Door]:
        """What takes a form of its own."""
        base = plan.get_absolute_url()
        if not may(self.request.user, plans.CHANGE, plan):
            return []
        approve = [] if plan.approved_on else [Door("Record its approval", f"{base}approve/", (), "okc")]
        return [
            Door("Add a line", f"{base}lines/new/", (), "plus"),
            *approve,
            Door("Change the words", f"{base}edit/", (), "note"),
            Door("New plan from this one", f"{base}copy/", (), "doc"),
        ]


class TrainingPlanForm(OfTrainingPlan, RecordForm):
    permission = plans.CHANGE

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class EditTrainingPlan(TrainingPlanForm):
    form_class = forms.EditTrainingPlanForm
    title = "Change the words"
    button = "Save the plan"
    said = "Saved the plan."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*plans.EDITABLE, "version")}

    def act(self, data: dict[str, Any]) -> CountryTrainingPlan:
        version = data.pop("version")
        return plans.edit_plan(plan=self.object, changes=data, by=self.request.user, version=version)


class ApproveTrainingPlan(TrainingPlanForm):
    form_class = forms.ApprovePlanForm
    title = "Record its approval"
    lead = "The working group and its day. Recorded once; afterwards lines can be programmed."
    button = "Record the approval"
    said = "Recorded. Its lines can be programmed now."

    def get_initial(self) -> dict[str, Any]:
        return {"approved_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> CountryTrainingPlan:
        return plans.approve_plan(plan=self.object, by=self.request.user, **data)


class CopyTrainingPlan(TrainingPlanForm):
    form_class = forms.CopyPlanForm
    title = "New plan from this one"
    lead = "Its words and its lines, for another budget year. Nothing in the new plan is approved."
    button = "Make the new plan"
    said = "Made from the earlier plan. Go through its lines."

    def get_initial(self) -> dict[str, Any]:
        return {"budget_year": self.object.budget_year + 1, "level_assumed": self.object.level_assumed}

    def act(self, data: dict[str, Any]) -> CountryTrainingPlan:
        return plans.copy_plan(plan=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class AddTrainingLine(TrainingPlanForm):
    form_class = forms.LineForm
    title = "Add a line"
    lead = "A course, how many seats, and what each is planned to cost; the rest makes itself."
    button = "Add the line"
    said = "Added the line."

    def get_initial(self) -> dict[str, Any]:
        return {"quantity": 1, "unit_price": 0, "sequence": 3, "wcn": self.request.GET.get("wcn", "")}

    def act(self, data: dict[str, Any]) -> TrainingLine:
        return plans.add_line(plan=self.object, row=plans.LineRow(**data), by=self.request.user)


class OfTrainingLine(OfRecord):
    permission = "programs.view_program"
    object: TrainingLine

    def seen(self, user: Any) -> QuerySet[TrainingLine]:
        return TrainingLine.objects.visible_to(user).select_related("plan__country__operating_unit", "course")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its plan."""
        line, plan = self.object, self.object.plan
        here = (str(line), line.get_absolute_url() if last else "")
        above = (f"{plan.country} {plan.budget_year}", plan.get_absolute_url())
        return [*IMET, above, here, *([(last, "")] if last else [])]


class TrainingLinePage(OfTrainingLine, RecordPage):
    """One line: what it asks for, what comes before and after it under its number, who has its seats."""

    template_name = "programs/training_line_page.html"

    def context(self) -> dict[str, Any]:
        line, user = self.object, self.request.user
        chain = line.plan.lines.filter(wcn=line.wcn).select_related("course").with_seats().in_order()
        seats = TrainingSeat.objects.visible_to(user).filter(line=line)
        seats = seats.select_related("recipient__person", "recipient__unit", "course").order_by("start_on", "pk")
        return {
            "line": line,
            "badge": tables.LINE[line.state],
            "chain": [(one, tables.LINE[one.state]) for one in chain],
            "seats": [(seat, badges.SEAT[seat.state]) for seat in seats],
            "offers": offers(LINE_STEPS, line, by=user),
            "version": line.version,
            "doors": self.doors(line),
            "history": timeline(sentences(line), lifecycle=LINE_STEPS),
            "title": str(line),
            "crumbs": self.trail(),
        }

    def doors(self, line: TrainingLine) -> list[Door]:
        """What takes a form of its own."""
        if line.state == TrainingLineState.CANCELLED or not may(self.request.user, plans.CHANGE, line):
            return []
        more = f"{line.plan.get_absolute_url()}lines/new/?wcn={line.wcn}"
        return [
            Door("Change the line", f"{line.get_absolute_url()}edit/", (), "note"),
            Door("Add a step to this number", more, (), "plus"),
            Door("Reallocate what is unused", f"{line.get_absolute_url()}reallocate/", self.used_up(line), "split"),
        ]

    def used_up(self, line: TrainingLine) -> list[Problem]:
        """Why nothing can be given up."""
        return [] if plans.unused(line) > 0 else [Problem("Somebody has each of its seats.", PLAN)]


class TrainingLineStep(TrainingLinePage, StepPost):
    http_method_names = ["post"]
    steps = offered(LINE_STEPS)

    def take(self, step: str, version: int, note: str) -> TrainingLine:
        return plans.take(line=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return {"program": "Programmed: its seats can be asked for.", "cancel": "The line is cancelled."}[step]


class EditTrainingLine(OfTrainingLine, RecordForm):
    permission = plans.CHANGE
    form_class = forms.EditLineForm
    title = "Change the line"
    lead = "Another course is another line."
    button = "Save the line"
    said = "Saved the line."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*plans.LINE_EDITABLE, "version")}

    def act(self, data: dict[str, Any]) -> TrainingLine:
        version = data.pop("version")
        return plans.edit_line(line=self.object, changes=data, by=self.request.user, version=version)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class Reallocate(OfTrainingLine, RecordForm):
    permission = plans.CHANGE
    form_class = forms.ReallocateForm
    title = "Reallocate what is unused"
    button = "Move it"
    said = "Moved, and kept on record in both plans."

    @property
    def lead(self) -> str:  # type: ignore[override]
        free = counted(plans.unused(self.object), "seat")
        price = money(self.object.unit_price)
        return f"{free} of this line that nobody has, at {price} each. What another line gains costs no more."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "line": self.object}

    def get_initial(self) -> dict[str, Any]:
        free = plans.unused(self.object)
        return {"given_up": free, "gained": free}

    def act(self, data: dict[str, Any]) -> Any:
        return plans.reallocate(from_line=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class PlaceSeat(SeatForm):
    form_class = forms.PlaceSeatForm
    title = "Place the seat in a line"
    lead = "A line holds no more seats than it asks for, and what comes before ends before the next begins."
    button = "Place it"
    said = "Placed."

    def get_form_kwargs(self) -> dict[str, Any]:
        seat = self.object
        lines = lines_of(seat.program, self.request.user).filter(course=seat.course_id)
        return {**super().get_form_kwargs(), "lines": lines}

    def get_initial(self) -> dict[str, Any]:
        return {"line": self.object.line_id, "version": self.object.version}

    def act(self, data: dict[str, Any]) -> TrainingSeat:
        return plans.place_seat(seat=self.object, by=self.request.user, **data)
