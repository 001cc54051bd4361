"""Congressional notifications as rules: kinds with clock and committees, clearances, and when money may be obligated.

Pure: no database. The kinds are those of the field (programs 1.4); each row says whose rule its clock is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from ground.refusals import Basis, Rule

# --- Whose rule it is ------------------------------------------------------------------------------------------------

FAA_634A = Rule("Notification before obligation", Basis.STATUTE, "22 U.S.C. 2394-1(a)")
SECTION_7015 = Rule("Regular notification procedures", Basis.STATUTE, "Appropriations act, section 7015", False)
FMF_INCREASES = Rule("FMF increases are notified", Basis.STATUTE, "Appropriations act, FMF heading", False)
IMET_COUNTRIES = Rule("IMET for named countries", Basis.STATUTE, "Appropriations act, IMET heading", False)
ARMS_SALES = Rule("Arms sales are notified", Basis.STATUTE, "22 U.S.C. 2776(b)")
CASH_FLOW = Rule("Cash-flow financing above $100 million", Basis.STATUTE, "22 U.S.C. 2763(g)")
EXCESS_ARTICLES = Rule("Excess defense articles are notified", Basis.STATUTE, "22 U.S.C. 2321j(f)")
TITLE10_333 = Rule("Building capacity is notified", Basis.STATUTE, "10 U.S.C. 333(e)")
TITLE10_331 = Rule("Support to operations is notified", Basis.STATUTE, "10 U.S.C. 331")
TITLE10_341 = Rule("State Partnership activities are notified", Basis.STATUTE, "10 U.S.C. 341")
EMERGENCY = Rule("Emergency waiver, notified after acting", Basis.STATUTE, "Appropriations act, section 7015(e)", False)
CLOCK = Rule("Day 0 is the last transmittal", Basis.GATEHOUSE, "The clock starts when every required committee has it")
HOLDS = Rule("Holds are honored", Basis.GATEHOUSE, "Practice, not statute: a person releases a hold, never a timeout")
APPORTIONED = Rule("Notification before apportionment", Basis.STATUTE, "31 U.S.C. 1501(a)(5)(C), FMF heading", False)
WITHIN = Rule("Within what was notified", Basis.STATUTE, "22 U.S.C. 2394-1(a); no exemption is applied")
CLEARED = Rule("Offices clear before Congress", Basis.POLICY, "Clearance chain of a State bureau, 2015", False)
DRAFTED = Rule("Cleared by others", Basis.GATEHOUSE, "Whoever drafts a notification records no clearance of it")
REPROGRAMMED = Rule("Detail of a reprogramming", Basis.STATUTE, "22 U.S.C. 2394-1")
MOVED = Decimal(1_000_000)  # a reprogramming of more than this, in US dollars,
ABOVE = Decimal(5_000_000)  # by which a country is more than this above its 653(a) figure, says more (programs 1.4)

# --- Kinds -----------------------------------------------------------------------------------------------------------


class Committee(models.TextChoices):
    SFRC = "SFRC", "Senate Foreign Relations"
    HFAC = "HFAC", "House Foreign Affairs"
    SAC = "SAC", "Senate Appropriations"
    HAC = "HAC", "House Appropriations"
    SASC = "SASC", "Senate Armed Services"
    HASC = "HASC", "House Armed Services"
    SPEAKER = "SPEAKER", "Speaker of the House"


class NotificationKind(models.TextChoices):
    FAA_634A = "FAA_634A", "Regular notification, FAA section 634A"
    SECTION_7015 = "SECTION_7015", "Regular notification, section 7015"
    FMF_INCREASE = "FMF_INCREASE", "FMF, country or level increase"
    IMET_COUNTRY = "IMET_COUNTRY", "IMET, named country"
    AECA_36B = "AECA_36B", "Arms sale, AECA section 36(b)"
    AECA_36B_ALLY = "AECA_36B_ALLY", "Arms sale to an ally, AECA section 36(b)"
    CASH_FLOW = "CASH_FLOW", "Cash-flow financing"
    EDA = "EDA", "Excess defense articles"
    TITLE10_333 = "TITLE10_333", "Title 10 section 333"
    TITLE10_331 = "TITLE10_331", "Title 10 section 331"
    TITLE10_341 = "TITLE10_341", "Title 10 section 341"
    EMERGENCY = "EMERGENCY", "Emergency waiver, after acting"


@dataclass(frozen=True)
class Asks:
    """What the law asks of a kind: calendar days to wait, the committees that must have it, and whose rule that is.

    `after` is for the emergency waiver alone: no waiting, but the committees have it so many days after the act.
    """

    days: int
    committees: tuple[Committee, ...]
    rule: Rule
    after: int = 0


C = Committee
_APPROPRIATORS = (C.SAC, C.HAC)
_OF_634A = (C.SFRC, C.HFAC, C.SAC, C.HAC)
_OF_TITLE10 = (C.SASC, C.SFRC, C.SAC, C.HASC, C.HFAC, C.HAC)
_OF_SALES = (C.SPEAKER, C.HFAC, C.SFRC)

KINDS: dict[str, Asks] = {
    NotificationKind.FAA_634A: Asks(15, _OF_634A, FAA_634A),
    NotificationKind.SECTION_7015: Asks(15, _APPROPRIATORS, SECTION_7015),
    NotificationKind.FMF_INCREASE: Asks(15, _APPROPRIATORS, FMF_INCREASES),
    NotificationKind.IMET_COUNTRY: Asks(15, _APPROPRIATORS, IMET_COUNTRIES),
    NotificationKind.AECA_36B: Asks(30, _OF_SALES, ARMS_SALES),
    NotificationKind.AECA_36B_ALLY: Asks(15, _OF_SALES, ARMS_SALES),
    NotificationKind.CASH_FLOW: Asks(15, _OF_634A, CASH_FLOW),
    NotificationKind.EDA: Asks(30, _OF_634A, EXCESS_ARTICLES),
    NotificationKind.TITLE10_333: Asks(15, _OF_TITLE10, TITLE10_333),
    NotificationKind.TITLE10_331: Asks(15, _OF_TITLE10, TITLE10_331),
    NotificationKind.TITLE10_341: Asks(15, _OF_TITLE10, TITLE10_341),
    NotificationKind.EMERGENCY: Asks(0, _APPROPRIATORS, EMERGENCY, after=3),
}


def of_its_kind() -> models.Q:
    """The condition that a notification waits at least as long, and goes to at least those, as the law asks."""
    found = models.Q()
    for kind, asks in KINDS.items():
        committees = [str(committee) for committee in asks.committees]
        found |= models.Q(kind=str(kind), clock_days__gte=asks.days, committees__contains=committees)
    return found


# --- States and answers ----------------------------------------------------------------------------------------------


class NotificationState(models.TextChoices):
    """Where a notification stands. That its clock has run is never a state: it is computed."""

    DRAFT = "DRAFT", "Draft"
    CLEARING = "CLEARING", "In clearance"
    CLEARED = "CLEARED", "Cleared"
    TRANSMITTED = "TRANSMITTED", "Transmitted"
    CLOSED = "CLOSED", "Closed"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    DENIED = "DENIED", "Denied"


class ClearingOffice(models.TextChoices):
    EX = "EX", "Bureau executive office"
    L = "L", "Legal Adviser (L)"
    F = "F", "Foreign Assistance (F)"
    H = "H", "Legislative Affairs (H)"
    SP = "SP", "Policy Planning (S/P)"
    OMB = "OMB", "OMB"


class ClearanceAnswer(models.TextChoices):
    NOT_SELECTED = "NOT_SELECTED", "Not yet selected"
    PENDING = "PENDING", "Pending"
    YES = "YES", "Yes"
    NO = "NO", "No"
    QUESTIONS_PROGRAM = "QUESTIONS_PROGRAM", "Questions for program"
    QUESTIONS_BUDGET = "QUESTIONS_BUDGET", "Questions for budget"
    QUESTIONS_BOTH = "QUESTIONS_BOTH", "Questions for both"
    ON_HOLD = "ON_HOLD", "On hold"


WITHOUT_NOTE = frozenset({ClearanceAnswer.NOT_SELECTED, ClearanceAnswer.PENDING, ClearanceAnswer.YES})


class Result(models.TextChoices):
    """What a committee said. On-hold is read from its open hold and never written."""

    PENDING = "PENDING", "Pending"
    ON_HOLD = "ON_HOLD", "On-hold"
    APPROVED = "APPROVED", "Approved"
    DENIED = "DENIED", "Denied"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


AGAINST = frozenset({Result.DENIED, Result.WITHDRAWN})
WITH_CONGRESS = frozenset({NotificationState.CLEARED, NotificationState.TRANSMITTED})

# --- The clock and what is covered -----------------------------------------------------------------------------------


def day_zero(sent: Mapping[str, dt.date], committees: Collection[str]) -> dt.date | None:
    """The day the last required committee had it, or None while one of them has not."""
    if not committees or any(committee not in sent for committee in committees):
        return None
    return max(sent[committee] for committee in committees)


def earliest(sent: Mapping[str, dt.date], committees: Collection[str], days: int) -> dt.date | None:
    """The first day on which money may be obligated: day 0 and so many calendar days, or None before day 0."""
    start = day_zero(sent, committees)
    return None if start is None else start + dt.timedelta(days=days)


def uncovered(notified: Mapping[Any, Decimal], used: Mapping[Any, Decimal]) -> Decimal:
    """How much of what is used at one fund and place its notification does not cover; zero or less is covered.

    Both are by program, None for money notified, or obligated, for no program in particular. What a program uses above
    its own line comes out of the line without a program. In US dollars.
    """
    nothing = Decimal(0)
    above = sum(
        (max(nothing, amount - notified.get(key, nothing)) for key, amount in used.items() if key is not None), nothing
    )
    return above + used.get(None, nothing) - notified.get(None, nothing)


def held_parts(notified: Mapping[int, Decimal], holds: Iterable[Any], on: dt.date) -> dict[int, Decimal]:
    """What committees hold of each notified amount on a day, by its key, together no more than the amount."""
    found = dict.fromkeys(notified, Decimal(0))
    for hold in holds:
        inside = hold.released_on is None or hold.opened_on <= on < hold.released_on
        if hold.line_id in found and inside:
            whole = notified[hold.line_id]
            found[hold.line_id] = min(whole, found[hold.line_id] + (whole if hold.amount is None else hold.amount))
    return found
