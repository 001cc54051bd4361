"""Both reviews of a subject, and what follows from them. Nothing is approved by one person, by time or by silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from ground.acting import acting, need
from ground.dates import days, now, today
from ground.models import Parameter
from ground.refusals import Basis, Problem, Refused, Rule
from ground.steps import NOTE_RULE, lock, take_step

from ..checks import DUTIES, HITS
from ..lifecycle import CASE_STEPS
from ..models import Approval, Hit, HitState, Review, Verdict, VettingCase, VettingSubject
from ..states import UNDECIDED, CaseState, SubjectState
from .moves import lock_subjects, move

PERMISSIONS = {
    Review.Kind.BUREAU: "vetting.review_bureau",
    Review.Kind.HUMAN_RIGHTS: "vetting.review_human_rights",
}
VALIDITY = "approval.validity_days"
DAYS = 365
LAST_DAY = Rule("Validity of an approval", Basis.POLICY, "One year from certification, as fielded", verified=False)
WAITS = Rule("One review a round", Basis.GATEHOUSE, "Each subject in review waits for one review of each kind")


@dataclass(frozen=True)
class Outcome:
    """What one review led to: how many subjects it was given on, and how they stand now."""

    case: VettingCase
    reviewed: int
    approved: int = 0
    rejected: int = 0
    differing: int = 0

    @property
    def waits(self) -> int:
        """Subjects that wait for the other review."""
        return self.reviewed - self.approved - self.rejected - self.differing


def review(
    *,
    case: VettingCase,
    kind: str,
    verdict: str,
    by: Any,
    subjects: Iterable[VettingSubject] | None = None,
    valid_until: dt.date | None = None,
    conditions: str = "",
    reason: str = "",
    version: int | None = None,
    on: dt.date | None = None,
) -> Outcome:
    """Give one kind of review on the whole roster that waits for it, or on some of it.

    When both reviews of a subject are in: both approve, and it is approved under each law of the case from `on`
    (today) until the earlier of the two last days; both reject, and it is rejected; they differ, and it goes to
    process review. When no subject is undecided, results are in. About fifteen statements for any roster.
    """
    on = on or today()
    with acting(by, step="review", note=reason):
        row = lock(case, version=version)
        _known(kind, verdict)
        need(by, PERMISSIONS[Review.Kind(kind)], row)
        until = _last_day(row, verdict, valid_until, on)
        waiting = _waiting(row, kind, subjects)
        _refuse_unfit(row, waiting, verdict, reason, by)
        Review.objects.bulk_create(
            Review(
                subject=s,
                round=s.round,
                kind=kind,
                verdict=verdict,
                reason=reason.strip(),
                valid_until=until,
                conditions=conditions.strip(),
                reviewer=by,
                at=now(),
            )
            for s in waiting
        )
        return _conclude(row, waiting, by, on)


def validity_days(*, place: str, on: dt.date) -> int:
    """How long an approval lasts unless a reviewer says otherwise: a dated parameter of the place, else of all."""
    rows = Parameter.objects.filter(Q(place=place) | Q(place=""), key=VALIDITY, valid__contains=on)
    value = rows.order_by("-place").values_list("value", flat=True).first()
    return value if isinstance(value, int) and value > 0 else DAYS


def _known(kind: str, verdict: str) -> None:
    """An unknown word decides nothing (I2)."""
    if kind not in Review.Kind.values or verdict not in Verdict.values:
        sentence = "A review is of one of two kinds and says approve or reject."
        raise Refused("review_known_words", sentence, (Problem(sentence, WAITS, field="verdict"),))


def _last_day(case: VettingCase, verdict: str, until: dt.date | None, on: dt.date) -> dt.date | None:
    if verdict != Verdict.APPROVE:
        return None
    if on > today():
        raise Refused("certified_ahead", "An approval is certified today, not on a day ahead.", field="on")
    longest = on + dt.timedelta(days=validity_days(place=case.operating_unit.code, on=on))
    until = until or longest
    if until < on:
        raise Refused("last_day_before", "The last day lies before the day of approval.", field="valid_until")
    if until > longest:
        sentence = f"An approval lasts until {longest} at most."
        raise Refused("validity", sentence, (Problem(sentence, LAST_DAY, "Choose an earlier day.", "valid_until"),))
    return until


def _waiting(case: VettingCase, kind: str, subjects: Iterable[VettingSubject] | None) -> list[VettingSubject]:
    """The locked subjects that wait for this kind of review: all of the case, or exactly those asked for."""
    found = lock_subjects(case.subjects.filter(state=SubjectState.WASHINGTON_REVIEW))
    given = set(
        Review.objects.filter(subject__in=found, kind=kind, round=F("subject__round")).values_list("subject", flat=True)
    )
    found = [s for s in found if s.pk not in given]
    if subjects is not None:
        asked = {s.pk: s for s in subjects}
        waiting = {s.pk for s in found}
        problems = [
            Problem(f"{s} does not wait for this review.", WAITS, code="review_once_per_kind")
            for pk, s in asked.items()
            if pk not in waiting
        ]
        if problems:
            raise Refused("review_once_per_kind", problems[0].reason, tuple(problems))
        found = [s for s in found if s.pk in asked]
    if not found:
        sentence = "Nobody on this roster waits for this review."
        raise Refused("review_once_per_kind", sentence, (Problem(sentence, WAITS),))
    return found


def _refuse_unfit(case: VettingCase, subjects: Sequence[VettingSubject], verdict: str, reason: str, by: Any) -> None:
    """Every reason why this person may not give this verdict on these subjects (I6); the database holds the same."""
    found: list[Problem] = []
    if by.pk in {case.requester_id, case.manager_id}:
        who = "asked for this case" if by.pk == case.requester_id else "manage this program"
        code = "review_not_by_requester_or_manager"
        found.append(Problem(f"You {who}, so somebody else reviews it.", DUTIES, code=code))
    hits = Hit.objects.filter(subject__in=subjects).filter(Q(resolved_by=by) | Q(state=HitState.OPEN))
    open_hits = 0
    for hit in hits.select_related("subject__person", "subject__unit"):
        if hit.state == HitState.OPEN:
            open_hits += 1
        else:
            sentence = f"You resolved a possible match of {hit.subject}, so somebody else reviews it."
            found.append(Problem(sentence, DUTIES, code="review_not_by_clearer"))
    mine = Review.objects.filter(subject__in=subjects, round=F("subject__round"), reviewer=by)
    if mine.exists():
        found.append(
            Problem("You gave the other review; another person gives this one.", DUTIES, code="review_two_people")
        )
    if verdict == Verdict.APPROVE and open_hits:
        matches = "1 possible match has" if open_hits == 1 else f"{open_hits} possible matches have"
        found.append(Problem(f"{matches} no decision.", HITS, "Decide each first.", code="vetting_hits_resolved"))
    if verdict == Verdict.REJECT and not reason.strip():
        found.append(
            Problem("A reason is needed.", NOTE_RULE, "Write the reason.", "reason", "review_rejection_has_reason")
        )
    if found:
        raise Refused(found[0].code, found[0].reason, tuple(dict.fromkeys(found)))


def _conclude(case: VettingCase, reviewed: Sequence[VettingSubject], by: Any, on: dt.date) -> Outcome:
    """What both reviews together say about each subject just reviewed."""
    given: dict[int, list[Review]] = {}
    for r in Review.objects.filter(subject__in=reviewed, round=F("subject__round")).order_by("pk"):
        given.setdefault(r.subject_id, []).append(r)
    approved: list[VettingSubject] = []
    rejected: list[VettingSubject] = []
    differing: list[VettingSubject] = []
    for s in reviewed:
        verdicts = [r.verdict for r in given[s.pk]]
        if len(verdicts) == 2:
            both = differing if len(set(verdicts)) == 2 else approved if verdicts[0] == Verdict.APPROVE else rejected
            both.append(s)
    moment = now()
    move(approved, "approve", by=by, needs="vetting.view_case", decided_at=moment)
    Approval.objects.bulk_create(approval for s in approved for approval in _approvals(case, s, given[s.pk], on))
    move(rejected, "reject", by=by, note=_reasons(given, rejected), decided_at=moment)
    move(differing, "question", by=by, note="The two reviews differ.")
    row = return_results(case=case, by=by)
    return Outcome(row, len(reviewed), len(approved), len(rejected), len(differing))


def _approvals(case: VettingCase, subject: VettingSubject, reviews: Sequence[Review], on: dt.date) -> list[Approval]:
    until = min(r.valid_until for r in reviews if r.valid_until)
    conditions = "\n".join(dict.fromkeys(r.conditions for r in reviews if r.conditions))
    return [
        Approval(
            subject=subject,
            round=subject.round,
            unit_id=subject.unit_id,
            person_id=subject.person_id,
            law=law,
            valid=days(on, until),
            conditions=conditions,
        )
        for law in case.laws
    ]


def _reasons(given: dict[int, list[Review]], subjects: Sequence[VettingSubject]) -> str:
    return "\n".join(dict.fromkeys(r.reason for s in subjects for r in given[s.pk] if r.reason))


def return_results(*, case: VettingCase, by: Any) -> VettingCase:
    """Results are in once every row of the roster has an outcome; until then the case stays where it is (I2)."""
    if case.state != CaseState.WASHINGTON or case.subjects.filter(state__in=UNDECIDED).exists():
        case.refresh_from_db()
        return case
    return take_step(CASE_STEPS, case, "return_results", by=by, results_at=now())
