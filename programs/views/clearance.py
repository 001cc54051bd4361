"""Sites and CWD tasks: their lists, one of each, and the forms of what is found, done and handed over there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.pages.words import amount
from ground.steps import offers

from ..cwd import badges, site_map
from ..cwd.lifecycle import SITE_STEPS, TASK_STEPS, WRITE
from ..cwd.states import WORKED_ON, Activity, TaskState
from ..forms import clearance as forms
from ..models import CwdTask, Handover, LandRelease, Site
from ..models.cwd_work import CLASSES, PEOPLE
from ..services import clearance
from ..tables import clearance as tables
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered
from .grants import OfGrant

MAPPED = 500  # sites that one drawing shows


class SiteList(ListPage):
    title = "Sites"
    lead = "Areas suspected or confirmed to hold explosive hazards, and what became of them."
    permission = "programs.view_program"
    template_name = "programs/site_list.html"
    table_class = tables.SiteTable
    filterset_class = tables.SiteFilter
    totals = tables.SITE_TOTALS
    export_columns = tables.SITE_EXPORT
    empty = "No site yet. Record one, under its id in the national mine-action database."

    def get_queryset(self) -> QuerySet[Site]:
        user = self.request.user
        seen = Site.objects.visible_to(user).select_related("country")
        return tables.with_released(seen, user).order_by("country__name", "name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drawn = site_map.drawn(self.object_list[:MAPPED])
        may_add = may(self.request.user, WRITE)
        return super().get_context_data(map=drawn, legend=site_map.LEGEND, may_add=may_add, **kwargs)


class NewSite(FormPage):
    permission = WRITE
    form_class = forms.SiteForm
    title = "Record a site"
    lead = "It begins as suspected. A hazard is one site, under its id in the national database."
    button = "Record the site"
    said = "Recorded the site."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Site:
        return clearance.record_site(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/sites/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Sites", "/sites/"), (self.title, "")]


class OfSite(OfRecord):
    permission = "programs.view_program"
    object: Site

    def seen(self, user: Any) -> QuerySet[Site]:
        return Site.objects.visible_to(user).select_related("country__operating_unit")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        here = (self.object.name, self.object.get_absolute_url() if last else "")
        return [("Sites", "/sites/"), here, *([(last, "")] if last else [])]


class SitePage(OfSite, RecordPage):
    """One site: where it is, its three numbers, the tasks there and what was handed over."""

    template_name = "programs/site_page.html"

    def context(self) -> dict[str, Any]:
        site, user = self.object, self.request.user
        tasks = CwdTask.objects.visible_to(user).filter(site=site).select_related("grant").order_by("-pk")
        handovers = Handover.objects.visible_to(user).filter(task__site=site).select_related("task")
        (sums,) = tables.with_released(Site.objects.filter(pk=site.pk), user)
        door = Door("Write what a survey found", f"{site.get_absolute_url()}survey/", (), "search")
        return {
            "site": site,
            "badge": badges.SITE[site.status],
            "sums": sums,
            "tasks": [(task, badges.TASK[task.state]) for task in tasks],
            "handovers": list(handovers.order_by("handed_over_on", "pk")),
            "offers": offers(SITE_STEPS, site, by=user),
            "version": site.version,
            "doors": [door] if may(user, WRITE, site) else [],
            "history": timeline(sentences(site), lifecycle=SITE_STEPS),
            "title": site.name,
            "crumbs": self.trail(),
        }


class SiteStep(SitePage, StepPost):
    http_method_names = ["post"]
    steps = offered(SITE_STEPS)

    def take(self, step: str, version: int, note: str) -> Site:
        return clearance.take_site(site=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{SITE_STEPS.step(step).says}: done."


class SurveySite(OfSite, RecordForm):
    permission = WRITE
    form_class = forms.SurveyForm
    title = "What a survey found"
    lead = "What stood before stays in its history. The area is never below what was released of it."
    button = "Keep it"
    said = "Kept what the survey found."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*forms.SurveyForm.names, "version")}

    def act(self, data: dict[str, Any]) -> Site:
        return clearance.survey_site(site=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class TaskList(ListPage):
    title = "CWD tasks"
    lead = "Work of grants by type of activity; the key sites among them, and the assistance they keep or unblock."
    permission = "programs.view_program"
    table_class = tables.TaskTable
    filterset_class = tables.TaskFilter
    export_columns = tables.TASK_EXPORT
    empty = "No task yet. An active grant offers “Add a task” on its page."

    def get_queryset(self) -> QuerySet[CwdTask]:
        seen = CwdTask.objects.visible_to(self.request.user).select_related("grant__country", "site")
        return seen.order_by("-pk")


class AddTask(OfGrant, RecordForm):
    permission = WRITE
    form_class = forms.TaskForm
    title = "Add a task"
    lead = "An active grant takes a task when nothing on its calendar is late. It begins to count today."
    button = "Add the task"
    said = "Added the task."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "grant": self.object}

    def act(self, data: dict[str, Any]) -> CwdTask:
        return clearance.add_task(grant=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return (result or self.object).get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class OfTask(OfRecord):
    permission = "programs.view_program"
    object: CwdTask

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        rows = CwdTask.objects.visible_to(user)
        return rows.select_related("grant__program__operating_unit", "grant__country", "site", "handover")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its grant."""
        task, program = self.object, self.object.grant.program
        grant = (task.grant.award_number, task.grant.get_absolute_url())
        way = [("NADR", "/programs/nadr/"), (program.number, program.get_absolute_url()), grant]
        here = (task.title, task.get_absolute_url() if last else "")
        return [*way, here, *([(last, "")] if last else [])]


