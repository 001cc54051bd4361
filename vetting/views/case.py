"""One case: its pinned summary, review, roster, hits and history."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.pages import words
from ground.pages.forms import Refusing
from ground.steps import offers

from ..badges import hit_badge
from ..forms import ReviewForm
from ..lifecycle import CASE_STEPS
from ..models import HitState, Law, Review, VettingCase
from ..selectors import REVIEW_PERMISSIONS, cases_for_lists, not_mine_to_review
from ..states import EDITABLE, CaseState
from ..tables import roster_words, state_badge
from . import reviewing
from .case_history import case_history
from .rail import rail, roster_acts
from .rosters import dress, panel, reviews_side_by_side, roster

TABS = ("review", "subjects", "hits", "history")
IN_REVIEW = frozenset({CaseState.WASHINGTON, CaseState.RESULTS_RETURNED, CaseState.CLOSED})
LATEST = 8  # entries of the timeline on the first tab


class CasePage(Refusing, NeedsPermission, TemplateView):
    permission = "vetting.view_case"
    template_name = "vetting/case_page.html"
    tab = ""  # set by the views that post, so that a refusal shows on the tab it came from

    def case(self) -> VettingCase:
        seen = cases_for_lists(self.request.user).select_related(
            "operating_unit", "requester", "manager", "endorsed_by"
        )
        return get_object_or_404(seen, number=self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case()
        user = self.request.user
        asked = self.tab or self.request.GET.get("tab", "")
        tab = asked if asked in TABS else "review"
        rows = roster(case)
        mine = reviewing.mine_to_review(user, case) if case.state in IN_REVIEW else {}
        dress(rows, case=case, mine=set().union(*mine.values()), by=user)
        hits = [hit for s in rows for hit in s.found]
        context = {
            "title": case.event,
            "crumbs": [("Vetting", "/vetting/queue/"), ("Cases", "/vetting/cases/"), (case.number, "")],
            "case": case,
            "tab": tab,
            "state_badge": state_badge(case),
            "laws": " and ".join(Law(law).label for law in case.laws),
            "roster_words": roster_words(case),
            "rows": rows,
            "mine": mine,
            "mine_count": len(set().union(*mine.values())),
            "hits": hits,
            "open_hits": sum(hit.state == HitState.OPEN for hit in hits),
            "offers": offers(CASE_STEPS, case, by=user),
            "version": case.version,
            "may_edit": case.state in EDITABLE and may(user, "vetting.draft_case", case),
            "read_at": timezone.now(),
            **rail(case, mine=mine),
            **kwargs,
        }
        for hit in hits:
            hit.subject = next(s for s in rows if s.pk == hit.subject_id)
            hit.badge = hit_badge(hit)
        if tab == "review":
            context |= self.review(case, rows, mine, kwargs.get("form"))
        elif tab == "subjects":
            context["acts"] = roster_acts(user, case, rows)
        elif tab == "history":
            context["history"] = case_history(case)
        return super().get_context_data(**context)

    def review(self, case: VettingCase, rows: list[Any], mine: dict[str, set[int]], sent: Any) -> dict[str, Any]:
        """What keeps the case shut, both reviews, and the reader's own form where it waits for them."""
        kind = next(iter(mine), "")
        form = sent if isinstance(sent, ReviewForm) else reviewing.review_form(case, kind, mine[kind]) if kind else None
        return {
            "panel": panel(case, rows),
            "reviews": reviews_side_by_side(rows, mine={k: len(ids) for k, ids in mine.items()}),
            "form": form or sent,
            "reviewed": case,
            "reviewed_kind": kind,
            "kind_label": Review.Kind(kind).label if kind else "",
            "ticked_ids": reviewing.ticked(form) if form is not None else set(),
            "not_mine": [] if kind else self.not_mine(case),
            "history": case_history(case, limit=LATEST),
            "states": state_words(rows),
        }

    def not_mine(self, case: VettingCase) -> list[tuple[str, str]]:
        """The reviews that this reader gives elsewhere but not here, each with the reason."""
        user = self.request.user
        kinds = [k for k, p in REVIEW_PERMISSIONS.items() if user.scope.permits(p, case.place)]
        return [
            (Review.Kind(kind).label, row.reason) for kind in kinds for row in not_mine_to_review(user, kind, case=case)
        ]


def state_words(rows: list[Any]) -> str:
    """How many rows stand where, in a sentence."""
    counts = Counter("" if s.is_mine else s.badge.word.lower() for s in rows)
    return "; ".join(
        f"{number} {word or words.noun(number, 'waits for you,wait for you')}" for word, number in counts.items()
    )
