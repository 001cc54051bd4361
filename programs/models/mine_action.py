"""What a country lives with beside its sites: accidents with explosive ordnance, and the days its treaties set."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ground.guards import AppendOnly, NotAhead
from ground.history import track

from .clearance import InCountry


class Told(InCountry):
    """Base of what is written down of a country with its source, and never changed."""

    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


@track()
class Accident(Told):
    """People hurt by explosive ordnance: where, when, how many. No name of anybody. Never changed."""

    on_day = models.DateField("on")
    killed = models.PositiveIntegerField(default=0)
    injured = models.PositiveIntegerField(default=0)

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="on_day"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(killed__gt=0) | Q(injured__gt=0),
                name="accident_hurt_somebody",
                violation_error_message="An accident has people killed or injured.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="accident_has_source",
                violation_error_message="An accident says who reported it.",
            ),
        ]


@track()
class TreatyDeadline(Told):
    """The day by which a treaty wants a country cleared; a day that was prolonged is a new row. Not verified."""

    deadline = models.DateField()

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(name=""),
                name="treaty_deadline_has_source",
                violation_error_message="A deadline names its treaty and where it stands.",
            ),
        ]
