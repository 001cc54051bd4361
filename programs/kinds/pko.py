"""PKO: help for peacekeeping and for partners' own capacity to keep it."""

from dataclasses import dataclass, replace

from django.db.models import Q

from ..models.details import PkoDetail
from ..states import Kind
from .base import SEATS, Act, KindSpec, Lines, When

CHANGE = "programs.change_program"
P = PkoDetail.Purpose


@dataclass(frozen=True)
class PurposeSpec:
    """One of the seven purposes: what its work is counted in, and by which documents it is usually done."""

    purpose: PkoDetail.Purpose
    unit_of_work: str
    vehicles: str


PURPOSES: tuple[PurposeSpec, ...] = (
    PurposeSpec(P.P1, "contribution of a fiscal year", "contribution agreement"),
    PurposeSpec(P.P2, "training event, equipment package, facility, adviser", "interagency agreement, contract, grant"),
    PurposeSpec(P.P3, "package of a unit", "contract, interagency agreement"),
    PurposeSpec(P.P4, "support contract, mechanism", "monitoring mechanism, contract"),
    PurposeSpec(P.P5, "package of a unit", "interagency agreement, mobile team, boats"),
    PurposeSpec(P.P6, "training of rangers or a unit", "contract"),
    PurposeSpec(P.P7, "advisory engagement, institutional milestone", "adviser, grant"),
)

CONTRIBUTIONS = Lines(
    "operation_contributions",
    "programs/parts/pko_contributions.html",
    (Act("Record a contribution to an operation", "operations/new/", CHANGE, When.APPROVED, "coins"),),
    of=lambda detail: detail.pko_purpose == P.P1,
)
EVENTS = Lines(
    "training_events",
    "programs/parts/pko_events.html",
    (Act("Plan a training event", "events/new/", CHANGE, When.APPROVED, "cap"),),
    of=lambda detail: detail.pko_purpose != P.P1,
)
PACKAGES = Lines(
    "packages",
    "programs/parts/pko_packages.html",
    (Act("Assemble an equipment package", "packages/new/", CHANGE, When.APPROVED, "folder"),),
    of=lambda detail: detail.pko_purpose != P.P1,
)
DEPLOYMENTS = Lines(
    "deployments",
    "programs/parts/pko_deployments.html",
    (Act("Record a deployment", "deployments/new/", CHANGE, When.APPROVED, "globe"),),
    of=lambda detail: detail.pko_purpose in {P.P2, P.P3},
)
ENGAGEMENTS = Lines(
    "engagements",
    "programs/parts/pko_engagements.html",
    (Act("Record an engagement", "engagements/new/", CHANGE, When.APPROVED, "two"),),
    of=lambda detail: detail.pko_purpose != P.P1,
)
PARTNER = Lines(
    "ratings",
    "programs/parts/pko_partner.html",
    (
        Act("Rate self-sufficiency", "ratings/new/", CHANGE, When.APPROVED, "scales"),
        Act("Register a capability", "capabilities/new/", CHANGE, When.APPROVED, "flag"),
    ),
    of=lambda detail: detail.global_program == PkoDetail.GlobalProgram.GPOI,
)
INSTITUTIONS = Lines(
    "institutional_milestones",
    "programs/parts/pko_institutions.html",
    (Act("Set an institutional milestone", "institutions/new/", CHANGE, When.APPROVED, "cal"),),
    of=lambda detail: detail.global_program == PkoDetail.GlobalProgram.GDRP,
)
PROCESSES = Lines(
    "harm_processes",
    "programs/parts/pko_processes.html",
    (Act("Assess a civilian-harm process", "processes/new/", CHANGE, When.APPROVED, "eye"),),
    of=lambda detail: detail.global_program == PkoDetail.GlobalProgram.SFP,
)

PKO = KindSpec(
    kind=Kind.PKO,
    short="PKO",
    prefix="PKO",
    slug="pko",
    color="pko",
    authority="Foreign Assistance Act s. 551, 22 U.S.C. 2348",
    laws=("STATE",),
    title=22,
    what=(
        "Helps friendly countries and international organizations keep the peace, and other programs in the national "
        "security interest: GPOI trains and equips peacekeepers, GDRP and SFP reform how forces are run."
    ),
    office="PM/SA oversees the account; PM/GPI runs the global programs, regional bureaus many of the projects",
    implementer="State by contract or grant, or DSCA and other agencies by agreement under FAA s. 632(b)",
    obligates="The signed contract, grant or interagency agreement, usually before its recipients are known.",
    detail=PkoDetail,
    detail_fields=("pko_purpose", "global_program", "objective", "assessed_dues"),
    milestones=(
        "Designed: logic, indicators, risk",
        "Plan approved",
        "Congress notified",
        "Agreement or award signed, which obligates",
        "Memorandum of request or solicitation",
        "LOA, contract or award in force",
        "Units named and vetted",
        "Trained, equipped or advised",
        "Deployed, reached or in use",
        "Evaluated",
        "Closed, funds returned",
    ),
    later=(
        "Agreements with amendments and cancellation dates of their own, the planned split of a regional program by "
        "country, and facilities are not there yet."
    ),
    lines=(
        *(CONTRIBUTIONS, INSTITUTIONS, PROCESSES, EVENTS, PACKAGES, DEPLOYMENTS, ENGAGEMENTS, PARTNER),
        replace(SEATS, of=lambda detail: detail.pko_purpose != P.P1),
    ),
    answers="programs/parts/pko_answers.html",
    apart=Q(program__pkodetail__assessed_dues=True),
)
