"""Reads where cases, subjects, reviews, hits and standing meet: what waits for whom, and how a case stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from partners.models import Person, Unit

from .models import Approval, Hit, Review, UnitStanding, VettingCase, VettingSubject
from .states import OUT, CaseState, SubjectState

REVIEW_PERMISSIONS = {
    Review.Kind.BUREAU: "vetting.review_bureau",
    Review.Kind.HUMAN_RIGHTS: "vetting.review_human_rights",
}


def requests_waiting(user: User) -> QuerySet[VettingCase]:
    """Requests of programs that this user manages, sent and not yet approved or returned."""
    if not user.scope.has("vetting.endorse_case"):
        return VettingCase.objects.none()
    return VettingCase.objects.waiting_for_endorsement(user)


def reviewable(user: User, kind: str) -> QuerySet[VettingSubject]:
    """Subjects in review where the user gives this kind of review, and nobody has given it in the present round."""
    given = Review.objects.filter(subject=OuterRef("pk"), round=OuterRef("round"), kind=kind)
    return (
        VettingSubject.objects.visible_to(user)
        .filter(user.scope.q(REVIEW_PERMISSIONS[Review.Kind(kind)], place="case__operating_unit"))
        .filter(state=SubjectState.WASHINGTON_REVIEW)
        .exclude(Exists(given))
    )


def reviews_waiting(user: User, kind: str) -> QuerySet[VettingSubject]:
    """Of those, the ones that are this user's to review: not asked for, managed, hit-cleared or reviewed by them."""
    return reviewable(user, kind).waiting_for_review(user)  # type: ignore[attr-defined, no-any-return]


def approvals_waiting(user: User) -> int:
    """How many requests and reviews wait for a user: the count in the header, at most three queries."""
    waiting = 0
    if user.scope.has("vetting.endorse_case"):
        waiting += requests_waiting(user).count()
    for kind, permission in REVIEW_PERMISSIONS.items():
        if user.scope.has(permission):
            waiting += reviews_waiting(user, kind).aggregate(n=Count("case", distinct=True))["n"]
    return waiting


@dataclass(frozen=True)
class NotYours:
    """A case in review that this user may see but not review, and why."""

    number: str
    event: str
    reason: str


def not_mine_to_review(user: User, kind: str, *, case: VettingCase | None = None) -> list[NotYours]:
    """The cases in review at the user's places (or one of them) that somebody else reviews, and why. One query."""
    mine = Review.objects.filter(subject=OuterRef("pk"), round=OuterRef("round"), reviewer=user)
    cleared = Hit.objects.filter(subject=OuterRef("pk"), resolved_by=user)
    waiting = reviewable(user, kind) if case is None else reviewable(user, kind).filter(case=case)
    rows = (
        waiting.annotate(
            why=Case(
                When(case__requester=user, then=Value("You asked for it. Whoever asks does not review.")),
                When(case__manager=user, then=Value("You manage the program. The manager does not review.")),
                When(Exists(cleared), then=Value("You decided a possible match here. Another person reviews.")),
                When(Exists(mine), then=Value("You gave the other review. The two reviews are two people’s.")),
                output_field=models.CharField(),
            )
        )
        .exclude(why=None)
        .values_list("case__number", "case__event", "why")
        .distinct()
        .order_by("case__number")
    )
    return [NotYours(*row) for row in rows]


def counted(rows: QuerySet[Any], **where: Any) -> Coalesce:
    """How many rows of a related model there are, as a subquery that runs for the rows shown only."""
    number = rows.filter(**where).order_by().values(*where).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=models.IntegerField()), Value(0))


