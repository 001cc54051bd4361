"""Whether a unit may receive assistance at all: under review and ineligible shut every program at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Versioned
from partners.models import Source, Unit, UnitParent

from ..lifecycle import STANDING_STEPS
from ..states import BARRED, Standing
from .guards import LocksSubject, StaysBelow


class StandingQuerySet(models.QuerySet["UnitStanding"]):
    def visible_to(self, user: Any) -> StandingQuerySet:
        return self.filter(user.scope.q("vetting.view_case", place="unit__country__operating_unit"))

    def barred(self) -> StandingQuerySet:
        """Units that no program may help now."""
        return self.filter(state__in=BARRED)


@track()
class UnitStanding(Versioned):
    """The standing of one unit. A unit without a row has no finding, which certifies nothing."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="standing")
    state = models.CharField(max_length=20, choices=Standing.choices, default=Standing.NO_FINDING)
    grounds = models.TextField(blank=True, help_text="What is known, with no name of a victim or witness")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(  # who confirmed the finding, or closed the review
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StandingQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *STANDING_STEPS.triggers(),
            LocksSubject(name="locks_unit", person=False),
            Frozen(name="frozen", fields=("unit",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="UNDER_REVIEW", proposed_by__isnull=False)
                | models.Q(state="NO_FINDING", proposed_by__isnull=True)
                | models.Q(proposed_by__isnull=False, confirmed_by__isnull=False)
                & ~models.Q(proposed_by=models.F("confirmed_by")),
                name="standing_finding_takes_two",
                violation_error_message="A finding takes two people: one proposes, another confirms or closes it.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="NO_FINDING") | models.Q(source__isnull=False) & ~models.Q(grounds=""),
                name="standing_finding_has_source",
                violation_error_message="A finding has its grounds and a source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"

    @property
    def place(self) -> Place:
        return self.unit.place


class LineOfCommand(UnitParent):
    """The same rows under a guard that only this floor can word: `partners` knows of no standing."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers: ClassVar = [StaysBelow(name="stays_below")]
