"""The step tables of vetting. Pages, API, checks and the database's guards all read these and nothing else.

Left out until their issue brings what they need: matched subjects, the fast track, overrides, reopening, remediation
and restoration (leahy-vetting 2.4 to 2.6).
"""

from __future__ import annotations

from ground.lifecycle import Lifecycle, Step, sources

from . import checks
from .states import ApprovalState as A
from .states import CaseState as C
from .states import Standing as U
from .states import SubjectState as S

CASE_STEPS = Lifecycle(
    "vetting.VettingCase",
    initial=C.DRAFT,
    steps=(
        Step(
            "submit",
            sources(C.DRAFT, C.RETURNED),
            C.SUBMITTED,
            "vetting.submit_case",
            "Submit the request",
            (checks.is_the_requester, checks.has_subjects, checks.commanders_are_named, checks.dates_are_ahead),
        ),
        Step(
            "withdraw",
            sources(C.DRAFT, C.RETURNED, C.SUBMITTED, C.ENDORSED, C.WASHINGTON),
            C.CANCELLED,
            "vetting.withdraw_case",
            "Withdraw the request",
            (checks.is_the_requester, checks.nobody_is_suspended),
            needs_note=True,
        ),
        Step(
            "endorse",
            sources(C.SUBMITTED),
            C.ENDORSED,
            "vetting.endorse_case",
            "Approve request",
            (checks.is_the_manager, checks.names_need_law_and_funding),
        ),
        Step(
            "return",
            sources(C.SUBMITTED),
            C.RETURNED,
            "vetting.endorse_case",
            "Return with a reason",
            (checks.is_the_manager,),
            needs_note=True,
        ),
        Step(
            "send_back",
            sources(C.ENDORSED, C.ACCEPTED),
            C.RETURNED,
            "vetting.accept_case",
            "Return to the post",
            (checks.did_not_request,),
            needs_note=True,
        ),
        Step(
            "accept",
            sources(C.ENDORSED),
            C.ACCEPTED,
            "vetting.accept_case",
            "Accept and screen",
            (checks.did_not_request,),
        ),
        Step("start_checks", sources(C.ACCEPTED), C.POST_CHECKS, "vetting.screen_case", "Screen", offered=False),
        Step(
            "complete_checks",
            sources(C.POST_CHECKS),
            C.POST_COMPLETE,
            "vetting.send_case",
            "Send to review",
            (checks.did_not_request, checks.nobody_is_held, checks.hits_are_resolved),
        ),
        Step("send", sources(C.POST_COMPLETE), C.WASHINGTON, "vetting.send_case", "Send to review", offered=False),
        Step(
            "return_results",
            sources(C.WASHINGTON),
            C.RESULTS_RETURNED,
            "vetting.view_case",
            "Return results",
            (checks.every_subject_is_decided,),
            offered=False,
        ),
        Step("close", sources(C.RESULTS_RETURNED), C.CLOSED, "vetting.close_case", "Close and notify"),
    ),
)

