"""The second tier: what implementers report of their obligations, move by move, and what somebody at post verified."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, NotAhead
from ground.history import track

from ..second_tier import TierStage, tier_moves
from .obligations import Obligation
from .second_tier_guards import TierRules, VerifiedByAnother

VIEW = "programs.view_obligation"


def _legal() -> models.Q:
    moves = models.Q()
    for a, b in tier_moves():
        moves |= models.Q(from_stage=a, to_stage=b, reverses=None)
        moves |= models.Q(from_stage=b, to_stage=a, reverses__isnull=False)
    return moves


class TierQuerySet(models.QuerySet["SecondTierMove"]):
    def visible_to(self, user: Any) -> TierQuerySet:
        """Reports on the obligations that the user may read."""
        place = {"place": "obligation__operating_unit", "kind": "obligation__fund__account__kind"}
        return self.filter(user.scope.q(VIEW, **place))


@track()
class SecondTierMove(models.Model):
    """What an implementer reports as of a day: so much moved from a stage to the next, on a line. Taken back by a
    reversal alone. It is the partner's claim until it is verified."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="tier_moves")
    line = models.CharField("line of the implementer", max_length=60, blank=True)
    from_stage = models.CharField(max_length=15, choices=TierStage.choices)
    to_stage = models.CharField(max_length=15, choices=TierStage.choices)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    as_of = models.DateField("reported as of")
    evidence = models.CharField("report", max_length=120)
    note = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TierQuerySet.as_manager()

    class Meta:
        verbose_name = "report of an implementer"
        verbose_name_plural = "reports of implementers"
        triggers: ClassVar = [
            TierRules(name="tier_rules"),
            NotAhead(name="not_ahead", field="as_of"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="tier_amount_positive",
                violation_error_message="A report moves an amount above zero; to take one back, reverse it.",
            ),
            models.CheckConstraint(
                condition=_legal(),
                name="tier_move_is_legal",
                violation_error_message="Money of an implementer does not move from the one stage to the other.",
            ),
            models.CheckConstraint(
                condition=~models.Q(evidence=""),
                name="tier_has_evidence",
                violation_error_message="A report names its document.",
            ),
            models.CheckConstraint(
                condition=~models.Q(line="")
                | models.Q(from_stage__in=["AWARDED", "RETURNED"], to_stage__in=["AWARDED", "RETURNED"]),
                name="tier_names_line",
                violation_error_message="From the plan on, money of an implementer is on a line.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} to {self.get_to_stage_display()}: {self.amount:,.2f}"

    def get_absolute_url(self) -> str:
        return self.obligation.get_absolute_url()

    @property
    def place(self) -> Place:
        return self.obligation.place


@track()
class TierVerification(models.Model):
    """That somebody at post saw that a report is right: when, and how. Never changed."""

    move = models.OneToOneField(SecondTierMove, on_delete=models.PROTECT, related_name="verification")
    verified_on = models.DateField()
    how = models.CharField("how it was verified", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [
            VerifiedByAnother(name="by_another"),
            NotAhead(name="not_ahead", field="verified_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(how=""),
                name="tier_verification_says_how",
                violation_error_message="A verification says how it was made.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move}, verified {self.verified_on}"
