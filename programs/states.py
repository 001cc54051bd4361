"""Every state, kind and stage of programs and money, once."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    FMF = "FMF", "Foreign Military Financing"
    IMET = "IMET", "International Military Education and Training"
    PKO = "PKO", "Peacekeeping Operations"
    NADR = "NADR", "Nonproliferation, Anti-terrorism, Demining and Related Programs"
    GSCF = "GSCF", "Global Security Contingency Fund"
    TITLE_10 = "TITLE-10", "DoD Title 10 programs"


class Agency(models.TextChoices):
    """The two Departments of a GSCF project."""

    STATE = "STATE", "Department of State"
    DOD = "DOD", "Department of Defense"


class StatedPurpose(models.TextChoices):
    """What State says its security assistance is for; a program may serve several (programs 0.1)."""

    HUMAN_RIGHTS = "HUMAN_RIGHTS", "Human rights"
    RELATIONSHIPS = "RELATIONSHIPS", "Long-term relationships"
    REGIONAL_SECURITY = "REGIONAL_SECURITY", "Regional security"
    INTEROPERABILITY = "INTEROPERABILITY", "Interoperability with U.S. forces"
    ARMED_FORCES = "ARMED_FORCES", "Professional armed forces"
    LAW_ENFORCEMENT = "LAW_ENFORCEMENT", "Professional law enforcement"


class Department(models.TextChoices):
    """The department or agency that an office belongs to, or that was consulted."""

    STATE = "STATE", "Department of State"
    DEFENSE = "DEFENSE", "Department of Defense"
    JUSTICE = "JUSTICE", "Department of Justice"
    HOMELAND = "HOMELAND", "Department of Homeland Security"
    TREASURY = "TREASURY", "Department of the Treasury"
    ENERGY = "ENERGY", "Department of Energy"
    COMMERCE = "COMMERCE", "Department of Commerce"
    OTHER = "OTHER", "Another agency"


class Duty(models.TextChoices):
    """What an office answers for. The first three are duties for programs of a kind."""

    OVERSEES = "OVERSEES", "Oversees"
    RUNS = "RUNS", "Runs"
    IMPLEMENTS = "IMPLEMENTS", "Implements"
    HUMAN_RIGHTS = "HUMAN_RIGHTS", "Gives the human-rights view in vetting"
    CONGRESS = "CONGRESS", "Answers Congress and the public"


class ImplementerSort(models.TextChoices):
    """Who carries a program out."""

    DSCA = "DSCA", "Defense Security Cooperation Agency"
    AGENCY = "AGENCY", "Implementing agency"
    CONTRACTOR = "CONTRACTOR", "Contractor"
    NGO = "NGO", "Nongovernmental organization"
    ORGANIZATION = "ORGANIZATION", "International organization"
    PARTNER = "PARTNER", "Partner government"


class Paper(models.TextChoices):
    """What an attached document is."""

    SIGNED_AGREEMENT = "SIGNED", "Signed agreement or award"
    AGREEMENT_TERMS = "TERMS", "Terms or amendment"
    MEMORANDUM = "MEMORANDUM", "Memorandum or cable"
    NOTIFICATION = "NOTIFICATION", "Notification as sent"
    REPORT = "REPORT", "Report of an implementer"
    RECEIPT = "RECEIPT", "Hand receipt or proof of delivery"
    OTHER = "OTHER", "Another document"


class StateRole(models.TextChoices):
    """What an authority of Title 10 asks of State (programs 2.6)."""

    CONCURRENCE = "CONCURRENCE", "Concurrence of State"
    CONSULTATION = "CONSULTATION", "Consultation with State"
    INFORMATION = "INFORMATION", "Information to State"


class Certified(models.TextChoices):
    """What DoD certifies before it begins (10 U.S.C. 333(c))."""

    CURRICULUM = "CURRICULUM", "Human rights, rule of law and civilian control in the training"
    INSTITUTIONAL = "INSTITUTIONAL", "Institutional capacity building"


class Element(models.TextChoices):
    """What the notice of 10 U.S.C. 333(e) contains."""

    UNIT = "UNIT", "Country and specific unit"
    AMOUNT = "AMOUNT", "Amount, type and purpose of the support"
    ABSORPTION = "ABSORPTION", "Whether the unit can absorb it"
    SCHEDULE = "SCHEDULE", "Cost, timeline and delivery schedule"
    SUSTAINMENT = "SUSTAINMENT", "Who sustains it, at what cost, from which source"
    OTHER_HELP = "OTHER_HELP", "Security assistance of the three years before"
    STRATEGY = "STRATEGY", "Elements of the theater plan and the country strategy it advances"
    OTHER_WAYS = "OTHER_WAYS", "Other authorities that could have been used"


class Position(models.TextChoices):
    SUPPORT = "SUPPORT", "Supports"
    CONDITIONS = "CONDITIONS", "Supports with conditions"
    OBJECT = "OBJECT", "Objects"
    NO_VIEW = "NO_VIEW", "Has no view"


class Decided(models.TextChoices):
    """State's decision on a proposal of DoD."""

    CONCUR = "CONCUR", "Concurs"
    CONDITIONS = "CONDITIONS", "Concurs with conditions"
    NON_CONCUR = "NON_CONCUR", "Does not concur"
    RETURNED = "RETURNED", "Returned to DoD"


