"""Match review: a subject and a listed party side by side, with the letters that differ marked; a person decides."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.pages.badges import Badge
from ground.pages.forms import Refusing

from ..badges import HIT, hit_badge
from ..forms import HitForm
from ..models import Hit, HitState
from ..services import hits

AGREES = Badge("Agrees", "good", "ok")
CLOSE = Badge("Close", "warn", "split")
PARTLY = Badge("Partly", "warn", "split")
DIFFERS = Badge("Differs", "bad", "x")
CLOSE_FROM = 0.6  # of letters in common


class HitPage(Refusing, NeedsPermission, TemplateView):
    permission = "vetting.view_case"
    template_name = "vetting/hit_page.html"

    def hit(self) -> Hit:
        seen = Hit.objects.visible_to(self.request.user).select_related(
            "subject__case__operating_unit",
            "subject__person__country",
            "subject__unit__country",
            "subject__commander__country",
            "entry__version__list",
            "resolved_by",
        )
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hit = self.hit()
        if request.POST.get("state") == HitState.OPEN:
            return self.reopen(hit)
        form = HitForm(request.POST)
        if not form.is_valid():
            return self.answer(400, form=form)
        data = form.cleaned_data
        same = data["state"] == HitState.SAME
        return self.attempt(
            lambda: hits.resolve(hit=hit, same=same, note=data["note"], version=data["version"], by=request.user),
            said="Decided: the same." if same else "Decided: different.",
            to=lambda result: next_open(result) or f"{hit.subject.case.get_absolute_url()}?tab=hits",
            form=form,
        )

    def reopen(self, hit: Hit) -> HttpResponse:
        form = HitForm({**self.request.POST.dict(), "state": HitState.SAME})
        if not form.is_valid():
            return self.answer(400, form=form)
        data = form.cleaned_data
        return self.attempt(
            lambda: hits.reopen(hit=hit, note=data["note"], version=data["version"], by=self.request.user),
            said="Opened again; nobody is approved until somebody decides.",
            to=self.request.path,
            form=form,
        )

    def answer(self, status: int, **context: Any) -> HttpResponse:
        context.pop("stale", None)  # the page itself shows what changed
        return super().answer(status, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hit = self.hit()
        subject, case = hit.subject, hit.subject.case
        siblings = list(
            Hit.objects.filter(subject=subject).select_related("entry__version__list").order_by("-score", "pk")
        )
        for one in siblings:
            one.badge = HIT[one.state]
        of_case = Hit.objects.filter(subject__case=case)
        following = next_open(hit)
        person = subject.commander if hit.about_commander else subject.person
        return super().get_context_data(
            **{
                "title": "Is this the same person?" if person else "Is this the same unit?",
                "what": "person" if person else "unit",
                "crumbs": [
                    ("Vetting", "/vetting/queue/"),
                    (case.number, case.get_absolute_url()),
                    (f"Match review, row {subject.row}", ""),
                ],
                "hit": hit,
                "badge": hit_badge(hit),
                "subject": subject,
                "who": person or subject.unit,
                "case": case,
                "siblings": siblings,
                "open_in_case": of_case.filter(state=HitState.OPEN).count(),
                "faces": faces(hit, person),
                "next_url": following,
                "may_decide": may(self.request.user, "vetting.resolve_hit", hit),
                "is_requester": case.requester_id == self.request.user.pk,
                "form": HitForm(initial={"version": hit.version}),
                **kwargs,
            }
        )


def next_open(hit: Hit) -> str:
    """The next undecided match of the same case."""
    others = Hit.objects.filter(subject__case=hit.subject.case_id, state=HitState.OPEN).exclude(pk=hit.pk)
    pk = others.order_by("subject__row", "-score").values_list("pk", flat=True).first()
    return reverse("hit-page", args=[pk]) if pk else ""


@dataclass(frozen=True)
class Face:
    """One field of both sides, letters that differ marked, and how it reads."""

    label: str
    subject: str | SafeString
    record: str | SafeString
    reads: Badge | None = None


def faces(hit: Hit, person: Any) -> list[Face]:
    """Subject and listed party, field by field."""
    entry = hit.entry
    if person is None:
        unit = hit.subject.unit
        return [
            compared("Name", unit.name, hit.matched_name),
            country(unit.country, entry.country),
            Face("Headquarters", unit.headquarters or "not given", "not given"),
            Face("Remarks", "", entry.remarks or "not given"),
        ]
    listed_as = [] if entry.name == hit.matched_name else [Face("Listed as", "", entry.name)]
    return [
        compared("Name", str(person), hit.matched_name),
        *listed_as,
        born(person.birth_date, entry.birth_date),
        compared("Birthplace", person.birth_place, entry.birth_place),
        country(person.country, entry.country),
        Face("Rank", person.rank or "not given", "not given"),
        Face("Unit", hit.subject.unit.name, "not given"),
        Face("Remarks", "", entry.remarks or "not given"),
    ]


def country(ours: Any, theirs: str) -> Face:
    """A list writes a country as a name or a code; letters say nothing here."""
    if not theirs:
        return Face("Country", str(ours), "not given")
    spellings = {ours.iso3, ours.iso2, ours.name.upper()} - {""}
    return Face("Country", str(ours), theirs, AGREES if theirs.strip().upper() in spellings else DIFFERS)


def born(ours: str, theirs: str) -> Face:
    """Dates of birth as far as both are known."""
    face = compared("Born", ours, theirs)
    if face.reads in {CLOSE, DIFFERS}:
        partly = ours.startswith(theirs) or theirs.startswith(ours)
        return Face(face.label, face.subject, face.record, PARTLY if partly else DIFFERS)
    return face


def compared(label: str, ours: str, theirs: str) -> Face:
    """Two values with the letters that differ marked."""
    if not ours or not theirs:
        return Face(label, ours or "not given", theirs or "not given")
    left, right = ours.upper(), theirs.upper()
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    ratio = matcher.ratio()
    reads = AGREES if ratio == 1 else CLOSE if ratio >= CLOSE_FROM else DIFFERS
    return Face(label, _marked(left, matcher, is_record=False), _marked(right, matcher, is_record=True), reads)


def _marked(text: str, matcher: difflib.SequenceMatcher[str], *, is_record: bool) -> SafeString:
    parts = []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        piece = text[other_first:other_last] if is_record else text[first:last]
        if piece:
            parts.append((format_html("{}" if tag == "equal" else "<mark>{}</mark>", piece),))
    return format_html('<span class="gh-letters"><bdi>{}</bdi></span>', format_html_join("", "{}", parts))
