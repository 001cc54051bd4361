"""Every state of cases, subjects, approvals and unit standing, once, with the groups that code asks about."""

from __future__ import annotations

from django.db import models


class CaseState(models.TextChoices):
    """The batch (leahy-vetting 2.4), with the manager's endorsement between submission and acceptance."""

    DRAFT = "DRAFT", "Draft"
    SUBMITTED = "SUBMITTED", "Waits for the program manager"
    RETURNED = "RETURNED", "Returned"
    ENDORSED = "ENDORSED", "Request approved"
    ACCEPTED = "ACCEPTED", "Accepted"
    POST_CHECKS = "POST_CHECKS", "Post checks"
    POST_COMPLETE = "POST_COMPLETE", "Post checks complete"
    WASHINGTON = "WASHINGTON", "In review"
    RESULTS_RETURNED = "RESULTS_RETURNED", "Results in"
    CLOSED = "CLOSED", "Closed"
    CANCELLED = "CANCELLED", "Cancelled"


class SubjectState(models.TextChoices):
    """A person in a unit, or a unit with its commander (leahy-vetting 2.5). Expiry is computed, never a state."""

    DRAFT = "DRAFT", "Draft"
    QUEUED = "QUEUED", "Queued"
    POST_REVIEW = "POST_REVIEW", "Post review"
    POST_HOLD = "POST_HOLD", "Post hold"
    WASHINGTON_REVIEW = "WASHINGTON_REVIEW", "In review"
    PROCESS_REVIEW = "PROCESS_REVIEW", "Process review"
    SUSPENDED = "SUSPENDED", "Suspended"
    APPROVED = "APPROVED", "Approved"
    REJECTED = "REJECTED", "Rejected"
    RECALLED = "RECALLED", "Recalled"
    CANCELLED = "CANCELLED", "Cancelled"
    REMOVED = "REMOVED", "Removed"


class ApprovalState(models.TextChoices):
    IN_FORCE = "IN_FORCE", "In force"
    SUSPENDED = "SUSPENDED", "Suspended"
    REVOKED = "REVOKED", "Revoked"


class Standing(models.TextChoices):
    """Whether a unit may receive assistance at all (leahy-vetting 2.6). No finding is not a certificate."""

    NO_FINDING = "NO_FINDING", "No finding"
    UNDER_REVIEW = "UNDER_REVIEW", "Under review"
    INELIGIBLE = "INELIGIBLE", "Ineligible"
    REMEDIATION_OPEN = "REMEDIATION_OPEN", "Ineligible, remediation open"
    RESTORED = "RESTORED", "Restored"


OUT = frozenset({SubjectState.CANCELLED, SubjectState.REMOVED})
DECIDED = frozenset({SubjectState.APPROVED, SubjectState.REJECTED, SubjectState.RECALLED})
UNDECIDED = frozenset(SubjectState.values) - DECIDED - OUT
BARRED = frozenset({Standing.UNDER_REVIEW, Standing.INELIGIBLE, Standing.REMEDIATION_OPEN})
EDITABLE = frozenset({CaseState.DRAFT, CaseState.RETURNED})
