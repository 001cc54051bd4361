"""Training as the annual reports print it (FAA s. 656, 22 U.S.C. 2416): published, so open to all signed in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connections, models
from django.db.models import Value
from django.db.models.functions import Concat, Upper

from ground.guards import AppendOnly, NoDelete, marks_stale
from ground.history import track
from ground.models import ImportBatch, Versioned
from partners.models import Country, OperatingUnit

from ..states import Kind

CENT = Decimal("0.01")
CHOSEN = ("fiscal_year", "country", "program", "region")  # so that a list in printed order is filtered without its rows
SUMMED = ("quantity", "total_cost")  # carried by the indexes, so that a filtered list is summed without its rows


class ReportedNameQuerySet(models.QuerySet["ReportedName"]):
    def waiting(self) -> ReportedNameQuerySet:
        """Labels that stand for nothing yet and wait for a person."""
        return self.filter(assigned=False)

    def of_unit(self, unit: Any) -> ReportedNameQuerySet:
        """Every spelling of an operating unit: of its country, or of itself as a line of the budget."""
        return self.filter(models.Q(country__operating_unit=unit) | models.Q(operating_unit=unit))

    def of_account(self, code: Any) -> ReportedNameQuerySet:
        """Every label of an account."""
        return self.filter(sort=ReportedName.Sort.ACCOUNT, account__code=code)


@track()
class ReportedName(Versioned):
    """A label as printed: a country's spelling, a program's name, a line or an account of a budget table. Assigned once
    for all its rows, never guessed. A line or an account may be known by a name and be none of ours."""

    class Sort(models.TextChoices):
        COUNTRY = "COUNTRY", "Country"
        PROGRAM = "PROGRAM", "Program"
        LINE = "LINE", "Line of the budget"
        ACCOUNT = "ACCOUNT", "Account"

    sort = models.CharField(max_length=8, choices=Sort.choices)
    printed = models.CharField("as printed", max_length=200)
    assigned = models.BooleanField(default=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    account = models.ForeignKey("programs.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField("one name", max_length=120, blank=True, help_text="One name for the spellings of it")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportedNameQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]
        indexes: ClassVar = [models.Index(fields=["printed"], name="reported_name_in_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sort", "printed"], name="reported_name_once"),
            models.CheckConstraint(
                condition=models.Q(
                    assigned=False, country__isnull=True, operating_unit__isnull=True, account__isnull=True, label=""
                )
                | models.Q(assigned=True, sort="COUNTRY", country__isnull=False)
                | models.Q(assigned=True, sort__in=["PROGRAM", "LINE", "ACCOUNT"]) & ~models.Q(label=""),
                name="reported_name_assigned_to_something",
                violation_error_message="An assigned label stands for something that has a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed


class PrintedDollars(models.DecimalField):
    """Dollars as printed: cents, and the tenths of a cent that two printed costs have, so that sums stay exact."""

    def from_db_value(self, value: Decimal | None, expression: Any, connection: Any) -> Decimal | None:
        return value if value is None or value % CENT else value.quantize(CENT)


class TrainingQuerySet(models.QuerySet["TrainingRecord"]):
    def actual(self) -> TrainingQuerySet:
        """Activities done. The first two reports print planned ones too; measures never count those."""
        return self.filter(planned=False)

    def of_country(self, country: Country) -> TrainingQuerySet:
        """Rows under every label assigned to the country."""
        labels = ReportedName.objects.filter(sort=ReportedName.Sort.COUNTRY, country=country)
        return self.filter(country__in=list(labels.values_list("pk", flat=True)))

    def of_program(self, name: str) -> TrainingQuerySet:
        """Rows of a program, by its one name, a label as printed, or its kind, in any letter case."""
        named = models.Q(label__iexact=name) | models.Q(printed__iexact=name) | models.Q(kind__iexact=name)
        labels = ReportedName.objects.filter(named, sort=ReportedName.Sort.PROGRAM)
        return self.filter(program__in=list(labels.values_list("pk", flat=True)))  # few: the planner knows their share

    def mentioning(self, text: str) -> TrainingQuerySet:
        """Rows whose course, unit or place contains every one of the words, in any letter case."""
        found = self
        for word in text.split():
            found = found.filter(searched__icontains=word)
        return found

    def listed(self) -> TrainingQuerySet:
        """With what a list shows beside the row: its labels and what they stand for. Not joined, so that all rows can
        be sorted before any of them is looked up."""
        return self.prefetch_related("country__country", "program").defer("searched")

    def in_printed_order(self) -> TrainingQuerySet:
        """Newest report first, then line by line."""
        return self.order_by("-report", "id")

    def different(self, field: str, *, done: bool = False) -> list[Any]:
        """The values that a column with an index has, in order: from one to the next, never through all rows."""
        column = connections[self.db].ops.quote_name(field)
        rows = "programs_trainingrecord WHERE NOT planned AND" if done else "programs_trainingrecord WHERE"
        query = f"""
            WITH RECURSIVE found AS (
                SELECT min({column}) AS value FROM {rows} TRUE
                UNION ALL
                SELECT (SELECT min({column}) FROM {rows} {column} > found.value)
                FROM found WHERE found.value IS NOT NULL
            )
            SELECT value FROM found WHERE value IS NOT NULL
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute(query)
            return [value for (value,) in cursor.fetchall()]


