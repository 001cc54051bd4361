"""Depots of arms and ammunition (PSSM): rated for theft and for explosion, before and after an upgrade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead, refuse
from ground.history import track
from ground.models import Versioned

from ..cwd.states import Danger, Meets, Moment
from .clearance import CwdTask, InCountry, InCountryQuerySet

if TYPE_CHECKING:
    from django.db.models import Model


class AfterBefore(pgtrigger.Trigger):
    """A depot is inspected after its upgrade when it was inspected before it, on an earlier day. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[Model]) -> str:
        return f"""
            IF NEW.moment = 'AFTER' AND NOT EXISTS (SELECT 1 FROM programs_storageinspection i
                    WHERE i.storage_site_id = NEW.storage_site_id AND i.moment = 'BEFORE'
                      AND i.inspected_on < NEW.inspected_on) THEN
                {refuse("storage_after_has_before", "The depot was not inspected before its upgrade.")}
            END IF;
            IF NEW.task_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM programs_cwdtask t JOIN programs_grant g ON g.id = t.grant_id
                    JOIN programs_storagesite s ON s.id = NEW.storage_site_id
                    WHERE t.id = NEW.task_id AND t.activity IN ('PSSM', 'EMERGENCY', 'STOCKPILE')
                      AND g.country_id = s.country_id) THEN
                {refuse("storage_task_of_country", "The task is no upgrade of a depot in that country.")}
            END IF;
            RETURN NEW;
        """


@track()
class StorageSite(InCountry, Versioned):
    """A depot: whose it is and where. What holds it safe or not, its inspections say."""

    holder = models.CharField("held by", max_length=160)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("country",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="storage_site_once",
                violation_error_message="This depot is there already.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/storage/{self.pk}/"


class InspectionQuerySet(models.QuerySet["StorageInspection"]):
    def visible_to(self, user: Any) -> InspectionQuerySet:
        """Those of the depots that the user may read."""
        return self.filter(storage_site__in=InCountryQuerySet(StorageSite).visible_to(user))

    def newest(self) -> InspectionQuerySet:
        """The last inspection of each depot."""
        newest = self.model.objects.order_by("storage_site", "-inspected_on", "-pk").distinct("storage_site")
        return self.filter(pk__in=newest.values("pk"))


@track()
class StorageInspection(models.Model):
    """What an inspection found: danger of theft and danger of explosion each by itself, practices against a named
    standard apart from the buildings, and the MANPADS still at risk there. Never changed."""

    storage_site = models.ForeignKey(StorageSite, on_delete=models.PROTECT, related_name="inspections")
    task = models.ForeignKey(CwdTask, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections")
    moment = models.CharField("before or after", max_length=6, choices=Moment.choices)
    inspected_on = models.DateField()
    theft = models.CharField("risk of theft", max_length=1, choices=Danger.choices)
    explosion = models.CharField("risk of explosion", max_length=1, choices=Danger.choices)
    standard = models.CharField("standard of the practices", max_length=120, help_text="Such as IATG 02.10")
    practices = models.CharField(max_length=6, choices=Meets.choices)
    buildings = models.CharField(max_length=6, choices=Meets.choices)
    manpads_at_risk = models.PositiveIntegerField("MANPADS at risk there", default=0)
    document = models.CharField("report of the inspection", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            AfterBefore(name="after_before"),
            NotAhead(name="not_ahead", field="inspected_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["storage_site", "moment", "inspected_on"],
                name="storage_inspection_once",
                violation_error_message="This inspection is recorded already.",
            ),
            models.CheckConstraint(
                condition=~Q(standard="") & ~Q(document=""),
                name="storage_inspection_names_standard",
                violation_error_message="An inspection names the standard of the practices and its report.",
            ),
            models.CheckConstraint(
                condition=Q(theft__in=Danger.values, explosion__in=Danger.values),
                name="storage_inspection_is_rated",
                violation_error_message="Theft and explosion are rated each by itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.storage_site}, {self.get_moment_display().lower()}, {self.inspected_on}"

    @property
    def place(self) -> Place:
        return self.storage_site.place
