"""Documents attached to programs, obligations and notifications: what each proves, and the checksum of its bytes."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, NotAhead
from ground.history import track

from ..states import Paper
from .notifications import CongressionalNotification
from .obligations import Obligation
from .programs import Program


def where_kept(attachment: Attachment, name: str) -> str:
    """By its checksum: the name that somebody gave it is never a path of ours."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> AttachmentQuerySet:
        """Those of records that the user may read."""
        return self.filter(
            models.Q(program__in=Program.objects.visible_to(user))
            | models.Q(obligation__in=Obligation.objects.visible_to(user))
            | models.Q(notification__in=CongressionalNotification.objects.visible_to(user))
        )


@track()
class Attachment(models.Model):
    """One document of one record. Never changed or removed: a newer one is attached beside it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    notification = models.ForeignKey(
        CongressionalNotification, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    paper = models.CharField("what it is", max_length=12, choices=Paper.choices)
    dated_on = models.DateField("dated")
    proves = models.CharField("what it proves", max_length=300)
    file = models.FileField(upload_to=where_kept, max_length=120)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("bytes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="dated_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(program__isnull=False, obligation=None, notification=None)
                | models.Q(program=None, obligation__isnull=False, notification=None)
                | models.Q(program=None, obligation=None, notification__isnull=False),
                name="attachment_of_one_record",
                violation_error_message="A document is attached to one record.",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$") & models.Q(size__gt=0),
                name="attachment_has_checksum",
                violation_error_message="A document has bytes and their checksum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(proves="") & ~models.Q(file="") & models.Q(paper__in=Paper.values),
                name="attachment_says_what_it_proves",
                violation_error_message="A document says what it is and what it proves.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="attachment_by_checksum")]

    def __str__(self) -> str:
        return PurePath(self.file_name).name

    def get_absolute_url(self) -> str:
        return f"/attachments/{self.pk}/"

    @property
    def record(self) -> Program | Obligation | CongressionalNotification:
        """What it is attached to."""
        found = self.program or self.obligation or self.notification
        assert found is not None  # noqa: S101 - the constraint attachment_of_one_record
        return found

    @property
    def place(self) -> Place:
        return self.record.place
