"""`/help/` and `/help/rules/`: who does what, how each record moves, and whose rule is whose. Read from the tables
themselves, so that the page cannot say other than what is enforced."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import ROLES, Role
from ground.access import SIGNED_IN, declares
from ground.lifecycle import Lifecycle, Step
from ground.models import Parameter
from ground.pages.spans import span
from ground.refusals import Basis, Rule
from programs import lifecycle as of_programs
from programs.cwd.lifecycle import GRANT_STEPS, SITE_STEPS, TASK_STEPS
from programs.fms.lifecycle import DOCUMENT_STEPS
from programs.notifications.lifecycle import NOTIFICATION_STEPS
from vetting import lifecycle as of_vetting
from vetting.models import ValidityRule

HOUSE = ("ground.", "partners.", "accounts.", "vetting.", "programs.", "reporting.")
LIFECYCLES: tuple[tuple[str, Lifecycle], ...] = (
    ("A vetting case", of_vetting.CASE_STEPS),
    ("A person or unit on a case", of_vetting.SUBJECT_STEPS),
    ("An approval", of_vetting.APPROVAL_STEPS),
    ("The standing of a unit", of_vetting.STANDING_STEPS),
    ("A program", of_programs.PROGRAM_STEPS),
    ("A NADR grant", GRANT_STEPS),
    ("A site of explosive hazards", SITE_STEPS),
    ("A CWD task", TASK_STEPS),
    ("A line of a training plan", of_programs.LINE_STEPS),
    ("A seat in a course", of_programs.SEAT_STEPS),
    ("A training event", of_programs.EVENT_STEPS),
    ("A travel order", of_programs.ORDER_STEPS),
    ("A version of an FMS case", DOCUMENT_STEPS),
    ("A congressional notification", NOTIFICATION_STEPS),
    ("An obligation", of_programs.OBLIGATION_STEPS),
)


@dataclass(frozen=True)
class StepLine:
    """One step as the help shows it."""

    says: str
    sources: str
    target: str
    who: str
    checks: list[str]


def rules() -> list[Rule]:
    """Every rule that a module of the house declares, statutes first."""
    found = {
        rule
        for name, module in list(sys.modules.items())
        if name.startswith(HOUSE)
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    }
    order = list(Basis)
    return sorted(found, key=lambda rule: (order.index(rule.basis), rule.name))


def steps_of(lifecycle: Lifecycle) -> list[StepLine]:
    """The steps of a lifecycle in words: from where, to where, by whom, under which checks."""
    labels = dict(apps.get_model(lifecycle.model)._meta.get_field(lifecycle.field).flatchoices)
    return [
        StepLine(
            step.says,
            ", ".join(sorted(str(labels.get(state, state)) for state in step.sources)),
            str(labels.get(step.target, step.target)),
            _who(step),
            [" ".join((inspect.getdoc(check) or "").split()) for check in step.checks],
        )
        for step in lifecycle.steps
    ]


def _who(step: Step) -> str:
    """The roles that take a step; one without a button of its own follows from another act."""
    if not step.offered:
        return "follows from another act"
    return ", ".join(Role(role).label for role, spec in ROLES.items() if step.permission in spec.permissions)


def in_words(permissions: Any) -> str:
    """Permissions as a person reads them: "endorse case, view unit"."""
    return ", ".join(sorted(one.partition(".")[2].replace("_", " ") for one in permissions))


@declares(SIGNED_IN)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Who does what, and how each record moves."""
    context: dict[str, Any] = {
        "title": "Help",
        "lead": "Who does what, and how each record moves. What a role may do, it may do where and while its "
        "assignment says.",
        "roles": [(Role(role).label, spec.does, in_words(spec.permissions)) for role, spec in ROLES.items()],
        "lifecycles": [(title, steps_of(lifecycle)) for title, lifecycle in LIFECYCLES],
    }
    return render(request, "reporting/help.html", context)


@declares(SIGNED_IN)
@require_safe
def help_rules(request: HttpRequest) -> HttpResponse:
    """Every enforced rule with its source and basis, and the dated configuration beside it."""
    context: dict[str, Any] = {
        "title": "Rules and their sources",
        "lead": "What Gatehouse enforces, whose rule it is, and whether its text was checked.",
        "crumbs": [("Help", "/help/"), ("Rules and their sources", "")],
        "rules": rules(),
        "validity": [(rule, span(rule.valid)) for rule in ValidityRule.objects.order_by("law", "help", "valid")],
        "parameters": [(one, span(one.valid)) for one in Parameter.objects.order_by("key", "place", "valid")],
    }
    return render(request, "reporting/help_rules.html", context)
