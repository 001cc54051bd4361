"""Cases that wait for a user: requests, reviews, questions, post checks, results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from ground.access import may
from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from vetting.models import CaseState, Review, SubjectState, VettingCase, VettingSubject, law_words
from vetting.selectors import REVIEW_PERMISSIONS, cases_for_lists, reviews_waiting, working_days

from .waiting import SHOWN, Item, Section

# One kind of work on cases: key, title, what it is, the verb, and the page that holds them all.
CASE_WORK: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "request",
        "Requests to approve",
        "For your programs, before they leave the program",
        "Approve request",
        "approval-list",
    ),
    ("bureau", "Bureau reviews to do", "Cases you did not ask for and do not manage", "Review", "approval-list"),
    ("rights", "Human-rights reviews to do", "Cases you did not ask for and do not manage", "Review", "approval-list"),
    (
        "question",
        "Questions from review to answer",
        "A reviewer returned somebody with a reason",
        "Answer",
        "case-queue",
    ),
    ("mine", "Your requests to finish", "Drafts, and what came back with a reason", "Open", "case-list"),
    ("accept", "Requests to accept", "Approved by their program manager; screening comes next", "Accept", "case-queue"),
    ("check", "Cases in post checks", "Decide possible matches, then send to review", "Open", "case-queue"),
    ("result", "Results in", "Both reviews are done; read the result and close the case", "Open", "case-list"),
)
REVIEWS = {"bureau": Review.Kind.BUREAU, "rights": Review.Kind.HUMAN_RIGHTS}


def cases_that_wait(user: Any, on: dt.date) -> Iterable[Section]:
    """The sections of cases: one query by state, one for each review, one for the rows shown."""
    wanted: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for key, pk, count in [*_by_state(user), *_to_review(user)]:
        wanted.setdefault(key, []).append(pk)
        counts[key] = count
    ids = [pk for pks in wanted.values() for pk in pks]
    cases = {case.pk: case for case in cases_for_lists(user).filter(pk__in=ids)} if ids else {}
    for key, title, lead, action, page in CASE_WORK:
        rows = [cases[pk] for pk in wanted.get(key, []) if pk in cases]
        items = [_case_item(case, action, on) for case in rows]
        yield Section(key, title, lead, counts.get(key, 0), items, url_if(page))


def _by_state(user: Any) -> list[tuple[str, int, int]]:
    """(section, case, number of all in the section): the first few of each, by the day the event starts."""
    asked_back = VettingSubject.objects.filter(case=OuterRef("pk"), state=SubjectState.PROCESS_REVIEW)
    not_asked = ~Q(requester=user)
    sections = (
        ("request", "vetting.endorse_case", Q(state=CaseState.SUBMITTED, manager=user)),
        ("mine", "vetting.submit_case", Q(state__in=[CaseState.DRAFT, CaseState.RETURNED], requester=user)),
        ("accept", "vetting.accept_case", Q(state=CaseState.ENDORSED) & not_asked),
        ("check", "vetting.screen_case", Q(state__in=[CaseState.ACCEPTED, CaseState.POST_CHECKS]) & not_asked),
        ("question", "vetting.send_case", Q(Exists(asked_back), state=CaseState.WASHINGTON) & not_asked),
        ("result", "vetting.close_case", Q(state=CaseState.RESULTS_RETURNED)),
    )
    mine = [(key, user.scope.q(permission) & where) for key, permission, where in sections if may(user, permission)]
    if not mine:
        return []
    whens = [When(where, then=Value(key)) for key, where in mine]
    cases = VettingCase.objects.visible_to(user).annotate(
        section=Case(*whens, default=Value(""), output_field=CharField())
    )
    counted = cases.exclude(section="").annotate(
        nth=Window(RowNumber(), partition_by=F("section"), order_by=["event_start", "pk"]),
        count=Window(Count("pk"), partition_by=F("section")),
    )
    rows = counted.filter(nth__lte=SHOWN).order_by("section", "nth")
    return list(rows.values_list("section", "pk", "count"))


def _to_review(user: Any) -> list[tuple[str, int, int]]:
    """The same for the two reviews."""
    found: list[tuple[str, int, int]] = []
    for key, kind in REVIEWS.items():
        if may(user, REVIEW_PERMISSIONS[kind]):
            cases = VettingCase.objects.filter(pk__in=reviews_waiting(user, kind).values("case"))
            rows = cases.annotate(count=Window(Count("pk"))).order_by("event_start", "pk")[:SHOWN]
            found += [(key, pk, count) for pk, count in rows.values_list("pk", "count")]
    return found


def _case_item(case: Any, action: str, on: dt.date) -> Item:
    who = [words.counted(case.people, "person,people")] if case.people else []
    who += [words.counted(case.units, "unit")] if case.units else []
    facts = [case.program_number or "no program", law_words(case.laws), case.funding]
    if case.state in {CaseState.ACCEPTED, CaseState.POST_CHECKS}:
        facts.append(words.counted(case.hits_open, "possible match,possible matches") + " open")
    if case.suspended:
        facts.append(f"{words.count(case.suspended)} suspended")
    left = (case.event_start - on).days
    since = case.waiting_since
    return Item(
        ident=case.number,
        url=case.get_absolute_url(),
        text=f"{' and '.join(who) or 'empty roster'}, {case.event}",
        under=" · ".join(fact for fact in facts if fact),
        action=action,
        due=f"Starts {words.day(case.event_start)}",
        due_note=words.counted(left, "day") + " left" if left >= 0 else "has begun",
        late="late" if left < 7 else "soon" if left < 30 else "",
        days=working_days(timezone.localtime(since).date(), on) if since else None,
    )
