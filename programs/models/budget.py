"""The plan register (programs 1.1, steps 2 and 4) and the published series beside the ledger.

What was requested, split and reported by country is compared with the legal ledger and never merged into it. Printed
figures keep the unit in which they were printed (L24), and a printed total is kept apart from the lines it adds up.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models

from ground.guards import AppendOnly
from ground.history import track
from ground.models import ImportBatch
from partners.models import OperatingUnit

from .training import ReportedName


class Vintage(models.TextChoices):
    """Which of its figures a budget table prints: what was asked for, expected, enacted, or in the end."""

    REQUEST = "REQUEST", "Request"
    ESTIMATE = "ESTIMATE", "Estimate"
    ENACTED = "ENACTED", "Enacted"
    ACTUAL = "ACTUAL", "Actual"


class Level(models.TextChoices):
    """What a line of the budget justification stands for. `OTHER` are regional programs, bureaus and banks."""

    TOTAL = "TOTAL", "Total"
    REGION = "REGION", "Region"
    COUNTRY = "COUNTRY", "Country"
    OTHER = "OTHER", "Other"


class MoneyUnit(models.TextChoices):
    USD = "USD", "US dollars"
    USD_THOUSANDS = "USD_THOUSANDS", "thousands of US dollars"


ACROSS = "Total"
"""How the tables begin the names of columns that add up accounts: `Total`, `Total without GHP-STATE`."""


class OfUnits(models.QuerySet[Any]):
    """Rows under printed names, read by what the names stand for."""

    def of_unit(self, unit: OperatingUnit | models.OuterRef) -> OfUnits:
        """Rows of an operating unit, under every spelling of it."""
        return self.filter(name__in=ReportedName.objects.of_unit(unit).values("pk"))

    def of_account(self, code: str | models.OuterRef) -> OfUnits:
        """Rows of an account, under every label of it."""
        return self.filter(account__in=ReportedName.objects.of_account(code).values("printed"))


class Printed(models.Model):
    """What each figure of a budget-justification table has, a line or a total."""

    fiscal_year = models.PositiveIntegerField()
    vintage = models.CharField("stage", max_length=8, choices=Vintage.choices)
    level = models.CharField(max_length=7, choices=Level.choices)
    region = models.CharField(max_length=40, blank=True, help_text="As printed")
    account = models.CharField(max_length=40, help_text="As printed")
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    unit = models.CharField(max_length=13, choices=MoneyUnit.choices, default=MoneyUnit.USD_THOUSANDS)
    source_line = models.PositiveIntegerField(help_text="Line of the printed table")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        triggers: ClassVar = [AppendOnly(name="append_only")]


class BudgetFigure(Printed):
    """What the budget justification prints for one line and one account. Exempt from tracking: insert-only, its batch
    is tracked."""

    name = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+")

    objects = OfUnits.as_manager()

    class Meta(Printed.Meta):
        triggers: ClassVar = Printed.Meta.triggers
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiscal_year", "vintage", "source_line", "account"],
                name="budget_figure_once",
                violation_error_message="This figure of the table is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[Level.COUNTRY, Level.OTHER]) & ~models.Q(account__istartswith=ACROSS),
                name="budget_figure_is_no_total",
                violation_error_message="A printed total is no line: it is kept apart and added up anew.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0) | models.Q(level=Level.OTHER),
                name="budget_figure_of_a_country_not_negative",
                violation_error_message="No country is budgeted below zero; receipts and rescissions are other lines.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "fiscal_year"], name="budget_figure_by_account")]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year} {self.account}, line {self.source_line}"


class BudgetTotal(Printed):
    """A total that the table prints: of a region, of everything, or of a line over its accounts. It proves the lines
    and is never added to them. Exempt from tracking: insert-only, its batch is tracked."""

    name = models.CharField(max_length=200, help_text="As printed")

    class Meta(Printed.Meta):
        triggers: ClassVar = Printed.Meta.triggers
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiscal_year", "vintage", "source_line", "account"],
                name="budget_total_once",
                violation_error_message="This total of the table is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[Level.TOTAL, Level.REGION]) | models.Q(account__istartswith=ACROSS),
                name="budget_total_is_a_total",
                violation_error_message="A line of one account is no total.",
            ),
        ]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year} {self.name}, {self.account}"


class DaysLater(models.Func):
    """A date some days on: Postgres adds whole days to a date and stays a date."""

    template = "(%(expressions)s + %(days)s)"
    output_field = models.DateField()


REPORT_DUE = 30
"""Days from enactment to the 653(a) report (22 U.S.C. 2413(a), statute, verified). A continuing resolution starts no
clock."""


@track()
class AllocationReport(models.Model):
    """A report under FAA 653(a): how the Department will split enacted money by country, organization and category.

    A correction is a new version with a number of its own. It is a plan: going over one of its rows is no
    Antideficiency matter (L13).
    """

    number = models.CharField("report number", max_length=60)
    fiscal_year = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    enacted_on = models.DateField()
    submitted_on = models.DateField()
    due_on = models.GeneratedField(
        expression=DaysLater("enacted_on", days=REPORT_DUE), output_field=models.DateField(), db_persist=True
    )
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"],
                name="allocation_report_once",
                violation_error_message="This report is here already; a correction is a version with its own number.",
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "version"],
                name="allocation_report_one_of_a_version",
                violation_error_message="Another report of this year came in at the same time. Try again.",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_on__gte=models.F("enacted_on")),
                name="allocation_report_after_enactment",
                violation_error_message="A 653(a) report follows the enactment of the money it splits.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/budget/allocations/{self.pk}/"

    @property
    def days_late(self) -> int:
        """Days between the due date and the submission; 0 when it came in time."""
        due: dt.date = self.due_on
        return max((self.submitted_on - due).days, 0)


class AllocationRow(models.Model):
    """One row of a 653(a) report, in whole dollars and cents. Exempt from tracking: insert-only, its report is
    tracked."""

    report = models.ForeignKey(AllocationReport, on_delete=models.PROTECT, related_name="rows")
    name = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=40, help_text="As printed")
    category = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    unit = models.CharField(max_length=13, choices=MoneyUnit.choices, default=MoneyUnit.USD)

    objects = OfUnits.as_manager()

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "name", "account", "category"],
                name="allocation_row_once",
                violation_error_message="The report has a row for this unit, account and category already.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="allocation_row_not_negative",
                violation_error_message="An allocation is zero or more.",
            ),
            models.CheckConstraint(
                condition=models.Q(unit=MoneyUnit.USD),
                name="allocation_row_in_dollars",
                violation_error_message="A 653(a) report is kept in dollars, not in thousands.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.name_id} {self.account}"


class PublishedObligation(models.Model):
    """Obligations of one account in one country and period, as the Greenbook publishes them: a series beside the
    ledger, never inside it. Net obligations may be below zero (L25). Exempt from tracking: insert-only, its batch is
    tracked."""

    period = models.CharField(max_length=6, help_text="Fiscal year, or 1976TQ, the transition quarter")
    region = models.CharField(max_length=40, help_text="As printed")
    name = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=10, help_text="Economic or Military")
    publication_row = models.CharField(max_length=80)
    agency = models.CharField(max_length=80)
    account = models.CharField(max_length=160, help_text="As printed")
    amount = models.DecimalField("obligations, US dollars", max_digits=20, decimal_places=2)
    constant_printed = models.DecimalField(
        "in constant 2020 dollars, as printed", max_digits=20, decimal_places=2, null=True, blank=True
    )
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = OfUnits.as_manager()

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "name", "account", "agency", "category", "publication_row"],
                name="published_obligation_once",
                violation_error_message="This row of the series is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(period__regex=r"^[0-9]{4}$") | models.Q(period="1976TQ"),
                name="published_obligation_period_shape",
                violation_error_message="A period is a fiscal year, or 1976TQ for the transition quarter.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name", "account"], name="published_obligation_by_name"),
            models.Index(fields=["account", "period"], name="published_obligation_account"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.account}"