class TrainingRecord(models.Model):
    """One printed line. Repeated lines are real: the printed totals need them all. Exempt from tracking: insert-only,
    its batch is tracked."""

    row_id = models.CharField(max_length=80, help_text="report/region/sequence in printed order")
    report = models.CharField(max_length=9, help_text="Fiscal years in the title, such as 2012-2013")
    fiscal_year = models.PositiveIntegerField(null=True, blank=True, help_text="As printed; one heading prints none")
    planned = models.BooleanField(
        default=False, help_text="Printed as planned, or without a year: never counted as done"
    )
    region = models.CharField(max_length=40)
    country = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+", db_index=False)
    program = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+", db_index=False)
    heading = models.CharField(max_length=200, blank=True, help_text="Heading of the program as printed")
    department = models.CharField(max_length=10, blank=True)
    course_title = models.CharField(max_length=500, blank=True)
    location = models.CharField(max_length=300, blank=True)
    student_unit = models.CharField(max_length=4000, blank=True)
    us_unit = models.CharField(max_length=500, blank=True)
    us_quantity = models.CharField(max_length=40, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    start_printed = models.CharField(max_length=60, blank=True)
    end_printed = models.CharField(max_length=60, blank=True)
    quantity = models.PositiveIntegerField("places", null=True, blank=True)
    total_cost = PrintedDollars("cost, US dollars", max_digits=16, decimal_places=3, null=True, blank=True)
    source_page = models.CharField(max_length=60, blank=True)
    flags = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    searched = models.GeneratedField(
        expression=Concat("course_title", Value(" "), "student_unit", Value(" "), "location"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = TrainingQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            AppendOnly(name="append_only"),
            *marks_stale("training", keys="r.fiscal_year, NULL::bigint")[:1],
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["row_id"],
                name="training_row_once",
                violation_error_message="This row of the report is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(planned=True) | models.Q(fiscal_year__isnull=False),
                name="training_done_in_a_year",
                violation_error_message="An activity that was done has its fiscal year.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["country", "fiscal_year"], name="training_by_country", include=SUMMED),
            models.Index(fields=["fiscal_year", "planned"], name="training_by_year", include=SUMMED),
            models.Index(fields=["region"], name="training_by_region", include=SUMMED),
            models.Index(fields=["program"], name="training_by_program", include=SUMMED),
            models.Index(fields=["-report", "id"], name="training_in_printed_order", include=CHOSEN),
            GinIndex(OpClass(Upper("searched"), name="gin_trgm_ops"), name="training_trigrams"),
        ]

    def __str__(self) -> str:
        return self.row_id
