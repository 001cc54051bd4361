"""GSCF: the two contributions of each project, which stay two funds, and the decision of both Departments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, NotAhead
from ground.history import track

from ..states import Agency
from .funds import Account, Fund
from .gscf_guards import DecidedUnderAuthority, GscfShare
from .programs import Program


class ContributionQuerySet(models.QuerySet["GscfContribution"]):
    def visible_to(self, user: Any) -> ContributionQuerySet:
        """Those of the programs that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class GscfContribution(models.Model):
    """Money of one Department transferred to a project, or, with `returns`, taken back. Never changed."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="contributions")
    agency = models.CharField(max_length=5, choices=Agency.choices)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="contributions")
    source_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    on_day = models.DateField("transferred on")
    document = models.CharField(max_length=120)
    returns = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="returned_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "GSCF contribution"
        triggers: ClassVar = [
            GscfShare(name="share"),
            NotAhead(name="not_ahead", field="on_day"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="contribution_amount_positive",
                violation_error_message="A contribution or a return has an amount above zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(agency__in=Agency.values),
                name="contribution_of_a_department",
                violation_error_message="A contribution comes from State or from DoD.",
            ),
            models.CheckConstraint(
                condition=~models.Q(document=""),
                name="contribution_has_document",
                violation_error_message="A contribution names its document.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["program", "fund"], name="contribution_by_fund")]

    def __str__(self) -> str:
        word = "return" if self.returns_id else "contribution"
        return f"{self.get_agency_display()}, {word} of {self.amount:,.2f}"

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class JointDecision(models.Model):
    """What one Department decided about a project: both are needed, in whatever order. Never changed."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="joint_decisions")
    agency = models.CharField(max_length=5, choices=Agency.choices)
    decided_on = models.DateField()
    document = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [
            DecidedUnderAuthority(name="under_authority"),
            NotAhead(name="not_ahead", field="decided_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "agency"],
                name="joint_decision_once",
                violation_error_message="This Department has decided already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(document=""),
                name="joint_decision_has_document",
                violation_error_message="A decision names its document.",
            ),
            models.CheckConstraint(condition=models.Q(agency__in=Agency.values), name="joint_decision_of_a_department"),
        ]

    def __str__(self) -> str:
        return f"{self.get_agency_display()}, {self.decided_on}"

    @property
    def place(self) -> Place:
        return self.program.place
