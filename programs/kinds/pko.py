"""PKO: help for peacekeeping and for partners' own capacity to keep it."""

from ..models.details import PkoDetail
from ..states import Kind
from .base import SEATS, KindSpec

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
    detail_fields=("pko_purpose", "global_program"),
    milestones=(
        "Plan approved",
        "Agreement or award signed, which obligates",
        "Units and people named and vetted",
        "Trained or equipped",
        "Closed",
    ),
    later=(
        "Training events, equipment packages, deployments, self-sufficiency ratings and agreements with their own "
        "cancellation dates are not there yet."
    ),
    lines=(SEATS,),
)
