"""Programs: the list, a page for each kind, and one program with all that hangs on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, DecimalField, Exists, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.spans import span
from ground.pages.timeline import timeline
from ground.refusals import Problem
from ground.steps import offers

from .. import badges, kinds, selectors
from ..checks import PLAN
from ..execution import execution
from ..filters.programs import ProgramFilter
from ..kinds.base import Act, When
from ..lifecycle import PROGRAM_STEPS
from ..models import Balance, Program, SecondTierMove
from ..responsible import responsible
from ..restrictions import badges as restriction_badges
from ..restrictions.reads import standing_for
from ..services import programs
from ..standing import money_by_stage
from ..states import ENDED_PROGRAM, OPEN_PROGRAM, OPEN_SEAT, ProgramState, Stage, StatedPurpose
from ..tables import programs as tables
from ..tables.milestones import standing
from .answers import answers
from .base import Door, OfRecord, RecordPage, StepPost, offered
from .lines import READS, SHOWN, around, by_force

OF_PROGRAM = (Stage.COMMITTED, Stage.OBLIGATED, Stage.DISBURSED)
DETAILS = [spec.detail.__name__.lower() for spec in kinds.SPECS.values()]
BEFORE = (
    Act("Nominate recipients", "recipients/new/", "programs.nominate_recipient", When.PLANNED, "plus"),
    Act("Ask for vetting", "vetting/new/", "vetting.draft_case", When.PLANNED, "shield"),
)
AFTER = (
    Act("Propose an obligation", "obligations/new/", "programs.propose_obligation", When.APPROVED, "coins"),
    Act("Record a delivery", "deliveries/new/", "programs.record_delivery", When.EXECUTING, "hands"),
    Act("Paste deliveries", "deliveries/paste/", "programs.record_delivery", When.EXECUTING, "table"),
)


def with_obligated(programs: QuerySet[Program], user: Any) -> QuerySet[Program]:
    """Each program with what is obligated or paid, where the reader may see money."""
    balances = Balance.objects.visible_to(user).filter(program=OuterRef("pk")).standing(today())
    balances = balances.filter(standing__in=["OBLIGATED", "DISBURSED"])
    total = balances.order_by().values("program").annotate(sum=Sum("amount")).values("sum")
    amount = DecimalField(max_digits=20, decimal_places=2)
    return programs.annotate(obligated_sum=Coalesce(Subquery(total), 0, output_field=amount))


class ProgramList(ListPage):
    title = "Programs"
    lead = "FMF, IMET, PKO, NADR, GSCF and State's part in DoD Title 10, each with its money and recipients."
    permission = "programs.view_program"
    template_name = "programs/program_list.html"
    table_class = tables.ProgramTable
    filterset_class = ProgramFilter
    empty = "No program yet."

    @property
    def reads_money(self) -> bool:
        return may(self.request.user, "programs.view_fund")

    @property
    def totals(self) -> dict[str, Any]:  # type: ignore[override]
        planned = {"planned_amount": Sum("planned_amount")}
        return {**planned, "obligated": Sum("obligated_sum")} if self.reads_money else planned

    @property
    def export_columns(self) -> Any:  # type: ignore[override]
        money = "Obligated, US dollars"
        return tuple(c for c in tables.PROGRAM_EXPORT if self.reads_money or c.title != money)

    def get_table_kwargs(self) -> dict[str, Any]:
        hidden = () if self.reads_money else ("obligated",)
        return {**super().get_table_kwargs(), "exclude": hidden}

    def get_queryset(self) -> QuerySet[Program]:
        seen = Program.objects.visible_to(self.request.user).select_related("operating_unit", "manager", "initiative")
        return with_obligated(seen, self.request.user).order_by("-fiscal_year", "number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = may(self.request.user, "programs.draft_program")
        return super().get_context_data(kinds=kinds.SPECS.values(), may_add=may_add, **kwargs)


class KindPage(NeedsPermission, TemplateView):
    """One kind: what it is, its law and office, its money by stage, its open work, and what is not there yet."""

    permission = "programs.view_program"
    template_name = "programs/kind_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        spec = kinds.BY_SLUG[kwargs["slug"]]
        seen = Program.objects.visible_to(user).filter(kind=spec.kind)
        by_state = dict(seen.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
        reads_money = may(user, "programs.view_fund")
        balances = Balance.objects.visible_to(user).filter(fund__account__kind=spec.kind)
        if spec.apart is not None:
            balances = balances.exclude(spec.apart)
        recent = with_obligated(seen.select_related("operating_unit", "manager"), user)
        return super().get_context_data(
            title=spec.name,
            lead=spec.what,
            spec=spec,
            states=[(badges.PROGRAM[s], by_state.get(s, 0), s) for s in ProgramState],
            total=sum(by_state.values()),
            money=money_by_stage(balances) if reads_money else None,
            rows=[(p, badges.PROGRAM[p.state]) for p in recent.filter(state__in=OPEN_PROGRAM).order_by("-pk")[:10]],
            reads_money=reads_money,
            may_add=may(user, "programs.draft_program"),
            crumbs=[("Programs", "/programs/"), (spec.short, "")],
            **answers(spec.kind, user),
            **kwargs,
        )


class OfProgram(OfRecord):
    """A view about one program, by its number."""

    permission = "programs.view_program"
    key = "number"
    object: Program

    def seen(self, user: Any) -> QuerySet[Program]:
        seen = Program.objects.visible_to(user)
        return seen.select_related("operating_unit__country", "manager", "author", "initiative", *DETAILS)

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its kind and program."""
        spec = kinds.of(self.object.kind)
        here = [(self.object.number, self.object.get_absolute_url() if last else "")]
        return [
            ("Programs", "/programs/"),
            (spec.short, f"/programs/{spec.slug}/"),
            *here,
            *([(last, "")] if last else []),
        ]


