"""The one stream of a case: its own steps, both reviews, what was done with rows, matches decided. Newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ground.history import Sentence, event_model, sentences
from ground.pages import words
from ground.pages.timeline import Entry, timeline

from ..lifecycle import CASE_STEPS, SUBJECT_STEPS
from ..models import Hit, HitState, Review, Verdict, VettingCase, VettingSubject

# Steps of rows that are told one by one; the others follow their case.
TOLD = ("hold", "release", "remove", "question", "answer", "suspend", "resume", "reject", "recall", "review_again")
# Taken inside another step, in the same moment.
PASSING = frozenset({"start_checks", "complete_checks"})
TONES = {"return": "bad", "send_back": "bad", "withdraw": "bad"}
# Said by the entry itself: who and when.
HIDDEN = frozenset(
    {"endorsed_by", "accepted_by", "submitted_at", "endorsed_at", "accepted_at", "sent_at", "results_at", "closed_at"}
)


def case_history(case: VettingCase, *, limit: int = 200) -> list[Entry]:
    """The entries of a case, with the days waited between them. Five queries at most, whatever the length."""
    own = [one for one in sentences(case, hidden=HIDDEN, limit=limit) if one.step not in PASSING]
    found = [*own, *_reviews(case), *_rows(case), *_hits(case)]
    found.sort(key=lambda one: one.at, reverse=True)
    return timeline(found[:limit], lifecycle=CASE_STEPS, tones=TONES)


def _reviews(case: VettingCase) -> Iterable[Sentence]:
    """The verdicts that one person gave in one minute for one reason are one entry."""
    given: dict[tuple[object, ...], list[Review]] = {}
    for r in Review.objects.filter(subject__case=case).order_by("at"):
        moment = r.at.replace(second=0, microsecond=0)
        given.setdefault((moment, r.reviewer_id, r.kind, r.verdict, r.reason), []).append(r)
    for reviews in given.values():
        last = reviews[-1]
        says = f"{Review.Kind(last.kind).label}: {Verdict(last.verdict).label.lower()} {len(reviews)}"
        yield Sentence(last.at, last.reviewer_id, says, "", last.reason, ())


def _rows(case: VettingCase) -> Iterable[Sentence]:
    """Rows held, returned, suspended, removed: one entry for all that one act moved."""
    events = event_model(VettingSubject)
    rows = events.objects.filter(case_id=case.pk, pgh_label="update", pgh_context__step__in=TOLD).order_by("pgh_id")
    for (_, step), group in groupby(rows, lambda e: (e.pgh_context_id, e.pgh_context["step"])):
        moved = list({event.row: event for event in group}.values())
        first = moved[0]
        numbers = ", ".join(str(event.row) for event in moved)
        says = f"{SUBJECT_STEPS.step(step).says}, {words.noun(len(moved), 'row')} {numbers}"
        yield Sentence(
            first.pgh_created_at, first.pgh_context.get("user"), says, "", first.pgh_context.get("note", ""), ()
        )


def _hits(case: VettingCase) -> Iterable[Sentence]:
    """Possible matches as they were decided."""
    hits = Hit.objects.filter(subject__case=case).exclude(resolved_at=None).select_related("subject")
    for hit in hits:
        says = f"Match of row {hit.subject.row} decided: {HitState(hit.state).label.lower()}"
        yield Sentence(hit.resolved_at, hit.resolved_by_id, says, "", hit.note, ())
