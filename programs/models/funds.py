"""Accounts, funds, and the ledger: one row is one move, never changed; balances follow by trigger."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead, marks_stale
from ground.history import track
from ground.models import Versioned
from ground.pages.words import counted
from partners.models import OperatingUnit

from ..availability import LIQUIDATION_YEARS, REOBLIGATION_YEARS, Ends
from ..states import Kind, Stage
from ..transactions import TAKEN_BACK, forward
from .availability_guards import MoneyInTime
from .ledger_guards import KeepsBalances, LedgerRules, OnlyByTrigger
from .notification_guards import ApportionedAsNotified
from .programs import Program


@track()
class Account(models.Model):
    """An appropriation account, by the authority and the Title of the Code it stands under."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    title = models.PositiveIntegerField("title of the U.S. Code", default=22)
    authority = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return self.code


class FundQuerySet(models.QuerySet["Fund"]):
    def visible_to(self, user: Any) -> FundQuerySet:
        """Funds of the kinds a user may read funds of. A fund belongs to no place; its rows below do."""
        kinds: set[str] = set()
        for grant in user.scope.grants:
            if "programs.view_fund" in grant.permissions:
                if not grant.kinds:
                    return self
                kinds |= grant.kinds
        return self.filter(account__kind__in=kinds)


def _year_end(years: int) -> models.Expression:
    """September 30 of the fund's last year of availability, or so many years later. SQL of `availability.ends`."""
    year = models.F("fiscal_year") + models.F("availability_years") + models.Value(years - 1)
    return models.Func(
        models.ExpressionWrapper(year, output_field=models.IntegerField()),
        models.Value(9),
        models.Value(30),
        function="make_date",
        output_field=models.DateField(),
    )


def _end(*whens: models.When, default: models.Expression | models.F | None = None) -> models.Case:
    return models.Case(*whens, default=default, output_field=models.DateField())


NO_YEAR = models.Q(availability_years=None)
AGAIN = models.Q(reobligation_authority=True)


@track()
class Fund(Versioned):
    """One appropriation line: account, budget fiscal year, and for how long it is available.

    E, R and C (`availability`) are the database's own columns, computed from the act's terms and never typed.
    """

    number = models.CharField(max_length=30, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="funds")
    fiscal_year = models.PositiveIntegerField("budget fiscal year")
    title = models.CharField(max_length=200)
    public_law = models.CharField(max_length=60, blank=True)
    enacted_on = models.DateField()
    availability_years = models.PositiveSmallIntegerField(
        "years of availability", null=True, blank=True, help_text="Years of new obligations; empty is no-year money."
    )
    reobligation_authority = models.BooleanField(
        default=False, help_text="The act lets what was obligated in time be obligated again for four more years."
    )
    closed_on = models.DateField("no-year money closed on", null=True, blank=True)
    available_until = models.GeneratedField(
        verbose_name="new obligations until",
        expression=_end(models.When(NO_YEAR, then="closed_on"), default=_year_end(0)),
        output_field=models.DateField(),
        db_persist=True,
    )
    reobligate_until = models.GeneratedField(
        verbose_name="obligated again until",
        expression=_end(models.When(~NO_YEAR & AGAIN, then=_year_end(REOBLIGATION_YEARS))),
        output_field=models.DateField(),
        db_persist=True,
    )
    cancels_on = models.GeneratedField(
        verbose_name="payments until",
        expression=_end(
            models.When(NO_YEAR, then="closed_on"),
            models.When(AGAIN, then=_year_end(REOBLIGATION_YEARS + LIQUIDATION_YEARS)),
            default=_year_end(LIQUIDATION_YEARS),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    obligates_on_apportionment = models.BooleanField(default=False)
    obligating_document = models.CharField("what obligates", max_length=200, blank=True)
    requires_notification = models.BooleanField(default=False, db_default=False)

    objects = FundQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(
                name="frozen",
                fields=(
                    "number",
                    "account",
                    "fiscal_year",
                    "enacted_on",
                    "availability_years",
                    "reobligation_authority",
                    "obligates_on_apportionment",
                    "requires_notification",
                ),
            ),
            Frozen(name="closed", fields=("closed_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(available_until__gte=models.F("enacted_on")),
                name="fund_dates_in_order",
                violation_error_message="A fund is available from its enactment on.",
            ),
            models.CheckConstraint(
                condition=NO_YEAR | models.Q(availability_years__gte=1),
                name="fund_available_for_years",
                violation_error_message="A fund is available for one year or more, or is no-year money.",
            ),
            models.CheckConstraint(
                condition=~NO_YEAR | models.Q(reobligation_authority=False),
                name="fund_no_year_needs_no_authority",
                violation_error_message="No-year money needs no authority to be obligated again.",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | NO_YEAR,
                name="fund_closed_is_no_year",
                violation_error_message="Only no-year money is closed by hand (31 U.S.C. 1555).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/funds/{self.number}/"

    @property
    def availability(self) -> str:
        """The period of availability in words, with the years it spans."""
        if self.availability_years is None:
            return "no-year"
        last = self.fiscal_year + self.availability_years - 1
        years = str(self.fiscal_year) if self.availability_years == 1 else f"{self.fiscal_year} to {last}"
        return f"{counted(self.availability_years, 'year')}, FY {years}"

    @property
    def ends(self) -> Ends:
        """E, R and C, as the database computed them."""
        return Ends(self.available_until, self.reobligate_until, self.cancels_on)

    @property
    def place(self) -> Place:
        """The whole fund: only who holds a right everywhere holds it here."""
        return Place(None, "", self.account.kind)


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


@track()
class FundTransaction(models.Model):
    """One move of one amount between two stages of a fund. A mistake is a reversal."""

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
    evidence = models.CharField("document", max_length=120)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TransactionQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            MoneyInTime(name="in_time"),
            NotAhead(name="not_ahead", field="effective_on"),
            LedgerRules(name="ledger_rules"),
            KeepsBalances(name="keeps_balances"),
            ApportionedAsNotified(name="apportioned_as_notified"),
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
                | models.Q(
                    from_stage__in=["OUTSIDE", "APPROPRIATED", "APPORTIONED"],
                    to_stage__in=["OUTSIDE", "APPROPRIATED", "APPORTIONED"],
                ),
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


class Balance(models.Model):
    """What stands at a stage now. Kept by the ledger's trigger alone; exempt from history, it can be rebuilt."""

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

    objects = BalanceQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [OnlyByTrigger(name="only_by_trigger")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fund", "operating_unit", "program", "obligation", "stage"],
                name="balance_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="balance_not_negative",
                violation_error_message="There is not that much left at this stage (31 U.S.C. 1341(a), 1517(a)).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund.number} {self.get_stage_display()}: {self.amount:,.2f}"
