"""How the documents of a case look, and an offer whose last day has passed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ground.pages.badges import Badge
from ground.pages.words import counted

from .states import DocumentState as D

if TYPE_CHECKING:
    from ..models import CaseDocument

STATE: dict[str, Badge] = {
    D.DEVELOPMENT: Badge(D.DEVELOPMENT.label, "idle", "file"),
    D.WRITE: Badge(D.WRITE.label, "work", "doc"),
    D.REVIEW: Badge(D.REVIEW.label, "review", "two"),
    D.PROPOSED: Badge(D.PROPOSED.label, "work", "ok"),
    D.OFFERED: Badge(D.OFFERED.label, "work", "mail"),
    D.ACCEPTED: Badge(D.ACCEPTED.label, "good", "ok"),
    D.IMPLEMENTED: Badge(D.IMPLEMENTED.label, "good", "okc"),
    D.SUPPLY_COMPLETE: Badge(D.SUPPLY_COMPLETE.label, "good", "get"),
    D.CLOSURE_PENDING: Badge(D.CLOSURE_PENDING.label, "idle", "clock"),
    D.CLOSED: Badge(D.CLOSED.label, "idle", "lock"),
    D.CANCELLED: Badge(D.CANCELLED.label, "idle", "x"),
    D.WITHDRAWN: Badge(D.WITHDRAWN.label, "idle", "back"),
}


def document_badge(document: CaseDocument, on: dt.date) -> Badge:
    """How a document stands on a day: an offer past its last day has expired, without being in another state."""
    if document.state == D.OFFERED and document.expires_on is not None and document.expires_on < on:
        return Badge(f"Offer expired, {counted((on - document.expires_on).days, 'day')} ago", "bad", "clock")
    return STATE[document.state]
