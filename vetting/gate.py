"""The gate, as the rest of the house asks it. The answer comes from one SQL function; here it gets its words.

`blockers` says why it is shut, `problems` the same for a check, `approvals` gives badges for many recipients at once,
`open_case` turns a program's recipients into a case. Programs may import this module and nothing else of vetting.
The same SQL function stands behind the triggers of seats, travel orders, deliveries and obligations, so that this
module being skipped changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ground.pages.words import long_day
from ground.refusals import Basis, Problem, Refused, Rule, word, word_with

if TYPE_CHECKING:
    from partners.models import OperatingUnit

    from .models import VettingCase

STATE_LAW = Rule("Leahy, State", Basis.STATUTE, "22 U.S.C. 2378d(a)")
DOD_LAW = Rule("Leahy, DoD", Basis.STATUTE, "10 U.S.C. 362(a)")
NO_ANSWER = Rule("No answer means no", Basis.GATEHOUSE, "An empty list of subjects, laws or dates opens nothing (I1)")
WHOLE_EVENT = Rule(
    "Approved for the whole event", Basis.GATEHOUSE, "Approval covers the dates asked about (I3)", verified=False
)
SAME_UNIT = Rule("Approved in this unit", Basis.GATEHOUSE, "A change of unit ends an approval's use (I5)")
BARRED_UNIT = Rule("No assistance to the unit", Basis.STATUTE, "22 U.S.C. 2378d(a); 10 U.S.C. 362(a)(1)")
STAYS_BELOW = Rule(
    "A finding reaches below", Basis.GATEHOUSE, "What stands below a barred unit stays there until two people settle it"
)
LAW_RULES = {"STATE": STATE_LAW, "DOD": DOD_LAW}

# code: (sentence, rule or None for the law's own, what opens it)
WORDS: dict[str, tuple[str, Rule | None, str]] = {
    "NO_SUBJECT": ("No recipient is named.", NO_ANSWER, "Name the units and people."),
    "UNIT_NOT_NAMED": ("{who} has no unit.", NO_ANSWER, "Name the unit this person serves in."),
    "NO_LAW": ("No law is named.", NO_ANSWER, "Name the law that the money falls under."),
    "NO_DATES": ("No first and last day are given.", NO_ANSWER, "Give both days."),
    "NOT_APPROVED": ("{who} has no approval.", None, "Opens when both reviews approve."),
    "LAPSES": ("{who} is approved until {until}, not for the whole time.", WHOLE_EVENT, "Opens with a new approval."),
    "SUSPENDED": ("{who} is suspended.", None, "Opens when the suspension is lifted."),
    "REVOKED": ("The approval of {who} was revoked.", None, "Opens with a new approval."),
    "REJECTED": ("{who} was rejected or recalled.", None, "Opens with a new case that approves."),
    "WRONG_UNIT": ("{who} serves in another unit than the one approved.", SAME_UNIT, "Opens when vetted there."),
    "LEFT_UNIT": ("{who} has left the unit approved.", SAME_UNIT, "Opens when vetted in the present unit."),
    "UNDER_REVIEW": ("{who} is under review.", BARRED_UNIT, "Opens when the review closes with no finding."),
    "INELIGIBLE": ("{who} is ineligible.", BARRED_UNIT, "Opens when the unit is restored."),
    "PARENT_UNDER_REVIEW": (
        "{who}, which commands the unit, is under review.",
        BARRED_UNIT,
        "Opens when the review closes.",
    ),
    "PARENT_INELIGIBLE": ("{who}, which commands the unit, is ineligible.", BARRED_UNIT, "Opens when it is restored."),
}


@dataclass(frozen=True)
class Blocker:
    """One reason why the gate is shut: a code, whom it concerns, under which law, and until when an approval runs."""

    code: str
    law: str = ""
    unit_id: int | None = None
    person_id: int | None = None
    who: str = ""
    until: dt.date | None = None

    @property
    def reason(self) -> str:
        until = long_day(self.until) if self.until else "an earlier day"
        return WORDS[self.code][0].format(who=self.who or "The recipient", until=until)

    @property
    def rule(self) -> Rule:
        return WORDS[self.code][1] or LAW_RULES.get(self.law, STATE_LAW)

    @property
    def opens(self) -> str:
        return WORDS[self.code][2]

    def as_problem(self) -> Problem:
        return Problem(self.reason, self.rule, self.opens, code=self.code)


def blockers(
    *, units: Sequence[int], people: Sequence[int], laws: Sequence[str], during: DateRange | None, help: str = ""
) -> list[Blocker]:
    """Every reason why these units and people may not be helped under these laws in those dates; empty is open.

    `units` and `people` are ids; each person must be approved in one of the units. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT b.code, b.law, b.unit_id, b.person_id, upper(b.valid) - 1, u.name, u.code,
                   btrim(p.given_names || ' ' || p.family_names)
            FROM vetting_blockers(%s::bigint[], %s::bigint[], %s::text[], %s::daterange, %s) b
            LEFT JOIN partners_unit u ON u.id = b.unit_id LEFT JOIN partners_person p ON p.id = b.person_id
            """,
            [list(units), list(people), list(laws), during, help],
        )
        return [
            Blocker(code, law or "", unit, person, _who(name, unit_code, person_name), until)
            for code, law, unit, person, until, name, unit_code, person_name in cursor.fetchall()
        ]


def problems(
    *, units: Sequence[int], people: Sequence[int], laws: Sequence[str], during: DateRange | None, help: str = ""
) -> list[Problem]:
    """The blockers as a step's check yields them."""
    return [b.as_problem() for b in blockers(units=units, people=people, laws=laws, during=during, help=help)]


