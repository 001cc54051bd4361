"""Giving a review from a page: the form of the rows that wait, and the one call it makes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.dates import today
from ground.pages import words
from ground.refusals import refusals
from ground.steps import lock

from ..forms import ReviewForm
from ..models import Review, VettingCase, VettingSubject
from ..selectors import REVIEW_PERMISSIONS, reviews_waiting
from ..services import reviews, subjects


def mine_to_review(user: Any, case: VettingCase) -> dict[str, set[int]]:
    """The rows of a case that wait for this user's review, by kind; kinds with none are left out."""
    found = {
        kind: set(reviews_waiting(user, kind).filter(case=case).values_list("pk", flat=True))
        for kind, permission in REVIEW_PERMISSIONS.items()
        if user.scope.permits(permission, case.place)
    }
    return {kind: ids for kind, ids in found.items() if ids}


def review_form(case: VettingCase, kind: str, rows: set[int], data: Any = None) -> ReviewForm:
    """The form with every row ticked, or bound to what was sent."""
    return ReviewForm(
        data,
        waiting=sorted(rows),
        initial={
            "case": case.number,
            "kind": kind,
            "version": case.version,
            "subjects": sorted(rows),
            "valid_until": longest(case),
        },
    )


def ticked(form: ReviewForm) -> set[int]:
    """The rows ticked: all at first, then as they were sent."""
    return {int(pk) for pk in form["subjects"].value() or () if str(pk).isdigit()}


def longest(case: VettingCase) -> dt.date:
    """The last day an approval given today may have."""
    on = today()
    return on + dt.timedelta(days=reviews.validity_days(place=case.operating_unit.code, on=on))


def give(case: VettingCase, data: dict[str, Any], *, by: Any) -> Any:
    """Give the review, or return the rows with a question."""
    rows = VettingSubject.objects.filter(case=case, pk__in=data["subjects"])
    if data["verdict"] == ReviewForm.RETURN:
        with refusals():
            lock(case, version=data["version"])
            return subjects.return_to_process(subjects=rows, reason=data["reason"], by=by)
    return reviews.review(
        case=case,
        kind=data["kind"],
        verdict=data["verdict"],
        subjects=rows,
        valid_until=data["valid_until"],
        conditions=data["conditions"],
        reason=data["reason"],
        version=data["version"],
        by=by,
    )


def said(result: Any, kind: str) -> str:
    """What the next page says about a review that was given."""
    if isinstance(result, list):
        return f"Returned {len(result)} with your reason. Nobody of them is approved or rejected."
    parts = []
    if result.approved:
        parts.append(f"Approved {result.approved}.")
    if result.rejected:
        parts.append(f"Rejected {result.rejected}.")
    if result.differing:
        parts.append(f"The two reviews differ on {result.differing}; they go to process review.")
    if result.waits:
        other = Review.Kind.HUMAN_RIGHTS if kind == Review.Kind.BUREAU else Review.Kind.BUREAU
        parts.append(
            f"{words.counted(result.waits, 'row')} wait for the {other.label.lower()}; nobody is approved yet."
        )
    return f"Your {Review.Kind(kind).label.lower()} is kept. {' '.join(parts)}"
