"""Other work that waits: units to decide on, plans, obligations, seats, labels, roles that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import F

from accounts.models import Assignment
from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from programs.lifecycle import BEFORE_TRAINING
from programs.models import Obligation, Program, ReportedName, TrainingSeat
from programs.states import ObligationState, ProgramState
from vetting.models import UnitStanding
from vetting.states import Standing

from .waiting import Item, Section, few

SEATS_AHEAD = 14  # days before a course from which its seats are work for today
ASSIGNMENTS_AHEAD = 30


def _units_to_confirm(user: Any, on: dt.date) -> Section:
    place = "unit__country__operating_unit"
    rows, count = few(
        UnitStanding.objects.filter(
            user.scope.q("vetting.confirm_ineligible", place=place), state=Standing.UNDER_REVIEW
        )
        .exclude(proposed_by=user)
        .select_related("unit", "proposed_by")
        .order_by("since", "pk")
    )
    items = [
        Item(
            ident=row.unit.code,
            url=row.unit.get_absolute_url(),
            text=row.unit.name,
            under=f"Proposed by {row.proposed_by}" + (f" on {words.day(row.since)}" if row.since else ""),
            action="Decide",
        )
        for row in rows
    ]
    lead = "Somebody proposed them as ineligible; a second person confirms or closes"
    return Section("units", "Units to decide on", lead, count, items, url_if("ineligible-list"))


def _programs_to_approve(user: Any, on: dt.date) -> Section:
    rows, count = few(
        Program.objects.filter(user.scope.q("programs.approve_program", kind="kind"), state=ProgramState.PROPOSED)
        .exclude(author=user)
        .select_related("author")
        .order_by("number")
    )
    items = [
        Item(
            ident=row.number,
            url=row.get_absolute_url(),
            text=row.title,
            under=f"{row.kind} · FY {row.fiscal_year} · {words.money(row.planned_amount)} planned · by {row.author}",
            action="Approve plan",
        )
        for row in rows
    ]
    lead = "Plans that somebody else wrote"
    return Section("programs", "Plans to approve", lead, count, items, url_if("program-list"))


def _obligations_to_record(user: Any, on: dt.date) -> Section:
    rows, count = few(
        Obligation.objects.filter(
            user.scope.q("programs.record_obligation", kind="fund__account__kind"), state=ObligationState.PROPOSED
        )
        .exclude(proposed_by=user)
        .select_related("fund", "program", "proposed_by")
        .order_by("effective_on", "pk")
    )
    items = [
        Item(
            ident=row.document_number,
            url=row.get_absolute_url(),
            text=words.money(row.amount),
            under=f"{row.program.number if row.program else row.fund.number} · proposed by {row.proposed_by}",
            action="Record",
            due=words.day(row.effective_on),
            due_note="signed on",
        )
        for row in rows
    ]
    lead = "Proposed by somebody else; you record or leave them"
    return Section("obligations", "Obligations to record", lead, count, items, url_if("obligation-list"))


def _seats_to_start(user: Any, on: dt.date) -> Section:
    place = {"place": "program__operating_unit", "kind": "program__kind"}
    rows, count = few(
        TrainingSeat.objects.filter(
            user.scope.q("programs.arrange_seat", **place),
            state__in=BEFORE_TRAINING,
            start_on__lte=on + dt.timedelta(days=SEATS_AHEAD),
        )
        .select_related("program", "recipient__person", "recipient__unit", "course")
        .order_by("start_on", "pk")
    )
    items = [
        Item(
            ident=row.program.number,
            url=row.get_absolute_url(),
            text=f"{row.recipient}, {row.course}",
            under=row.get_state_display(),
            action="Open",
            due=f"Starts {words.day(row.start_on)}",
            due_note=words.counted(max((row.start_on - on).days, 0), "day") + " left",
            late="late" if row.start_on <= on else "soon",
        )
        for row in rows
    ]
    lead = f"Courses that begin within {SEATS_AHEAD} days"
    return Section("seats", "Seats to start", lead, count, items, url_if("seat-list"))


def _labels_to_assign(user: Any, on: dt.date) -> Section:
    rows, count = few(ReportedName.objects.waiting().order_by("sort", "printed"))
    page = url_if("label-list")
    items = [
        Item(
            row.printed or "no label printed",
            url_if("label-assign", row.pk),
            "",
            f"{row.get_sort_display()} as printed; assigned to nothing yet",
            "Assign",
        )
        for row in rows
    ]
    lead = "Counted under the label as printed until a person assigns them"
    return Section("labels", "Labels to assign", lead, count, items, page)


def _assignments_that_end(user: Any, on: dt.date) -> Section:
    soon = on + dt.timedelta(days=ASSIGNMENTS_AHEAD + 1)
    rows, count = few(
        Assignment.objects.filter(valid__contains=on, valid__endswith__lte=soon)
        .annotate(end=F("valid__endswith"))
        .select_related("user", "operating_unit")
        .order_by("end", "pk")
    )
    items = [
        Item(
            ident=row.user.username,
            url=url_if("admin:accounts_assignment_change", row.pk) or url_if("admin:index"),
            text=str(row),
            under=str(row.user),
            action="Open",
            due=f"Ends {words.day(row.end - dt.timedelta(days=1))}",
        )
        for row in rows
    ]
    lead = f"Within {ASSIGNMENTS_AHEAD} days; nobody keeps a role by waiting"
    return Section("assignments", "Roles that end", lead, count, items, url_if("admin:accounts_assignment_changelist"))


OTHER_WORK: tuple[tuple[str, Callable[[Any, dt.date], Section]], ...] = (
    ("vetting.confirm_ineligible", _units_to_confirm),
    ("programs.approve_program", _programs_to_approve),
    ("programs.record_obligation", _obligations_to_record),
    ("programs.arrange_seat", _seats_to_start),
    ("programs.assign_label", _labels_to_assign),
    ("accounts.manage_users", _assignments_that_end),
)
