"""FMF: the partner buys, the United States finances."""

from ..models.details import FmfDetail
from ..states import Kind
from .base import Act, KindSpec, Lines, When

FMS_CASES = Lines(
    "fms_cases",
    "programs/parts/fms_cases.html",
    (
        Act("Keep a letter of request", "letters/new/", "programs.change_program", When.PLANNED, "mail"),
        Act("Add an FMS case", "cases/new/", "programs.change_program", When.PLANNED, "doc"),
    ),
)

FMF = KindSpec(
    kind=Kind.FMF,
    short="FMF",
    prefix="FMF",
    slug="fmf",
    color="fmf",
    authority="Arms Export Control Act s. 23, 22 U.S.C. 2763",
    laws=("STATE",),
    title=22,
    what=(
        "Pays for defense articles, services, design and construction, and training that a partner procures, mostly "
        "through FMS cases. Appropriated as grants; loans and guarantees exist and are kept apart."
    ),
    office="PM/SA, Office of Security Assistance",
    implementer="DSCA; the military departments run the cases, the security cooperation office works with the partner",
    obligates=(
        "The apportionment itself, where the appropriations act says so (31 U.S.C. 1501(a)(5)(C)). It comes before "
        "recipients are known, so it is shown as “not unit-vetted”, never as approved."
    ),
    detail=FmfDetail,
    detail_fields=("partner_need", "cash_flow"),
    milestones=(
        "Plan approved",
        "Letter of request, complete",
        "Apportioned, which obligates",
        "FMS case offered, signed and implemented",
        "Money committed to the case, fund by fund",
        "Recipients named and vetted, or under an agreement",
        "Delivered line by line",
        "Closed",
    ),
    later="Requisitions, who funds sustainment, and payment schedules within a case are not there yet.",
    lines=(FMS_CASES,),
    answers="programs/parts/fmf_answers.html",
)
