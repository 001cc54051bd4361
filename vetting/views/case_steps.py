"""What a case's page sends: a step of the case, a review, a step with the rows ticked. One domain call each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ground.pages import words

from .. import acts
from ..forms import RosterActForm, StepForm
from ..lifecycle import CASE_STEPS, SUBJECT_STEPS
from ..models import VettingSubject
from . import reviewing
from .case import CasePage


class CaseStep(CasePage):
    """Take a step of the case itself."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.case()
        form = StepForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in acts.CASE:
            return self.answer(400, form=form)
        step, note, version = (form.cleaned_data[name] for name in ("step", "note", "version"))
        return self.attempt(
            lambda: acts.CASE[step](case, request.user, version, note),
            said=f"{CASE_STEPS.step(step).says}: done.",
            to=case.get_absolute_url(),
            typed_note=note,
        )


class CaseReview(CasePage):
    """Give a review from the case's own page."""

    http_method_names = ["post"]
    tab = "review"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.case()
        kind = request.POST.get("kind", "")
        waiting = reviewing.mine_to_review(request.user, case).get(kind, set())
        form = reviewing.review_form(case, kind, waiting, request.POST)
        if not form.is_valid():
            return self.answer(400, form=form)
        return self.attempt(
            lambda: reviewing.give(case, form.cleaned_data, by=request.user),
            said=lambda result: reviewing.said(result, kind),
            to=case.get_absolute_url(),
            form=form,
        )


class CaseSubjects(CasePage):
    """Take a step with the rows ticked: hold, release, remove, answer, suspend, review again, reject."""

    http_method_names = ["post"]
    tab = "subjects"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.case()
        seen = VettingSubject.objects.on_roster().filter(case=case)
        form = RosterActForm(
            request.POST, rows=list(seen.values_list("pk", flat=True)), steps=[*acts.SUBJECT, *acts.ONE_BY_ONE]
        )
        ticked = {int(pk) for pk in request.POST.getlist("subjects") if pk.isdigit()}
        if not form.is_valid():
            return self.answer(400, form=form, ticked_ids=ticked)
        data, by = form.cleaned_data, request.user
        rows = list(seen.filter(pk__in=data["subjects"]).select_related("case__operating_unit").order_by("row"))
        return self.attempt(
            lambda: acts.roster_step(data["step"], rows, of=case, version=data["version"], by=by, note=data["note"]),
            said=f"{SUBJECT_STEPS.step(data['step']).says}: {words.counted(len(rows), 'row')}.",
            to=f"{case.get_absolute_url()}?tab=subjects",
            form=form,
            ticked_ids=ticked,
        )
