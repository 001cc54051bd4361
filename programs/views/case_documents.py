"""The documents of a case: their step buttons, and the forms of what a step or a correction needs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.records import OfRecord
from ground.pages.timeline import timeline
from ground.steps import offers, problems_of

from ..fms import reads
from ..fms.badges import document_badge
from ..fms.lifecycle import CHANGE, DOCUMENT_STEPS
from ..fms.states import DocumentState as D
from ..forms import fms as forms
from ..models import CaseDocument, CaseDuty
from ..services import case_documents, fms
from .base import Door, RecordForm, RecordPage, StepPost, offered
from .fms import OfFmsCase, taken


class AddDocument(OfFmsCase, RecordForm):
    permission = CHANGE
    form_class = forms.VersionOfCaseForm
    title = "Add an amendment or a modification"
    lead = "What it adds, and who pays it. A price that rises is a line of its own."
    button = "Add the version"
    said = "Added. The version is in development."

    def act(self, data: dict[str, Any]) -> CaseDocument:
        line = taken(data)
        shares = fms.Shares(national=national) if (national := data.pop("national")) else None
        return fms.add_document(case=self.object, lines=[line], shares=shares, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class OfDocument(OfRecord):
    permission = "programs.view_program"
    object: CaseDocument
    title = ""

    def seen(self, user: Any) -> QuerySet[Any]:
        return CaseDocument.objects.visible_to(user).select_related("case__program__operating_unit", "case__letter")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its case."""
        document, case = self.object, self.object.case
        here = (str(document), document.get_absolute_url() if last else "")
        way = [("FMS cases", "/fms-cases/"), (case.designator, case.get_absolute_url()), here]
        return [*way, (last, "")] if last else way


class DocumentPage(OfDocument, RecordPage):
    """One version of a case: where it stands, what it adds and who pays, its days, its preparation, its history."""

    template_name = "programs/case_document_page.html"

    def context(self) -> dict[str, Any]:
        document, user = self.object, self.request.user
        return {
            "document": document,
            "case": document.case,
            "badge": document_badge(document, today()),
            "lines": list(document.lines.with_delivered().order_by("number")),  # type: ignore[attr-defined]
            "milestones": document.milestones.order_by("on_day", "pk"),
            "waits": reads.waits(document),
            "offers": offers(DOCUMENT_STEPS, document, by=user),
            "version": document.version,
            "doors": document_doors(document, user) if may(user, CHANGE, document) else [],
            "history": timeline(sentences(document), lifecycle=DOCUMENT_STEPS),
            "title": str(document),
            "crumbs": self.trail(),
        }


class DocumentStep(DocumentPage, StepPost):
    http_method_names = ["post"]
    steps = offered(DOCUMENT_STEPS)

    def take(self, step: str, version: int, note: str) -> CaseDocument:
        return case_documents.take(document=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{self.object}: {DOCUMENT_STEPS.step(step).says.lower()}, done."


FORMS = {
    D.DEVELOPMENT: (("Add a line", "lines/new/", "plus"), ("Write its value and shares", "terms/", "coins")),
    D.WRITE: (("Add a line", "lines/new/", "plus"), ("Write its value and shares", "terms/", "coins")),
    D.OFFERED: (("Extend the offer", "extend/", "cal"), ("Record the initial deposit", "deposit/", "coins")),
    D.ACCEPTED: (("Record the initial deposit", "deposit/", "coins"),),
}
STEPS = {D.PROPOSED: "offer", D.OFFERED: "accept", D.ACCEPTED: "implement"}


def document_doors(document: CaseDocument, user: Any) -> list[Door]:
    """What can be done about a version on a page of its own: its next step where that takes a form, and the rest."""
    base, state = document.get_absolute_url(), D(document.state)
    found = [Door(label, base + path, (), icon) for label, path, icon in FORMS.get(state, ())]
    if state in STEPS:
        step = DOCUMENT_STEPS.step(STEPS[state])
        shut = problems_of(DOCUMENT_STEPS, document, step, by=user)
        found.insert(0, Door(step.says, f"{base}{step.name}/", shut))
    return [*found, Door("Record a preparation milestone", f"{base}milestones/new/", (), "cal")]


class OneForm(OfDocument, RecordForm):
    """A form about one document."""

    permission = CHANGE

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class DocumentForm(OneForm):
    """The same, for what carries the version it read and its day."""

    said = "Recorded."
    button = "Record it"
    today_in = ""

    def get_initial(self) -> dict[str, Any]:
        first = {"version": self.object.version}
        return {**first, self.today_in: today()} if self.today_in else first

    def call(self, data: dict[str, Any]) -> Any:
        """The one domain call, with the document and who acts among its values."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> Any:
        return self.call({**data, "document": self.object, "by": self.request.user})


class AddLine(OneForm):
    form_class = forms.LineForm
    title = "Add a line"
    lead = "The value of the document and its FMF share grow with it."
    button = "Add the line"
    said = "Added the line."

    def act(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.write_line(document=self.object, line=fms.LineRow(**data), by=self.request.user)


class SetTerms(DocumentForm):
    form_class = forms.TermsForm
    title = "Write value and shares"
    button = "Keep them"

    def get_initial(self) -> dict[str, Any]:
        own = {name: getattr(self.object, name) for name in ("total_value", "national_share")}
        return {**super().get_initial(), **own}

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.set_terms(**data)


class Offer(DocumentForm):
    form_class = forms.OfferForm
    title = "Offer to the partner"
    today_in = "offered_on"

    @property
    def lead(self) -> str:  # type: ignore[override]
        days = case_documents.offer_days(today())
        return f"{self.object}. An offer normally stays open for {days} days (DSCA, not verified here)."

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.offer(**data)


class ExtendOffer(DocumentForm):
    form_class = forms.ExtendForm
    title = "Extend the offer"

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.extend_offer(**data)


class Accept(DocumentForm):
    form_class = forms.AcceptForm
    title = "Record the partner's signature"
    today_in = "accepted_on"

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.accept(**data)


class RecordDeposit(DocumentForm):
    form_class = forms.DepositForm
    title = "Record the initial deposit"
    today_in = "deposited_on"

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.record_deposit(**data)


class Implement(DocumentForm):
    form_class = forms.ImplementForm
    title = "Record the implementation"
    today_in = "implemented_on"

    def call(self, data: dict[str, Any]) -> CaseDocument:
        return case_documents.implement(**data)


class RecordMilestone(DocumentForm):
    form_class = forms.MilestoneForm
    title = "Record a preparation milestone"
    today_in = "on_day"

    def call(self, data: dict[str, Any]) -> Any:
        return case_documents.record_milestone(**data)


class MeetDuty(RecordForm):
    permission = CHANGE
    form_class = forms.DutyForm
    title = "Record that a duty is met"
    button = "Record it"
    said = "Recorded that the duty is met."
    object: CaseDuty

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.object)

    def seen(self, user: Any) -> QuerySet[CaseDuty]:
        return CaseDuty.objects.visible_to(user).filter(met_on=None).select_related("case__program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "met_on": today()}

    def act(self, data: dict[str, Any]) -> CaseDuty:
        return case_documents.meet_duty(duty=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return self.object.case.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        case = self.object.case
        return [("FMS cases", "/fms-cases/"), (case.designator, case.get_absolute_url()), (self.title, "")]
