"""GSCF: two contributions that stay two funds, under both Leahy laws."""

from ..models.details import GscfDetail
from ..states import Kind
from .base import Act, KindSpec, Lines, When

CONTRIBUTIONS = Lines(
    "contributions",
    "programs/parts/contributions.html",
    (
        Act("Record a decision", "decisions/new/", "programs.change_program", When.PLANNED, "two"),
        Act("Record a contribution", "contributions/new/", "programs.record_transaction", When.PLANNED, "coins"),
        Act("Record a return", "contributions/return/", "programs.record_transaction", When.PLANNED, "back"),
    ),
)

GSCF = KindSpec(
    kind=Kind.GSCF,
    short="GSCF",
    prefix="GSCF",
    slug="gscf",
    color="gscf",
    authority="P.L. 112-81 s. 1207, 22 U.S.C. 2151 note",
    laws=("STATE", "DOD"),
    title=22,
    what=(
        "State and DoD pool money for border, maritime and internal security and counterterrorism, and for the justice "
        "sector. Money of both Departments means both Leahy laws: a recipient is approved under each. The authority "
        "for new projects has ended; what had begun is carried to its end."
    ),
    office="PM, with the regional bureau; DoD joins each decision",
    implementer="State or DoD, as each project says",
    obligates="The agreement or award of each project. State's and DoD's contributions are two funds for ever.",
    detail=GscfDetail,
    detail_fields=("assistance_type", "mission"),
    milestones=(
        "Plan approved by both Departments",
        "Both contributions in their funds",
        "Agreement or award signed",
        "Recipients vetted under both laws",
        "Delivered",
        "Closed",
    ),
    later="The notices of transfer and of activity keep no step of a project waiting by themselves.",
    lines=(CONTRIBUTIONS,),
    answers="programs/parts/gscf_answers.html",
)
