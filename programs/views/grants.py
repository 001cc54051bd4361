"""Grants of NADR programs: the list, one grant with its calendar, and the forms that plan, rate, receive and review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.refusals import Problem
from ground.steps import offers

from ..badges import OBLIGATION
from ..cwd import badges, checks
from ..cwd.lifecycle import GRANT_STEPS, WRITE
from ..cwd.states import OWES, UNDER_WAY, DueSort, GrantState
from ..forms import grants as forms
from ..models import Grant, GrantDeadline, GrantModification, Obligation
from ..services import grants
from ..tables import grants as tables
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered
from .plans import ProgramForm


class GrantList(ListPage):
    title = "Grants"
    lead = "Awards of NADR programs, their risk, and what is late on their calendars."
    permission = "programs.view_program"
    table_class = tables.GrantTable
    filterset_class = tables.GrantFilter
    totals = tables.GRANT_TOTALS
    export_columns = tables.GRANT_EXPORT
    empty = "No grant yet. A NADR program whose plan is approved offers “Plan a grant” on its page."

    def get_queryset(self) -> QuerySet[Grant]:
        seen = Grant.objects.visible_to(self.request.user).select_related("program", "country")
        return tables.with_calendar(seen, today()).order_by("-late", "award_number")


class DeadlineList(ListPage):
    title = "Reports and reviews of grants"
    lead = "What each grant owes by which day. While something is late and unreviewed, its grant takes nothing new."
    permission = "programs.view_program"
    table_class = tables.DeadlineTable
    filterset_class = tables.DeadlineFilter
    export_columns = tables.DEADLINE_EXPORT
    empty = "No grant owes a report yet. An award makes its calendar."

    def get_queryset(self) -> QuerySet[GrantDeadline]:
        seen = GrantDeadline.objects.visible_to(self.request.user)
        return seen.select_related("grant__country", "received_by", "reviewed_by").order_by("due_on", "pk")


class OfGrant(OfRecord):
    permission = "programs.view_program"
    object: Grant

    def seen(self, user: Any) -> QuerySet[Grant]:
        return Grant.objects.visible_to(user).select_related("program__operating_unit", "country")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its program."""
        grant = self.object
        here = (grant.award_number, grant.get_absolute_url() if last else "")
        way = [("Programs", "/programs/"), ("NADR", "/programs/nadr/")]
        program = (grant.program.number, grant.program.get_absolute_url())
        return [*way, program, here, *([(last, "")] if last else [])]


class GrantPage(OfGrant, RecordPage):
    """One grant: its risk, what it owes and what is late, its tasks, and its history."""

    template_name = "programs/grant_page.html"

    def context(self) -> dict[str, Any]:
        grant, user, on = self.object, self.request.user, today()
        owed = grant.deadlines.select_related("received_by", "reviewed_by").order_by("due_on", "sort", "pk")
        calendar = [(row, badges.standing(row, on)) for row in owed]
        reviews = [row.due_on for row, _ in calendar if row.sort == DueSort.REVIEW and row.reviewed_on is None]
        return {
            "grant": grant,
            "program": grant.program,
            "badge": badges.GRANT[grant.state],
            "risk": badges.RISK[grant.risk],
            "calendar": calendar,
            "late": list(checks.late_on(grant, on, "late")),
            "next_review_on": min(reviews, default=None),
            "tasks": [(task, badges.TASK[task.state]) for task in grant.tasks.select_related("site").order_by("-pk")],
            "obligations": self.obligations(grant, user),
            "modifications": grant.modifications.select_related("by").order_by("pk"),
            "may_write": may(user, WRITE, grant),
            "offers": offers(GRANT_STEPS, grant, by=user),
            "version": grant.version,
            "doors": list(self.doors(grant, user)),
            "history": timeline(sentences(grant), lifecycle=GRANT_STEPS),
            "title": grant.award_number,
            "crumbs": self.trail(),
        }

    def obligations(self, grant: Grant, user: Any) -> list[tuple[Obligation, Any]] | None:
        """Money under its number, as its guard finds it; None for whoever may not read money there."""
        if not may(user, "programs.view_obligation", grant):
            return None
        rows = grant.program.obligations.filter(
            Q(document_number=grant.award_number) | Q(document_number__startswith=f"{grant.award_number} ")
        )
        return [
            (row, OBLIGATION[row.state])
            for row in rows.select_related("fund", "proposed_by").order_by("effective_on", "pk")
        ]

    def doors(self, grant: Grant, user: Any) -> Iterator[Door]:
        """Its plan, and a new task: shut while the grant is not active or something is late."""
        if not may(user, WRITE, grant):
            return
        base = grant.get_absolute_url()
        closed = [Problem("The grant is closed.", checks.WORK)] if grant.state == GrantState.CLOSED else []
        yield Door("Write its risk and plan", f"{base}risk/", closed, "scales")
        idle = f"The grant is {grant.get_state_display().lower()}."
        shut = (
            list(checks.calendar_is_kept(grant, by=user, note="", on=today()))
            if grant.state == GrantState.ACTIVE
            else [Problem(idle, checks.WORK, "Opens when it is active.")]
        )
        yield Door("Add a task", f"{base}tasks/new/", shut, "plus")
        if grant.state in UNDER_WAY and may(user, "programs.approve_program", grant):
            late = list(checks.calendar_is_kept(grant, by=user, note="", on=today()))
            yield Door("Modify the award", f"{base}modify/", late, "doc")


