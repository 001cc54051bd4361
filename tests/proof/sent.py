"""What is sent to each address of the access table: the least that its form or its resource takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ground.dates import today

from .addresses import Address
from .canaries import Common, Place

Sent = Callable[[Place, Common], dict[str, Any]]
NOTE = {"note": "A reason."}


def step(row: Callable[[Place], Any], name: str = "") -> Sent:
    """A step button or its API: the version that was read, a note, and on pages the step's name."""
    named = {"step": name} if name else {}
    return lambda p, c: {**named, "version": version_of(row(p)), **NOTE}


def version_of(row: Any) -> int:
    return int(type(row).objects.values_list("version", flat=True).get(pk=row.pk))


def moved(row: Any) -> dict[str, Any]:
    """A move of money; a transaction never changes, so its version is 1."""
    move: dict[str, Any] = {"amount": "1000.00", "effective_on": today(), "evidence": "Memo 1"}
    if row is None:
        del move["amount"]
    return {**move, "version": version_of(row) if row is not None else 1}


# What is sent where an empty body would never reach the rights that the act needs.
SENT: dict[str, Sent] = {
    "vetting/approvals/": lambda p, c: {"case": p.asked.number, "step": "endorse", "version": version_of(p.asked)},
    "vetting/cases/<number>/step/": step(lambda p: p.asked, "endorse"),
    "vetting/cases/<number>/review/": lambda p, c: {
        "case": p.case.number,
        "kind": "HUMAN_RIGHTS",
        "verdict": "REJECT",
        "reason": "A report.",
        "subjects": [p.subject.pk],
        "version": version_of(p.case),
    },
    "vetting/cases/<number>/subjects/": lambda p, c: {
        "step": "suspend",
        "subjects": [p.subject.pk],
        "version": version_of(p.case),
        **NOTE,
    },
    "vetting/approvals/<pk>/step/": step(lambda p: p.approval, "suspend"),
    "vetting/hits/<pk>/": lambda p, c: {"state": "DIFFERENT", "version": version_of(p.hit), **NOTE},
    "units/<code>/standing/": step(lambda p: p.found, "close_review"),
    "programs/<number>/step/": step(lambda p: p.program, "close"),
    "case-documents/<pk>/step/": step(lambda p: p.fms_case.documents.get(), "write"),
    "grants/<pk>/step/": step(lambda p: p.grant, "suspend"),
    "grants/tasks/<pk>/step/": step(lambda p: p.task, "control"),
    "sites/<pk>/step/": step(lambda p: p.site, "work"),
    "training-lines/<pk>/step/": step(lambda p: p.training_line, "cancel"),
    "events/<pk>/step/": step(lambda p: p.event, "cancel"),
    "seats/<pk>/step/": step(lambda p: p.seat, "no_show"),
    "obligations/<pk>/step/": step(lambda p: p.waiting, "record"),
    "notifications/<number>/step/": step(lambda p: p.sent, "withdraw"),
    "reports/rollups/": lambda p, c: {"measure": "training_places"},
    "api/v1/cases/": lambda p, c: {
        "operating_unit": p.at.code,
        "event": "Course",
        "need": "Instructors",
        "start": today(),
        "end": today(),
        "laws": ["STATE"],
        "funding": "IMET FY 2027",
        "manager": p.team.manager.username,
    },
    "api/v1/cases/<number>/recipients/": lambda p, c: {
        "unit": p.above.code,
        "person": None,
        "version": version_of(p.draft),
    },
    "api/v1/cases/<number>/review/": lambda p, c: {
        "kind": "HUMAN_RIGHTS",
        "verdict": "REJECT",
        "reason": "A report.",
        "subjects": [p.subject.pk],
        "version": version_of(p.case),
    },
    "api/v1/cases/<number>/submit/": step(lambda p: p.draft),
    "api/v1/cases/<number>/withdraw/": step(lambda p: p.asked),
    "api/v1/cases/<number>/endorse/": step(lambda p: p.asked),
    "api/v1/cases/<number>/return/": step(lambda p: p.asked),
    "api/v1/cases/<number>/accept/": step(lambda p: p.endorsed),
    "api/v1/cases/<number>/send_back/": step(lambda p: p.endorsed),
    "api/v1/cases/<number>/complete_checks/": step(lambda p: p.screened),
    "api/v1/cases/<number>/close/": step(lambda p: p.decided),
    "api/v1/subjects/<pk>/": step(lambda p: p.subject),
    "api/v1/subjects/<pk>/reject/": step(lambda p: p.suspended),
    "api/v1/hits/<pk>/resolve/": lambda p, c: {"same": False, "version": version_of(p.hit), **NOTE},
    "api/v1/hits/<pk>/reopen/": step(lambda p: p.hit),
    "api/v1/approvals/<pk>/": step(lambda p: p.approval),
    "api/v1/standings/": lambda p, c: {
        "unit": p.second.code,
        "version": 1,
        "grounds": "A report.",
        "source_title": "A report",
    },
    "api/v1/standings/<unit__code>/": step(lambda p: p.found),
    "api/v1/programs/<number>/<step>/": step(lambda p: p.program),
    "api/v1/seats/<pk>/<step>/": step(lambda p: p.seat),
    "api/v1/obligations/<pk>/<step>/": step(lambda p: p.waiting),
    "api/v1/notifications/<number>/<step>/": step(lambda p: p.sent),
    "api/v1/notifications/<number>/edit/": lambda p, c: {"version": 1, "title": "Other"},
    "api/v1/notifications/<number>/add_line/": lambda p, c: {
        "version": 1,
        "fund": c.fund.number,
        "operating_unit": p.at.code,
        "amount": "5.00",
    },
    "api/v1/notifications/<number>/remove_line/": lambda p, c: {"version": 1, "line": p.line.pk},
    "api/v1/notifications/<number>/record_clearance/": lambda p, c: {
        "version": 1,
        "office": "L",
        "answer": "YES",
        "on": today(),
    },
    "api/v1/notifications/<number>/record_transmittals/": lambda p, c: {
        "version": 1,
        "committees": ["SAC"],
        "sent_on": today(),
    },
    "api/v1/notifications/<number>/record_result/": lambda p, c: {
        "version": 1,
        "committee": "SAC",
        "result": "APPROVED",
        "on": today(),
    },
    "api/v1/notifications/<number>/open_hold/": lambda p, c: {
        "version": 1,
        "committee": "HAC",
        "opened_on": today(),
        **NOTE,
    },
    "api/v1/notifications/<number>/release_hold/": lambda p, c: {
        "version": version_of(p.sent),
        "committee": "SAC",
        "released_on": today(),
        **NOTE,
    },
    "api/v1/obligations/<pk>/choose_notification/": lambda p, c: {"version": 1, "notification": None},
    "api/v1/obligations/<pk>/disburse/": lambda p, c: moved(p.obligation),
    "api/v1/obligations/<pk>/deobligate/": lambda p, c: moved(p.obligation),
    "api/v1/transactions/<pk>/reverse/": lambda p, c: {**moved(None), "note": "A mistake."},
    "api/v1/funds/<number>/appropriate/": lambda p, c: moved(c.fund),
    "api/v1/funds/<number>/apportion/": lambda p, c: moved(c.fund),
    "api/v1/funds/<number>/allot/": lambda p, c: {**moved(c.fund), "operating_unit": p.at.code},
    "api/v1/funds/<number>/rescind/": lambda p, c: {**moved(c.fund), "stage": "APPROPRIATED"},
    "api/v1/funds/<number>/transfer/": lambda p, c: {**moved(c.fund), "target": c.fmf.number},
    "api/v1/funds/<number>/close/": lambda p, c: {
        "closed_on": today(),
        "determination": "Memo 1",
        "version": version_of(c.fund),
    },
}


def sent(address: Address, place: Place, common: Common) -> dict[str, Any]:
    """The body of a write; empty where the rights are asked for before the body is read."""
    if address.method == "get":
        return {}
    exact = SENT.get(address.route)
    fitting = [p for p in SENT if p.endswith(">/") and address.route.startswith(p)]
    found = exact or (SENT[max(fitting, key=len)] if fitting else None)
    return found(place, common) if found else {}
