"""What a case's page sends: a step of the case, a review, a step with the rows ticked. One domain call each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ground.pages import words
from ground.refusals import Refused, refusals
from ground.steps import lock

from .. import acts
from ..forms import RosterActForm, StepForm
from ..lifecycle import CASE_STEPS, SUBJECT_STEPS
from ..models import VettingSubject
from ..states import OUT
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
        try:
            acts.CASE[step](case, request.user, version, note)
        except Refused as refused:
            return self.answer(409, refused=refused, has_errors=True, typed_note=note)
        messages.success(request, f"{CASE_STEPS.step(step).says}: done.")
        return redirect(case.get_absolute_url())


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
        try:
            result = reviewing.give(case, form.cleaned_data, by=request.user)
        except Refused as refused:
            return self.answer(409, refused=refused, has_errors=True, form=form)
        messages.success(request, reviewing.said(result, kind))
        return redirect(case.get_absolute_url())


class CaseSubjects(CasePage):
    """Take a step with the rows ticked: hold, release, remove, answer, suspend, review again, reject."""

    http_method_names = ["post"]
    tab = "subjects"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.case()
        seen = VettingSubject.objects.filter(case=case).exclude(state__in=OUT)
        form = RosterActForm(
            request.POST, rows=list(seen.values_list("pk", flat=True)), steps=[*acts.SUBJECT, *acts.ONE_BY_ONE]
        )
        ticked = {int(pk) for pk in request.POST.getlist("subjects") if pk.isdigit()}
        if not form.is_valid():
            return self.answer(400, form=form, ticked_ids=ticked)
        data = form.cleaned_data
        rows = list(seen.filter(pk__in=data["subjects"]).select_related("case__operating_unit").order_by("row"))
        try:
            with refusals():
                lock(case, version=data["version"])
                acts.subjects_step(data["step"], rows, by=request.user, note=data["note"])
        except Refused as refused:
            return self.answer(409, refused=refused, has_errors=True, form=form, ticked_ids=ticked)
        says = SUBJECT_STEPS.step(data["step"]).says
        messages.success(request, f"{says}: {words.counted(len(rows), 'row')}.")
        return redirect(f"{case.get_absolute_url()}?tab=subjects")
