"""NADR, and within it conventional weapons destruction."""

from ..models.details import NadrDetail
from ..states import Kind
from .base import KindSpec

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
        "Award signed, which obligates",
        "Recipients named and vetted, where they are security forces",
        "Work delivered",
        "Closed",
    ),
    later=(
        "Grants with their monitoring, sites, released land (canceled, reduced and cleared kept apart) and destroyed "
        "stockpiles are not there yet."
    ),
)
