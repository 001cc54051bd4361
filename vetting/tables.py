"""Tables of cases, the queue, and units with their standing."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ground.dates import today
from ground.pages import words
from ground.pages.badges import Badge, flag_html, ring_html
from ground.pages.tables import DayColumn, NameColumn, NumberHead, RowHead, Table
from partners.tables import UnitTable

from .badges import STANDING, case_badge
from .models import VettingCase, law_words
from .selectors import working_days
from .states import CaseState

NO_FLAGS = mark_safe('<span class="gh-mute">None</span>')


def roster_words(case: Any) -> str:
    """How many people and units are on the roster."""
    parts = []
    if case.people:
        parts.append(words.counted(case.people, "person,people"))
    if case.units:
        parts.append(words.counted(case.units, "unit"))
    return ", ".join(parts) or "nobody yet"


def days_left(case: VettingCase) -> str:
    """How far away the event is."""
    left = (case.event_start - today()).days
    if left < 0:
        return "begun"
    return "today" if left == 0 else words.counted(left, "day")


def days_waiting(case: Any) -> int | None:
    """Working days since the case came into the hands that hold it."""
    since = case.waiting_since
    return working_days(timezone.localtime(since).date(), today()) if since else None


def state_badge(case: Any) -> Badge:
    """The state of a case; suspended subjects and open hits say more than the state they are in."""
    everyone = case.people + case.units
    if case.state == CaseState.WASHINGTON and case.suspended:
        return Badge(f"{case.suspended} of {everyone} suspended", "bad", "pause")
    if case.state in {CaseState.ACCEPTED, CaseState.POST_CHECKS} and case.hits_open:
        return Badge("Hits to review", "warn", "split")
    return case_badge(case)


def next_step(case: Any) -> str:
    """What the case waits for, in a few words."""
    match case.state:
        case CaseState.DRAFT | CaseState.RETURNED:
            return f"{case.requester} completes and sends it"
        case CaseState.SUBMITTED:
            return f"{case.manager} approves the request"
        case CaseState.ENDORSED:
            return "Accept and screen"
        case CaseState.ACCEPTED | CaseState.POST_CHECKS:
            return f"Review {words.counted(case.hits_open, 'hit')}" if case.hits_open else "Send to review"
        case CaseState.POST_COMPLETE:
            return "Send to review"
        case CaseState.WASHINGTON:
            if case.questions:
                return f"Answer {words.counted(case.questions, 'question')}"
            if case.in_review == 0:
                return "Wait for the suspension"
            return "Wait for the human-rights review" if case.bureau_reviewed else "Wait for the bureau review"
        case CaseState.RESULTS_RETURNED:
            return "Close and notify"
    return "Nothing"


def flags(case: Any) -> Any:
    """Second marks of a case: each a word and an icon."""
    found = []
    if case.suspended and case.state != CaseState.WASHINGTON:
        found.append(flag_html(f"{case.suspended} suspended", "bad", "pause"))
    if case.hits_open:
        found.append(flag_html(f"{case.hits_open} possible", "warn", "split"))
    if case.questions:
        found.append(flag_html(words.counted(case.questions, "question"), "warn", "note"))
    if case.bureau_reviewed and case.state == CaseState.WASHINGTON:
        found.append(flag_html("Bureau review given", "review", "bureau"))
    if case.returns:
        found.append(flag_html(f"Returned {words.counted(case.returns, 'time')}", "idle", "back"))
    return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in found)) or NO_FLAGS


class CaseTable(Table):
    title = "Cases"
    noun = "case"

    number = NumberHead(verbose_name="Case and event", under=lambda case: format_html("{}", case.event))
    operating_unit = NameColumn(verbose_name="Country", order_by="operating_unit__name")
    law = tables.Column(accessor="laws", verbose_name="Law", orderable=False)
    state = tables.Column(order_by="state")
    roster = tables.Column(accessor="people", verbose_name="Roster", orderable=False)
    event_start = DayColumn(verbose_name="Starts", under=days_left)
    manager = NameColumn(orderable=False)

    def render_law(self, record: VettingCase) -> str:
        return law_words(record.laws)

    def render_state(self, record: VettingCase) -> Any:
        return format_html("{}", state_badge(record))

    def render_roster(self, record: VettingCase) -> str:
        return roster_words(record)


class QueueTable(Table):
    title = "Cases, longest waiting first"
    noun = "case"

    waiting_since = tables.Column(verbose_name="Age", attrs={"th": {"class": "tight"}}, default="")
    number = RowHead(
        verbose_name="Case and event",
        under=lambda case: f"{case.operating_unit} · {law_words(case.laws)} · {roster_words(case)}",
    )
    state = tables.Column(order_by="state")
    flags = tables.Column(accessor="hits_open", verbose_name="Flags", orderable=False)
    event_start = DayColumn(verbose_name="Needed by", under=days_left)
    next = tables.Column(accessor="people", verbose_name="Next", orderable=False)

    def render_waiting_since(self, record: VettingCase) -> Any:
        return ring_html(days_waiting(record) or 0, None, "working days waiting")

    def render_number(self, record: VettingCase) -> Any:
        return format_html(
            '<a href="{}"><span class="gh-id">{}</span></a> <bdi>{}</bdi><small>{} · {} · {}</small>',
            record.get_absolute_url(),
            record.number,
            record.event,
            record.operating_unit,
            law_words(record.laws),
            roster_words(record),
        )

    def render_state(self, record: VettingCase) -> Any:
        return format_html("{}", state_badge(record))

    def render_flags(self, record: VettingCase) -> Any:
        return flags(record)

    def render_next(self, record: VettingCase) -> str:
        return next_step(record)


class StandingUnitTable(UnitTable):
    """Units with whether they may receive assistance at all."""

    standing = tables.Column(accessor="standing_state", verbose_name="Standing", empty_values=())

    class Meta(UnitTable.Meta):
        sequence = ("name", "code", "country", "force_type", "echelon", "standing")

    def render_standing(self, value: str) -> Any:
        return format_html("{}", STANDING[value] if value else "not shown to you")


class IneligibleTable(Table):
    """Units that no program may help now."""

    title = "Barred units"
    noun = "unit"

    unit = RowHead(order_by="unit__name")
    code = tables.Column(accessor="unit__code")
    country = NameColumn(accessor="unit__country", order_by="unit__country__name")
    state = tables.Column(verbose_name="Standing")
    since = DayColumn()
    grounds = tables.Column(orderable=False)
    proposed_by = NameColumn(verbose_name="Proposed by", orderable=False, default="not given")
    confirmed_by = NameColumn(verbose_name="Confirmed by", orderable=False, default="nobody yet")

    def render_unit(self, record: Any) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', record.unit.get_absolute_url(), record.unit)

    def render_code(self, value: str) -> Any:
        return format_html('<span class="gh-id">{}</span>', value)

    def render_state(self, record: Any) -> Any:
        return format_html("{}", STANDING[record.state])

    def render_grounds(self, record: Any) -> Any:
        return format_html("<span>{}<small>{}</small></span>", record.grounds, record.source or "")