class ProgramState(models.TextChoices):
    DRAFT = "DRAFT", "Plan in draft"
    PROPOSED = "PROPOSED", "Plan waits for approval"
    APPROVED = "APPROVED", "Plan approved"
    EXECUTING = "EXECUTING", "Executing"
    CLOSED = "CLOSED", "Closed"
    CANCELLED = "CANCELLED", "Cancelled"


class SeatState(models.TextChoices):
    """A seat in a course (programs 2.2), from request to completion."""

    REQUESTED = "REQUESTED", "Requested"
    PROGRAMMED = "PROGRAMMED", "Programmed"
    CONFIRMED = "CONFIRMED", "Confirmed"
    NOMINATED = "NOMINATED", "Nominated"
    SCREENED = "SCREENED", "Screened"
    ITO_ISSUED = "ITO_ISSUED", "ITO issued"
    TRAVELLING = "TRAVELLING", "Travelling"
    IN_TRAINING = "IN_TRAINING", "In training"
    COMPLETED = "COMPLETED", "Completed"
    CANCELLED = "CANCELLED", "Cancelled"
    NO_SHOW = "NO_SHOW", "No show"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    AWOL = "AWOL", "Absent without leave"


class CancelledBy(models.TextChoices):
    PARTNER = "PARTNER", "The partner"
    UNITED_STATES = "US", "The United States"
    SCHOOL = "SCHOOL", "The school"
    NOT_SAID = "NOT_SAID", "Not said"


class Content(models.TextChoices):
    """What a course for civilians serves (22 U.S.C. 2347): the test of expanded IMET."""

    RESOURCES = "RESOURCES", "Management of defense resources"
    CIVILIAN_CONTROL = "CIVILIAN_CONTROL", "Civilian control of the military"
    COUNTERNARCOTICS = "COUNTERNARCOTICS", "Cooperation of military and police against narcotics"
    JUSTICE = "JUSTICE", "Military justice and human rights"


class Topic(models.TextChoices):
    """What students of IMET meet in field studies."""

    CIVILIAN_CONTROL = "CIVILIAN_CONTROL", "Civilian control of the military"
    SEPARATION = "SEPARATION", "Separation of powers"
    OVERSIGHT = "OVERSIGHT", "Legislative oversight"
    SPEECH = "SPEECH", "Free speech"
    ASSEMBLY = "ASSEMBLY", "Freedom of assembly"
    RIGHTS = "RIGHTS", "Human rights"
    INTERNATIONAL_LAW = "INTERNATIONAL_LAW", "International law"


