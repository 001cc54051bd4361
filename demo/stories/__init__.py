"""Each story is one thing that a newcomer should meet; its docstring says what. They are told together, day by day."""

from ..world import Story
from .approved_then_barred import approved_then_barred
from .around import around
from .case_life import case_life
from .clearing import clearing
from .desks import (
    draft_of_today,
    hospital_suspended,
    reviews_that_differ,
    waiting_for_bureau,
    waiting_for_manager,
)
from .financing import financing
from .foundations import catalog, money, watchlist
from .last_dollar import last_dollar
from .late_report import late_report
from .namesake import namesake
from .notices import day_thirteen, held_past_day_fifteen, part_held
from .old_balance import old_balance
from .other_kinds import border, capacity, clearance, plans_in_hand, waiting
from .outcomes import maritime_law, rejected, returned, withdrawn
from .peacekeeping import civilians, operation, peacekeepers, police, reform
from .restrictions import near_a_cap, shut_countries
from .roster_of_thirty import roster_of_thirty
from .second_tier import what_the_grantee_did
from .students import students
from .suspension import suspension
from .training import training
from .training_plan import training_plan
from .years_before import years_before

SMALL: tuple[Story, ...] = (
    money,
    catalog,
    watchlist,
    training_plan,
    training,
    students,
    financing,
    case_life,
    last_dollar,
    late_report,
    old_balance,
    peacekeepers,
    police,
    reform,
    civilians,
    operation,
    clearance,
    clearing,
    what_the_grantee_did,
    day_thirteen,
    held_past_day_fifteen,
    part_held,
    near_a_cap,
    shut_countries,
    border,
    capacity,
    waiting,
    plans_in_hand,
    around,
    approved_then_barred,
    roster_of_thirty,
    suspension,
    namesake,
    waiting_for_manager,
    waiting_for_bureau,
    reviews_that_differ,
    hospital_suspended,
    draft_of_today,
    maritime_law,
    returned,
    withdrawn,
    rejected,
)
SIZES: dict[str, tuple[Story, ...]] = {"small": SMALL, "full": (*SMALL, *years_before())}
