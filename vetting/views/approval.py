"""One approval: of whom, where, under which law, until when; suspend, lift, revoke."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from ground.access import NeedsPermission
from ground.history import sentences
from ground.pages.forms import Refusing
from ground.pages.spans import span
from ground.pages.timeline import timeline
from ground.steps import offers

from .. import acts
from ..badges import approval_badge
from ..forms import StepForm
from ..lifecycle import APPROVAL_STEPS
from ..models import Approval, Review


class ApprovalPage(Refusing, NeedsPermission, TemplateView):
    permission = "vetting.view_case"
    template_name = "vetting/approval_page.html"

    def approval(self) -> Approval:
        seen = Approval.objects.visible_to(self.request.user).select_related(
            "subject__case__operating_unit", "unit", "person", "suspended_by"
        )
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        approval = self.approval()
        case = approval.subject.case
        reviews = Review.objects.filter(subject=approval.subject_id, round=approval.round).select_related("reviewer")
        found = sentences(approval, hidden=frozenset({"suspended_by"}))
        return super().get_context_data(
            **{
                "title": f"Approval of {approval.person or approval.unit}",
                "crumbs": [("Cases", "/vetting/cases/"), (case.number, case.get_absolute_url()), ("Approval", "")],
                "approval": approval,
                "case": case,
                "badge": approval_badge(approval),
                "span": span(approval.valid),
                "reviews": list(reviews.order_by("at")),
                "siblings": list(
                    Approval.objects.filter(subject=approval.subject_id, round=approval.round).exclude(pk=approval.pk)
                ),
                "history": timeline(found, lifecycle=APPROVAL_STEPS, tones={"suspend": "bad", "revoke": "bad"}),
                "offers": offers(APPROVAL_STEPS, approval, by=self.request.user),
                "version": approval.version,
                **kwargs,
            }
        )


class ApprovalStep(ApprovalPage):
    """Suspend an approval, lift the suspension, revoke it. It covers every law of the same decision."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        approval = self.approval()
        form = StepForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in acts.APPROVAL:
            return self.answer(400, form=form)
        step, note, version = (form.cleaned_data[name] for name in ("step", "note", "version"))
        return self.attempt(
            lambda: acts.APPROVAL[step](approval, request.user, version, note),
            said=f"{APPROVAL_STEPS.step(step).says}: done. The gate follows at once.",
            to=reverse("approval-page", args=[approval.pk]),
            typed_note=note,
        )
