"""The documents of a case, their preparation, and what committees are told about it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from ..fms.lifecycle import DOCUMENT_STEPS
from ..fms.states import CARRIED_OUT, SIGNED, WRITTEN, DocumentKind, DocumentState, Duty, Prepared
from .fms import FmsCase
from .fms_guards import DocumentStands

TERMS = ("total_value", "fmf_share", "national_share", "loan_share")
AT = {"place": "case__program__operating_unit", "kind": "case__program__kind"}


class DocumentQuerySet(models.QuerySet["CaseDocument"]):
    def visible_to(self, user: Any) -> DocumentQuerySet:
        return self.filter(user.scope.q("programs.view_program", **AT))

    def expired(self, on: dt.date) -> DocumentQuerySet:
        """Offers that wait for a signature past their last day."""
        return self.filter(state=DocumentState.OFFERED, expires_on__lt=on)


@track()
class CaseDocument(Versioned):
    """A letter of offer and acceptance, or a later version: an amendment or a modification adds its own lines.

    Its value is what its lines add; FMF, the partner's own money and a loan make it up. Signature and initial deposit
    implement it.
    """

    case = models.ForeignKey(FmsCase, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    number = models.PositiveIntegerField("version", default=0)
    state = models.CharField(max_length=16, choices=DocumentState.choices, default=DocumentState.DEVELOPMENT)
    total_value = models.DecimalField("value, US dollars", max_digits=20, decimal_places=2)
    fmf_share = models.DecimalField("FMF, US dollars", max_digits=20, decimal_places=2)
    national_share = models.DecimalField("national funds, US dollars", max_digits=20, decimal_places=2, default=0)
    loan_share = models.DecimalField("loan, US dollars", max_digits=20, decimal_places=2, default=0)
    why = models.CharField("what it changes", max_length=300, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField("offer expires on", null=True, blank=True)
    accepted_on = models.DateField("signed by the partner on", null=True, blank=True)
    deposit = models.DecimalField("initial deposit, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    deposited_on = models.DateField(null=True, blank=True)
    implemented_on = models.DateField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *DOCUMENT_STEPS.triggers(),
            DocumentStands(name="stands"),
            *(
                NotAhead(name=f"{field}_not_ahead", field=field)
                for field in ("offered_on", "accepted_on", "deposited_on", "implemented_on")
            ),
            Frozen(name="frozen", fields=("case", "kind", "number")),
            Frozen(name="dates", fields=("offered_on", "accepted_on", "implemented_on"), once_null=True),
            Frozen(
                name="terms",
                fields=TERMS,
                condition=pgtrigger.Condition(f"NOT (OLD.state IN {tuple(str(s) for s in WRITTEN)})"),
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "number"],
                name="case_document_once",
                violation_error_message="This version of the case exists already.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DocumentKind.BASIC, number=0) | ~Q(kind=DocumentKind.BASIC) & Q(number__gt=0),
                name="case_document_numbered",
                violation_error_message="The basic document has no version; the others count from one.",
            ),
            models.CheckConstraint(
                condition=Q(fmf_share__gte=0, national_share__gte=0, loan_share__gte=0),
                name="case_document_not_negative",
                violation_error_message="Amounts are zero or more.",
            ),
            models.CheckConstraint(
                condition=Q(total_value=F("fmf_share") + F("national_share") + F("loan_share")),
                name="case_document_shares",
                violation_error_message="FMF, national funds and loan make up the value of the document.",
            ),
            models.CheckConstraint(
                condition=Q(loan_share=0) | Q(loan_share=F("total_value")),
                name="case_document_loan_apart",
                violation_error_message="Loan money is never mixed with other money in one case.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DocumentState.OFFERED, *SIGNED])
                | Q(offered_on__isnull=False, expires_on__gte=F("offered_on")),
                name="case_document_offered",
                violation_error_message="An offer has its day and, not before it, its last day.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SIGNED) | Q(accepted_on__isnull=False),
                name="case_document_accepted",
                violation_error_message="What is accepted has the day of its signature.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(accepted_on__gte=F("offered_on"), accepted_on__lte=F("expires_on")),
                name="case_document_accepted_in_time",
                violation_error_message="An offer is signed between its day and its last day; extend it first.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CARRIED_OUT)
                | Q(
                    implemented_on__gte=F("accepted_on"),
                    deposit__isnull=False,
                    deposited_on__isnull=False,
                    deposited_on__lte=F("implemented_on"),
                ),
                name="case_document_implemented",
                violation_error_message="Implementation needs the signature and the initial deposit before it.",
            ),
            models.CheckConstraint(
                condition=Q(deposit=None, deposited_on=None) | Q(deposit__gte=0, deposited_on__isnull=False),
                name="case_document_deposit_whole",
                violation_error_message="A deposit has an amount and a day.",
            ),
        ]

    def __str__(self) -> str:
        version = "" if self.kind == DocumentKind.BASIC else f" {self.number}"
        return f"{self.case.designator} {self.get_kind_display().lower()}{version}"

    def get_absolute_url(self) -> str:
        return f"/case-documents/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.case.place


class OfCase(models.Model):
    """Base of rows that hang on a case."""

    class Meta:
        abstract = True

    @property
    def place(self) -> Place:
        return self.case.place  # type: ignore[attr-defined]


@track()
class CaseMilestone(models.Model):
    """A dated event of the preparation of a document. Never changed."""

    document = models.ForeignKey(CaseDocument, on_delete=models.PROTECT, related_name="milestones")
    code = models.CharField("milestone", max_length=10, choices=Prepared.choices)
    on_day = models.DateField("on")

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="on_day"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "code"],
                name="case_milestone_once",
                violation_error_message="This milestone is recorded already.",
            ),
            models.CheckConstraint(condition=Q(code__in=Prepared.values), name="case_milestone_known"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_code_display()}"

    @property
    def place(self) -> Place:
        return self.document.place


class DutyQuerySet(models.QuerySet["CaseDuty"]):
    def visible_to(self, user: Any) -> DutyQuerySet:
        return self.filter(user.scope.q("programs.view_program", **AT))


@track()
class CaseDuty(OfCase, Versioned):
    """What the committees are to be told about a case, with the day it is due and the day it was met."""

    case = models.ForeignKey(FmsCase, on_delete=models.PROTECT, related_name="duties")
    what = models.CharField(max_length=10, choices=Duty.choices)
    misuse = models.ForeignKey(
        "programs.MisuseReport", on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    how = models.CharField("how it was met", max_length=300, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name_plural = "case duties"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="not_ahead", field="met_on"),
            Frozen(name="frozen", fields=("case", "what", "misuse", "due_on")),
            Frozen(name="met", fields=("met_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(met_on=None) | ~Q(how=""),
                name="case_duty_met_says_how",
                violation_error_message="A duty that is met says how.",
            ),
            models.UniqueConstraint(
                fields=["case", "what"],
                condition=Q(misuse=None),
                name="case_duty_once",
                violation_error_message="This duty is on the case already.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_what_display()
