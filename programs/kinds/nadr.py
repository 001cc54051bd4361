"""NADR, and within it conventional weapons destruction."""

from ..models.details import NadrDetail
from ..states import Kind
from .base import Act, KindSpec, Lines, When

GRANTS = Lines(
    "grants",
    "programs/parts/grants.html",
    (Act("Plan a grant", "grants/new/", "programs.change_program", When.APPROVED, "plus"),),
)

NADR = KindSpec(
    kind=Kind.NADR,
    short="NADR",
    prefix="NADR",
    slug="nadr",
    color="nadr",
    authority="Foreign Assistance Act ss. 571 and 581, 22 U.S.C. 2349aa and 2349bb; FREEDOM Support Act s. 504",
    laws=("STATE",),
    title=22,
    what=(
        "One appropriation with many authorities: conventional weapons destruction (clearance, small arms, stocks), "
        "anti-terrorism assistance, export control and border security, nonproliferation."
    ),
    office="PM/WRA for conventional weapons destruction; CT and ISN for their parts",
    implementer="Non-governmental organizations by grant, contractors, international organizations, other agencies",
    obligates="The signed grant, cooperative agreement, contract or interagency agreement.",
    detail=NadrDetail,
    detail_fields=("sub_account", "implementer"),
    milestones=(
        "Plan approved",
        "Risk of the award assessed, mitigated where it is high",
        "Award signed, which obligates; its calendar of reports and reviews made",
        "Sites surveyed, cleared and released; stocks destroyed or secured",
        "Recipients named and vetted, where they are security forces",
        "Land handed over, its use looked at later",
        "Closed",
    ),
    later=(
        "Money of other agencies is read on the page of each country, from published obligations alone. "
        "Sub-accounts besides conventional weapons destruction are funds and programs without lines of "
        "their own."
    ),
    lines=(GRANTS,),
    answers="programs/parts/cwd_answers.html",
)
