"""An approval: of one person in one unit, or one unit, under one law, for a dated window. And the validity rule."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import BASES, Versioned
from partners.models import Person, Unit

from ..lifecycle import APPROVAL_STEPS
from ..states import ApprovalState
from .guards import ApprovalFollowsDecision, LocksSubject
from .laws import Law
from .subjects import VettingSubject


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, user: Any) -> ApprovalQuerySet:
        return self.filter(user.scope.q("vetting.view_case", place="subject__case__operating_unit"))

    def in_force(self, on: Any) -> ApprovalQuerySet:
        """In force and valid on a day."""
        return self.filter(state=ApprovalState.IN_FORCE, valid__contains=on)

    def lapsing(self, first: Any, last: Any) -> ApprovalQuerySet:
        """In force, with their last day from `first` to `last`. A live query: it depends on today."""
        return self.filter(state=ApprovalState.IN_FORCE, valid__endswith__gt=first, valid__endswith__lte=last)


@track()
class Approval(Versioned):
    """What opens the gate. Dates come from the decision; expiry is computed from them, never a state."""

    subject = models.ForeignKey(VettingSubject, on_delete=models.PROTECT, related_name="approvals")
    round = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals")
    law = models.CharField(max_length=10, choices=Law.choices)
    valid = DateRangeField("certified on, valid until")
    conditions = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ApprovalState.choices, default=ApprovalState.IN_FORCE)
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state_reason = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *APPROVAL_STEPS.triggers(),
            ApprovalFollowsDecision(name="follows_decision"),
            LocksSubject(name="locks_subject", person=True),
            Frozen(name="frozen", fields=("subject", "round", "unit", "person", "law", "valid")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "round", "law"], name="approval_once_per_round_and_law"),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False),
                name="approval_has_both_dates",
                violation_error_message="An approval has a certification date and a last day.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "law"], name="approval_by_person"),
            models.Index(fields=["unit", "law"], name="approval_by_unit"),
            models.Index(fields=["subject"], name="approval_revoked", condition=models.Q(state="REVOKED")),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}, {self.get_law_display()}"

    @property
    def place(self) -> Place:
        return self.subject.case.place


@track()
class ValidityRule(Versioned):
    """Whether an approval must cover the whole event or its start with a renewal: dated configuration, not code."""

    class Rule(models.TextChoices):
        WHOLE_EVENT = "WHOLE_EVENT", "Whole event"
        START_WITH_RENEWAL = "START_WITH_RENEWAL", "Start of the event, renewed before it lapses"

    law = models.CharField(max_length=10, choices=Law.choices)
    help = models.CharField("kind of help", max_length=20, blank=True, help_text="Empty: every kind")
    rule = models.CharField(max_length=20, choices=Rule.choices)
    valid = DateRangeField()
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=20, choices=BASES)
    verified = models.BooleanField(default=False)

    class Meta(Versioned.Meta):
        constraints: ClassVar = [
            ExclusionConstraint(
                name="validity_rule_one_at_a_time",
                expressions=[
                    ("law", RangeOperators.EQUAL),
                    ("help", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another rule is in force for some of these dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_law_display()}: {self.get_rule_display()}"
