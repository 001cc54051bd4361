"""FMS cases: the list of their documents, letters of request, one case with all its versions, and its forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet, Sum
from django.views.generic import TemplateView

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.refusals import Problem
from partners.models import OperatingUnit

from .. import kinds
from ..checks import PLAN
from ..fms import badges, reads
from ..fms.lifecycle import CHANGE
from ..forms import fms as forms
from ..models import CaseDocument, FmsCase, LetterOfRequest
from ..services import fms
from ..services.ledger import RECORD
from ..tables.fms import DOCUMENT_EXPORT, DocumentFilter, DocumentTable
from ..tables.title_ten import due_badge
from .answers.fmf import financing
from .base import Door, OfRecord, RecordForm, RecordPage
from .plans import ProgramForm


class DocumentList(ListPage):
    title = "FMS cases"
    lead = (
        "Each version of each case that FMF finances: where it stands, until when its offer is open, what it is worth."
    )
    permission = "programs.view_program"
    table_class = DocumentTable
    filterset_class = DocumentFilter
    totals = {"total_value": Sum("total_value"), "fmf_share": Sum("fmf_share")}
    export_columns = DOCUMENT_EXPORT
    empty = "No FMS case yet. A case is added on the page of its FMF program."

    def get_queryset(self) -> QuerySet[CaseDocument]:
        seen = CaseDocument.objects.visible_to(self.request.user)
        return seen.select_related("case__program__operating_unit").order_by("-pk")


class FmfForm(ProgramForm):
    """A form about an FMF program; a program of another kind has no such page."""

    permission = CHANGE

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(fmfdetail__isnull=False)


class ReceiveLetter(FmfForm):
    form_class = forms.LetterForm
    title = "Keep a letter of request"
    lead = "As it came, in the partner's words. The clock starts on the day it is found complete."
    button = "Keep the letter"
    said = "Kept the letter. Say next whether it is complete."

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": today()}

    def act(self, data: dict[str, Any]) -> LetterOfRequest:
        return fms.receive_letter(program=self.object, by=self.request.user, **data)


class AddFmsCase(FmfForm):
    form_class = forms.FmsCaseForm
    title = "Add an FMS case"
    lead = "It begins with its basic document and one line; more lines are added on its page."
    button = "Add the case"
    said = "Added the case. Its basic document is in development."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def act(self, data: dict[str, Any]) -> FmsCase:
        line = taken(data)
        shares = fms.Shares(national=national) if (national := data.pop("national")) else None
        return fms.open_fms_case(program=self.object, lines=[line], shares=shares, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


def taken(data: dict[str, Any]) -> fms.LineRow:
    """The line among the values of a form, taken out of them."""
    return fms.LineRow(**{name: data.pop(name) for name in forms.LineForm.base_fields})


class CheckLetter(RecordForm):
    permission = CHANGE
    form_class = forms.CheckLetterForm
    title = "Check a letter of request"
    button = "Record the check"
    said = "Recorded."
    object: LetterOfRequest

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.number}: what is missing, or, where nothing is, from which day it is actionable."

    def seen(self, user: Any) -> QuerySet[LetterOfRequest]:
        rows = LetterOfRequest.objects.visible_to(user).filter(actionable_on=None)
        return rows.select_related("program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "missing": self.object.missing}

    def act(self, data: dict[str, Any]) -> LetterOfRequest:
        return fms.check_letter(letter=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return self.object.program.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), (self.object.program.number, self.next_url(None)), (self.title, "")]


class OfFmsCase(OfRecord):
    permission = "programs.view_program"
    object: FmsCase

    def seen(self, user: Any) -> QuerySet[FmsCase]:
        rows = FmsCase.objects.visible_to(user).select_related("program__operating_unit", "letter", "agreement")
        documents = CaseDocument.objects.select_related("case").order_by("pk")
        return rows.prefetch_related(Prefetch("documents", queryset=documents))

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its program."""
        case, program = self.object, self.object.program
        spec = kinds.of(program.kind)
        here = (case.designator, case.get_absolute_url() if last else "")
        way = [("Programs", "/programs/"), (spec.short, f"/programs/{spec.slug}/")]
        return [*way, (program.number, program.get_absolute_url()), here, *([(last, "")] if last else [])]


class FmsCasePage(OfFmsCase, RecordPage):
    """One case: its versions with steps and dates, lines with what is delivered, money by fund, duties, readiness."""

    template_name = "programs/fms_case_page.html"

    def context(self) -> dict[str, Any]:
        case, user, on = self.object, self.request.user, today()
        may_change = may(user, CHANGE, case)
        documents = list(case.documents.all())
        return {
            "case": case,
            "program": case.program,
            "documents": [(row, badges.document_badge(row, on)) for row in documents],
            "lines": list(case.lines.with_delivered().order_by("number")),  # type: ignore[attr-defined]
            "sums": reads.sums_of(case),
            "duties": [(row, due_badge(row.due_on, row.met_on, on, "Met")) for row in case.duties.order_by("due_on")],
            "readiness": reads.readiness(case, on),
            "funding": reads.funding_of(case) if may(user, "programs.view_fund", case) else None,
            "may_change": may_change,
            "doors": [*(doors(case, documents) if may_change else []), *self.money_doors(case)],
            "history": timeline(sentences(case)),
            "title": case.title,
            "crumbs": self.trail(),
        }

    def money_doors(self, case: FmsCase) -> list[Door]:
        """What a funds officer can do about the money of the case."""
        if not may(self.request.user, RECORD, case):
            return []
        return [Door(label, case.get_absolute_url() + path, (), icon) for label, path, icon in MONEY]


MONEY = (("Commit money", "funding/new/", "coins"), ("Return money", "funding/return/", "back"))


def doors(case: FmsCase, documents: list[CaseDocument]) -> list[Door]:
    """What can be done about the case on a page of its own."""
    basic = next((row for row in documents if row.kind == "BASIC"), None)
    early = (
        []
        if basic is not None and basic.implemented_on is not None
        else [Problem("The basic document is not implemented.", PLAN, "Opens when it is.")]
    )
    return [Door("Add an amendment or a modification", f"{case.get_absolute_url()}documents/new/", early, "plus")]


class FmfPartner(OfRecord, TemplateView):
    """FMF of one partner: the same answers as on the page of FMF, for one operating unit."""

    permission = "programs.view_program"
    key = "code"
    template_name = "programs/fmf_partner.html"
    object: OperatingUnit

    def seen(self, user: Any) -> QuerySet[OperatingUnit]:
        return OperatingUnit.objects.within(user, "programs.view_program")

    def allowed(self, user: Any) -> bool:
        """Those it may be found among are those it may be read at."""
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [("Programs", "/programs/"), ("FMF", "/programs/fmf/"), (self.object.name, "")]
        shown = financing(self.request.user, self.object)
        return super().get_context_data(title=f"FMF for {self.object}", crumbs=crumbs, **shown, **kwargs)
