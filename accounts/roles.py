"""One table of role → permissions. It feeds the sign-in backend, the help page, the demo users and the access test.

A permission is `app.verb_noun`. Reads are `view_…`; every step of a lifecycle names one. Holding a permission means
holding it where an assignment in force says so, nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    REQUESTER = "REQUESTER", "Requester (post)"
    ANALYST = "ANALYST", "Analyst"
    PROGRAM_MANAGER = "PROGRAM_MANAGER", "Program manager"
    FUNDS_OFFICER = "FUNDS_OFFICER", "Funds officer"
    LEGISLATIVE_AFFAIRS = "LEGISLATIVE_AFFAIRS", "Legislative affairs"
    BUREAU_REVIEWER = "BUREAU_REVIEWER", "Bureau reviewer"
    HUMAN_RIGHTS_REVIEWER = "HUMAN_RIGHTS_REVIEWER", "Human-rights reviewer"
    AUDITOR = "AUDITOR", "Auditor"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"


@dataclass(frozen=True)
class RoleSpec:
    """What a role is for, in one sentence, and what it may do."""

    does: str
    permissions: frozenset[str]


READS = frozenset({"partners.view_unit", "partners.view_person", "vetting.view_case", "programs.view_program"})
MONEY_READS = frozenset({"programs.view_fund", "programs.view_obligation", "programs.view_notification"})

ROLES: dict[str, RoleSpec] = {
    Role.REQUESTER: RoleSpec(
        "Proposes people and units of a post's country and follows the result.",
        READS
        | {
            "partners.change_unit",
            "partners.change_person",
            "vetting.draft_case",
            "vetting.submit_case",
            "vetting.withdraw_case",
            "programs.nominate_recipient",
        },
    ),
    Role.ANALYST: RoleSpec(
        "Runs cases at post: accepts, screens, resolves hits, sends to review; keeps units, programs and deliveries.",
        READS
        | MONEY_READS
        | {
            "partners.change_unit",
            "partners.change_person",
            "vetting.accept_case",
            "vetting.screen_case",
            "vetting.resolve_hit",
            "vetting.send_case",
            "vetting.close_case",
            "vetting.propose_ineligible",
            "programs.draft_program",
            "programs.change_program",
            "programs.submit_program",
            "programs.nominate_recipient",
            "programs.arrange_seat",
            "programs.attach_document",
            "programs.record_delivery",
            "programs.assign_label",
        },
    ),
    Role.PROGRAM_MANAGER: RoleSpec(
        "Approves requests of the programs they manage, approves and closes programs, proposes obligations, drafts "
        "congressional notifications.",
        READS
        | MONEY_READS
        | {
            "partners.change_unit",
            "partners.change_person",
            "vetting.draft_case",
            "vetting.submit_case",
            "vetting.withdraw_case",
            "vetting.endorse_case",
            "vetting.review_bureau",
            "vetting.close_case",
            "programs.draft_program",
            "programs.change_program",
            "programs.submit_program",
            "programs.approve_program",
            "programs.close_program",
            "programs.give_concurrence",
            "programs.nominate_recipient",
            "programs.arrange_seat",
            "programs.record_delivery",
            "programs.attach_document",
            "programs.propose_obligation",
            "programs.draft_notification",
            "programs.record_clearance",
            "programs.assign_label",
        },
    ),
    Role.FUNDS_OFFICER: RoleSpec(
        "Records apportionments, allotments, obligations and payments that somebody else proposed.",
        MONEY_READS
        | {
            "partners.view_unit",
            "programs.view_program",
            "programs.record_transaction",
            "programs.attach_document",
            "programs.record_obligation",
            "programs.import_allocations",
        },
    ),
    Role.LEGISLATIVE_AFFAIRS: RoleSpec(
        "Clears notifications for H, sends them to their committees, records holds and their release.",
        MONEY_READS
        | {
            "partners.view_unit",
            "programs.view_program",
            "programs.record_clearance",
            "programs.clear_for_h",
            "programs.transmit_notification",
            "programs.record_hold",
            "programs.release_hold",
        },
    ),
    Role.BUREAU_REVIEWER: RoleSpec(
        "Gives the bureau review for the countries of a regional bureau.",
        READS
        | {
            "vetting.review_bureau",
            "vetting.suspend_subject",
            "vetting.revoke_approval",
            "vetting.propose_ineligible",
            "vetting.confirm_ineligible",
        },
    ),
    Role.HUMAN_RIGHTS_REVIEWER: RoleSpec(
        "Gives the human-rights review; proposes and confirms ineligible units.",
        READS
        | {
            "vetting.review_human_rights",
            "vetting.suspend_subject",
            "vetting.revoke_approval",
            "vetting.propose_ineligible",
            "vetting.confirm_ineligible",
        },
    ),
    Role.AUDITOR: RoleSpec(
        "Reads everything, with its history, and changes nothing.",
        READS | MONEY_READS | {"reporting.view_audit", "reporting.view_background"},
    ),
    Role.ADMINISTRATOR: RoleSpec(
        "Keeps users, dated assignments, reference rows, parameters, lists and background work; decides nothing.",
        frozenset(
            {
                "accounts.manage_users",
                "ground.manage_parameters",
                "partners.manage_reference",
                "programs.import_allocations",
                "vetting.manage_lists",
                "reporting.view_background",
                "reporting.fill_rollups",
            }
        ),
    ),
}
