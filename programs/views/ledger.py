"""Obligations: the list, one with its recipients and money, and what is proposed, recorded, paid or given back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.spans import span
from ground.pages.timeline import timeline
from ground.pages.words import long_day
from ground.refusals import Problem
from ground.steps import offers

from .. import badges, kinds, selectors
from ..filters.programs import ObligationFilter, TransactionFilter
from ..forms import programs as forms
from ..lifecycle import OBLIGATION_STEPS
from ..models import FundTransaction, Obligation
from ..services import ledger, obligations
from ..states import ObligationState, Stage
from ..tables import programs as tables
from ..transactions import FLOW, unobligated
from .base import Defaults, Door, MoneyMove, OfRecord, RecordPage, StepPost, offered
from .lines import second_tier
from .plans import ProgramForm


class ObligationList(ListPage):
    title = "Obligations"
    lead = "Documents that bind the United States: proposed by one person, recorded by another."
    permission = "programs.view_obligation"
    table_class = tables.ObligationTable
    filterset_class = ObligationFilter
    totals = {"amount": Sum("amount")}
    export_columns = tables.OBLIGATION_EXPORT
    empty = "No obligation is proposed yet."

    def get_queryset(self) -> QuerySet[Obligation]:
        seen = Obligation.objects.visible_to(self.request.user)
        return seen.select_related("fund", "program", "operating_unit").order_by("-effective_on", "-pk")


class TransactionList(ListPage):
    title = "Transactions"
    lead = "Each move of money, for ever: a mistake is taken back by another."
    permission = "programs.view_fund"
    table_class = tables.TransactionTable
    filterset_class = TransactionFilter
    export_columns = tables.TRANSACTION_EXPORT
    empty = "No money has moved yet."

    def get_queryset(self) -> QuerySet[FundTransaction]:
        seen = FundTransaction.objects.visible_to(self.request.user)
        return seen.select_related("fund", "program", "operating_unit", "by").order_by("-pk")


class ProposeObligation(ProgramForm):
    permission = "programs.propose_obligation"
    form_class = forms.ObligationForm
    title = "Propose an obligation"
    lead = "The amount is committed, so that nobody else can spend it; another person records the document."
    button = "Propose the obligation"
    said = "Proposed. The money is committed; another person records it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"effective_on": today(), **super().get_initial()}

    def defaults(self) -> Defaults:
        """Who carries the program out is whom its documents are with."""
        who = self.object.implementers.filter(valid__contains=today()).order_by("-pk").first()
        return {"counterparty": (who.name, "Carries the program out")} if who else {}

    def act(self, data: dict[str, Any]) -> Obligation:
        terms = obligations.Terms.of(data)
        return obligations.propose_obligation(program=self.object, by=self.request.user, terms=terms, **data)

    def next_url(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class OfObligation(OfRecord):
    permission = "programs.view_obligation"
    object: Obligation

    def seen(self, user: Any) -> QuerySet[Obligation]:
        return Obligation.objects.visible_to(user).select_related(
            *("fund__account", "operating_unit", "program__operating_unit", "agreement", "proposed_by", "recorded_by"),
            *("notification__operating_unit", "late_bill_of"),
        )

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its program or its fund."""
        row = self.object
        above = row.program or row.fund
        here = (row.document_number, row.get_absolute_url() if last else "")
        first = ("Programs", "/programs/") if row.program else ("Funds", "/funds/")
        return [first, (above.number, above.get_absolute_url()), here, *([(last, "")] if last else [])]