class GrantStep(GrantPage, StepPost):
    http_method_names = ["post"]
    steps = offered(GRANT_STEPS)

    def take(self, step: str, version: int, note: str) -> Grant:
        return grants.take(grant=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{self.object.award_number}: {GRANT_STEPS.step(step).says.lower()}, done."


class PlanGrant(ProgramForm):
    permission = WRITE
    form_class = forms.GrantForm
    title = "Plan a grant"
    lead = "A grant, cooperative agreement or contract. Its risk is rated before it is awarded."
    button = "Keep the grant"
    said = "The grant is planned. Rate its risk next."

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(nadrdetail__isnull=False)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def get_initial(self) -> dict[str, Any]:
        country = self.object.operating_unit.country
        return {"country": country.iso3} if country else {}

    def act(self, data: dict[str, Any]) -> Grant:
        return grants.plan_grant(program=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return (result or self.object).get_absolute_url()


class PlanRisk(OfGrant, RecordForm):
    permission = WRITE
    form_class = forms.RiskForm
    title = "Risk and plan of the grant"
    lead = "High risk takes a mitigation plan; an active grant has a target and a monitoring plan."
    button = "Keep it"
    said = "Kept."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*forms.RiskForm.names, "version")}

    def act(self, data: dict[str, Any]) -> Grant:
        version = data.pop("version")
        return grants.plan_risk(grant=self.object, changes=data, by=self.request.user, version=version)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class Modify(OfGrant, RecordForm):
    permission = "programs.approve_program"
    form_class = forms.ModifyForm
    title = "Modify the award"
    lead = "A later end, another total, or both; what it owes for the days it gains is added to its calendar."
    button = "Record the modification"
    said = "Recorded the modification."

    def seen(self, user: Any) -> QuerySet[Grant]:
        return super().seen(user).filter(state__in=UNDER_WAY)

    def get_initial(self) -> dict[str, Any]:
        grant = self.object
        return {"signed_on": today(), "ends_on": grant.ends_on, "total": grant.total, "version": grant.version}

    def act(self, data: dict[str, Any]) -> GrantModification:
        return grants.modify(grant=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class OfDeadline(RecordForm):
    """A form about a report or review that is still open."""

    permission = WRITE
    object: GrantDeadline

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.object)

    def seen(self, user: Any) -> QuerySet[GrantDeadline]:
        rows = GrantDeadline.objects.visible_to(user).filter(reviewed_on=None, grant__state__in=OWES)
        return rows.select_related("grant__program__operating_unit")

    def next_url(self, result: Any) -> str:
        return self.object.grant.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        grant = self.object.grant
        way = [("Programs", "/programs/"), (grant.program.number, grant.program.get_absolute_url())]
        return [*way, (grant.award_number, grant.get_absolute_url()), (self.title, "")]


class Receive(OfDeadline):
    form_class = forms.ReceiveForm
    title = "Record that a report came in"
    button = "Record the receipt"
    said = "Recorded the receipt. Somebody else reviews it."

    def seen(self, user: Any) -> QuerySet[GrantDeadline]:
        return super().seen(user).filter(received_on=None).exclude(sort=DueSort.REVIEW)

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> GrantDeadline:
        return grants.receive(deadline=self.object, by=self.request.user, **data)


class Review(OfDeadline):
    form_class = forms.ReviewForm
    title = "Record the review"
    button = "Record the review"
    said = "Recorded the review."

    def get_initial(self) -> dict[str, Any]:
        return {"reviewed_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> GrantDeadline:
        return grants.review(deadline=self.object, by=self.request.user, **data)
