"""What waits for the signed-in manager or reviewer: requests to approve and reviews to give, each opened below."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from ground.access import NeedsPermission
from ground.dates import today
from ground.pages.forms import Refusing
from ground.steps import offers

from .. import acts
from ..badges import NO_APPROVAL, standing_badge, until_badge
from ..forms import StepForm
from ..lifecycle import CASE_STEPS
from ..models import Review, VettingCase
from ..selectors import (
    REVIEW_PERMISSIONS,
    cases_for_lists,
    latest_approvals,
    not_mine_to_review,
    requests_waiting,
    reviews_waiting,
)
from ..states import BARRED, CaseState
from . import reviewing
from .rosters import dress, roster
from .work import Queue, facts_to_weigh, lead, listed, opened

VIEWS = ("waiting", "returned", "results", "decided")
RECENT = 30  # days that “decided by me” looks back


class Approvals(Refusing, NeedsPermission, TemplateView):
    """The page, and the forms of its opened items."""

    permission = "vetting.view_case"
    template_name = "vetting/approval_list.html"
    failing: dict[str, Any] = {}  # what a refused or faulty form brings to the page

    def post(self, request: HttpRequest) -> HttpResponse:
        number = request.POST.get("case", "")
        case = get_object_or_404(
            VettingCase.objects.visible_to(request.user).select_related("operating_unit"), number=number
        )
        if "verdict" in request.POST:
            return self.give_review(case)
        return self.take_step(case)

    def take_step(self, case: VettingCase) -> HttpResponse:
        """Approve a request, or return it with a reason."""
        form = StepForm(self.request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in {"endorse", "return"}:
            return self.answer(400, request_form=form, open_request=case.number)
        step, note, version = (form.cleaned_data[name] for name in ("step", "note", "version"))
        said = (
            f"Approved the request {case.number}. It leaves for vetting; it approves nobody for delivery."
            if step == "endorse"
            else f"Returned {case.number} to {case.requester} with your reason."
        )
        self.failing = {"request_form": form, "open_request": case.number}
        return self.attempt(
            lambda: acts.CASE[step](case, self.request.user, version, note), said=said, to=reverse("approval-list")
        )

    def give_review(self, case: VettingCase) -> HttpResponse:
        """Approve, reject or return the rows ticked."""
        kind = self.request.POST.get("kind", "")
        waiting = reviewing.mine_to_review(self.request.user, case).get(kind, set())
        form = reviewing.review_form(case, kind, waiting, self.request.POST)
        self.failing = {"form": form, "open_review": (case.number, kind)}
        if not form.is_valid():
            return self.answer(400, **self.failing)
        return self.attempt(
            lambda: reviewing.give(case, form.cleaned_data, by=self.request.user),
            said=lambda result: reviewing.said(result, kind),
            to=reverse("approval-list"),
        )

    def answer(self, status: int, **context: Any) -> HttpResponse:
        return super().answer(status, **{**self.failing, **context})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        view = self.request.GET.get("view", "waiting")
        view = view if view in VIEWS else "waiting"
        queues = self.queues(kwargs)
        waiting = sum(len(queue.cases) for queue in queues)
        context = {
            "title": "Approvals",
            "view": view,
            "waiting": waiting,
            "lead": lead(queues),
            "approves_nothing": not self.kinds() and not user.scope.has("vetting.endorse_case"),
            **self.counts(),
            **kwargs,
        }
        if view == "waiting":
            context |= {
                "queues": queues,
                "not_mine": [row for kind in self.kinds() for row in not_mine_to_review(user, kind)],
            }
            for queue in queues:
                if queue.opened is not None:
                    context |= (
                        self.opened_request(queue) if queue.key == "request" else self.opened_review(queue, kwargs)
                    )
        else:
            context["rows"] = self.other(view)
        return super().get_context_data(**context)

    def kinds(self) -> list[str]:
        return [kind for kind, permission in REVIEW_PERMISSIONS.items() if self.request.user.scope.has(permission)]

    def queues(self, failing: dict[str, Any]) -> list[Queue]:
        """The lists of work, longest waiting first. One query each."""
        user, asked = self.request.user, self.request.GET
        found = []
        if user.scope.has("vetting.endorse_case"):
            cases = listed(cases_for_lists(user).filter(pk__in=requests_waiting(user)))
            wanted = failing.get("open_request") or asked.get("request")
            says = "You are the manager: need, law, funding, dates and recipients, before the request leaves"
            found.append(Queue("request", "Requests to approve", says, cases, opened(cases, wanted)))
        chosen, chosen_kind = failing.get("open_review") or (asked.get("review"), asked.get("kind"))
        for kind in self.kinds():
            label = Review.Kind(kind).label
            cases = listed(cases_for_lists(user).filter(pk__in=reviews_waiting(user, kind).values("case")))
            says = "One of two reviews; the other is another person’s"
            one = opened(cases, chosen if chosen_kind in {kind, None} else None)
            if any(queue.key != "request" and queue.opened for queue in found):
                one = None  # one review is open at a time
            found.append(Queue(kind, f"{label}s to do", says, cases, one))
        return found

    def opened_request(self, queue: Queue) -> dict[str, Any]:
        case = queue.opened
        assert case is not None  # noqa: S101 - for the reader and mypy
        rows = roster(case)
        earlier = latest_approvals(self.request.user, rows)
        for s in rows:
            s.earlier = earlier.get(s.pk)
            s.earlier_badge = until_badge(s.earlier) if s.earlier else NO_APPROVAL
            state = getattr(getattr(s.unit, "standing", None), "state", None)
            s.is_barred = state in BARRED
            s.standing_badge = standing_badge(state)
        endorse = next((o for o in offers(CASE_STEPS, case, by=self.request.user) if o.step.name == "endorse"), None)
        return {
            "asked": case,
            "asked_rows": rows,
            "asked_facts": facts_to_weigh(case, rows),
            "endorse": endorse,
        }

    def opened_review(self, queue: Queue, failing: dict[str, Any]) -> dict[str, Any]:
        case = queue.opened
        assert case is not None  # noqa: S101 - for the reader and mypy
        rows = roster(case)
        mine = set(reviews_waiting(self.request.user, queue.key).filter(case=case).values_list("pk", flat=True))
        dress(rows, case=case, mine=mine, by=self.request.user)
        form = failing.get("form") or reviewing.review_form(case, queue.key, mine)
        return {
            "reviewed": case,
            "reviewed_kind": queue.key,
            "reviewed_rows": [s for s in rows if s.pk in mine],
            "others": [s for s in rows if s.pk not in mine],
            "form": form,
            "ticked_ids": reviewing.ticked(form),
        }

    def counts(self) -> dict[str, Any]:
        """The numbers on the tabs. Two queries."""
        user = self.request.user
        managed = VettingCase.objects.visible_to(user).filter(manager=user)
        since = today() - dt.timedelta(days=RECENT)
        return {
            **managed.aggregate(
                returned=Count("pk", filter=Q(state=CaseState.RETURNED)),
                results=Count("pk", filter=Q(state=CaseState.RESULTS_RETURNED)),
            ),
            "decided": decided(user)
            .filter(at__date__gte=since)
            .aggregate(n=Count("subject__case", distinct=True))["n"],
        }

    def other(self, view: str) -> list[VettingCase]:
        """The cases of another tab."""
        user = self.request.user
        cases = cases_for_lists(user)
        if view == "decided":
            since = today() - dt.timedelta(days=RECENT)
            cases = cases.filter(pk__in=decided(user).filter(at__date__gte=since).values("subject__case"))
        else:
            state = CaseState.RETURNED if view == "returned" else CaseState.RESULTS_RETURNED
            cases = cases.filter(manager=user, state=state)
        return listed(cases)


def decided(user: Any) -> QuerySet[Review]:
    """Reviews that this user gave."""
    return Review.objects.filter(reviewer=user)
