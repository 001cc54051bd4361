"""IMET: seats in courses, for named people."""

from ..models.details import ImetDetail
from ..states import Kind
from .base import SEATS, KindSpec

IMET = KindSpec(
    kind=Kind.IMET,
    short="IMET",
    prefix="IMET",
    slug="imet",
    color="imet",
    authority="Foreign Assistance Act s. 541, 22 U.S.C. 2347",
    laws=("STATE",),
    title=22,
    what=(
        "Education and training of military and related civilian people of a partner, mostly in schools of the United "
        "States. Expanded IMET covers civilian control, military justice, human rights and management of resources."
    ),
    office="PM/SA, Office of Security Assistance",
    implementer="DSCA with the military departments; the security cooperation office nominates and manages",
    obligates="Each seat: the training transaction against the country's program. A seat is a place, not a person.",
    detail=ImetDetail,
    detail_fields=("objectives", "planning_year"),
    milestones=(
        "Training plan approved by the working group",
        "Plan approved",
        "People nominated, the attache consulted",
        "Request approved, both reviews given",
        "Screened: medical, English, security",
        "Seat obligated",
        "Travel order issued",
        "Seat started",
        "Completion recorded",
    ),
    later=(
        "Courses in the partner's country by mobile teams are seats like others; the yearly report on former "
        "participants (22 U.S.C. 2347h) is not there yet."
    ),
    answers="programs/parts/imet_answers.html",
    lines=(SEATS,),
)