class ProgramPage(OfProgram, RecordPage):
    """One program: where it stands, recipients with their approvals, its lines, money, deliveries, history."""

    template_name = "programs/program_page.html"

    def seen(self, user: Any) -> QuerySet[Program]:
        shut = standing_for(kind=OuterRef(OuterRef("kind")), operating_unit=OuterRef("operating_unit"))
        return super().seen(user).annotate(is_restricted=Exists(shut))

    def context(self) -> dict[str, Any]:
        program, user = self.object, self.request.user
        spec = kinds.of(program.kind)
        asked = self.request.GET.get("tab", "")
        tab = asked if asked in ("around", "history") else "program"
        shown = {
            "program": program,
            "spec": spec,
            "detail": _facts(spec, program),
            "badge": badges.PROGRAM[program.state],
            "offers": offers(PROGRAM_STEPS, program, by=user),
            "version": program.version,
            "stages": _stages(program),
            "doors": doors(program, user),
            "tab": tab,
            "title": program.title,
            "crumbs": self.trail(),
            "purposes": [StatedPurpose(one) for one in program.stated_purposes],
            "responsible": responsible(program, today()),
            "reads_cases": may(user, "vetting.view_case", program),
            "reads_people": may(user, "partners.view_person", program),
            "may_copy": may(user, "programs.draft_program", program),
            "may_edit": program.state == ProgramState.DRAFT and may(user, "programs.change_program", program),
        }
        if tab == "around":
            return {**shown, **around(program, user)}
        if tab == "history":
            return {**shown, "history": timeline(sentences(program), lifecycle=PROGRAM_STEPS)}
        return {**shown, **self.lists(program, user, spec)}

    def lists(self, program: Program, user: Any, spec: kinds.KindSpec) -> dict[str, Any]:
        """What hangs on the program, each list cut to what fits and counted whole."""
        due = Min("seats__start_on", filter=Q(seats__state__in=OPEN_SEAT))
        recipients = program.recipients.select_related("unit", "person", "case").annotate(due=due).order_by("due", "pk")
        deliveries = program.deliveries.select_related("unit", "person", "agreement").order_by("-delivered_on", "-pk")
        standings = selectors.recipients_with_standing(program, list(recipients[:SHOWN]))
        forces = by_force(program)
        shown = {
            "lines": spec.lines_of(program),
            "standings": standings,
            "recipient_count": forces.recipients,
            "forces": forces.rows,
            "deliveries": [(row, tables.to_whom(row)) for row in deliveries[:10]],
            "delivery_count": forces.deliveries,
            "milestones": [(row, standing(row, today())) for row in program.milestones.order_by("position")],
            "may_plan": program.state not in ENDED_PROGRAM and may(user, "programs.change_program", program),
            "unnamed": selectors.not_vetted(program),
            "restrictions": _restrictions(program),
        }
        for lines in shown["lines"]:
            shown |= READS[lines.relation](program, user)
        if may(user, "programs.view_obligation", program):
            rows = program.obligations.select_related("fund", "proposed_by").order_by("-pk")
            shown["obligations"] = [(row, badges.OBLIGATION[row.state]) for row in rows[:SHOWN]]
            if shown["obligations"]:
                shown["execution"] = execution(SecondTierMove.objects.filter(obligation__program=program))
        if may(user, "programs.view_fund", program):
            balances = Balance.objects.filter(program=program)
            shown["money"] = money_by_stage(balances, OF_PROGRAM)
        return shown


