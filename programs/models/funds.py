"""Accounts and funds: appropriation lines with their terms, and the ends that follow from them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from ground.pages.words import counted

from ..availability import LIQUIDATION_YEARS, REOBLIGATION_YEARS, Ends
from ..states import Kind
from .availability_guards import NoYearCloses


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
            NoYearCloses(name="closes"),
            NotAhead(name="not_ahead", field="closed_on"),
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
