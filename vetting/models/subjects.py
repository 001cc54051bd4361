"""A subject of a case: a person in a unit, or a unit with its commander; and the reviews that decide on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete
from ground.history import track
from ground.models import Versioned
from partners.models import Person, Unit

from ..lifecycle import SUBJECT_STEPS
from ..states import OUT, SubjectState
from .cases import VettingCase
from .guards import JoinsInDraft, LocksSubject, ReviewerStandsApart, RoundsRise, RowSettled, TwoReviews


class SubjectQuerySet(models.QuerySet["VettingSubject"]):
    def visible_to(self, user: Any) -> SubjectQuerySet:
        """Subjects of cases at the places where the user may read cases."""
        return self.filter(user.scope.q("vetting.view_case", place="case__operating_unit"))

    def on_roster(self) -> SubjectQuerySet:
        """Without those canceled or removed."""
        return self.exclude(state__in=OUT)

    def waiting_for_review(self, user: Any) -> SubjectQuerySet:
        """In review, not asked for, managed, hit-cleared or already reviewed by this user in this round."""
        mine = Review.objects.filter(subject=models.OuterRef("pk"), round=models.OuterRef("round"), reviewer=user)
        return (
            self.filter(state=SubjectState.WASHINGTON_REVIEW)
            .exclude(case__requester=user)
            .exclude(case__manager=user)
            .exclude(hits__resolved_by=user)
            .exclude(models.Exists(mine))
        )


@track()
class VettingSubject(Versioned):
    """One row of a roster. `round` counts how often it entered review; each round has its own two reviews."""

    case = models.ForeignKey(VettingCase, on_delete=models.PROTECT, related_name="subjects")
    row = models.PositiveIntegerField("row on the roster")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="subjects")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="subjects")
    commander = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="commanding_subjects"
    )
    comes_with_person = models.BooleanField(default=False, help_text="The unit was added because a person serves in it")
    position = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=SubjectState.choices, default=SubjectState.DRAFT)
    round = models.PositiveIntegerField(default=0)
    screened_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *SUBJECT_STEPS.triggers(),
            JoinsInDraft(name="joins_in_draft"),
            TwoReviews(name="two_reviews"),
            RoundsRise(name="state_rounds"),  # after state_flow: Postgres fires triggers by name
            RowSettled(name="settled"),
            LocksSubject(name="locks_subject", person=True),
            Frozen(name="frozen", fields=("case", "person", "unit")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(person__isnull=False) & ~models.Q(state="REMOVED"),
                name="subject_person_once_per_case",
                violation_error_message="This person is on the roster already.",
            ),
            models.UniqueConstraint(
                fields=["case", "unit"],
                condition=models.Q(person__isnull=True) & ~models.Q(state="REMOVED"),
                name="subject_unit_once_per_case",
                violation_error_message="This unit is on the roster already.",
            ),
            models.UniqueConstraint(fields=["case", "row"], name="subject_row_once_per_case"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(commander__isnull=True, comes_with_person=False),
                name="subject_commander_is_of_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)

    @property
    def place(self) -> Place:
        return self.case.place


class Verdict(models.TextChoices):
    APPROVE = "APPROVE", "Approve"
    REJECT = "REJECT", "Reject"


class Review(models.Model):
    """One reviewer's verdict on one subject in one round. Append-only: a changed mind is a new round.

    Exempt from tracking: an append-only row is its own history.
    """

    class Kind(models.TextChoices):
        BUREAU = "BUREAU", "Bureau review"
        HUMAN_RIGHTS = "HUMAN_RIGHTS", "Human-rights review"

    subject = models.ForeignKey(VettingSubject, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    valid_until = models.DateField("approve until", null=True, blank=True)
    conditions = models.TextField(blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers: ClassVar = [
            ReviewerStandsApart(name="reviewer_stands_apart"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "round", "kind"],
                name="review_once_per_kind",
                violation_error_message="This review has been given already.",
            ),
            models.UniqueConstraint(
                fields=["subject", "round", "reviewer"],
                name="review_two_people",
                violation_error_message="The two reviews are given by two people.",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="APPROVE") | ~models.Q(reason=""),
                name="review_rejection_has_reason",
                violation_error_message="A rejection says why.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["BUREAU", "HUMAN_RIGHTS"], verdict__in=["APPROVE", "REJECT"]),
                name="review_known_words",
                violation_error_message="A review is of one of two kinds and says approve or reject.",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="APPROVE") | models.Q(valid_until__isnull=False),
                name="review_approval_has_last_day",
                violation_error_message="An approval says until when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_verdict_display()}"
