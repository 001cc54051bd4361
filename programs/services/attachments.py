"""Documents: attached to a program, an obligation or a notification, with the checksum of their bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.core.files import File

from ground.acting import acting, need
from ground.refusals import Problem
from ground.rows.limits import MB

from ..checks import ATTACHED
from ..models import Attachment, CongressionalNotification, Obligation, Program
from .fields import checked, refuse

Record = Program | Obligation | CongressionalNotification
LARGEST = 25 * MB
STARTS = {
    ".pdf": b"%PDF",
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
"""What may be attached: how its name ends, and how its bytes begin."""
FIELDS = {Program: "program", Obligation: "obligation", CongressionalNotification: "notification"}
PERMISSION = {
    Program: "programs.change_program",
    Obligation: "programs.attach_document",
    CongressionalNotification: "programs.draft_notification",
}


def attach(*, to: Record, paper: str, dated_on: dt.date, proves: str, file: File[Any], by: Any) -> Attachment:
    """Attach a document. It is never changed or removed; a newer one is attached beside it."""
    need(by, PERMISSION[type(to)], to)
    with acting(by, step="attach"):
        refuse(_problems(file))
        row = Attachment(
            **{FIELDS[type(to)]: to},
            paper=paper,
            dated_on=dated_on,
            proves=proves.strip(),
            file_name=PurePath(str(file.name)).name[:255],
            sha256=checksum(file),
            size=file.size,
            by=by,
        )
        row.file.name = "to be kept"  # the field is checked before the bytes are kept
        checked(row)
        file.seek(0)
        row.file = file
        row.save()
    return row


def checksum(file: Any) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    found = hashlib.sha256()
    file.seek(0)
    while part := file.read(MB):
        found.update(part)
    return found.hexdigest()


def as_kept(attachment: Attachment) -> Any:
    """The file, open at its start. Raises Refused where its bytes are gone or not those that were attached."""
    try:
        file = attachment.file.open("rb")
    except FileNotFoundError:
        refuse([Problem("The bytes of this document are not there.", ATTACHED, "Restore them from a backup.")])
    if checksum(file) != attachment.sha256:
        file.close()
        refuse([Problem("The bytes of this document are not those that were attached.", ATTACHED, code="checksum")])
    file.seek(0)
    return file


def _problems(file: File[Any]) -> Iterator[Problem]:
    """Files that a person can open and that carry no page of ours: by name and by how their bytes begin."""
    ending = PurePath(str(file.name)).suffix.lower()
    if not file.size:
        yield Problem("The file is empty.", ATTACHED, field="file", code="empty")
    elif file.size > LARGEST:
        reason = f"The file has {file.size:,} bytes; at most {LARGEST:,} are kept."
        yield Problem(reason, ATTACHED, field="file", code="large")
    elif ending not in STARTS:
        reason = f"A file that ends in “{ending or 'nothing'}” is not attached."
        yield Problem(reason, ATTACHED, f"Attach one of {', '.join(STARTS)}.", "file", "ending")
    else:
        file.seek(0)
        if not file.read(8).startswith(STARTS[ending]):
            yield Problem(f"The file is called {ending} but is none.", ATTACHED, field="file", code="start")
