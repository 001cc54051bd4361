"""Rows that belong to no domain: versions, counters, dated parameters, imports, stale facts, the log of reads."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now

from .guards import AppendOnly, NextVersion
from .history import track
from .refusals import Basis

BASES = [(basis.value, basis.value) for basis in Basis]


class Versioned(models.Model):
    """What people edit in forms: `version` goes up by one with each write, and a stale writer is refused."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        triggers: ClassVar = [NextVersion(name="next_version")]

    def save(self, **kwargs: Any) -> None:
        """Save and raise the version; the attribute goes back when the write fails."""
        if self._state.adding:
            super().save(**kwargs)
            return
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        self.version += 1
        try:
            super().save(**kwargs)
        except Exception:
            self.version -= 1
            raise


class Counter(models.Model):
    """The last number given for a kind, year and place. Exempt from history: it holds no fact."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveIntegerField()
    place = models.CharField(max_length=12)
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["prefix", "year", "place"], name="counter_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.place}: {self.last}"


@track()
class Parameter(Versioned):
    """A dated number or word that law or policy sets and may change, with its source and basis."""

    key = models.CharField(max_length=80)
    place = models.CharField(max_length=12, blank=True, help_text="ISO alpha-3 code, or empty for everywhere")
    value = models.JSONField()
    valid = DateRangeField()
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=20, choices=BASES)
    verified = models.BooleanField(default=False)

    class Meta(Versioned.Meta):
        constraints: ClassVar = [
            ExclusionConstraint(
                name="parameter_one_at_a_time",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another value is in force for some of these dates. Close it first.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="parameter_has_source",
                violation_error_message="A parameter says where its value comes from.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.place}".strip()


@track()
class ImportBatch(models.Model):
    """One file brought in by one transaction: what it was, what came of it, and who did it."""

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    counts = models.JSONField(help_text="read, kept, unchanged, merged, review, refused")
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "import batches"
        triggers: ClassVar = [AppendOnly(name="append_only")]
        indexes: ClassVar = [models.Index(fields=["kind", "-at"], name="import_batch_recent")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"


class StaleFact(models.Model):
    """A fact changed for this year and place: whatever is counted from it is filled again.

    Appended plainly by statement triggers in the transaction of the fact itself, claimed with SKIP LOCKED by the
    sweep. Exempt from history: work rows, gone when done. Null year or unit means all of them.
    """

    fact = models.CharField(max_length=40)
    fiscal_year = models.PositiveIntegerField(null=True)
    operating_unit = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [models.Index(fields=["fact", "id"], name="stale_fact_order")]

    def __str__(self) -> str:
        return f"{self.fact} {self.fiscal_year} {self.operating_unit}"


class ReadLog(models.Model):
    """Exports, and reads of what may harm somebody: who, when, what, how many rows. Append-only, itself the log."""

    EXPORT, READ = "EXPORT", "READ"
    what = models.CharField(max_length=10, choices=[(EXPORT, "Export"), (READ, "Read")])
    subject = models.CharField(max_length=200)
    filters = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        indexes: ClassVar = [models.Index(fields=["by", "-at"], name="read_log_by_whom")]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
