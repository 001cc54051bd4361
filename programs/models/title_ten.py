"""State's part in DoD's Title 10 proposals: what the notice says, views of offices, concurrence, certifications."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from ..states import Certified, Decided, Element, Position, StateRole
from .programs import Program
from .title_ten_guards import DecidedByAnother


@track()
class TitleTenAuthority(Versioned):
    """One authority of Title 10 and what it asks of State: role, certifications, notice, cap and report."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    role = models.CharField("State's role", max_length=12, choices=StateRole.choices)
    joint_planning = models.BooleanField("joint planning with a named officer each side", default=False)
    certifications = ArrayField(models.CharField(max_length=13, choices=Certified.choices), default=list, blank=True)
    elements = models.BooleanField("the whole schema of s. 333(e) before review", default=False)
    notice_days = models.PositiveIntegerField("days of notice to Congress", null=True, blank=True)
    yearly_cap = models.DecimalField(
        "cap of a year, US dollars", max_digits=20, decimal_places=2, null=True, blank=True
    )
    report = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=160)

    class Meta(Versioned.Meta):
        verbose_name = "Title 10 authority"
        verbose_name_plural = "Title 10 authorities"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("code",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="title_ten_authority_has_source",
                violation_error_message="An authority says where it stands.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OfProgramQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> OfProgramQuerySet:
        """Those of the programs that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


class OfProposal(models.Model):
    """What hangs on a Title 10 proposal: seen with its program, at its place."""

    program: models.ForeignKey[Program, Program]
    objects = OfProgramQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class ProposalElement(OfProposal, Versioned):
    """One element that the notice of 10 U.S.C. 333(e) must contain, in the proposal's words."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="elements")
    element = models.CharField(max_length=14, choices=Element.choices)
    text = models.TextField()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("program", "element")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "element"], name="proposal_element_once"),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="proposal_element_says_something",
                violation_error_message="An element says something.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.get_element_display()}"


@track()
class OfficeView(OfProposal, Versioned):
    """The view of one office on a proposal: asked with a day, given once. Silence is late, never a yes."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="office_views")
    office = models.CharField(max_length=80)
    due_on = models.DateField()
    position = models.CharField(max_length=12, choices=Position.choices, blank=True)
    given_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="not_ahead", field="given_on"),
            Frozen(name="frozen", fields=("program", "office")),
            Frozen(name="given", fields=("given_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "office"],
                name="office_view_once",
                violation_error_message="This office has been asked already.",
            ),
            models.CheckConstraint(
                condition=models.Q(position="", given_on=None)
                | models.Q(position__in=Position.values, given_on__isnull=False),
                name="office_view_given_whole",
                violation_error_message="A view has a position and a day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.office}"


@track()
class Concurrence(OfProposal):
    """What State decided on a proposal: with a day, a decider and a text, never inferred from silence nor changed."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="concurrences")
    decision = models.CharField(max_length=12, choices=Decided.choices)
    decided_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=120)
    text = models.TextField()
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [
            DecidedByAnother(name="decided_by_another"),
            NotAhead(name="not_ahead", field="decided_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(text="") & models.Q(decision__in=Decided.values),
                name="concurrence_is_a_decision",
                violation_error_message="A concurrence is a decision with a document and a text.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.get_decision_display()}, {self.decided_on}"


@track()
class ConcurrenceCondition(Versioned):
    """A condition of a concurrence, with the day it is due and the day it was met."""

    concurrence = models.ForeignKey(Concurrence, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=300)
    office = models.CharField("whose it is", max_length=120, blank=True)
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    how = models.CharField("how it was met", max_length=300, blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="not_ahead", field="met_on"),
            Frozen(name="frozen", fields=("concurrence", "text", "due_on")),
            Frozen(name="met", fields=("met_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="concurrence_condition_says_something",
                violation_error_message="A condition says something.",
            ),
            models.CheckConstraint(
                condition=models.Q(met_on=None) | ~models.Q(how=""),
                name="concurrence_condition_met_says_how",
                violation_error_message="A condition that is met says how.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place(self) -> Place:
        return self.concurrence.program.place


@track()
class JointPlan(OfProposal):
    """What State and DoD planned together: when, by which officer of each side, in which document. Never changed."""

    program = models.OneToOneField(Program, on_delete=models.PROTECT, related_name="joint_plan")
    begun_on = models.DateField("planning began on")
    agreed_on = models.DateField()
    state_officer = models.CharField("officer of State", max_length=120)
    dod_officer = models.CharField("officer of DoD", max_length=120)
    document = models.CharField("agreed document", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="agreed_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(state_officer="") & ~models.Q(dod_officer=""),
                name="joint_plan_names_both_sides",
                violation_error_message="A joint plan names an officer of each side and its document.",
            ),
            models.CheckConstraint(
                condition=models.Q(begun_on__lte=models.F("agreed_on")),
                name="joint_plan_begun_before_agreed",
                violation_error_message="Planning begins before it is agreed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.document}, {self.agreed_on}"


@track()
class Certification(OfProposal):
    """A certification of DoD that the law asks for before a program begins. Never changed."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="certifications")
    what = models.CharField(max_length=13, choices=Certified.choices)
    certified_on = models.DateField()
    document = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="certified_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "what"], name="certification_once"),
            models.CheckConstraint(
                condition=~models.Q(document="") & models.Q(what__in=Certified.values),
                name="certification_has_document",
                violation_error_message="A certification names its document.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.get_what_display()}"


@track()
class ReportedStatus(OfProposal):
    """What DoD reports of a program's money as of a day: labeled so, and never part of the ledger."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="reported_statuses")
    as_of = models.DateField()
    unobligated = models.DecimalField(max_digits=20, decimal_places=2)
    unliquidated = models.DecimalField(max_digits=20, decimal_places=2)
    disbursed = models.DecimalField(max_digits=20, decimal_places=2)
    source = models.CharField(max_length=160)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "reported statuses"
        triggers: ClassVar = [NotAhead(name="not_ahead", field="as_of"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "as_of"], name="reported_status_once"),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="reported_status_has_source",
                violation_error_message="A figure of DoD names its source.",
            ),
            models.CheckConstraint(
                condition=models.Q(unobligated__gte=0, unliquidated__gte=0, disbursed__gte=0),
                name="reported_status_not_negative",
                violation_error_message="Amounts are zero or more.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number} as of {self.as_of}, reported by DoD"
