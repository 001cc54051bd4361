"""How the states of vetting look: a word, a tone and an icon for each, once for every page, list and export."""

from __future__ import annotations

from ground.dates import last_day, today
from ground.pages import words
from ground.pages.badges import Badge

from .models import Approval, Hit, HitState, VettingCase, VettingSubject
from .states import ApprovalState, CaseState, Standing, SubjectState

CASE: dict[str, Badge] = {
    CaseState.DRAFT: Badge(CaseState.DRAFT.label, "idle", "file"),
    CaseState.SUBMITTED: Badge(CaseState.SUBMITTED.label, "review", "user"),
    CaseState.RETURNED: Badge(CaseState.RETURNED.label, "warn", "back"),
    CaseState.ENDORSED: Badge(CaseState.ENDORSED.label, "work", "ok"),
    CaseState.ACCEPTED: Badge(CaseState.ACCEPTED.label, "work", "folder"),
    CaseState.POST_CHECKS: Badge(CaseState.POST_CHECKS.label, "work", "search"),
    CaseState.POST_COMPLETE: Badge(CaseState.POST_COMPLETE.label, "work", "okc"),
    CaseState.WASHINGTON: Badge(CaseState.WASHINGTON.label, "review", "scales"),
    CaseState.RESULTS_RETURNED: Badge(CaseState.RESULTS_RETURNED.label, "good", "done"),
    CaseState.CLOSED: Badge(CaseState.CLOSED.label, "idle", "lock"),
    CaseState.CANCELLED: Badge(CaseState.CANCELLED.label, "idle", "x"),
}
SUBJECT: dict[str, Badge] = {
    SubjectState.DRAFT: Badge(SubjectState.DRAFT.label, "idle", "file"),
    SubjectState.QUEUED: Badge(SubjectState.QUEUED.label, "work", "clock"),
    SubjectState.POST_REVIEW: Badge(SubjectState.POST_REVIEW.label, "work", "search"),
    SubjectState.POST_HOLD: Badge(SubjectState.POST_HOLD.label, "warn", "pause"),
    SubjectState.WASHINGTON_REVIEW: Badge(SubjectState.WASHINGTON_REVIEW.label, "review", "scales"),
    SubjectState.PROCESS_REVIEW: Badge(SubjectState.PROCESS_REVIEW.label, "warn", "note"),
    SubjectState.SUSPENDED: Badge(SubjectState.SUSPENDED.label, "bad", "pause"),
    SubjectState.APPROVED: Badge(SubjectState.APPROVED.label, "good", "okc"),
    SubjectState.REJECTED: Badge(SubjectState.REJECTED.label, "bad", "ban"),
    SubjectState.RECALLED: Badge(SubjectState.RECALLED.label, "bad", "back"),
    SubjectState.CANCELLED: Badge(SubjectState.CANCELLED.label, "idle", "x"),
    SubjectState.REMOVED: Badge(SubjectState.REMOVED.label, "idle", "minus"),
}
STANDING: dict[str, Badge] = {
    Standing.NO_FINDING: Badge(Standing.NO_FINDING.label, "good", "okc"),
    Standing.UNDER_REVIEW: Badge(Standing.UNDER_REVIEW.label, "bad", "search"),
    Standing.INELIGIBLE: Badge(Standing.INELIGIBLE.label, "bad", "ban"),
    Standing.REMEDIATION_OPEN: Badge(Standing.REMEDIATION_OPEN.label, "bad", "ban"),
    Standing.RESTORED: Badge(Standing.RESTORED.label, "warn", "clock"),
}
HIT: dict[str, Badge] = {
    HitState.OPEN: Badge(HitState.OPEN.label, "warn", "split"),
    HitState.SAME: Badge(HitState.SAME.label, "bad", "ban"),
    HitState.DIFFERENT: Badge(HitState.DIFFERENT.label, "idle", "okc"),
}
APPROVAL: dict[str, Badge] = {
    ApprovalState.IN_FORCE: Badge(ApprovalState.IN_FORCE.label, "good", "okc"),
    ApprovalState.SUSPENDED: Badge(ApprovalState.SUSPENDED.label, "bad", "pause"),
    ApprovalState.REVOKED: Badge(ApprovalState.REVOKED.label, "bad", "ban"),
}
LAPSED = Badge("Lapsed", "idle", "clock")
NOT_YET = Badge("Not yet in force", "warn", "clock")
NO_APPROVAL = Badge("None", "idle", "minus")
PERSON_OR_UNIT = {True: "person", False: "unit"}


def case_badge(case: VettingCase) -> Badge:
    """The state of a case."""
    return CASE[case.state]


def subject_badge(subject: VettingSubject) -> Badge:
    """The state of a subject."""
    return SUBJECT[subject.state]


def hit_badge(hit: Hit) -> Badge:
    """What was decided on a possible match, naming what it is about: same person or different person, same unit …"""
    found = HIT[hit.state]
    if hit.state == HitState.OPEN:
        return found
    what = PERSON_OR_UNIT[hit.subject.person_id is not None or hit.about_commander]
    return Badge(f"{found.word} {what}", found.tone, found.icon)


def standing_badge(state: str | None) -> Badge:
    """The standing of a unit; a unit without a row has no finding."""
    return STANDING[state or Standing.NO_FINDING]


def approval_badge(approval: Approval) -> Badge:
    """The state of an approval today: expiry is computed, never a state."""
    if approval.state == ApprovalState.IN_FORCE:
        last = last_day(approval.valid)
        if last is not None and last < today():
            return LAPSED
        if approval.valid.lower and approval.valid.lower > today():
            return NOT_YET
    return APPROVAL[approval.state]


def until_badge(approval: Approval) -> Badge:
    """An approval as one badge: until when, or why not."""
    badge = approval_badge(approval)
    if badge is APPROVAL[ApprovalState.IN_FORCE]:
        return Badge(f"Until {words.day(last_day(approval.valid))}", "good", "okc")
    return badge
