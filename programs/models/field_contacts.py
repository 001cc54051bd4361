"""Contacts of a student in field studies, by topic."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, NotAhead
from ground.history import track

from ..states import Topic
from .seats import TrainingSeat


class FieldContactQuerySet(models.QuerySet["FieldContact"]):
    def visible_to(self, user: Any) -> FieldContactQuerySet:
        """Those of the seats that the user may read."""
        here = {"place": "seat__program__operating_unit", "kind": "seat__program__kind"}
        return self.filter(user.scope.q("programs.view_program", **here))


@track()
class FieldContact(models.Model):
    """A student of IMET met an institution of the United States on one of the topics of field studies."""

    seat = models.ForeignKey(TrainingSeat, on_delete=models.PROTECT, related_name="field_contacts")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    on_day = models.DateField("on")
    with_whom = models.CharField("with whom", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FieldContactQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="on_day"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seat", "topic", "on_day", "with_whom"],
                name="field_contact_once",
                violation_error_message="This contact is on record already.",
            ),
            models.CheckConstraint(
                condition=models.Q(topic__in=Topic.values) & ~models.Q(with_whom=""),
                name="field_contact_whole",
                violation_error_message="A contact has one of the topics, and somebody who was met.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}, {self.with_whom}"

    @property
    def place(self) -> Place:
        return self.seat.place
