"""The ledger: one row is one move of money, never changed; balances follow by trigger."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Now

from ground.guards import AppendOnly, NotAhead, marks_stale
from ground.history import track
from partners.models import OperatingUnit

from ..amounts import MOST
from ..states import ANYWHERE, SETTLED, UNOBLIGATED, Stage
from ..transactions import TAKEN_BACK, forward
from .availability_guards import MoneyInTime
from .cap_guards import WithinContinuing
from .fms_guards import KeepsCaseFunding
from .funds import Fund
from .ledger_guards import KeepsBalances, LedgerRules, OnlyByTrigger
from .notice_coverage import PutBackAsAllowed
from .notification_guards import ApportionedAsNotified
from .programs import Program
from .transfer_guards import TransferWhole, TransferWithin610


def _readable(user: Any) -> models.Q:
    """Rows at the places where the user may read money, and those of a whole fund with the fund."""
    at_place = user.scope.q("programs.view_fund", kind="fund__account__kind")
    if not at_place:  # everywhere: an empty condition, which "or" would drop
        return at_place
    return at_place | models.Q(operating_unit=None, fund__in=Fund.objects.visible_to(user))


class TransactionQuerySet(models.QuerySet["FundTransaction"]):
    def visible_to(self, user: Any) -> TransactionQuerySet:
        """Moves at the places where the user may read money; those of a whole fund with the fund."""
        return self.filter(_readable(user))


def _legal_moves() -> models.Q:
    """Forward moves, and the mirror of those that a reversal takes back."""
    moves = models.Q()
    for a, b in forward():
        moves |= models.Q(from_stage=a, to_stage=b)
    for a, b in sorted(TAKEN_BACK):
        moves |= models.Q(from_stage=b, to_stage=a, reverses__isnull=False)
    return moves


def _made_by() -> models.Q:
    """Who makes a move: the rule alone expires and cancels; what a proposal held, a person may give up too."""
    to_expired = models.Q(to_stage=Stage.EXPIRED)
    held = to_expired & (
        models.Q(from_stage=Stage.COMMITTED) | models.Q(from_stage=Stage.APPORTIONED, obligation__isnull=False)
    )
    by_rule = models.Q(to_stage=Stage.CANCELLED) | to_expired & (
        models.Q(from_stage__in=[Stage.APPROPRIATED, Stage.ALLOTTED, Stage.DEOBLIGATED])
        | models.Q(from_stage=Stage.APPORTIONED, obligation__isnull=True)
    )
    return models.Q(by__isnull=True) & (by_rule | held) | models.Q(by__isnull=False) & ~by_rule


@track()
class FundTransaction(models.Model):
    """One move of one amount between two stages of a fund. A mistake is a reversal.

    `transfer` is the half of a transfer that left another fund; `by` is empty where the move was made by rule.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="transactions")
    operating_unit = models.ForeignKey(
        OperatingUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="transactions"
    )
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="transactions")
    obligation = models.ForeignKey(
        "programs.Obligation", on_delete=models.PROTECT, null=True, blank=True, related_name="transactions"
    )
    from_stage = models.CharField(max_length=12, choices=Stage.choices)
    to_stage = models.CharField(max_length=12, choices=Stage.choices)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    effective_on = models.DateField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    transfer = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="transferred_to"
    )
    evidence = models.CharField("document", max_length=120)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TransactionQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            MoneyInTime(name="in_time"),
            NotAhead(name="not_ahead", field="effective_on"),
            LedgerRules(name="ledger_rules"),
            TransferWithin610(name="within_610"),
            TransferWhole(name="whole"),
            KeepsBalances(name="keeps_balances"),
            KeepsCaseFunding(name="keeps_case_funding"),
            ApportionedAsNotified(name="apportioned_as_notified"),
            PutBackAsAllowed(name="put_back"),
            WithinContinuing(name="within_continuing"),
            AppendOnly(name="append_only"),
            *marks_stale(
                "money", keys="f.fiscal_year, r.operating_unit_id", joins="JOIN programs_fund f ON f.id = r.fund_id"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="transaction_amount_positive",
                violation_error_message="A transaction moves an amount above zero; to take one back, reverse it.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__lte=MOST),
                name="transaction_amount_possible",
                violation_error_message="No amount is more than a trillion dollars.",
            ),
            models.CheckConstraint(
                condition=_legal_moves(),
                name="transaction_move_is_legal",
                violation_error_message="Money does not move from the one stage to the other.",
            ),
            models.CheckConstraint(
                condition=~models.Q(evidence=""),
                name="transaction_has_document",
                violation_error_message="A transaction names its document (31 U.S.C. 1501(a)).",
            ),
            models.CheckConstraint(
                condition=models.Q(operating_unit__isnull=False)
                | models.Q(from_stage__in=sorted(ANYWHERE), to_stage__in=sorted(ANYWHERE)),
                name="transaction_names_operating_unit",
                violation_error_message="From the allotment on, money belongs to an operating unit.",
            ),
            models.CheckConstraint(
                condition=~models.Q(to_stage__in=["COMMITTED", "DISBURSED"])
                | models.Q(program__isnull=False)
                | models.Q(obligation__isnull=False),
                name="transaction_names_program",
                violation_error_message="From commitment on, money belongs to a program.",
            ),
            models.CheckConstraint(
                condition=_made_by(),
                name="transaction_made_by",
                violation_error_message="Money expires and is cancelled by rule; every other move is made by somebody.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["fund", "effective_on"], name="transaction_by_fund"),
            models.Index(fields=["obligation"], name="transaction_by_obligation"),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} to {self.get_to_stage_display()}: {self.amount:,.2f}"