class TaskPage(OfTask, RecordPage):
    """One task: what it is, what it makes possible, and what was released, destroyed, taught and handed over."""

    template_name = "programs/cwd_task_page.html"

    def context(self) -> dict[str, Any]:
        task, user = self.object, self.request.user
        return {
            "task": task,
            "grant": task.grant,
            "badge": badges.TASK[task.state],
            "releases": list(task.landreleases.current().order_by("until", "pk")),
            "disposals": [_counted(row, CLASSES) for row in task.ordnancedisposals.current().order_by("until", "pk")],
            "sessions": [_counted(row, PEOPLE) for row in task.riskeducations.current().order_by("until", "pk")],
            "handover": getattr(task, "handover", None),
            "inspections": task.inspections.select_related("storage_site").order_by("inspected_on", "pk"),
            "offers": offers(TASK_STEPS, task, by=user),
            "version": task.version,
            "doors": list(self.doors(task)) if may(user, WRITE, task) else [],
            "history": timeline(sentences(task), lifecycle=TASK_STEPS),
            "title": task.title,
            "crumbs": self.trail(),
        }

    def doors(self, task: CwdTask) -> Iterator[Door]:
        """What its activity and its state let one record."""
        base = task.get_absolute_url()
        if task.key_site and task.opened_on is None:
            yield Door("Record that the key site is open", f"{base}opened/", (), "unlock")
        if task.state in WORKED_ON:
            if task.site_id:
                yield Door("Record land released", f"{base}land/", (), "land")
            yield Door("Record ordnance destroyed", f"{base}ordnance/", (), "ban")
            if task.activity == Activity.EDUCATION:
                yield Door("Record risk education", f"{base}education/", (), "two")
        if task.state == TaskState.COMPLETED and task.site_id:
            yield Door("Hand land over", f"{base}handover/", (), "hands")
        if task.state == TaskState.HANDED_OVER:
            yield Door("Record the assessment of its impact", f"{base}impact/", (), "eye")


def _counted(row: Any, names: tuple[str, ...]) -> tuple[Any, list[tuple[str, Any]]]:
    """A row with those of its numbers that are not zero, each in its own unit."""
    fields = ((row._meta.get_field(name), getattr(row, name)) for name in names)
    return row, [(str(field.verbose_name), value) for field, value in fields if value]


class TaskStep(TaskPage, StepPost):
    http_method_names = ["post"]
    steps = offered(TASK_STEPS)

    def take(self, step: str, version: int, note: str) -> CwdTask:
        return clearance.take(task=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{TASK_STEPS.step(step).says}: done."


class TaskForm(OfTask, RecordForm):
    """A form about one task."""

    permission = WRITE

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class OpenKeySite(TaskForm):
    form_class = forms.OpenedForm
    title = "The key site is open"
    button = "Record the day"
    said = "Recorded: it is open."

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.key_site}: {self.object.unblocks}"

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).exclude(key_site="").filter(opened_on=None)

    def get_initial(self) -> dict[str, Any]:
        return {"opened_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> CwdTask:
        return clearance.open_key_site(task=self.object, by=self.request.user, **data)


class RecordWork(TaskForm):
    """A form of what is done under a task at work; a row is never changed, another one replaces it."""

    said = "Recorded."
    button = "Record it"

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).filter(state__in=WORKED_ON)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "task": self.object}

    def act(self, data: dict[str, Any]) -> Any:
        row = self.form_class.model(task=self.object, **data)  # type: ignore[attr-defined]
        return clearance.record_work(row=row, by=self.request.user)


class RecordLand(RecordWork):
    form_class = forms.LandForm
    title = "Record land released"

    @property
    def lead(self) -> str:  # type: ignore[override]
        site = self.object.site
        assert site is not None  # noqa: S101 - a task without a site has no such page
        left = site.area_m2 - site.released_m2
        return f"Three numbers that stay three; of {site.name} {amount(left)} m² of {amount(site.area_m2)} are left."

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).filter(site__isnull=False)


class RecordOrdnance(RecordWork):
    form_class = forms.OrdnanceForm
    title = "Record ordnance destroyed"
    lead = "Each class in its own unit: pieces, rounds and tonnes are never added up."


class RecordEducation(RecordWork):
    form_class = forms.EducationForm
    title = "Record risk education"
    lead = "Who was there, by sex and age. Those reached indirectly are an estimate of its own."

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).filter(activity=Activity.EDUCATION)


class HandOver(TaskForm):
    form_class = forms.HandoverForm
    title = "Hand land over"
    lead = "No more than was released of the site."
    button = "Record the handover"
    said = "Recorded the handover."

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).filter(state=TaskState.COMPLETED, site__isnull=False)

    def get_initial(self) -> dict[str, Any]:
        sums = LandRelease.objects.current().filter(task=self.object)
        area = sum(row.canceled_m2 + row.reduced_m2 + row.cleared_m2 for row in sums)
        return {"handed_over_on": today(), "area_m2": area, "version": self.object.version}

    def act(self, data: dict[str, Any]) -> Handover:
        return clearance.hand_over(task=self.object, by=self.request.user, **data)


class AssessImpact(TaskForm):
    form_class = forms.ImpactForm
    title = "Assess the impact"
    lead = "What the land is used for by now, and by whom."
    button = "Record the assessment"
    said = "Recorded the assessment."

    def seen(self, user: Any) -> QuerySet[CwdTask]:
        return super().seen(user).filter(state=TaskState.HANDED_OVER)

    def get_initial(self) -> dict[str, Any]:
        return {"assessed_on": today(), "version": self.object.handover.version}

    def record(self) -> Handover:
        return self.object.handover

    def act(self, data: dict[str, Any]) -> Handover:
        return clearance.assess_impact(handover=self.object.handover, by=self.request.user, **data)
