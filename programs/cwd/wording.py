"""The words of what Postgres refuses about grants, sites and tasks: whose rule it is, and what opens it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ground.pages.words import amount
from ground.refusals import Problem, Refused, Rule, word_with

from .checks import AREA, AWARD, CALENDAR, PERIOD, WORK

# constraint: (rule, what opens it, field); the sentence is the guard's own, {} the figure that would be right
GUARDS: dict[str, tuple[Rule, str, str]] = {
    "grant_of_nadr_program": (AWARD, "Opens when the plan of a NADR program is approved.", "country"),
    "grant_calendar_made": (CALENDAR, "It is made with the award.", ""),
    "grant_calendar_kept": (CALENDAR, "Opens when it is reviewed.", ""),
    "grant_closes_reviewed": (CALENDAR, "Opens when each is reviewed.", ""),
    "grant_closes_finished": (WORK, "Opens when each is completed.", ""),
    "program_ends_after_grants": (CALENDAR, "Opens when each is closed.", ""),
    "grant_modified_under_way": (PERIOD, "Opens when it is awarded.", ""),
    "grant_not_shortened": (PERIOD, "Opens for {} or a later day.", "ends_on"),
    "grant_modified_when_kept": (CALENDAR, "Opens when it is reviewed.", ""),
    "grant_terms_by_modification": (PERIOD, "Record a modification.", ""),
    "obligation_under_award": (AWARD, "Write the number of the award, a modification behind it.", "document_number"),
    "obligation_award_kept": (CALENDAR, "Opens when it is reviewed.", ""),
    "task_site_in_country": (WORK, "Choose a site of that country.", "site"),
    "task_grant_is_active": (WORK, "Opens when the grant is active.", ""),
    "task_grant_is_kept": (CALENDAR, "Opens when it is reviewed.", ""),
    "work_of_task_at_work": (WORK, "Opens when work begins.", ""),
    "work_replaces_its_own": (WORK, "", "replaces"),
    "land_release_of_site": (AREA, "", ""),
    "land_release_before_release": (AREA, "", ""),
    "land_release_within_site": (AREA, "Opens for {} m² or less together.", ""),
    "land_release_covers_handover": (AREA, "", ""),
    "site_not_below_released": (AREA, "Opens for {} m² or more.", "area_m2"),
    "site_released_whole": (AREA, "Opens when the last {} m² are.", ""),
    "handover_of_completed_task": (WORK, "Opens when the task is completed.", ""),
    "handover_within_release": (AREA, "Opens for {} m² or less.", "area_m2"),
    "storage_after_has_before": (WORK, "Record the inspection before the upgrade first.", "moment"),
    "storage_task_of_country": (WORK, "Choose a task of that country that secures depots.", "task"),
}


def _figure(detail: str) -> str:
    """What the guard found, as a person reads it: a number where it is one."""
    try:
        return amount(Decimal(detail))
    except InvalidOperation:
        return detail


def _worded(constraint: str, rule: Rule, opens: str, field: str) -> None:
    word_with(
        constraint,
        lambda message, detail: Refused(
            constraint, message, (Problem(message, rule, opens.replace("{}", _figure(detail)), field, constraint),)
        ),
    )


for _constraint, _words in GUARDS.items():
    _worded(_constraint, *_words)
