"""The step tables of conventional weapons destruction: a grant, a site, a task."""

from __future__ import annotations

from ground.lifecycle import Lifecycle, Step, sources

from . import checks
from .states import GrantState as G
from .states import SiteStatus as S
from .states import TaskState as T

WRITE = "programs.change_program"

GRANT_STEPS = Lifecycle(
    "programs.Grant",
    initial=G.PLANNED,
    steps=(
        Step("assess", sources(G.PLANNED), G.ASSESSED, WRITE, "Assess the risk", (checks.risk_is_rated,)),
        Step(
            "award",
            sources(G.ASSESSED),
            G.AWARDED,
            "programs.approve_program",
            "Award it and make its calendar",
            (checks.high_risk_is_mitigated,),
        ),
        Step(
            "activate",
            sources(G.AWARDED),
            G.ACTIVE,
            WRITE,
            "Make it active",
            (checks.high_risk_is_mitigated, checks.is_monitored, checks.calendar_is_kept),
        ),
        Step("suspend", sources(G.ACTIVE), G.SUSPENDED, WRITE, "Suspend it", needs_note=True),
        Step(
            "resume",
            sources(G.SUSPENDED),
            G.ACTIVE,
            WRITE,
            "Resume it",
            (checks.high_risk_is_mitigated, checks.is_monitored, checks.calendar_is_kept),
        ),
        Step("end", sources(G.ACTIVE, G.SUSPENDED), G.ENDED, WRITE, "End performance", (checks.period_has_ended,)),
        Step("call", sources(G.ENDED), G.FINAL_REPORTS, WRITE, "Call for the final reports"),
        Step(
            "close",
            sources(G.FINAL_REPORTS),
            G.CLOSED,
            "programs.close_program",
            "Close it",
            (checks.all_is_reviewed, checks.all_tasks_ended),
        ),
    ),
)

SITE_STEPS = Lifecycle(
    "programs.Site",
    initial=S.SUSPECTED,
    field="status",
    steps=(
        Step("confirm", sources(S.SUSPECTED), S.CONFIRMED, WRITE, "Confirm the hazard"),
        Step("work", sources(S.SUSPECTED, S.CONFIRMED), S.WORKED, WRITE, "Begin work on it"),
        Step(
            "release",
            sources(S.SUSPECTED, S.CONFIRMED, S.WORKED),
            S.RELEASED,
            WRITE,
            "Release the land",
            (checks.whole_area_is_released,),
        ),
        Step(
            "hand_over",
            sources(S.RELEASED),
            S.HANDED_OVER,
            WRITE,
            "Hand the site over",
            (checks.land_is_handed_over,),
        ),
    ),
)

TASK_STEPS = Lifecycle(
    "programs.CwdTask",
    initial=T.PLANNED,
    steps=(
        Step("accredit", sources(T.PLANNED), T.ACCREDITED, WRITE, "Record the accreditation"),
        Step(
            "begin",
            sources(T.ACCREDITED),
            T.IN_PROGRESS,
            WRITE,
            "Begin work",
            (checks.grant_is_active, checks.grant_calendar_is_kept),
        ),
        Step("control", sources(T.IN_PROGRESS), T.QUALITY_CONTROLLED, WRITE, "Record quality control"),
        Step("complete", sources(T.QUALITY_CONTROLLED), T.COMPLETED, WRITE, "Complete it"),
        Step("hand_over", sources(T.COMPLETED), T.HANDED_OVER, WRITE, "Record the handover", offered=False),
        Step("assess", sources(T.HANDED_OVER), T.ASSESSED, WRITE, "Record the assessment", offered=False),
    ),
)
