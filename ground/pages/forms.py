"""Pages whose answer is one call of a service. A refusal is shown on the page with status 409, and nothing is lost.

`Refusing` is what any page that acts needs: run the call, say what happened, or show why not. `FormPage` is a page of
one form on top of it. A stale version is shown beside the present one, and the form then carries the present version.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from ..access import NeedsPermission
from ..refusals import Refused, refusals
from . import stale


class Refusing:
    """Mixin of template views that act: `attempt` makes the call and answers with a redirect, or with the page and its
    reasons."""

    request: HttpRequest

    def attempt(
        self,
        call: Callable[[], Any],
        *,
        said: str | Callable[[Any], str],
        to: str | Callable[[Any], str],
        form: Form | ModelForm[Any] | None = None,
        **shown: Any,
    ) -> HttpResponse:
        """Make one domain call; of a refused one nothing stays. `said` is what the next page says, `to` its address;
        either may be a function of the result. `shown` is what a refusal brings to the page besides."""
        try:
            with refusals():
                result = call()
        except Refused as refused:
            return self.refuse(refused, form, **shown)
        if words := said(result) if callable(said) else said:
            messages.success(self.request, words)
        return redirect(to(result) if callable(to) else to)

    def refuse(self, refused: Refused, form: Form | ModelForm[Any] | None = None, **shown: Any) -> HttpResponse:
        """The page again, with status 409: the refusal at the top, and beside the fields it speaks of."""
        context: dict[str, Any] = {"refused": refused, "has_errors": True, **shown}
        if form is not None:
            for problem in refused.problems:
                if problem.field in form.fields:
                    form.add_error(problem.field, problem.reason)
            record = self.record()
            if refused.code == "stale" and record is not None:
                record.refresh_from_db()
                context["stale"] = stale.compare(form, record, yours=refused.extra["yours"])
                data: Any = form.data.copy()  # type: ignore[attr-defined]
                data[form.add_prefix("version")] = record.version  # type: ignore[attr-defined]
                form.data = data
            context["form"] = form
        return self.answer(409, **context)

    def record(self) -> Model | None:
        """The record whose version the form carries, where there is one."""
        return getattr(self, "object", None)

    def answer(self, status: int, **context: Any) -> HttpResponse:
        """The page, rendered anew around a refused or faulty form."""
        page: Any = self
        found: HttpResponse = page.render_to_response(page.get_context_data(**context), status=status)
        return found


class FormPage(Refusing, NeedsPermission, FormView):  # type: ignore[type-arg]
    """A page of one form. Subclasses set title, button and form_class, and write `act` and `next_url`."""

    template_name = "form_page.html"
    title = ""
    lead = ""
    button = "Save"
    said = "Saved."
    multipart = False

    def act(self, data: dict[str, Any]) -> Any:
        """The one domain call, with the cleaned values."""
        raise NotImplementedError

    def next_url(self, result: Any) -> str:
        """Where to go when it is done; also where "Leave it" goes, with None."""
        raise NotImplementedError

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: (label, address), the last without one."""
        return []

    def form_valid(self, form: Form | ModelForm[Any]) -> HttpResponse:
        return self.attempt(lambda: self.act(form.cleaned_data), said=self.said, to=self.next_url, form=form)

    def form_invalid(self, form: Form | ModelForm[Any]) -> HttpResponse:
        return self.answer(400, form=form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "title": self.title,
                "lead": self.lead,
                "button": self.button,
                "multipart": self.multipart,
                "back_url": self.next_url(None),
                "crumbs": self.crumbs(),
                **kwargs,
            }
        )