class BalanceQuerySet(models.QuerySet["Balance"]):
    def visible_to(self, user: Any) -> BalanceQuerySet:
        return self.filter(_readable(user))

    def standing(self, on: dt.date) -> BalanceQuerySet:
        """Each with the stage it stands at by law on a day, whether or not that was posted. `STANDING` in the ORM."""
        ended, open_still = models.Q(fund__cancels_on__lt=on), models.Q(stage__in=UNOBLIGATED, obligation=None)
        return self.annotate(
            standing=models.Case(
                models.When(ended & ~models.Q(stage__in=sorted(SETTLED)), then=models.Value(Stage.CANCELLED.value)),
                models.When(
                    open_still & models.Q(fund__available_until__lt=on), then=models.Value(Stage.EXPIRED.value)
                ),
                models.When(
                    models.Q(stage=Stage.DEOBLIGATED, fund__reobligate_until__lt=on),
                    then=models.Value(Stage.EXPIRED.value),
                ),
                default=models.F("stage"),
                output_field=models.CharField(),
            )
        )


class Balance(models.Model):
    """What stands at a stage now, and the first and last day on which money came or went; of what is obligated also
    that of the last payment. Kept by the ledger's trigger alone; exempt from history, it can be rebuilt."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="balances")
    operating_unit = models.ForeignKey(
        OperatingUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="balances"
    )
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="balances")
    obligation = models.ForeignKey(
        "programs.Obligation", on_delete=models.PROTECT, null=True, blank=True, related_name="balances"
    )
    stage = models.CharField(max_length=12, choices=Stage.choices)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    first_on = models.DateField(null=True, editable=False)
    last_on = models.DateField(null=True, editable=False)
    paid_on = models.DateField("last payment", null=True, editable=False)

    objects = BalanceQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [OnlyByTrigger(name="only_by_trigger")]
        constraints: ClassVar = [
            models.UniqueConstraint(  # the trigger finds its row by these very expressions
                "fund",
                Coalesce("operating_unit", 0),
                Coalesce("program", 0),
                Coalesce("obligation", 0),
                "stage",
                name="balance_once",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="balance_not_negative",
                violation_error_message="There is not that much left at this stage (31 U.S.C. 1341(a), 1517(a)).",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["fund"],
                include=["operating_unit", "stage", "amount", "obligation"],
                condition=models.Q(amount__gt=0),
                name="balance_standing",
            ),
            models.Index(
                fields=["fund", "id"],
                include=["amount", "paid_on", "operating_unit"],
                condition=models.Q(stage="OBLIGATED", amount__gt=0),
                name="balance_unliquidated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund.number} {self.get_stage_display()}: {self.amount:,.2f}"
