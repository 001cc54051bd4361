"""A refusal says what did not happen, why, whose rule it is and what opens it; a shut step has no working button."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path

from config.urls import urlpatterns as ours
from ground.access import SIGNED_IN, declares
from ground.lifecycle import Step
from ground.pages.forms import FormPage
from ground.refusals import Basis, Problem, Refused, Rule
from ground.steps import Offer
from partners.models import Source
from partners.services.units import record_source
from tests import make

LAW = Rule("Leahy, State", Basis.STATUTE, "22 U.S.C. 2378d(a)")
POLICY = Rule("Notification", Basis.POLICY, "Post procedure 4.2", verified=False)
SUSPENDED = Problem("<b>Lt. Oskalet</b> is suspended.", LAW, "Opens when the suspension is lifted.")
UNNAMED = Problem("No law is named.", POLICY, "Name the law that the money falls under.")
REFUSED = Refused("gate", "Not obligated: the gate is shut", (SUSPENDED, UNNAMED))


def step(name: str, says: str, *, needs_note: bool = False) -> Step:
    return Step(name, frozenset({"A"}), "B", "app.step", says, needs_note=needs_note)


def test_a_refusal_says_why_whose_rule_and_what_opens_it() -> None:
    html = render_to_string("includes/refused.html", {"refused": REFUSED})
    assert 'role="alert"' in html
    assert "Not obligated: the gate is shut" in html
    assert "22 U.S.C. 2378d(a), statute, verified." in html
    assert "Post procedure 4.2, policy, not verified." in html
    assert "<strong>Opens</strong> when the suspension is lifted." in html
    assert "<strong>To open it:</strong> Name the law" in html
    assert "&lt;b&gt;Lt. Oskalet" in html


def test_the_page_of_a_refusal_is_titled_as_an_error() -> None:
    html = render_to_string("409.html", {"refused": REFUSED, "request": RequestFactory().get("/funds/")})
    assert "<title>Error: not done | Gatehouse</title>" in html


def test_a_name_in_a_blocker_is_set_in_its_own_direction() -> None:
    blocker = SimpleNamespace(reason="Cdr. Teshu is suspended.", who="Cdr. Teshu", rule=LAW, opens="")
    html = render_to_string("includes/blockers.html", {"blockers": [blocker]})
    assert "<bdi>Cdr. Teshu</bdi> is suspended." in html


def test_nothing_in_the_way_shows_no_panel() -> None:
    assert render_to_string("includes/blockers.html", {"blockers": []}).strip() == ""


def test_an_open_step_is_a_button_and_a_shut_one_says_why() -> None:
    offers = [Offer(step("approve", "Approve 13"), ()), Offer(step("obligate", "Obligate $14,200,000"), (SUSPENDED,))]
    html = render_to_string("includes/step_buttons.html", {"offers": offers, "step_url": "/x/", "version": 18})
    assert 'type="submit" name="step" value="approve">Approve 13</button>' in html
    assert 'value="obligate"' not in html
    assert 'type="button" aria-disabled="true" aria-describedby="shut-obligate"' in html
    assert 'id="shut-obligate"' in html
    assert 'name="version" value="18"' in html
    assert "<textarea" not in html


def test_a_step_that_asks_for_a_reason_has_a_place_for_it() -> None:
    offers = [Offer(step("return", "Return, with a reason", needs_note=True), ())]
    html = render_to_string("includes/step_buttons.html", {"offers": offers, "step_url": "/x/", "version": 1})
    assert '<label class="usa-label" for="step-note">Reason</label>' in html
    assert "Needed for “Return, with a reason”" in html


def write_and_be_refused() -> None:
    """Two domain calls, of which the second is refused."""
    record_source(title="Left behind", by=None)
    raise REFUSED


@declares(SIGNED_IN)
def page_that_lets_it_through(request: HttpRequest) -> HttpResponse:
    write_and_be_refused()
    return HttpResponse()


class PageOfAForm(FormPage):
    permission = SIGNED_IN
    form_class = forms.Form

    def act(self, data: dict[str, Any]) -> Any:
        write_and_be_refused()

    def next_url(self, result: Any) -> str:
        return "/"


urlpatterns = [path("through/", page_that_lets_it_through), path("form/", PageOfAForm.as_view()), *ours]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/through/", "/form/"])
def test_a_refused_request_leaves_nothing_of_what_it_wrote(address: str, settings: Any) -> None:
    """On a transaction of its own, as in a web process: shown by the middleware, or by the page of the form."""
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(make.user())
    answer = client.post(address)
    assert answer.status_code == 409
    assert "Not obligated: the gate is shut" in answer.content.decode()
    assert not Source.objects.exists()
