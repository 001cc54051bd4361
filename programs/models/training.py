"""Training as the annual reports print it (FAA s. 656, 22 U.S.C. 2416): published rows, open to every signed-in user."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ground.guards import AppendOnly, NoDelete, marks_stale
from ground.history import track
from ground.models import ImportBatch, Versioned
from partners.models import Country

from ..states import Kind


class ReportedNameQuerySet(models.QuerySet["ReportedName"]):
    def waiting(self) -> ReportedNameQuerySet:
        """Labels that stand for nothing yet and wait for a person."""
        return self.filter(assigned=False)


@track()
class ReportedName(Versioned):
    """A label as printed: a country's spelling or a program's name. Assigned once for all its rows, never guessed."""

    class Sort(models.TextChoices):
        COUNTRY = "COUNTRY", "Country"
        PROGRAM = "PROGRAM", "Program"

    sort = models.CharField(max_length=8, choices=Sort.choices)
    printed = models.CharField("as printed", max_length=200)
    assigned = models.BooleanField(default=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField("program", max_length=80, blank=True, help_text="One name for the spellings of a program")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportedNameQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sort", "printed"], name="reported_name_once"),
            models.CheckConstraint(
                condition=models.Q(assigned=False, country__isnull=True, label="")
                | models.Q(assigned=True, sort="COUNTRY", country__isnull=False)
                | models.Q(assigned=True, sort="PROGRAM") & ~models.Q(label=""),
                name="reported_name_assigned_to_something",
                violation_error_message="An assigned label stands for a country or a program.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed


class TrainingQuerySet(models.QuerySet["TrainingRecord"]):
    def actual(self) -> TrainingQuerySet:
        """Activities done. The first two reports print planned ones too; measures never count those."""
        return self.filter(planned=False)


class TrainingRecord(models.Model):
    """One printed line. Repeated lines are real: the printed totals need them all. Exempt from tracking: insert-only,
    its batch is tracked."""

    row_id = models.CharField(max_length=80, unique=True, help_text="report/region/sequence in printed order")
    report = models.CharField(max_length=9, help_text="Fiscal years in the title, such as 2012-2013")
    fiscal_year = models.PositiveIntegerField()
    planned = models.BooleanField(default=False)
    region = models.CharField(max_length=40)
    country = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(ReportedName, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=10, blank=True)
    course_title = models.CharField(max_length=500, blank=True)
    location = models.CharField(max_length=300, blank=True)
    student_unit = models.TextField(blank=True)
    us_unit = models.CharField(max_length=500, blank=True)
    us_quantity = models.CharField(max_length=40, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    start_printed = models.CharField(max_length=60, blank=True)
    end_printed = models.CharField(max_length=60, blank=True)
    quantity = models.PositiveIntegerField("places", null=True, blank=True)
    total_cost = models.DecimalField("cost, US dollars", max_digits=16, decimal_places=2, null=True, blank=True)
    source_page = models.CharField(max_length=60, blank=True)
    flags = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            AppendOnly(name="append_only"),
            *marks_stale("training", keys="r.fiscal_year, NULL::bigint")[:1],
        ]
        indexes: ClassVar = [
            models.Index(fields=["country", "fiscal_year"], name="training_by_country"),
            models.Index(fields=["fiscal_year", "planned"], name="training_by_year"),
            models.Index(fields=["report", "region"], name="training_by_report"),
            models.Index(fields=["program"], name="training_by_program"),
        ]

    def __str__(self) -> str:
        return self.row_id
