"""Documents: attach one to a record, get one back as it was. They are downloads, never shown in a page of ours."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views import View

from ground.dates import today
from ground.models import ReadLog
from ground.rows import content_disposition

from ..forms.attachments import AttachmentForm
from ..models import Attachment
from ..services import attachments
from ..states import Paper
from .base import OfRecord, RecordForm
from .ledger import OfObligation
from .notifications import OfNotification
from .programs import OfProgram


class Attach(RecordForm):
    """A document of the record at this address."""

    form_class = AttachmentForm
    title = "Attach a document"
    lead = "It is kept as it is, with the checksum of its bytes, and never changed: a newer one is attached beside it."
    button = "Attach it"
    said = "Attached."
    multipart = True

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("paper", "")
        return {"paper": asked if asked in Paper.values else Paper.SIGNED_AGREEMENT, "dated_on": today()}

    def act(self, data: dict[str, Any]) -> Attachment:
        return attachments.attach(to=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = self.trail(self.title)  # type: ignore[attr-defined]
        return found


class AttachToProgram(OfProgram, Attach):
    permission = "programs.change_program"


class AttachToObligation(OfObligation, Attach):
    permission = "programs.attach_document"


class AttachToNotification(OfNotification, Attach):
    permission = "programs.draft_notification"


class Download(OfRecord, View):
    """The bytes as they were attached, for whoever may read the record; the reading is logged."""

    permission = "programs.view_program"
    object: Attachment

    def seen(self, user: Any) -> QuerySet[Attachment]:
        records = ("program__operating_unit", "obligation__operating_unit", "notification__operating_unit")
        return Attachment.objects.visible_to(user).select_related(*records, "obligation__fund__account")

    def allowed(self, user: Any) -> bool:
        """`seen` has asked the permission that reads the record itself."""
        return True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.object
        file = attachments.as_kept(row)
        ReadLog.objects.create(what=ReadLog.READ, subject=f"Attachment {row.pk}: {row}"[:200], by=request.user)
        answer = FileResponse(file, content_type="application/octet-stream")
        answer["Content-Disposition"] = content_disposition(str(row))
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
