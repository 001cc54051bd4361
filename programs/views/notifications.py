"""Congressional notifications: the list, one with its amounts, clearances, committees and holds, and its draft."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.shortcuts import get_object_or_404

from ground.access import may
from ground.dates import fiscal_year, today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline
from ground.steps import offers

from .. import badges
from ..forms import notifications as notification_forms
from ..models import CongressionalNotification, NotificationLine, Obligation
from ..notifications import badges as notification_badges
from ..notifications import selectors as notification_selectors
from ..notifications.lifecycle import CLEAR, DRAFT, NOTIFICATION_STEPS, TRANSMIT
from ..notifications.rules import KINDS, WITH_CONGRESS, NotificationState
from ..services import notifications
from ..tables import notifications as notification_tables
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered

VIEW = "programs.view_notification"
S = NotificationState
HELD = ("line__fund", "line__operating_unit")
NEXT = {
    S.DRAFT: "Its manager adds the amounts and sends it for clearance.",
    S.CLEARING: "Each office answers; H's answer is recorded by legislative affairs.",
    S.CLEARED: "Legislative affairs sends it to its committees.",
    S.TRANSMITTED: "Money waits for its days and for every hold.",
}


class NotificationList(ListPage):
    title = "Congressional notifications"
    lead = "Sent to committees before money is obligated. No time releases a hold, and no clock is a state."
    permission = VIEW
    template_name = "programs/notification_list.html"
    table_class = notification_tables.NotificationTable
    filterset_class = notification_tables.NotificationFilter
    totals = {"amount": Sum("amount_sum")}
    export_columns = notification_tables.NOTIFICATION_EXPORT
    empty = "Nothing is notified yet."

    def get_queryset(self) -> QuerySet[CongressionalNotification]:
        seen = CongressionalNotification.objects.visible_to(self.request.user)
        return notification_selectors.with_figures(seen).with_rows().select_related("operating_unit").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, DRAFT), **kwargs)


class NewNotification(FormPage):
    permission = DRAFT
    form_class = notification_forms.DraftForm
    title = "Draft a notification"
    lead = "Its number is made, its clock and committees follow from its kind. Amounts are added on its page."
    button = "Keep the draft"
    said = "The notification is in draft. Add its amounts, then send it for clearance."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"fiscal_year": fiscal_year(today())}

    def act(self, data: dict[str, Any]) -> CongressionalNotification:
        return notifications.draft_notification(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/notifications/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Congressional notifications", "/notifications/"), (self.title, "")]


class OfNotification(OfRecord):
    permission = VIEW
    key = "number"
    object: CongressionalNotification

    def seen(self, user: Any) -> QuerySet[CongressionalNotification]:
        rows = CongressionalNotification.objects.visible_to(user).with_rows()
        return rows.select_related("operating_unit", "author", "renotifies")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (self.object.number, self.object.get_absolute_url() if last else "")
        return [("Congressional notifications", "/notifications/"), here, *([(last, "")] if last else [])]


class NotificationPage(OfNotification, RecordPage):
    """One notification: its clock in a sentence, amounts and what is left, who cleared it, who has it, who holds it."""

    template_name = "programs/notification_page.html"

    def context(self) -> dict[str, Any]:
        row, user = self.object, self.request.user
        clock, lines = row.clock, notification_selectors.lines_left(row)
        under = Obligation.objects.visible_to(user).filter(notification=row).select_related("fund", "proposed_by")
        renotified = CongressionalNotification.objects.visible_to(user).filter(renotifies=row).order_by("pk")
        may_draft = may(user, DRAFT, row)
        return {
            "notice": row,
            "badge": notification_badges.STATE[row.state],
            "clock": clock,
            "clock_badge": notification_badges.clock_badge(clock),
            "rule": KINDS[row.kind].rule,
            "lines": lines,
            "above": notification_selectors.above_figures(row),
            "total": sum(one.line.amount for one in lines),
            "obligated": sum(one.obligated for one in lines),
            "left": sum(one.left for one in lines),
            "may_edit": may_draft and row.state == S.DRAFT,
            "offices": [
                (office, said, notification_badges.ANSWER[said.answer if said else "NOT_SELECTED"], before)
                for office, said, before in notification_selectors.at_offices(row)
            ],
            "committees": [
                (one, notification_badges.RESULT[one.result]) for one in notification_selectors.at_committees(row)
            ],
            "may_transmit": may(user, TRANSMIT, row) and row.state in WITH_CONGRESS,
            "holds": row.holds.select_related(
                "opened_by", "released_by", "line__fund", "line__operating_unit"
            ).order_by("-pk"),
            "may_release": may(user, notifications.RELEASE, row),
            "obligations": [(one, badges.OBLIGATION[one.state]) for one in under.order_by("-pk")],
            "earlier": row.renotifies,
            "later": list(renotified),
            "next_says": NEXT.get(S(row.state), ""),
            "offers": offers(NOTIFICATION_STEPS, row, by=user),
            "version": row.version,
            "doors": self.doors(row),
            "attachments": row.attachments.select_related("by").order_by("-dated_on", "-pk"),
            "attach_url": f"{row.get_absolute_url()}attachments/new/" if may_draft else "",
            "history": timeline(sentences(row), lifecycle=NOTIFICATION_STEPS, tones={"deny": "bad"}),
            "title": row.number,
            "crumbs": self.trail(),
        }

    def doors(self, row: CongressionalNotification) -> list[Door]:
        """What takes a form of its own, for who may do it in the present state."""
        base, clock = row.get_absolute_url(), row.clock
        found = [
            (row.state == S.DRAFT, DRAFT, Door("Add an amount", f"{base}lines/new/", (), "plus")),
            (row.state == S.DRAFT, DRAFT, Door("Change the words", f"{base}edit/", (), "note")),
            (row.state == S.CLEARING, CLEAR, Door("Record a clearance", f"{base}clearances/new/", (), "ok")),
            (row.state == S.CLEARED, TRANSMIT, Door("Record a transmittal", f"{base}transmittals/new/", (), "mail")),
            (
                row.state in WITH_CONGRESS and bool(clock.sent),
                notifications.HOLD,
                Door("Record a hold", f"{base}holds/new/", (), "pause"),
            ),
        ]
        return [door for now, permission, door in found if now and may(self.request.user, permission, row)]


class NotificationStep(NotificationPage, StepPost):
    http_method_names = ["post"]
    steps = offered(NOTIFICATION_STEPS)

    def take(self, step: str, version: int, note: str) -> CongressionalNotification:
        return notifications.take(notification=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return {
            "submit": "Sent for clearance: each office answers.",
            "return": "Taken back to the draft: each office answers again.",
            "close": "Closed: nothing more is obligated under it.",
            "withdraw": "Withdrawn: nothing is obligated under it.",
        }[step]


class NotificationForm(OfNotification, RecordForm):
    """A form about one notification, for who may do what it does."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notification": self.object}

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class EditNotification(NotificationForm):
    permission = DRAFT
    form_class = notification_forms.EditForm
    title = "Change the words"
    lead = "Kind, place and year are in what the law asks of it and stay."
    button = "Save the draft"
    said = "Saved the draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**RecordForm.get_form_kwargs(self)}

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        words = {name: getattr(row, name) for name in ("title", "justification", "otherwise_served", "version")}
        return {**words, "renotifies": row.renotifies.number if row.renotifies else None}

    def act(self, data: dict[str, Any]) -> CongressionalNotification:
        return notifications.edit_notification(notification=self.object, by=self.request.user, **data)


class AddLine(NotificationForm):
    permission = DRAFT
    form_class = notification_forms.LineForm
    title = "Add an amount"
    lead = "Of one fund, for one place; for one program, or for any of that place."
    button = "Add it"
    said = "Added the amount."

    def get_initial(self) -> dict[str, Any]:
        return {"operating_unit": self.object.operating_unit.code}

    def act(self, data: dict[str, Any]) -> NotificationLine:
        row = notifications.LineRow(**data)
        return notifications.add_line(notification=self.object, row=row, by=self.request.user)


class RemoveLine(NotificationForm):
    permission = DRAFT
    form_class = notification_forms.RemoveLineForm
    title = "Take an amount out"
    button = "Take it out"
    said = "Taken out of the draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**RecordForm.get_form_kwargs(self)}

    @property
    def line(self) -> NotificationLine:
        lines = self.object.lines.select_related("fund", "operating_unit", "notification__operating_unit")
        return get_object_or_404(lines, pk=self.kwargs["line"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"lead": f"{self.line}. History keeps it.", **kwargs})

    def act(self, data: dict[str, Any]) -> None:
        notifications.remove_line(line=self.line, by=self.request.user)