class ProgramStep(ProgramPage, StepPost):
    http_method_names = ["post"]
    steps = offered(PROGRAM_STEPS)

    def take(self, step: str, version: int, note: str) -> Program:
        return programs.take(program=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{self.object.number}: {PROGRAM_STEPS.step(step).says.lower()}, done."


def _restrictions(program: Any) -> list[tuple[Any, Any, str]]:
    """The restrictions that a plan should know, each with its badge and days; no query where there are none."""
    if not program.is_restricted:
        return []
    rows = standing_for(kind=program.kind, operating_unit=program.operating_unit_id)
    return [(row, restriction_badges.standing(row, today()), span(row.valid)) for row in rows]


def _facts(spec: kinds.KindSpec, program: Program) -> list[tuple[str, Any]]:
    """The kind's own fields, as a person reads them."""
    detail = spec.detail_of(program)
    if detail is None:
        return []
    found = []
    for name in spec.detail_fields:
        field = detail._meta.get_field(name)
        shown = getattr(detail, f"get_{name}_display", lambda n=name: getattr(detail, n))()
        shown = ("yes" if shown else "no") if isinstance(shown, bool) else shown
        label = str(field.verbose_name)  # type: ignore[union-attr]
        found.append((label[:1].upper() + label[1:], shown if shown not in ("", None) else "not given"))
    return found


def _stages(program: Program) -> list[dict[str, Any]]:
    """The way of a program, with the day it reached each state."""
    way = [s for s in ProgramState if s != ProgramState.CANCELLED]
    if program.state == ProgramState.CANCELLED:
        way.append(ProgramState.CANCELLED)
    moments = selectors.first_moments(program)
    here = way.index(ProgramState(program.state))
    return [
        {"label": s.label, "at": moments.get(s), "css": "is-now" if i == here else "is-done" if i < here else ""}
        for i, s in enumerate(way)
    ]


def doors(program: Program, user: Any) -> list[Door]:
    """What this user can do about the program on a page of its own, and what keeps it shut."""
    base, spec = program.get_absolute_url(), kinds.of(program.kind)
    state = program.get_state_display().lower()
    ended = [Problem(f"The program is {state}.", PLAN)] if program.state in ENDED_PROGRAM else []
    early = (
        [] if program.state in OPEN_PROGRAM else [Problem("Its plan is not approved.", PLAN, "Opens when approved.")]
    )
    still = (
        []
        if program.state == ProgramState.EXECUTING
        else [Problem("The program is not executing.", PLAN, "Opens when it starts executing.")]
    )
    shut = {When.PLANNED: ended, When.APPROVED: early, When.EXECUTING: still}
    acts = (*BEFORE, *(act for lines in spec.lines_of(program) for act in lines.acts), *AFTER)
    return [
        Door(act.label, base + act.path, shut[act.when], act.icon) for act in acts if may(user, act.permission, program)
    ]