SUBJECT_STEPS = Lifecycle(
    "vetting.VettingSubject",
    initial=S.DRAFT,
    steps=(
        Step("queue", sources(S.DRAFT), S.QUEUED, "vetting.submit_case", "Queue", offered=False),
        Step("unqueue", sources(S.QUEUED, S.POST_REVIEW), S.DRAFT, "vetting.view_case", "Back to draft", offered=False),
        Step(
            "remove",
            sources(S.DRAFT, S.POST_REVIEW, S.POST_HOLD),
            S.REMOVED,
            "vetting.draft_case",
            "Remove",
            needs_note=True,
        ),
        Step("check", sources(S.QUEUED), S.POST_REVIEW, "vetting.screen_case", "Check", offered=False),
        Step("hold", sources(S.POST_REVIEW), S.POST_HOLD, "vetting.screen_case", "Hold at post", needs_note=True),
        Step("release", sources(S.POST_HOLD), S.POST_REVIEW, "vetting.screen_case", "Release", needs_note=True),
        Step("send", sources(S.POST_REVIEW), S.WASHINGTON_REVIEW, "vetting.send_case", "Send to review", offered=False),
        Step("approve", sources(S.WASHINGTON_REVIEW), S.APPROVED, "vetting.view_case", "Approve", offered=False),
        Step(
            "question",
            sources(S.WASHINGTON_REVIEW),
            S.PROCESS_REVIEW,
            "vetting.view_case",
            "Return with a reason",
            needs_note=True,
            offered=False,
        ),
        Step(
            "answer",
            sources(S.PROCESS_REVIEW),
            S.WASHINGTON_REVIEW,
            "vetting.send_case",
            "Answer",
            (checks.did_not_request_subject,),
            needs_note=True,
        ),
        Step(
            "suspend",
            sources(S.WASHINGTON_REVIEW, S.PROCESS_REVIEW),
            S.SUSPENDED,
            "vetting.suspend_subject",
            "Suspend",
            (checks.did_not_request_subject,),
            needs_note=True,
        ),
        Step(
            "resume",
            sources(S.SUSPENDED),
            S.WASHINGTON_REVIEW,
            "vetting.suspend_subject",
            "Review again",
            (checks.did_not_request_subject,),
            needs_note=True,
        ),
        Step(
            "reject",
            sources(S.WASHINGTON_REVIEW, S.SUSPENDED, S.RECALLED),
            S.REJECTED,
            "vetting.view_case",
            "Reject",
            needs_note=True,
            offered=False,
        ),
        Step(
            "recall",
            sources(S.APPROVED),
            S.RECALLED,
            "vetting.revoke_approval",
            "Revoke",
            (checks.did_not_request_subject,),
            needs_note=True,
            offered=False,
        ),
        Step(
            "review_again",
            sources(S.RECALLED),
            S.WASHINGTON_REVIEW,
            "vetting.suspend_subject",
            "Review again",
            (checks.did_not_request_subject,),
            needs_note=True,
        ),
        Step(
            "cancel",
            sources(S.DRAFT, S.QUEUED, S.POST_REVIEW, S.POST_HOLD, S.WASHINGTON_REVIEW, S.PROCESS_REVIEW),
            S.CANCELLED,
            "vetting.withdraw_case",
            "Cancel",
            needs_note=True,
            offered=False,
        ),
    ),
)

APPROVAL_STEPS = Lifecycle(
    "vetting.Approval",
    initial=A.IN_FORCE,
    steps=(
        Step("suspend", sources(A.IN_FORCE), A.SUSPENDED, "vetting.suspend_subject", "Suspend", needs_note=True),
        Step(
            "lift",
            sources(A.SUSPENDED),
            A.IN_FORCE,
            "vetting.suspend_subject",
            "Lift the suspension",
            (checks.did_not_suspend_alone,),
            needs_note=True,
        ),
        Step(
            "revoke", sources(A.IN_FORCE, A.SUSPENDED), A.REVOKED, "vetting.revoke_approval", "Revoke", needs_note=True
        ),
    ),
)

STANDING_STEPS = Lifecycle(
    "vetting.UnitStanding",
    initial=U.NO_FINDING,
    steps=(
        Step(
            "open_review",
            sources(U.NO_FINDING, U.RESTORED),
            U.UNDER_REVIEW,
            "vetting.propose_ineligible",
            "Propose as ineligible",
            needs_note=True,
        ),
        Step(
            "close_review",
            sources(U.UNDER_REVIEW),
            U.NO_FINDING,
            "vetting.confirm_ineligible",
            "Close with no finding",
            (checks.is_another_than_the_proposer,),
            needs_note=True,
        ),
        Step(
            "find_ineligible",
            sources(U.UNDER_REVIEW),
            U.INELIGIBLE,
            "vetting.confirm_ineligible",
            "Confirm as ineligible",
            (checks.is_another_than_the_proposer,),
            needs_note=True,
        ),
    ),
)
