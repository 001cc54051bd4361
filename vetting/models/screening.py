"""Possible matches of a subject, each decided by a named person. The engine ranks; it clears nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import Flow, Frozen, NoDelete, Start
from ground.history import track
from ground.models import Versioned

from .guards import HitResolvedByAnother
from .lists import ListEntry
from .subjects import VettingSubject


class HitState(models.TextChoices):
    OPEN = "OPEN", "Possible, open"
    SAME = "SAME", "Same"
    DIFFERENT = "DIFFERENT", "Different"


class HitQuerySet(models.QuerySet["Hit"]):
    def visible_to(self, user: Any) -> HitQuerySet:
        return self.filter(user.scope.q("vetting.view_case", place="subject__case__operating_unit"))


@track()
class Hit(Versioned):
    """A subject and a party on a list that may be the same, with a score and its reasons in words."""

    subject = models.ForeignKey(VettingSubject, on_delete=models.PROTECT, related_name="hits")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="hits")
    matched_name = models.CharField(max_length=500)
    about_commander = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=4, decimal_places=3)
    band = models.CharField(max_length=10)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=HitState.choices, default=HitState.OPEN)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="resolved_hits"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    found_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = HitQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Flow(
                name="state_flow",
                field="state",
                edges={("OPEN", "SAME"), ("OPEN", "DIFFERENT"), ("SAME", "OPEN"), ("DIFFERENT", "OPEN")},
            ),
            Start(name="state_start", field="state", initial="OPEN"),
            HitResolvedByAnother(name="resolved_by_another"),
            Frozen(name="frozen", fields=("subject", "entry", "about_commander")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "entry", "about_commander"], name="hit_once_per_subject_and_entry"
            ),
            models.CheckConstraint(
                condition=models.Q(state="OPEN", resolved_by__isnull=True)
                | ~models.Q(state="OPEN") & models.Q(resolved_by__isnull=False),
                name="hit_resolved_by_somebody",
                violation_error_message="A named person decides on a possible match.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="hit_by_state")]

    def __str__(self) -> str:
        return f"{self.subject} ~ {self.matched_name}"

    @property
    def place(self) -> Place:
        return self.subject.case.place
