"""Requests about one's own records that name somebody else's: each is sent once with theirs and once with nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ground.dates import today

from .canaries import Common, Place
from .objects import MISSING
from .sent import version_of


@dataclass(frozen=True)
class Reference:
    """An act of `actor` in which `field` names a record. `theirs` exists at the other place; `nobodys` nowhere."""

    actor: str
    path: str
    data: dict[str, Any] | None  # None: a GET with the field in its query
    field: str
    theirs: Any
    nobodys: Any

    def with_(self, value: Any) -> tuple[str, dict[str, Any] | None]:
        """The address and the body with a value in the field, which may stand in the address itself."""
        if self.field == "path":
            return self.path.format(value), self.data
        if self.data is None:
            return f"{self.path}?{self.field}={value}", None
        return self.path, {**self.data, self.field: value}

    @property
    def echoes(self) -> list[Any]:
        """What an answer may repeat of what was sent."""
        both = (self.theirs, self.nobodys)
        return [one for value in both for one in (value if isinstance(value, list) else [value])]

    def __str__(self) -> str:
        return f"{self.actor}: {self.path} with another's {self.field}"


def references(own: Place, other: Place, common: Common) -> Iterator[Reference]:
    """What forms, the API, filters and addresses of two parts let one name."""
    yield from in_api(own, other, common)
    yield from in_forms(own, other, common)
    yield from in_notifications(own, other, common)
    yield from in_clearing(own, other)
    yield from in_addresses(own, other)
    yield from in_filters(other)


def in_api(own: Place, other: Place, common: Common) -> Iterator[Reference]:
    pk, code, number = MISSING["pk"], MISSING["code"], MISSING["number"]
    entry = {"unit": own.unit.code, "version": version_of(own.draft)}
    roster = f"/api/v1/cases/{own.draft.number}/recipients/"
    yield Reference("manager", roster, entry, "unit", other.unit.code, code)
    yield Reference("manager", roster, entry, "person", other.person.pk, pk)
    yield Reference("manager", roster, entry, "commander", other.person.pk, pk)
    found = {"version": 1, "grounds": "A report.", "source_title": "A report"}
    yield Reference("rights", "/api/v1/standings/", found, "unit", other.unit.code, code)
    review = {"version": version_of(own.case), "kind": "HUMAN_RIGHTS", "verdict": "REJECT", "reason": "A report."}
    yield Reference("rights", f"/api/v1/cases/{own.case.number}/review/", review, "subjects", [other.subject.pk], [pk])
    nominee = {"program": own.program.number, "unit": own.unit.code}
    yield Reference("analyst", "/api/v1/recipients/", nominee, "program", other.program.number, number)
    yield Reference("analyst", "/api/v1/recipients/", nominee, "unit", other.unit.code, code)
    yield Reference("analyst", "/api/v1/recipients/", nominee, "person", other.person.pk, pk)
    seat = {"course": common.course.code, "start_on": today(), "end_on": today()}
    yield Reference("analyst", "/api/v1/seats/", seat, "recipient", other.recipient.pk, pk)
    delivery = {
        "program": own.program.number,
        "unit": own.unit.code,
        "what": "ARTICLE",
        "description": "Radio",
        "quantity": 1,
        "value": 1,
        "delivered_on": today(),
    }
    theirs = {
        "program": (other.program.number, number),
        "unit": (other.unit.code, code),
        "person": (other.person.pk, pk),
        "agreement": (other.agreement.pk, pk),
        "line": (other.fms_case.lines.get().pk, pk),
    }
    for name, (value, missing) in theirs.items():
        yield Reference("analyst", "/api/v1/deliveries/", delivery, name, value, missing)
    proposal = {
        "program": own.program.number,
        "fund": common.fund.number,
        "amount": 1,
        "document_number": "DOC-REFERENCE",
        "evidence": "AGREEMENT",
        "effective_on": today(),
    }
    for name, value, missing in (
        ("program", other.program.number, number),
        ("recipients", [other.recipient.pk], [pk]),
        ("seats", [other.seat.pk], [pk]),
        ("agreement", other.agreement.pk, pk),
    ):
        yield Reference("manager", "/api/v1/obligations/", proposal, name, value, missing)


def in_forms(own: Place, other: Place, common: Common) -> Iterator[Reference]:
    pk, code = MISSING["pk"], MISSING["code"]
    plan, sourced = f"/programs/{own.program.number}/", {"source_title": "A record"}
    for actor, page, names in (
        ("analyst", "seats/new/", {"recipients": other.recipient.pk}),
        ("analyst", "vetting/new/", {"recipients": other.recipient.pk}),
        (
            "analyst",
            "deliveries/new/",
            {
                "recipient": other.recipient.pk,
                "agreement": other.agreement.pk,
                "line": other.fms_case.lines.get().pk,
            },
        ),
        (
            "manager",
            "obligations/new/",
            {"recipients": other.recipient.pk, "seats": other.seat.pk, "agreement": other.agreement.pk},
        ),
        ("analyst", f"recipients/new/?unit={own.unit.code}", {"people": other.person.pk}),
    ):
        for name, value in names.items():
            yield Reference(actor, plan + page, {}, name, value, pk)
    yield Reference("analyst", f"{plan}recipients/new/", None, "unit", other.unit.code, code)
    person, unit = f"/people/{own.person.pk}/", f"/units/{own.unit.code}/"
    yield Reference("analyst", f"{person}postings/new/", sourced, "unit", other.unit.code, code)
    yield Reference("analyst", f"{person}transfer/", {**sourced, "on": today()}, "unit", other.unit.code, code)
    parent = {**sourced, "relation": "COMMAND"}
    yield Reference("analyst", f"{unit}parents/new/", parent, "parent", other.unit.code, code)
    case, version = f"/vetting/cases/{own.draft.number}/", {"version": version_of(own.draft)}
    yield Reference("manager", f"{case}people/new/?q=CANARY", version, "person", other.person.pk, pk)
    yield Reference("manager", f"{case}people/new/?q=CANARY", version, "unit", other.unit.code, code)
    yield Reference("manager", f"{case}units/new/", version, "unit", other.unit.code, code)
    ticked = {"step": "suspend", "note": "A reason.", "version": version_of(own.case)}
    yield Reference("rights", f"/vetting/cases/{own.case.number}/subjects/", ticked, "subjects", other.subject.pk, pk)
    endorse = {"step": "endorse", "version": 1}
    yield Reference("manager", "/vetting/approvals/", endorse, "case", other.asked.number, "LV-2027-XTM-99999")


def in_notifications(own: Place, other: Place, common: Common) -> Iterator[Reference]:
    """What a notification, its amounts and the obligations under it name."""
    program, notice = (other.program.number, MISSING["number"]), (other.sent.number, "CN-2027-9999")
    line = {"version": 1, "fund": common.fund.number, "operating_unit": own.at.code, "amount": "5.00"}
    drafted, waiting = own.drafted.number, own.waiting.pk
    yield Reference("manager", f"/api/v1/notifications/{drafted}/add_line/", line, "program", *program)
    yield Reference("manager", f"/notifications/{drafted}/lines/new/", line, "program", *program)
    draft = {"kind": "IMET_COUNTRY", "program_kind": "IMET", "title": "T", "justification": "J", "fiscal_year": 2027}
    draft["operating_unit"] = own.at.code
    yield Reference("manager", "/api/v1/notifications/", draft, "renotifies", *notice)
    yield Reference("manager", "/notifications/new/", draft, "renotifies", *notice)
    chosen = {"version": version_of(own.waiting)}
    yield Reference("manager", f"/api/v1/obligations/{waiting}/choose_notification/", chosen, "notification", *notice)
    yield Reference("manager", f"/obligations/{waiting}/notification/", chosen, "notification", *notice)


def in_clearing(own: Place, other: Place) -> Iterator[Reference]:
    """What forms of grants, sites, tasks and depots name, and the filters of their lists."""
    pk = MISSING["pk"]
    days = {"since": today(), "until": today(), "document": "Report"}
    task = {"title": "T", "activity": "MINES", "contaminant": "NONE", "priority": "HUMANITARIAN"}
    for path, data, name, theirs in (
        (f"/grants/{own.grant.pk}/tasks/new/", task, "site", other.site.pk),
        (f"/grants/tasks/{own.task.pk}/land/", days, "replaces", other.release.pk),
        (f"/storage/{own.depot.pk}/inspections/new/", {}, "task", other.task.pk),
    ):
        yield Reference("analyst", path, data, name, theirs, pk)
    country = (other.country.iso3, MISSING["iso3"])
    for path in ("/sites/new/", "/storage/new/", f"/programs/{own.nadr.number}/grants/new/"):
        yield Reference("analyst", path, {}, "country", *country)
    for path in ("/grants/", "/grants/deadlines/", "/grants/tasks/", "/sites/", "/storage/"):
        yield Reference("analyst", path, None, "country", *country)
    yield Reference("analyst", "/grants/", None, "program", other.nadr.number, MISSING["number"])
    yield Reference("analyst", "/grants/deadlines/", None, "award", other.grant.award_number, "AWARD-9999")


def in_addresses(own: Place, other: Place) -> Iterator[Reference]:
    """Addresses of two parts: the first one's own, the second somebody else's."""
    pk = MISSING["pk"]
    for actor, path, value in (
        ("analyst", f"/seats/{own.seat.pk}/orders/{{}}/amend/", other.order.pk),
        ("analyst", f"/units/{own.unit.code}/parents/{{}}/end/", other.link.pk),
        ("analyst", f"/people/{own.person.pk}/postings/{{}}/end/", other.posting.pk),
        ("manager", f"/notifications/{own.drafted.number}/lines/{{}}/remove/", other.line.pk),
        ("legislative", f"/notifications/{own.sent.number}/transmittals/{{}}/result/", other.transmittal.pk),
        ("legislative", f"/notifications/{own.sent.number}/holds/{{}}/release/", other.hold.pk),
    ):
        for data in (None, {"last_on": today()}):
            yield Reference(actor, path, data, "path", value, pk)


def in_filters(other: Place) -> Iterator[Reference]:
    """Filters of lists, which find nothing alike whether the other's record exists or not."""
    lists = {
        "recipients/": ("program", "unit", "case"),
        "seats/": ("program",),
        "deliveries/": ("program", "unit"),
        "obligations/": ("program",),
        "transactions/": ("program", "obligation"),
        "people/": ("unit",),
        "vetting/approvals/": ("review", "request"),
    }
    values = {
        "program": (other.program.number, MISSING["number"]),
        "unit": (other.unit.code, MISSING["code"]),
        "case": (other.case.number, "LV-2027-XTM-99999"),
        "review": (other.case.number, "LV-2027-XTM-99999"),
        "request": (other.asked.number, "LV-2027-XTM-99999"),
        "obligation": (other.obligation.pk, MISSING["pk"]),
    }
    for route, names in lists.items():
        for name in names:
            yield Reference("analyst", f"/{route}", None, name, *values[name])
            if name not in {"review", "request"}:
                yield Reference("analyst", f"/api/v1/{route}", None, name, *values[name])