class Prominence(models.TextChoices):
    """Whether a post is one of prominence (SAMM 10.21, not verified)."""

    MILITARY = "MILITARY", "Military: service chief, senior staff, attache, elite command"
    CIVILIAN = "CIVILIAN", "Civilian: head of state, minister, ambassador, legislator"


class Obtained(models.TextChoices):
    PROMOTED = "PROMOTED", "Promoted"
    APPOINTED = "APPOINTED", "Appointed"
    ELECTED = "ELECTED", "Elected"
    OTHER = "OTHER", "Otherwise"


class GradeBand(models.TextChoices):
    """US-equivalent grades in bands, from `GRADES`."""

    SENIOR = "SENIOR", "Senior officers (O-6 and above)"
    MID = "MID", "Mid-level officers (O-4 and O-5)"
    JUNIOR = "JUNIOR", "Junior and warrant officers (O-3 and below)"
    NCO = "NCO", "Noncommissioned officers (E-5 and above)"
    ENLISTED = "ENLISTED", "Other enlisted (E-4 and below)"
    CIVILIAN = "CIVILIAN", "Civilians"
    NOT_GIVEN = "NOT_GIVEN", "Not given"


class CourseLevel(models.TextChoices):
    """What kind of course it is (programs 2.2)."""

    PME = "PME", "Professional military education"
    TECHNICAL = "TECHNICAL", "Technical"
    ENGLISH = "ENGLISH", "English language"
    POSTGRADUATE = "POSTGRADUATE", "Postgraduate"
    ORIENTATION = "ORIENTATION", "Orientation tour"
    MOBILE_TEAM = "MOBILE_TEAM", "Mobile team"


class SchoolKind(models.TextChoices):
    COLLEGE = "COLLEGE", "War or staff college"
    TECHNICAL = "TECHNICAL", "Technical school"
    LANGUAGE = "LANGUAGE", "Language center"
    GRADUATE = "GRADUATE", "Graduate school"
    REGIONAL = "REGIONAL", "Regional center"
    OTHER = "OTHER", "Other"


class SchoolOwner(models.TextChoices):
    ARMY = "ARMY", "Army"
    NAVY = "NAVY", "Navy"
    MARINES = "MARINES", "Marine Corps"
    AIR_FORCE = "AIR_FORCE", "Air Force"
    SPACE_FORCE = "SPACE_FORCE", "Space Force"
    COAST_GUARD = "COAST_GUARD", "Coast Guard"
    DEFENSE = "DEFENSE", "Department of Defense"
    OTHER = "OTHER", "Another owner"


class TrainingLineState(models.TextChoices):
    """A line of a country training plan (programs 2.2)."""

    PLANNED = "PLANNED", "Planned"
    PROGRAMMED = "PROGRAMMED", "Programmed"
    CANCELLED = "CANCELLED", "Cancelled"


class Sequence(models.IntegerChoices):
    """Where a line stands among those of one worksheet control number: each ends before the next begins."""

    LANGUAGE = 1, "Language"
    PREPARATORY = 2, "Preparatory"
    MAIN = 3, "Main course"
    FOLLOW_ON = 4, "Follow-on"


class EventState(models.TextChoices):
    """A training event of a PKO program (programs 2.3): planned, held, counted."""

    PLANNED = "PLANNED", "Planned"
    STARTED = "STARTED", "Under way"
    COMPLETED = "COMPLETED", "Completed"
    STOPPED = "STOPPED", "Cut short"
    CANCELLED = "CANCELLED", "Cancelled"


class OrderState(models.TextChoices):
    """An invitational travel order (ITO)."""

    DRAFT = "DRAFT", "Draft"
    ISSUED = "ISSUED", "Issued"
    CANCELLED = "CANCELLED", "Cancelled"


