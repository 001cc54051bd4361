"""Grants of NADR programs and their calendar: what each owes by which day, who received it and who reviewed it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from ..cwd.lifecycle import GRANT_STEPS
from ..cwd.states import DueSort, GrantState, Instrument, Risk
from .grant_guards import GrantOfNadr, GrantSteps, ModifiedWhenKept, TermsByModification
from .programs import Program

ASSESSED = Q(risk__in=Risk.values, risk_assessed_on__isnull=False)
RECEIVED = Q(received_on__isnull=False, received_by__isnull=False)


class OfNadrQuerySet(models.QuerySet[Any]):
    """Rows that hang on a NADR program; `program_path` of the model says by which way."""

    def visible_to(self, user: Any) -> Self:
        """Those of the programs that the user may read."""
        path: str = self.model.program_path
        return self.filter(user.scope.q("programs.view_program", place=f"{path}__operating_unit", kind=f"{path}__kind"))


class DeadlineQuerySet(OfNadrQuerySet):
    def late(self, on: Any) -> DeadlineQuerySet:
        """Due before a day and not reviewed."""
        return self.filter(reviewed_on=None, due_on__lt=on)


@track()
class Grant(Versioned):
    """An award that carries out a NADR program: grant, cooperative agreement or contract, with its risk and its plan.

    What it owes stands in `deadlines`; its next yearly review is the first of these that is still open.
    """

    program_path = "program"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="grants")
    award_number = models.CharField(
        max_length=40, unique=True, validators=[RegexValidator(r"^\S+$", "An award number has no space in it.")]
    )
    grantee = models.CharField(max_length=200)
    instrument = models.CharField("type", max_length=11, choices=Instrument.choices)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("period from")
    ends_on = models.DateField("period until")
    total = models.DecimalField("total, US dollars", max_digits=20, decimal_places=2)
    objective = models.TextField("measurable objective")
    target = models.CharField("target of the objective", max_length=200, blank=True)
    risk = models.CharField("risk rating", max_length=6, choices=Risk.choices, blank=True)
    risk_assessed_on = models.DateField(null=True, blank=True)
    mitigation = models.TextField("mitigation plan", blank=True)
    monitoring_plan_on = models.DateField("monitoring plan made on", null=True, blank=True)
    active_on = models.DateField("active since", null=True, blank=True)
    state = models.CharField(max_length=13, choices=GrantState.choices, default=GrantState.PLANNED)

    objects = OfNadrQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *GRANT_STEPS.triggers(),
            GrantOfNadr(name="of_nadr"),
            GrantSteps(name="steps"),
            TermsByModification(name="by_modification"),
            NotAhead(name="assessed_not_ahead", field="risk_assessed_on"),
            NotAhead(name="plan_not_ahead", field="monitoring_plan_on"),
            NotAhead(name="active_not_ahead", field="active_on"),
            Frozen(name="frozen", fields=("program", "award_number", "country")),
            Frozen(
                name="terms",
                fields=("grantee", "instrument", "starts_on"),
                condition=~pgtrigger.Q(old__state__in=[GrantState.PLANNED.value, GrantState.ASSESSED.value]),
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(award_number__regex=r"^\S+$"),
                name="grant_award_number_has_no_space",
                violation_error_message="An award number has no space in it: a modification stands behind one.",
            ),
            models.CheckConstraint(
                condition=Q(total__gt=0),
                name="grant_total_positive",
                violation_error_message="A grant has a total above zero.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="grant_period_runs_forward",
                violation_error_message="The period ends on its first day or later.",
            ),
            models.CheckConstraint(
                condition=~Q(grantee="") & ~Q(objective=""),
                name="grant_names_grantee_and_objective",
                violation_error_message="A grant names its grantee and its objective.",
            ),
            models.CheckConstraint(
                condition=Q(state=GrantState.PLANNED) | ASSESSED,
                name="grant_risk_is_assessed",
                violation_error_message="The risk of the grant is not assessed.",
            ),
            models.CheckConstraint(
                condition=~Q(state=GrantState.ACTIVE) | ~Q(risk=Risk.HIGH) | ~Q(mitigation=""),
                name="grant_high_risk_is_mitigated",
                violation_error_message="A grant of high risk is not active without a mitigation plan.",
            ),
            models.CheckConstraint(
                condition=~Q(state=GrantState.ACTIVE)
                | ~Q(target="") & Q(monitoring_plan_on__isnull=False, active_on__isnull=False),
                name="grant_active_is_monitored",
                violation_error_message="An active grant has a target and a monitoring plan.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["program", "state"], name="grant_of_program")]

    def __str__(self) -> str:
        return f"{self.award_number}, {self.grantee}"

    def get_absolute_url(self) -> str:
        return f"/grants/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class GrantDeadline(Versioned):
    """A report or a yearly review that a grant owes: due by a day, received by one person, reviewed by another."""

    program_path = "grant__program"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="deadlines")
    sort = models.CharField("what", max_length=11, choices=DueSort.choices)
    since = models.DateField("of the days from")
    until = models.DateField("of the days until")
    due_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.TextField("what the review found", blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "report or review of a grant"
        verbose_name_plural = "reports and reviews of grants"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="received_not_ahead", field="received_on"),
            NotAhead(name="reviewed_not_ahead", field="reviewed_on"),
            Frozen(name="frozen", fields=("grant", "sort", "since", "until", "due_on")),
            Frozen(name="receipt", fields=("received_on", "received_by"), once_null=True),
            Frozen(name="review", fields=("reviewed_on", "reviewed_by"), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "sort", "until"], name="grant_deadline_once"),
            models.CheckConstraint(
                condition=Q(since__lte=F("until"), until__lte=F("due_on")), name="grant_deadline_after_its_days"
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by=None) | RECEIVED & ~Q(sort=DueSort.REVIEW),
                name="grant_report_received_whole",
                violation_error_message="A report is received on a day, by somebody; a review is not received.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, reviewed_by=None)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False) & ~Q(finding=""),
                name="grant_review_says_what_it_found",
                violation_error_message="A review has a day, a reviewer and what it found.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None)
                | Q(sort=DueSort.REVIEW)
                | RECEIVED & Q(reviewed_on__gte=F("received_on")),
                name="grant_report_received_before_review",
                violation_error_message="A report is reviewed when it was received.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(received_by=None) | ~Q(reviewed_by=F("received_by")),
                name="grant_report_two_people",
                violation_error_message="Whoever recorded the receipt of a report does not review it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on", "id"], condition=Q(reviewed_on=None), name="grant_deadline_still_open"),
        ]

    def __str__(self) -> str:
        return f"{self.grant.award_number}: {self.get_sort_display()}, until {self.until}"

    @property
    def place(self) -> Place:
        return self.grant.program.place


@track()
class GrantModification(models.Model):
    """A modification of an award: its number and day, and the end and the total that it leaves. Never changed."""

    program_path = "grant__program"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="modifications")
    number = models.CharField("number of the modification", max_length=20)
    signed_on = models.DateField()
    ends_on = models.DateField("period until")
    total = models.DecimalField("total, US dollars", max_digits=20, decimal_places=2)
    why = models.CharField("why", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfNadrQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            ModifiedWhenKept(name="when_kept"),
            NotAhead(name="not_ahead", field="signed_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["grant", "number"],
                name="grant_modification_once",
                violation_error_message="This modification is recorded already.",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(why="") & Q(total__gt=0),
                name="grant_modification_says_why",
                violation_error_message="A modification has a number, a reason and a total above zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant.award_number} {self.number}"

    @property
    def place(self) -> Place:
        return self.grant.program.place
