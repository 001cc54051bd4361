"""What stands around programs of every kind: stated purposes, an initiative over three accounts, who carries them out,
what Justice and others said, documents, and an obligation that waits for its signed document."""

from __future__ import annotations

from django.core.files.base import ContentFile

from ground.dates import days, today
from ground.models import Parameter
from ground.refusals import Basis
from programs.models import Initiative, Obligation, Program
from programs.models.attachment_guards import SIGNED_DOCUMENT
from programs.services.attachments import attach
from programs.services.consultations import add_implementer, consult
from programs.services.initiatives import add_initiative, state_purposes
from programs.states import Department, ImplementerSort, Paper, Position, StatedPurpose

from ..partners import INVENTED
from ..walks import propose
from ..world import Days, World

P = StatedPurpose
PURPOSES: dict[str, tuple[StatedPurpose, ...]] = {
    "FMF": (P.REGIONAL_SECURITY, P.INTEROPERABILITY),
    "IMET": (P.HUMAN_RIGHTS, P.RELATIONSHIPS, P.ARMED_FORCES),
    "PKO": (P.REGIONAL_SECURITY, P.ARMED_FORCES),
    "NADR": (P.REGIONAL_SECURITY,),
    "GSCF": (P.REGIONAL_SECURITY, P.LAW_ENFORCEMENT),
    "TITLE-10": (P.INTEROPERABILITY, P.HUMAN_RIGHTS),
}
COAST = (("FMF", "XTM"), ("IMET", "XTM"), ("TITLE-10", "XSF"))
PAPER = b"%PDF-1.4\n% A paper of the demonstration. Nothing is written on it.\n%%EOF\n"


def around(world: World) -> Days:
    """Labels, agencies and documents on the programs of the other stories; one obligation waits for its document."""
    yield -26
    analyst = world.who["analyst"]
    coast = add_initiative(
        code="coast-watch",
        name=f"Coast Watch {INVENTED}",
        what="Partners on two seas who watch their own coasts; three accounts pay for it.",
        by=analyst,
    )
    for program in Program.objects.exclude(state__in=["CLOSED", "CANCELLED"]).select_related("operating_unit"):
        _label(program, coast, analyst)
    border = _program("GSCF", "XLK")
    consult(
        program=border,
        agency=Department.JUSTICE,
        office="Criminal Division",
        held_on=today(),
        view=Position.CONDITIONS,
        text="Supports it if the border police take the course on evidence before the second site opens.",
        by=analyst,
    )
    consult(
        program=border,
        agency=Department.HOMELAND,
        office="",
        held_on=today(),
        view=Position.NO_VIEW,
        text="No view: its own program with the partner ended last year.",
        by=analyst,
    )
    add_implementer(
        program=_program("NADR", "XBS"),
        sort=ImplementerSort.NGO,
        name=f"Clear Fields Trust {INVENTED}",
        does="Clears and hands over",
        by=analyst,
    )
    add_implementer(
        program=_program("FMF", "XTM"),
        sort=ImplementerSort.DSCA,
        name="Defense Security Cooperation Agency",
        does="Writes and manages the cases",
        by=analyst,
    )
    award = Obligation.objects.filter(program=_program("NADR", "XBS"), state="RECORDED").earliest("pk")
    attach(
        to=award,
        paper=Paper.SIGNED_AGREEMENT,
        dated_on=award.effective_on,
        proves="Grantee and grants officer signed the award.",
        file=ContentFile(PAPER, name="award.pdf"),
        by=analyst,
    )
    yield -3
    Parameter.objects.create(
        key=SIGNED_DOCUMENT,
        place="XJN",
        value=True,
        valid=days(world.day(-3), world.day(3650)),
        source="Order of the office for this post (invented)",
        basis=Basis.GATEHOUSE.value,
        verified=True,
    )
    yield -2
    seminars = _program("IMET", "XJN")
    propose(world, seminars, world.funds["IMET"], 41_500, on=-2, evidence="ORDER", naming="Named before each seminar")


def _label(program: Program, coast: Initiative, analyst: object) -> None:
    mine = coast if (program.kind, program.operating_unit.code) in COAST else None
    state_purposes(program=program, purposes=PURPOSES[program.kind], initiative=mine, by=analyst)


def _program(kind: str, iso3: str) -> Program:
    return Program.objects.filter(kind=kind, operating_unit__code=iso3).exclude(state="CLOSED").earliest("pk")