def cases_for_lists(user: User) -> QuerySet[VettingCase]:
    """Visible cases with what a list says of each: people, units, open hits, states of subjects, waiting since when."""
    roster = VettingSubject.objects.on_roster()
    hits = Hit.objects.filter(state="OPEN").exclude(subject__state__in=OUT)
    reviewed = Review.objects.filter(kind=Review.Kind.BUREAU, round=F("subject__round"))
    return (
        VettingCase.objects.visible_to(user)
        .select_related("operating_unit", "requester", "manager")
        .annotate(
            people=counted(roster.filter(person__isnull=False), case=OuterRef("pk")),
            units=counted(roster.filter(person__isnull=True), case=OuterRef("pk")),
            suspended=counted(roster.filter(state=SubjectState.SUSPENDED), case=OuterRef("pk")),
            approved=counted(roster.filter(state=SubjectState.APPROVED), case=OuterRef("pk")),
            questions=counted(roster.filter(state=SubjectState.PROCESS_REVIEW), case=OuterRef("pk")),
            in_review=counted(roster.filter(state=SubjectState.WASHINGTON_REVIEW), case=OuterRef("pk")),
            hits_open=counted(hits, subject__case=OuterRef("pk")),
            bureau_reviewed=counted(
                reviewed.filter(subject__state=SubjectState.WASHINGTON_REVIEW), subject__case=OuterRef("pk")
            ),
            waiting_since=waiting_since(),
        )
    )


def waiting_since() -> Case:
    """When a case came into the hands that hold it now. It depends on today, so it is asked, never stored."""
    return Case(
        When(state__in=[CaseState.SUBMITTED, CaseState.RETURNED], then=F("submitted_at")),
        When(state=CaseState.ENDORSED, then=F("endorsed_at")),
        When(state__in=[CaseState.ACCEPTED, CaseState.POST_CHECKS, CaseState.POST_COMPLETE], then=F("accepted_at")),
        When(state=CaseState.WASHINGTON, then=F("sent_at")),
        When(state__in=[CaseState.RESULTS_RETURNED, CaseState.CLOSED], then=F("results_at")),
        output_field=models.DateTimeField(),
    )


def working_days(first: dt.date, last: dt.date) -> int:
    """Mondays to Fridays after `first` up to `last`; public holidays are not known here."""
    whole, rest = divmod(max((last - first).days, 0), 7)
    return 5 * whole + sum((first + dt.timedelta(days=7 * whole + n)).weekday() < 5 for n in range(1, rest + 1))


def units_with_standing(user: User) -> QuerySet[Unit]:
    """Visible units with the state of their standing; empty where the user may not read vetting."""
    state = UnitStanding.objects.filter(unit=OuterRef("pk")).values("state")
    readable = user.scope.q("vetting.view_case", place="country__operating_unit")
    return (
        Unit.objects.visible_to(user)
        .select_related("country")
        .annotate(
            standing_state=Case(
                When(readable, then=Coalesce(Subquery(state), Value("NO_FINDING"))),
                default=Value(""),
                output_field=models.CharField(),
            )
        )
    )


def approvals_of(user: User, *, unit: Unit | None = None, person: Person | None = None) -> QuerySet[Approval]:
    """Approvals of one unit itself or of one person, newest first, with their cases."""
    where = Q(person=person) if person is not None else Q(unit=unit, person__isnull=True)
    return (
        Approval.objects.visible_to(user)
        .filter(where)
        .select_related("unit", "person", "subject__case")
        .order_by("-valid", "-pk")
    )


def latest_approvals(user: User, subjects: Iterable[VettingSubject]) -> dict[int, Approval]:
    """The latest visible approval of each subject's person and unit, from this case or another, by subject id."""
    rows = list(subjects)
    found = (
        Approval.objects.visible_to(user)
        .filter(Q(person__in={s.person_id for s in rows}) | Q(person=None), unit__in={s.unit_id for s in rows})
        .select_related("subject__case__operating_unit")
        .order_by("valid", "pk")
    )
    latest = {(a.unit_id, a.person_id): a for a in found}
    return {s.pk: latest[s.unit_id, s.person_id] for s in rows if (s.unit_id, s.person_id) in latest}