class ObligationState(models.TextChoices):
    PROPOSED = "PROPOSED", "Proposed"
    RECORDED = "RECORDED", "Recorded"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Stage(models.TextChoices):
    """Where a dollar stands (programs 1.6). OUTSIDE is before the appropriation: no balance is kept there.

    De-obligated money may be obligated again; expired money pays for what was obligated in time; the last three left.
    """

    OUTSIDE = "OUTSIDE", "Outside the fund"
    APPROPRIATED = "APPROPRIATED", "Appropriated"
    APPORTIONED = "APPORTIONED", "Apportioned"
    ALLOTTED = "ALLOTTED", "Allotted"
    COMMITTED = "COMMITTED", "Committed"
    OBLIGATED = "OBLIGATED", "Obligated"
    DISBURSED = "DISBURSED", "Disbursed"
    DEOBLIGATED = "DEOBLIGATED", "De-obligated"
    EXPIRED = "EXPIRED", "Expired"
    CANCELLED = "CANCELLED", "Cancelled"
    RESCINDED = "RESCINDED", "Rescinded"
    TRANSFERRED = "TRANSFERRED", "Transferred"


OF_PROGRAMS = (Duty.OVERSEES, Duty.RUNS, Duty.IMPLEMENTS)  # duties for the programs of a kind
GRADES: dict[str, str] = {
    **{f"O-{n}": GradeBand.SENIOR for n in range(10, 5, -1)},
    **{f"O-{n}": GradeBand.MID for n in (5, 4)},
    **{f"O-{n}": GradeBand.JUNIOR for n in (3, 2, 1)},
    **{f"W-{n}": GradeBand.JUNIOR for n in range(5, 0, -1)},
    **{f"E-{n}": GradeBand.NCO for n in range(9, 4, -1)},
    **{f"E-{n}": GradeBand.ENLISTED for n in range(4, 0, -1)},
}  # US-equivalent grade: its band
SEAT_GATED = frozenset({SeatState.ITO_ISSUED, SeatState.TRAVELLING, SeatState.IN_TRAINING})
OPEN_PROGRAM = frozenset({ProgramState.APPROVED, ProgramState.EXECUTING})
ENDED_PROGRAM = frozenset({ProgramState.CLOSED, ProgramState.CANCELLED})
ENDED_SEAT = frozenset(
    {SeatState.COMPLETED, SeatState.CANCELLED, SeatState.NO_SHOW, SeatState.WITHDRAWN, SeatState.AWOL}
)
OPEN_SEAT = frozenset(SeatState) - ENDED_SEAT
NOT_STARTED = OPEN_SEAT - {SeatState.IN_TRAINING}
OPEN_EVENT = frozenset({EventState.PLANNED, EventState.STARTED})
ENDED_EVENT = frozenset(EventState) - OPEN_EVENT
FLOW = (
    *(Stage.APPROPRIATED, Stage.APPORTIONED, Stage.ALLOTTED),
    *(Stage.COMMITTED, Stage.OBLIGATED, Stage.DISBURSED),
)  # the way money takes; every other stage is a side exit, shown when something stands there
UNOBLIGATED = (Stage.APPROPRIATED, Stage.APPORTIONED, Stage.ALLOTTED)  # open for new obligations; expires at E
UNRESERVED = (*UNOBLIGATED, Stage.DEOBLIGATED, Stage.EXPIRED)  # held by no document; Congress may rescind it
BY_FUND = frozenset(
    {Stage.APPROPRIATED, Stage.APPORTIONED, Stage.RESCINDED, Stage.TRANSFERRED}
)  # balances of the whole fund, not of a place
ANYWHERE = BY_FUND | {Stage.OUTSIDE, Stage.EXPIRED, Stage.CANCELLED}  # of the fund, or of the place it came from
BY_PROGRAM = frozenset({Stage.COMMITTED, Stage.OBLIGATED, Stage.DISBURSED})
BY_OBLIGATION = BY_PROGRAM | {Stage.APPORTIONED}  # money that waits for a document, or moved under it
SETTLED = frozenset(
    {Stage.DISBURSED, Stage.RESCINDED, Stage.TRANSFERRED, Stage.CANCELLED}
)  # nothing ends here any more
