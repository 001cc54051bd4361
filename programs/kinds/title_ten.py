"""DoD Title 10: State's part in what DoD proposes, pays for and delivers."""

from ..models.details import TitleTenDetail
from ..states import Kind
from .base import Act, KindSpec, Lines, When

PROPOSAL = Lines(
    "proposal",
    "programs/parts/title_ten.html",
    (
        Act("Write what the notice says", "elements/", "programs.change_program", When.PLANNED, "doc"),
        Act("Record the joint planning", "joint-plan/", "programs.change_program", When.PLANNED, "two"),
        Act("Ask an office for its view", "views/new/", "programs.change_program", When.PLANNED, "mail"),
        Act("Decide for State", "concurrences/new/", "programs.give_concurrence", When.PLANNED, "scales"),
        Act("Record a certification of DoD", "certifications/new/", "programs.change_program", When.PLANNED, "okc"),
        Act("Keep what DoD reports", "statuses/new/", "programs.change_program", When.APPROVED, "get"),
    ),
)

TITLE_TEN = KindSpec(
    kind=Kind.TITLE_10,
    short="Title 10",
    prefix="T10",
    slug="title-10",
    color="t10",
    authority="10 U.S.C. 321 to 386, s. 333 (build capacity) first among them",
    laws=("DOD",),
    title=10,
    what=(
        "DoD builds the capacity of partner forces with its own money; many of its authorities need the concurrence of "
        "the Secretary of State, who plans jointly. The Leahy law of DoD applies."
    ),
    office="PM, with the regional bureau and the post",
    implementer="DoD: combatant commands propose, DSCA and the services deliver",
    obligates="A document of DoD. State keeps it as information and does not obligate.",
    detail=TitleTenDetail,
    detail_fields=("authority", "proposer"),
    milestones=(
        "DoD proposal received",
        "Proposal whole, plan approved",
        "Views of the offices given",
        "State has concurred, DoD has certified",
        "Congress notified",
        "Units vetted under 10 U.S.C. 362",
        "Delivered",
        "Closed",
    ),
    later=(
        "The end of the use of funds after three fiscal years (s. 333(g)) is shown and keeps no delivery from being "
        "recorded."
    ),
    lines=(PROPOSAL,),
    answers="programs/parts/title_ten_answers.html",
)
