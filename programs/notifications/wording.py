"""The words of what Postgres refuses about notifications: whose rule it is, and what opens it."""

from __future__ import annotations

from ground.refusals import Problem, Refused, Rule, word_with

from ..transactions import FLOW, PURPOSE
from .rules import APPORTIONED, CLEARED, CLOCK, DRAFTED, FAA_634A, HOLDS, REPROGRAMMED, WITHIN

# constraint: (rule, what opens it, field); the sentence is the guard's own
GUARDS: dict[str, tuple[Rule, str, str]] = {
    "notification_as_cleared": (CLEARED, "Take it back to the draft.", ""),
    "notification_round": (CLEARED, "", ""),
    "notification_has_lines": (FAA_634A, "Write the justification and add an amount.", "lines"),
    "notification_is_cleared": (CLEARED, "Opens when each office has said Yes.", ""),
    "notification_is_sent": (CLOCK, "Opens when the last committee has it.", ""),
    "notification_not_taken_back": (CLOCK, "", ""),
    "notification_is_used": (FLOW, "Close it instead.", ""),
    "notification_closes_without_hold": (HOLDS, "Opens when its release is recorded.", ""),
    "notification_lines_settled": (CLEARED, "Take it back to the draft.", ""),
    "line_of_its_kind": (PURPOSE, "Choose a fund of the notification's kind.", "fund"),
    "line_at_its_place": (PURPOSE, "Notify it for its own place.", "operating_unit"),
    "line_of_its_program": (PURPOSE, "Choose a program of that place and kind.", "program"),
    "clearance_in_round": (CLEARED, "Opens when it is sent for clearance.", ""),
    "clearance_not_by_author": (DRAFTED, "Opens for another person.", ""),
    "clearance_has_happened": (CLEARED, "", "on"),
    "transmittal_when_cleared": (CLEARED, "Opens when each office has said Yes.", "committees"),
    "transmittal_has_happened": (CLOCK, "", "sent_on"),
    "hold_by_recipient": (HOLDS, "", "committee"),
    "hold_stays_released": (HOLDS, "Record a new hold.", ""),
    "hold_of_its_line": (HOLDS, "Choose an amount of it, and no more than that.", "amount"),
    "hold_has_happened": (HOLDS, "", "opened_on"),
    "obligation_keeps_notice": (CLOCK, "", "notification"),
    "obligation_is_notified": (CLOCK, "Opens when every committee has its notification.", "notification"),
    "obligation_under_hold": (HOLDS, "Opens when its release is recorded, whatever the day.", "notification"),
    "obligation_part_under_hold": (HOLDS, "Opens for less, or when its release is recorded.", "amount"),
    "obligation_exemption": (FAA_634A, "Notify it, or choose no exemption.", "exemption"),
    "obligation_after_notice": (CLOCK, "Opens when the days of its notification have run.", "notification"),
    "obligation_within_notice": (WITHIN, "Opens for less, or when the rest is notified.", "amount"),
    "obligation_above_allocation": (REPROGRAMMED, "Opens under a notification that says it.", "notification"),
    "apportionment_is_notified": (APPORTIONED, "Apportion it with its notification.", "notification"),
}


def _worded(constraint: str, rule: Rule, opens: str, field: str) -> None:
    word_with(
        constraint,
        lambda message, detail: Refused(constraint, message, (Problem(message, rule, opens, field, constraint),)),
    )


for _constraint, _words in GUARDS.items():
    _worded(_constraint, *_words)
