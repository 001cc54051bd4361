"""The words of conventional weapons destruction, each listed once (programs 2.4)."""

from __future__ import annotations

from django.db import models


class Instrument(models.TextChoices):
    GRANT = "GRANT", "Grant"
    COOPERATIVE = "COOPERATIVE", "Cooperative agreement"
    CONTRACT = "CONTRACT", "Contract"


class Risk(models.TextChoices):
    LOW = "LOW", "Low"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"


class GrantState(models.TextChoices):
    PLANNED = "PLANNED", "Planned"
    ASSESSED = "ASSESSED", "Risk assessed"
    AWARDED = "AWARDED", "Awarded"
    ACTIVE = "ACTIVE", "Active"
    SUSPENDED = "SUSPENDED", "Suspended"
    ENDED = "ENDED", "Performance ended"
    FINAL_REPORTS = "FINAL_REPORTS", "Final reports due"
    CLOSED = "CLOSED", "Closed"


class DueSort(models.TextChoices):
    """What a grant owes by a day: two reports a quarter of its grantee, one review a year of its office."""

    PERFORMANCE = "PERFORMANCE", "Performance report (PPR)"
    FINANCIAL = "FINANCIAL", "Financial report (FFR)"
    REVIEW = "REVIEW", "Yearly review of risk and monitoring plan"


class SiteStatus(models.TextChoices):
    SUSPECTED = "SUSPECTED", "Suspected"
    CONFIRMED = "CONFIRMED", "Confirmed"
    WORKED = "WORKED", "Worked"
    RELEASED = "RELEASED", "Released"
    HANDED_OVER = "HANDED_OVER", "Handed over"


class Activity(models.TextChoices):
    """The eleven types of activity."""

    MINES = "MINES", "Landmine clearance"
    ERW = "ERW", "Clearance of ERW, UXO and IEDs"
    SURVEY = "SURVEY", "Survey (non-technical, technical)"
    BATTLE_AREA = "BATTLE_AREA", "Battle area clearance"
    EDUCATION = "EDUCATION", "Explosive ordnance risk education"
    SURVIVORS = "SURVIVORS", "Survivor assistance"
    STOCKPILE = "STOCKPILE", "Stockpile destruction (small arms, ammunition, MANPADS)"
    PSSM = "PSSM", "Physical security and stockpile management (PSSM)"
    CAPACITY = "CAPACITY", "National capacity and standards"
    EMERGENCY = "EMERGENCY", "Emergency response at a depot"
    STABILIZATION = "STABILIZATION", "Stabilization clearance of key infrastructure"


class Contaminant(models.TextChoices):
    NONE = "NONE", "None"
    AP_MINES = "AP_MINES", "Anti-personnel mines"
    AV_MINES = "AV_MINES", "Anti-vehicle mines"
    SUBMUNITIONS = "SUBMUNITIONS", "Submunitions"
    UXO = "UXO", "Other unexploded ordnance"
    IEDS = "IEDS", "Improvised explosive devices"
    MIXED = "MIXED", "Mixed"


class Priority(models.TextChoices):
    HUMANITARIAN = "HUMANITARIAN", "Humanitarian"
    INFRASTRUCTURE = "INFRASTRUCTURE", "Infrastructure"
    STABILIZATION = "STABILIZATION", "Stabilization"


class TaskState(models.TextChoices):
    PLANNED = "PLANNED", "Planned"
    ACCREDITED = "ACCREDITED", "Accredited"
    IN_PROGRESS = "IN_PROGRESS", "In progress"
    QUALITY_CONTROLLED = "QUALITY_CONTROLLED", "Quality controlled"
    COMPLETED = "COMPLETED", "Completed"
    HANDED_OVER = "HANDED_OVER", "Handed over"
    ASSESSED = "ASSESSED", "Impact assessed"


class LandUse(models.TextChoices):
    FARMING = "FARMING", "Farming and grazing"
    HOUSING = "HOUSING", "Housing"
    ROAD = "ROAD", "Roads and bridges"
    UTILITIES = "UTILITIES", "Water, power and other utilities"
    SERVICES = "SERVICES", "Schools, health and other services"
    OTHER = "OTHER", "Other"
    NONE = "NONE", "Not used yet"


class Moment(models.TextChoices):
    BEFORE = "BEFORE", "Before the upgrade"
    AFTER = "AFTER", "After the upgrade"


class Danger(models.TextChoices):
    """A rating of a storage site, for theft and for explosion each by itself."""

    LOW = "1", "Low"
    MODERATE = "2", "Moderate"
    HIGH = "3", "High"
    EXTREME = "4", "Extreme"


class Meets(models.TextChoices):
    MEETS = "MEETS", "Meets it"
    PARTLY = "PARTLY", "Meets it in part"
    NOT = "NOT", "Does not meet it"


UNDER_WAY = frozenset({GrantState.AWARDED, GrantState.ACTIVE, GrantState.SUSPENDED})
OWES = UNDER_WAY | {GrantState.ENDED, GrantState.FINAL_REPORTS}
WORKED_ON = frozenset({TaskState.IN_PROGRESS, TaskState.QUALITY_CONTROLLED, TaskState.COMPLETED})
FINISHED = frozenset({TaskState.COMPLETED, TaskState.HANDED_OVER, TaskState.ASSESSED})
CLEARED_SITE = frozenset({SiteStatus.RELEASED, SiteStatus.HANDED_OVER})
