"""Published lists of parties that rosters are screened against. Mass rows: insert-only, tracked by their batch."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from ground.guards import AppendOnly
from ground.history import track
from ground.models import ImportBatch


class EntryKind(models.TextChoices):
    PERSON = "PERSON", "Person"
    ORGANIZATION = "ORGANIZATION", "Organization"
    UNIT = "UNIT", "Unit"
    OTHER = "OTHER", "Other (vessel, aircraft)"


@track()
class WatchList(models.Model):
    """A list by its publisher's name. Its entries are those of the current version."""

    name = models.CharField(max_length=60, unique=True)
    publisher = models.CharField(max_length=200, blank=True)
    current = models.ForeignKey(
        "vetting.ListVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )

    def __str__(self) -> str:
        return self.name


@track()
class ListVersion(models.Model):
    """One file of a list, kept whole. Newer versions replace older ones as current; nothing is removed."""

    list = models.ForeignKey(WatchList, on_delete=models.PROTECT, related_name="versions")
    batch = models.OneToOneField(ImportBatch, on_delete=models.PROTECT)
    layout = models.CharField(max_length=10, choices=[("OFAC", "OFAC"), ("BIS", "BIS"), ("TABLE", "Plain table")])

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]

    def __str__(self) -> str:
        return f"{self.list} {self.batch.at:%Y-%m-%d}"


class ListEntry(models.Model):
    """A party as its list gives it. Exempt from tracking: insert-only, its batch is tracked."""

    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="entries")
    source_id = models.CharField("the list's own number", max_length=120)
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    name = models.CharField(max_length=500)
    birth_date = models.CharField(max_length=300, blank=True, help_text="Each date it gives, as precise as known")
    birth_place = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=300, blank=True, help_text="Each country it gives, as printed")
    remarks = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "list entries"
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "source_id"], name="list_entry_once_per_version"),
        ]

    def __str__(self) -> str:
        return self.name


class ListName(models.Model):
    """A name or alias of an entry, folded for comparison. Exempt from tracking, as its entry."""

    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        indexes: ClassVar = [
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="list_name_trigrams", fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.name
