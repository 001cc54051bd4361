"""End-use monitoring: defense items with their serials, the checks on them, and reports of possible misuse."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Unit

from ..fms.states import EndUse, ItemStatus
from .fms import FmsCaseLine
from .fms_guards import CheckOfItem, ItemOfLine
from .programs import Program

CLASSES = [choice for choice in EndUse.choices if choice[0] != EndUse.NONE]


class ItemQuerySet(models.QuerySet["MonitoredItem"]):
    def visible_to(self, user: Any) -> ItemQuerySet:
        at = {"place": "line__case__program__operating_unit", "kind": "line__case__program__kind"}
        return self.filter(user.scope.q("programs.view_program", **at))


@track()
class MonitoredItem(Versioned):
    """A defense item with its serial number, in the class of its case line."""

    line = models.ForeignKey(FmsCaseLine, on_delete=models.PROTECT, related_name="items")
    serial = models.CharField("serial number", max_length=60)
    received_on = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="monitored_items")
    site = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=ItemStatus.choices, default=ItemStatus.IN_SERVICE)
    consent = models.CharField("third-party transfer consent", max_length=120, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            ItemOfLine(name="of_line"),
            NotAhead(name="not_ahead", field="received_on"),
            Frozen(name="frozen", fields=("line", "serial", "received_on")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "serial"],
                name="monitored_item_once",
                violation_error_message="This serial number is on the line already.",
            ),
            models.CheckConstraint(
                condition=~Q(serial=""),
                name="monitored_item_has_serial",
                violation_error_message="A monitored item has a serial number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.description} {self.serial}"

    def get_absolute_url(self) -> str:
        return f"/eum/items/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.line.place


@track()
class EndUseCheck(models.Model):
    """One check of one item on its day: whether the serial was seen, the storage held, and what was found. Never
    changed."""

    item = models.ForeignKey(MonitoredItem, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField("class", max_length=10, choices=CLASSES)
    checked_on = models.DateField()
    serial_seen = models.BooleanField("serial number inventoried")
    storage_holds = models.BooleanField("physical security checklist holds")
    checklist = models.CharField("checklist", max_length=120, blank=True, help_text="The document of the checklist")
    finding = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "end-use check"
        triggers: ClassVar = [
            CheckOfItem(name="of_item"),
            NotAhead(name="not_ahead", field="checked_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(serial_seen=True, storage_holds=True) | ~Q(finding=""),
                name="end_use_check_says_what_is_wrong",
                violation_error_message="A check that does not hold says what was found.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EndUse.ENHANCED) | ~Q(checklist=""),
                name="end_use_check_enhanced_has_checklist",
                violation_error_message="An enhanced check names its checklist.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.checked_on}"

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.serial_seen and self.storage_holds

    @property
    def place(self) -> Place:
        return self.item.place


class MisuseQuerySet(models.QuerySet["MisuseReport"]):
    def visible_to(self, user: Any) -> MisuseQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class MisuseReport(Versioned):
    """A report of possible misuse or diversion: who said it when, what was assessed, and whether Congress is told."""

    class Substance(models.TextChoices):
        NONE = "", "Not assessed"
        MISUSE = "MISUSE", "Used against purpose"
        DIVERTED = "DIVERTED", "Diverted or destroyed"
        UNFOUNDED = "UNFOUNDED", "Unfounded"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="misuse_reports")
    line = models.ForeignKey(
        FmsCaseLine, on_delete=models.PROTECT, null=True, blank=True, related_name="misuse_reports"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="misuse_reports")
    reported_on = models.DateField()
    source = models.CharField(max_length=200)
    text = models.TextField("what was reported")
    found = models.CharField("assessed as", max_length=10, choices=Substance.choices, blank=True)
    assessment = models.TextField(blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    to_congress = models.BooleanField("report to Congress", null=True, blank=True)

    objects = MisuseQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="reported_not_ahead", field="reported_on"),
            NotAhead(name="assessed_not_ahead", field="assessed_on"),
            Frozen(name="frozen", fields=("program", "line", "unit", "reported_on", "source", "text")),
            Frozen(name="assessed", fields=("assessed_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(text=""),
                name="misuse_report_has_source",
                violation_error_message="A report of misuse says what and names its source.",
            ),
            models.CheckConstraint(
                condition=Q(found="", assessed_on=None, to_congress=None)
                | ~Q(found="")
                & ~Q(assessment="")
                & Q(assessed_on__gte=models.F("reported_on"), to_congress__isnull=False),
                name="misuse_report_assessed_whole",
                violation_error_message="An assessment has a day, a text, and says whether Congress is told.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}, {self.reported_on}"

    @property
    def place(self) -> Place:
        return self.program.place
