"""What a page shows of a case's roster: each row's state, hits, reviews and gate; and what keeps the case shut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from ground.dates import days
from ground.pages import words
from ground.pages.badges import Badge
from ground.refusals import Rule

from .. import gate
from ..badges import standing_badge, subject_badge
from ..checks import HITS
from ..models import Hit, HitState, Review, VettingCase, VettingSubject
from ..selectors import latest_approvals
from ..states import SubjectState

TOGETHER = 3  # more reasons of one kind than this are said in one line
WAITS_FOR_YOU = Badge("Waits for you", "review", "scales")


def roster(case: VettingCase) -> list[VettingSubject]:
    """The rows of a case in order, without those taken off, each with its hits and reviews. Three queries."""
    rows = (
        VettingSubject.objects.filter(case=case)
        .exclude(state=SubjectState.REMOVED)
        .select_related("person", "unit__standing", "commander")
        .prefetch_related(
            Prefetch("hits", queryset=Hit.objects.order_by("-score", "pk"), to_attr="found"),
            Prefetch("reviews", queryset=Review.objects.select_related("reviewer").order_by("at"), to_attr="given"),
        )
        .order_by("row")
    )
    return list(rows)


def dress(rows: Sequence[VettingSubject], *, case: VettingCase, mine: set[int], by: Any) -> None:
    """Give each row what its line shows. `mine` are the ids that wait for the reader's review. Two queries."""
    approvals = latest_approvals(by, rows)
    asked = gate.approvals(
        recipients=[(s.unit_id, s.person_id) for s in rows],
        laws=case.laws,
        during=days(case.event_start, case.event_end),
    )
    for s in rows:
        s.case = case
        s.badge = WAITS_FOR_YOU if s.pk in mine else subject_badge(s)
        s.is_mine = s.pk in mine
        s.standing_badge = standing_badge(getattr(getattr(s.unit, "standing", None), "state", None))
        s.gate = asked.get((s.unit_id, s.person_id))
        s.approval = approvals.get(s.pk)
        s.is_earlier = s.approval is not None and s.approval.subject_id != s.pk
        s.hit_words = hit_words(s.found)
        s.present = [r for r in s.given if r.round == s.round]


def hit_words(hits: Sequence[Hit]) -> str:
    """The possible matches of one row, short."""
    still_open = sum(hit.state == HitState.OPEN for hit in hits)
    if not hits:
        return "no match"
    if still_open:
        return f"{still_open} possible"
    same = sum(hit.state == HitState.SAME for hit in hits)
    return f"{words.counted(same, 'match')}, same" if same else f"{words.counted(len(hits), 'hit')} resolved"


@dataclass(frozen=True)
class Reason:
    """One line of the blocker panel, as includes/problem.html shows it."""

    reason: str
    rule: Rule | None
    opens: str
    who: str = ""
    url: str = ""
    icon: str = "ban"


@dataclass(frozen=True)
class Panel:
    """What keeps a case's recipients shut for its dates."""

    title: str
    reasons: list[Reason] = field(default_factory=list)
    checked_for: str = ""


def panel(case: VettingCase, rows: Sequence[VettingSubject]) -> Panel | None:
    """Why the gate is shut for the event, in as few lines as say it all; None when it is open. One query."""
    named = [s for s in rows if s.state != SubjectState.CANCELLED]
    if not named:
        return None
    blockers = gate.blockers(
        units=sorted({s.unit_id for s in named}),
        people=sorted({s.person_id for s in named if s.person_id}),
        laws=case.laws,
        during=days(case.event_start, case.event_end),
    )
    reasons = [*_worded(blockers), *_open_hits(named)]
    if not reasons:
        return None
    shut = {(b.unit_id, b.person_id) for b in blockers}
    number = sum((s.unit_id, None) in shut or (None, s.person_id) in shut for s in named)
    things = "1 thing keeps" if len(reasons) == 1 else f"{len(reasons)} things keep"
    title = f"{things} {number or 'some'} of {len(named)} shut"
    return Panel(title, reasons, f"{words.day(case.event_start)} to {words.day(case.event_end)}")


def _worded(blockers: Sequence[gate.Blocker]) -> list[Reason]:
    """Special reasons first and one by one; many of one kind in one line."""
    by_code: dict[str, dict[tuple[int | None, int | None], gate.Blocker]] = {}
    for b in blockers:
        by_code.setdefault(b.code, {}).setdefault((b.unit_id, b.person_id), b)
    found: list[Reason] = []
    for code, kind in sorted(by_code.items(), key=lambda pair: (pair[0] == "NOT_APPROVED", pair[0])):
        first = next(iter(kind.values()))
        if len(kind) > TOGETHER:
            sentence = gate.WORDS[code][0].format(who=f"Each of {len(kind)} on the roster", until="an earlier day")
            found.append(Reason(sentence, first.rule, first.opens, icon=_icon(code)))
        else:
            found += [Reason(b.reason, b.rule, b.opens, b.who, icon=_icon(code)) for b in kind.values()]
    return found


def _icon(code: str) -> str:
    if "SUSPENDED" in code:
        return "pause"
    return "clock" if code in {"LAPSES", "NOT_APPROVED"} else "ban"


def _open_hits(rows: Sequence[VettingSubject]) -> list[Reason]:
    waiting = [(s, hit) for s in rows for hit in s.found if hit.state == HitState.OPEN]
    if len(waiting) > TOGETHER:
        sentence = f"{len(waiting)} possible matches have no decision."
        return [Reason(sentence, HITS, "Opens when each is decided.", icon="split")]
    return [
        Reason(
            f"One possible match for {s} has no decision.",
            HITS,
            "Opens when the match is decided.",
            who=str(s),
            url=reverse("hit-page", args=[hit.pk]),
            icon="split",
        )
        for s, hit in waiting
    ]


@dataclass(frozen=True)
class GivenReview:
    """One kind of review of a case as it stands: given by whom on how many, or still to give."""

    kind: str
    title: str
    icon: str
    says: str
    by: str = ""
    at: dt.datetime | None = None
    reasons: tuple[str, ...] = ()
    is_given: bool = False


ICONS = {Review.Kind.BUREAU: "bureau", Review.Kind.HUMAN_RIGHTS: "scales"}


def reviews_side_by_side(rows: Sequence[VettingSubject], *, mine: dict[str, int]) -> list[GivenReview]:
    """Both reviews of the present round, with how many wait for the reader."""
    shown = []
    for kind in Review.Kind:
        given = [r for s in rows for r in s.present if r.kind == kind]  # type: ignore[attr-defined]
        wait = mine.get(kind, 0)
        if given:
            approve = sum(r.verdict == "APPROVE" for r in given)
            says = f"Approve {approve}" + (f", reject {len(given) - approve}" if len(given) > approve else "") + "."
            reasons = tuple(dict.fromkeys(r.reason for r in given if r.reason))
            by = ", ".join(dict.fromkeys(str(r.reviewer) for r in given))
            if wait:
                says += f" {wait} more are yours to give."
            shown.append(GivenReview(kind, kind.label, ICONS[kind], says, by, given[-1].at, reasons, is_given=True))
        else:
            says = f"Yours to give on {wait}." if wait else "Not given yet."
            shown.append(GivenReview(kind, kind.label, ICONS[kind], says))
    return shown