class ObligationPage(OfObligation, RecordPage):
    """One obligation: its document, whom it names and how they stand on its day, its moves of money."""

    template_name = "programs/obligation_page.html"

    def context(self) -> dict[str, Any]:
        row, user = self.object, self.request.user
        links = row.recipients.select_related("recipient__unit", "recipient__person").order_by("pk")
        named = [link.recipient for link in links]
        laws = row.program.laws if row.program else []
        return {
            "obligation": row,
            "program": row.program,
            "spec": kinds.SPECS.get(row.fund.account.kind),
            "service": span(row.service) if row.service else "",
            "badge": badges.OBLIGATION[row.state],
            "reads_people": may(user, "partners.view_person", row),
            "reads_cases": may(user, "vetting.view_case", row),
            "next_says": ""
            if row.state != ObligationState.PROPOSED
            else "A funds officer other than the proposer records it.",
            "clock": row.notification.clock if row.notification else None,
            "reads_notice": row.notification is not None and may(user, "programs.view_notification", row.notification),
            "vetted": badges.NAMED if row.recipients_named else badges.NOT_UNIT_VETTED,
            "standings": selectors.standing_on(named, laws, row.effective_on, row.effective_on),
            "seats": row.seats.select_related("recipient__person", "recipient__unit", "course").order_by("pk"),
            "transactions": row.transactions.select_related("by").order_by("pk"),
            "stages": _stages(row),
            "offers": offers(OBLIGATION_STEPS, row, by=user),
            "version": row.version,
            **second_tier.shown(row, user),
            "doors": [*self.doors(row), *second_tier.doors(row, user)],
            "attachments": row.attachments.select_related("by").order_by("-dated_on", "-pk"),
            "attach_url": f"{row.get_absolute_url()}attachments/new/"
            if may(user, "programs.attach_document", row)
            else "",
            "history": timeline(sentences(row), lifecycle=OBLIGATION_STEPS),
            "title": row.document_number,
            "crumbs": self.trail(),
        }

    def doors(self, row: Obligation) -> list[Door]:
        """Payments and de-obligations for who records money here, its notification for who proposes."""
        user, base = self.request.user, row.get_absolute_url()
        proposed = row.state == ObligationState.PROPOSED
        asked = row.fund.requires_notification or row.notification is not None
        if proposed and asked and may(user, "programs.propose_obligation", row):
            return [Door("Choose its notification", f"{base}notification/", (), "mail")]
        if not may(user, ledger.RECORD, row):
            return []
        shut = (
            []
            if row.state == ObligationState.RECORDED
            else [Problem("The obligation is not recorded.", FLOW, "Opens when another person records it.")]
        )
        return [
            Door("Record a payment", f"{base}pay/", shut, "coins"),
            Door("De-obligate", f"{base}deobligate/", shut, "back"),
        ]


def _stages(row: Obligation) -> list[tuple[str, Any]]:
    """What is obligated and what is paid under it."""
    sums = dict(row.balances.values_list("stage", "amount"))
    return [(stage.label, sums.get(stage, 0)) for stage in (Stage.OBLIGATED, Stage.DISBURSED)]


class ObligationStep(ObligationPage, StepPost):
    http_method_names = ["post"]
    steps = offered(OBLIGATION_STEPS)

    def take(self, step: str, version: int, note: str) -> Obligation:
        act: Any = {"record": obligations.record, "withdraw": obligations.withdraw}[step]
        return act(obligation=self.object, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return {"record": "Recorded: the money is obligated.", "withdraw": "Withdrawn: the money is free again."}[step]


class ObligationMoney(OfObligation, MoneyMove):
    """A move of money under an obligation."""

    permission = ledger.RECORD  # not the one that reads the obligation, which comes first among the bases

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class Pay(ObligationMoney):
    title = "Record a payment"
    lead = "No more than is obligated under this document."
    button = "Record the payment"
    said = "Recorded the payment."

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.disburse(obligation=self.object, by=self.request.user, **data)


class Deobligate(ObligationMoney):
    title = "De-obligate"
    button = "De-obligate"
    said = "De-obligated."

    @property
    def lead(self) -> str:  # type: ignore[override]
        ends = self.object.fund.ends
        stage = unobligated(ends, today(), again=ends.reobligate_until is not None)
        return {
            Stage.ALLOTTED: "What the document will not need is allotted money of the same operating unit again.",
            Stage.DEOBLIGATED: "What the document will not need stands apart, to be obligated again until "
            f"{long_day(ends.reobligate_until)}.",
            Stage.EXPIRED: "Its fund is closed for new obligations: what the document will not need has expired.",
        }[stage]

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.deobligate(obligation=self.object, by=self.request.user, **data)


class Reverse(MoneyMove):
    """Take a mistaken move back."""

    form_class = forms.ReversalForm
    title = "Take a transaction back"
    lead = "The mistake stays in the ledger, and so does what takes it back."
    button = "Take it back"
    said = "Taken back."
    object: FundTransaction

    def seen(self, user: Any) -> QuerySet[FundTransaction]:
        return FundTransaction.objects.visible_to(user).select_related(
            "fund__account", "obligation__operating_unit", "obligation__fund__account", "operating_unit", "program"
        )

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.reverse(transaction=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return str((self.object.obligation or self.object.fund).get_absolute_url())

    def crumbs(self) -> list[tuple[str, str]]:
        fund = self.object.fund
        return [("Funds", "/funds/"), (fund.number, fund.get_absolute_url()), (self.title, "")]