def _who(unit_name: str | None, unit_code: str | None, person_name: str | None) -> str:
    if person_name:
        return person_name
    return f"{unit_name} ({unit_code})" if unit_name else ""


def _shut(message: str, detail: str) -> Refused:
    """Words the refusal of a gate trigger: DETAIL is the JSON list of blockers."""
    found = []
    try:
        rows = json.loads(detail)
    except ValueError:
        rows = []
    for row in rows:
        until = dt.date.fromisoformat(row["until"]) if row.get("until") else None
        who = _who(row.get("unit_name"), row.get("unit_code"), row.get("person_name"))
        found.append(Blocker(row["code"], row.get("law") or "", row.get("unit"), row.get("person"), who, until))
    listed = tuple(dict.fromkeys(b.as_problem() for b in found))
    sentence = f"The gate is shut: {listed[0].reason}" if listed else "The gate is shut."
    return Refused("gate", sentence, listed)


def _stays(message: str, detail: str) -> Refused:
    """Words the refusal to end a line of command; DETAIL names the units that are barred."""
    sentence = f"{detail}, above in the line of command, is under review or ineligible."
    opens = "Opens when the review closes with no finding, or the unit is restored."
    code = "vetting_line_of_barred_stays"
    return Refused(code, sentence, (Problem(sentence, STAYS_BELOW, opens, code=code),))


word_with("vetting_line_of_barred_stays", _stays)
for _constraint in (
    *("gate_seat", "gate_travel_order", "gate_delivery", "gate_obligation"),
    *("gate_training_event", "gate_equipment_package", "gate_engagement"),
):
    word_with(_constraint, _shut)
word("vetting_gate_isolation", "The gate reads what is committed; this connection uses another isolation.")


@dataclass(frozen=True)
class Badge:
    """How one recipient stands for some dates: approved, or the first reason why not."""

    approved: bool
    until: dt.date | None
    blocker: Blocker | None

    @property
    def word(self) -> str:
        return "Approved" if self.approved else (self.blocker.reason if self.blocker else "Not approved")


def approvals(
    *,
    recipients: Iterable[tuple[int, int | None]],
    laws: Sequence[str],
    during: DateRange | Mapping[tuple[int, int | None], DateRange | None] | None,
) -> dict[tuple[int, int | None], Badge]:
    """A badge for each (unit id, person id or None), whatever their number: one query.

    Each recipient is asked about by itself, so that nobody borrows the unit of another row; `during` is one range for
    all, or a mapping with each recipient's own.
    """
    keys = list(dict.fromkeys(recipients))
    if not keys:
        return {}
    dates = [during.get(key) if isinstance(during, Mapping) else during for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.unit, r.person, b.code, b.law, b.unit_id, b.person_id, upper(b.valid) - 1, u.name, u.code,
                   btrim(p.given_names || ' ' || p.family_names),
                   (SELECT max(upper(a.valid) - 1) FROM vetting_approval a
                    WHERE a.state = 'IN_FORCE' AND a.unit_id = r.unit AND a.person_id IS NOT DISTINCT FROM r.person)
            FROM unnest(%s::bigint[], %s::bigint[], %s::daterange[]) AS r(unit, person, during)
            LEFT JOIN LATERAL vetting_blockers(
                ARRAY[r.unit], CASE WHEN r.person IS NULL THEN ARRAY[]::bigint[] ELSE ARRAY[r.person] END,
                %s::text[], r.during) b ON true
            LEFT JOIN partners_unit u ON u.id = b.unit_id LEFT JOIN partners_person p ON p.id = b.person_id
            """,
            [[u for u, _ in keys], [p for _, p in keys], dates, list(laws)],
        )
        rows = cursor.fetchall()
    found: dict[tuple[int, int | None], Badge] = {}
    for unit, person, code, law, unit_id, person_id, until, name, unit_code, person_name, last in rows:
        if (unit, person) in found:
            continue
        blocker = (
            Blocker(code, law or "", unit_id, person_id, _who(name, unit_code, person_name), until) if code else None
        )
        found[unit, person] = Badge(blocker is None, last, blocker)
    return found


def open_case(
    *,
    event: str,
    start: dt.date,
    end: dt.date,
    laws: Sequence[str],
    funding: str,
    operating_unit: OperatingUnit,
    manager: Any,
    recipients: Iterable[tuple[int, int | None]],
    by: Any,
    need: str = "",
    program_number: str = "",
    program_kind: str = "",
) -> VettingCase:
    """A case in draft for (unit id, person id or None) recipients; each person's unit and commander come along."""
    from .services import cases

    return cases.open_case(
        event=event,
        start=start,
        end=end,
        laws=laws,
        funding=funding,
        operating_unit=operating_unit,
        manager=manager,
        recipients=recipients,
        by=by,
        need=need,
        program_number=program_number,
        program_kind=program_kind,
    )
