"""What the Department does in this field, statement by statement: the page of each, what is counted for it now, and
what was published. In our own words. To move a statement to another page, change its address in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

from django.db.models import Aggregate, Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from ground.dates import today
from ground.pages import words
from programs.kinds import kinds_of_title
from programs.models import (
    Agreement,
    Alumnus,
    Concurrence,
    CongressionalNotification,
    Consultation,
    Delivery,
    Deployment,
    FieldContact,
    GscfContribution,
    LandRelease,
    LetterOfRequest,
    Milestone,
    Program,
    PublishedFigure,
    Responsibility,
    TrainingSeat,
)
from programs.models.details import PkoDetail
from programs.states import Kind
from vetting.models import Approval

PAGES: dict[str, str] = {
    "directs": "/programs/",
    "offices": "/offices/",
    "purposes": "/programs/?purpose=HUMAN_RIGHTS",
    "titles": "/programs/?usc_title=22",
    "fmf-run": "/programs/fmf/",
    "fmf-what": "/deliveries/?kind=FMF",
    "fmf-need": "/fms-cases/",
    "imet-who": "/programs/imet/",
    "imet-content": "/programs/imet/",
    "imet-alumni": "/alumni/",
    "pko": "/programs/pko/",
    "pko-purposes": "/programs/pko/",
    "pko-global": "/programs/pko/",
    "pko-contributors": "/deployments/",
    "cwd": "/sites/",
    "gscf": "/programs/gscf/",
    "title-10": "/concurrences/",
    "leahy": "/vetting/ineligible/",
    "agreements": "/agreements/",
    "evaluation": "/milestones/",
    "measures": "/dashboard/",
    "congress": "/notifications/",
}
Rows = Callable[[Any], QuerySet[Any]]
COUNT = Count("pk")


@dataclass(frozen=True)
class Statement:
    """One thing the Department does: in a sentence, with what is counted for it now and which published figures stand
    beside it."""

    key: str
    says: str
    counted: str  # what the live figure counts, in words
    rows: Rows
    figure: Aggregate = COUNT
    money: bool = False
    published: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """Where it is found."""
        return PAGES[self.key]


def programs(*kinds: str) -> Rows:
    """Programs of some kinds, or of all, that the reader may see."""
    return lambda user: Program.objects.visible_to(user).filter(Q(kind__in=kinds) if kinds else Q())


PLACES = Count("operating_unit", distinct=True)
STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "directs",
        "State decides whether there is assistance to a country's security forces and how much, and carries it through "
        "with Defense, Justice and other agencies, whose views are kept with each program.",
        "views of other agencies on record",
        lambda user: Consultation.objects.visible_to(user),
    ),
    Statement(
        "offices",
        "Within the Political-Military Bureau one office oversees financing, education and peacekeeping, another runs "
        "the global peacekeeping programs, a third the destruction of weapons.",
        "responsibilities in force today",
        lambda user: Responsibility.objects.on(today()),
    ),
    Statement(
        "purposes",
        "Each program serves stated purposes: human rights, lasting relationships, security of a region, forces that "
        "can work with those of the United States, professional soldiers and professional police.",
        "programs with a stated purpose",
        lambda user: Program.objects.visible_to(user).exclude(stated_purposes=[]),
    ),
    Statement(
        "titles",
        "Most of the money is State's own, under Title 22 of the Code; under Title 10 Defense pays, and plans with "
        "State.",
        "programs under Title 22",
        programs(*kinds_of_title(22)),
    ),
    Statement(
        "fmf-run",
        "State manages military financing and its purpose in foreign policy; the Defense Security Cooperation Agency "
        "carries it out.",
        "partners with a financing program",
        programs(Kind.FMF),
        PLACES,
        published=("fmf-partners",),
    ),
    Statement(
        "fmf-what",
        "Financing buys weapons, other articles, services and training for partners.",
        "delivered with financing",
        lambda user: Delivery.objects.visible_to(user).filter(program__kind=Kind.FMF),
        Sum("value"),
        money=True,
    ),
    Statement(
        "fmf-need",
        "What is financed answers a defense need that the partner itself has stated.",
        "letters of request with the partner's stated need",
        lambda user: LetterOfRequest.objects.visible_to(user),
    ),
    Statement(
        "imet-who",
        "Military education and training brings officers, noncommissioned officers and some civilians to U.S. schools.",
        "seats on record",
        lambda user: TrainingSeat.objects.visible_to(user),
        published=("imet-countries", "imet-funding"),
    ),
    Statement(
        "imet-content",
        "Its courses teach how civilians control armed forces, how powers are separated and legislatures oversee them, "
        "and what free speech, free assembly, human rights and the law of nations ask.",
        "contacts of students in field studies",
        lambda user: FieldContact.objects.visible_to(user),
    ),
    Statement(
        "imet-alumni",
        "Those who were trained are followed into their careers, up to the posts at the head of their forces.",
        "alumni followed",
        lambda user: Alumnus.objects.visible_to(user),
    ),
    Statement(
        "pko",
        "No other country pays as much for United Nations peacekeeping or builds as much capacity for it, of soldiers "
        "and of police.",
        "planned in peacekeeping programs",
        programs(Kind.PKO),
        Sum("planned_amount"),
        money=True,
        published=("pko-capacity",),
    ),
    Statement(
        "pko-purposes",
        "The account serves seven purposes, from missions outside the United Nations to the reform of armed forces.",
        "of the seven purposes with a program",
        programs(Kind.PKO),
        Count("pkodetail__pko_purpose", distinct=True),
    ),
    Statement(
        "pko-global",
        "Three global programs stand in it: peace operations, defense reform, and professional forces that spare "
        "civilians.",
        "programs of the three",
        lambda user: programs(Kind.PKO)(user).exclude(pkodetail__global_program=PkoDetail.GlobalProgram.NONE),
        published=("gpoi-funding", "gpoi-trained", "gpoi-self-sufficient"),
    ),
    Statement(
        "pko-contributors",
        "Countries that send troops and countries that send police are trained, deployed and sustained.",
        "soldiers and police deployed",
        lambda user: Deployment.objects.visible_to(user),
        Sum(F("military") + F("police")),
    ),
    Statement(
        "cwd",
        "Mines, unexploded ordnance, surplus arms and shoulder-fired missiles are cleared, secured or destroyed, and "
        "people are taught the risk.",
        "square meters cleared",
        lambda user: LandRelease.objects.visible_to(user).current(),
        Sum("cleared_m2"),
        published=("cwd-funding", "cwd-countries", "cwd-manpads"),
    ),
    Statement(
        "gscf",
        "The contingency fund joins money of State and of Defense in one project, decided by both.",
        "contributed by both Departments",
        lambda user: GscfContribution.objects.visible_to(user).filter(returns=None),
        Sum("amount"),
        money=True,
        published=("gscf-share",),
    ),
    Statement(
        "title-10",
        "Many authorities of Defense work only with the concurrence of State, which is a decision with a day, a name "
        "and a text.",
        "decisions of State on proposals",
        lambda user: Concurrence.objects.visible_to(user),
        published=("t10-333-fields",),
    ),
    Statement(
        "leahy",
        "No unit with credible information of a gross violation of human rights is helped, unless its government "
        "brings those responsible to justice or, where the law says so, corrects what was wrong; each recipient is "
        "vetted.",
        "approvals in force today",
        lambda user: Approval.objects.visible_to(user).in_force(today()),
    ),
    Statement(
        "agreements",
        "What is given goes under agreements on its use, its transfer and who may look at it afterwards.",
        "agreements on record",
        lambda user: Agreement.objects.visible_to(user),
    ),
    Statement(
        "evaluation",
        "Programs are designed, followed and evaluated by bureau, program and project, with dates that are kept or "
        "missed in the open.",
        "milestones planned",
        lambda user: Milestone.objects.visible_to(user),
    ),
    Statement(
        "measures",
        "Progress of diplomacy is measured: each figure has its definition, its source and the rows behind it.",
        "deliveries that the figures count",
        lambda user: Delivery.objects.visible_to(user).filter(reverses=None, reversed_by=None),
    ),
    Statement(
        "congress",
        "Congress is notified before money is obligated, and its questions go to the bureau's office for Congress and "
        "the public.",
        "notifications on record",
        lambda user: CongressionalNotification.objects.visible_to(user),
    ),
)
NUMBER = DecimalField(max_digits=24, decimal_places=2)


@dataclass(frozen=True)
class Line:
    """A statement as a reader sees it."""

    statement: Statement
    value: str
    published: list[PublishedFigure]


def counted(user: Any) -> dict[str, Decimal]:
    """The live figure of every statement, of what the reader may see: one query for all of them."""
    parts = [
        one.rows(user)
        .order_by()
        .annotate(about=Value(one.key))
        .values("about")
        .annotate(figure=Cast(one.figure, NUMBER))
        .values_list("about", "figure")
        for one in STATEMENTS
    ]
    found = reduce(lambda all_, part: all_.union(part, all=True), parts)
    return {key: value or Decimal(0) for key, value in found}


def lines(user: Any) -> list[Line]:
    """Every statement with its live figure and what was published, the newest edition first. Two queries."""
    figures = counted(user)
    published: dict[str, list[PublishedFigure]] = {}
    for row in PublishedFigure.objects.order_by("-pk"):
        published.setdefault(row.key, []).append(row)
    return [
        Line(
            one,
            (words.short_money if one.money else words.amount)(figures.get(one.key, Decimal(0))),
            [row for key in one.published for row in published.get(key, [])],
        )
        for one in STATEMENTS
    ]
