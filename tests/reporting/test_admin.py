"""Django admin on the first day: a superuser opens every page; what was decided is read-only and scoped there too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Assignment, User
from ground.dates import last_day, today
from ground.models import Parameter, StaleFact
from programs.states import SeatState
from reporting.services import rollups
from tests import make
from tests.programs import build as money

from . import build

pytestmark = pytest.mark.django_db

KEPT = {
    "ground.parameter",
    "partners.bureau",
    "partners.combatantcommand",
    "partners.country",
    "partners.deflator",
    "partners.countryname",
    "partners.post",
    "partners.operatingunit",
    "accounts.user",
    "accounts.assignment",
    "vetting.validityrule",
    "programs.account",
    "programs.course",
    "programs.titletenauthority",
}
"""What may be added and changed in the admin; everything else there is to look at."""


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Signed in as the superuser that `createsuperuser` makes."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", make.PASSWORD)
    call_command("createsuperuser", interactive=False, username="root", email="root@example.org")
    client = Client()
    client.force_login(User.objects.get(username="root"))
    return client


def pages() -> list[Any]:
    return sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


def a_world() -> None:
    """At least one row of nearly everything that has a page."""
    office = money.Office()
    program = money.program(office)
    who = money.student(office, program)
    fund = money.fund(office, allotted=100_000)
    seat = money.seat(office, who)
    money.recorded(office, program, fund, seats=[seat])
    make.list_entry()
    rollups.fill_stale()


class TestSuperuser:
    def test_opens_every_registered_page(self, root: Client) -> None:
        a_world()
        assert root.get("/admin/").status_code == 200
        for model in pages():
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            listed = root.get(reverse(f"{name}_changelist"))
            assert listed.status_code == 200, model
            searched = root.get(reverse(f"{name}_changelist"), {"q": "a"})
            assert searched.status_code == 200, model
            added = root.get(reverse(f"{name}_add")).status_code
            assert added == (200 if model._meta.label_lower in KEPT else 403), model
            for row in listed.context["cl"].result_list[:1]:
                assert root.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200, model

    def test_sees_no_case_without_an_assignment(self, root: Client) -> None:
        case = make.case([(make.unit(), None)], make.Team())
        assert root.get("/admin/vetting/vettingcase/").context["cl"].result_count == 0
        assert root.get(f"/admin/vetting/vettingcase/{case.pk}/change/").status_code == 302  # "does not exist"
        assert case.number not in root.get("/").content.decode()
        hidden, missing = root.get(case.get_absolute_url()), root.get("/vetting/cases/LV-2000-XXX-00001/")
        assert hidden.status_code == missing.status_code
        assert hidden.status_code in {403, 404}
        assert case.number not in root.get("/search/", {"q": case.number[:10]}).content.decode()

    def test_nothing_is_removed(self, root: Client) -> None:
        for model in pages():
            model_admin = admin.site._registry[model]
            request = root.get("/admin/").wsgi_request
            may_remove = model._meta.label_lower == "authtoken.tokenproxy"  # removing a token revokes it
            assert model_admin.has_delete_permission(request) is may_remove, model


class TestDoor:
    """There is one sign-in page, and it counts wrong guesses."""

    @pytest.fixture(autouse=True)
    def no_guesses_before(self) -> Iterator[None]:
        cache.clear()
        yield
        cache.clear()

    def test_leads_to_the_sign_in_page_and_from_there_to_the_page_that_was_asked_for(self, root: Client) -> None:
        client = Client()
        first = client.get("/admin/partners/country/", follow=True)
        assert first.redirect_chain[-1][0] == "/accounts/login/?next=/admin/partners/country/"
        signed = client.post(
            first.redirect_chain[-1][0],
            {"login": "root", "password": make.PASSWORD, "next": "/admin/partners/country/"},
        )
        assert (signed.status_code, signed["Location"]) == (302, "/admin/partners/country/")
        assert client.get("/admin/login/")["Location"] == "/admin/"

    def test_takes_no_password_itself(self, root: Client) -> None:
        client = Client()
        answer = client.post("/admin/login/", {"username": "root", "password": make.PASSWORD, "next": "/admin/"})
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/admin/")
        assert "_auth_user_id" not in client.session

    def test_stays_shut_after_five_wrong_guesses(self, root: Client) -> None:
        client = Client()
        for guess in ("wrong",) * 5 + (make.PASSWORD,):
            answer = client.post("/accounts/login/", {"login": "root", "password": guess})
            assert answer.status_code != 302
        assert "_auth_user_id" not in client.session

    def test_is_not_there_for_who_is_not_staff(self) -> None:
        client = Client()
        client.force_login(make.user("ANALYST"))
        for method in (client.get, client.post):
            assert method("/admin/login/?next=/admin/").status_code == 404
        assert client.get("/admin/login/").content == client.get("/admin-has-no-page-here/").content


class TestDecided:
    @pytest.mark.parametrize(
        "model", [model for model in pages() if model._meta.label_lower not in KEPT], ids=lambda m: m._meta.label
    )
    def test_is_not_added_changed_or_removed(self, root: Client, model: Any) -> None:
        request = root.get("/admin/").wsgi_request
        page = admin.site._registry[model]
        assert not page.has_add_permission(request)
        assert not page.has_change_permission(request)

    def test_a_written_form_is_refused(self, root: Client) -> None:
        root_user = User.objects.get(username="root")
        Assignment.objects.create(user=root_user, role="AUDITOR", everywhere=True, valid=(today(), None))
        case = make.case([(make.unit(), None)], make.Team())
        address = f"/admin/vetting/vettingcase/{case.pk}/change/"
        assert root.get(address).status_code == 200
        assert root.post(address, {"state": "CLOSED", "event": "Another"}).status_code == 403
        assert root.post(f"/admin/vetting/vettingcase/{case.pk}/delete/", {"post": "yes"}).status_code == 403
        case.refresh_from_db()
        assert case.state == "DRAFT"

    def test_a_seat_started_here_meets_the_gate(self) -> None:
        office = money.Office()
        program = money.program(office)
        unit = make.unit()
        who = money.recipient(office, program, unit, make.person(unit))
        seat = money.seat(office, who)
        User.objects.filter(pk=office.analyst.pk).update(is_staff=True)
        client = build.signed_in(User.objects.get(pk=office.analyst.pk))
        answer = client.post(
            "/admin/programs/trainingseat/", {"action": "start_seats", "_selected_action": [seat.pk]}, follow=True
        )
        assert "has no approval" in answer.content.decode()
        seat.refresh_from_db()
        assert seat.state == SeatState.CONFIRMED


class TestAdministrator:
    @pytest.fixture
    def administrator(self) -> User:
        made = make.user("ADMINISTRATOR")
        User.objects.filter(pk=made.pk).update(is_staff=True)
        return User.objects.get(pk=made.pk)

    def form(self, user: User, **changed: Any) -> dict[str, Any]:
        return {
            "user": user.pk,
            "role": "ANALYST",
            "everywhere": "on",
            "region": "",
            "operating_unit": "",
            "kinds": "",
            "from_on": today().isoformat(),
            "until_on": (today() + dt.timedelta(days=30)).isoformat(),
            **changed,
        }

    def test_gives_a_dated_role(self, administrator: User) -> None:
        somebody = make.user()
        client = build.signed_in(administrator)
        assert client.post("/admin/accounts/assignment/add/", self.form(somebody)).status_code == 302
        given = Assignment.objects.get(user=somebody)
        assert (given.granted_by, last_day(given.valid)) == (administrator, today() + dt.timedelta(days=30))
        assert User.objects.get(pk=somebody.pk).scope.has("vetting.accept_case")

    def test_the_same_role_twice_at_once_is_refused_on_the_form(self, administrator: User) -> None:
        somebody = make.user("ANALYST")
        answer = build.signed_in(administrator).post("/admin/accounts/assignment/add/", self.form(somebody))
        assert answer.status_code == 200
        assert "already given for some of these days" in answer.content.decode()

    @pytest.mark.django_db(transaction=True)
    def test_nobody_gives_a_role_to_themselves(self, administrator: User) -> None:
        client = build.signed_in(administrator)
        client.post("/admin/accounts/assignment/add/", self.form(administrator))
        assert [one.role for one in Assignment.objects.filter(user=administrator)] == ["ADMINISTRATOR"]

    def test_ends_a_role_and_changes_nothing_else_of_it(self, administrator: User) -> None:
        somebody = make.user("ANALYST")
        given = Assignment.objects.get(user=somebody)
        sent = {"role": "AUDITOR", "from_on": given.valid.lower.isoformat(), "until_on": today().isoformat()}
        answer = build.signed_in(administrator).post(f"/admin/accounts/assignment/{given.pk}/change/", sent)
        assert answer.status_code == 302
        given.refresh_from_db()
        assert (given.role, last_day(given.valid)) == ("ANALYST", today())

    def test_adds_a_user_with_a_password(self, administrator: User) -> None:
        sent = {
            "username": "newcomer",
            "usable_password": "true",
            "password1": make.PASSWORD,
            "password2": make.PASSWORD,
        }
        assert build.signed_in(administrator).post("/admin/accounts/user/add/", sent).status_code == 302
        assert User.objects.get(username="newcomer").check_password(make.PASSWORD)

    def test_does_not_touch_a_superuser(self, administrator: User) -> None:
        root = User.objects.create_superuser("root", password=make.PASSWORD)
        client = build.signed_in(administrator)
        assert client.post(f"/admin/accounts/user/{root.pk}/change/", {"username": "mine"}).status_code == 403
        assert client.get(f"/admin/accounts/user/{root.pk}/password/").status_code == 403

    @pytest.mark.django_db(transaction=True)
    def test_keeps_parameters_with_their_dates(self, administrator: User) -> None:
        client = build.signed_in(administrator)
        sent = {
            "key": "review.days",
            "place": "",
            "value": "10",
            "from_on": "2026-01-01",
            "until_on": "",
            "source": "Cable 1",
            "basis": "Policy",
            "version": "1",
        }
        sent["basis"] = Parameter._meta.get_field("basis").choices[1][0]
        assert client.post("/admin/ground/parameter/add/", sent).status_code == 302
        kept = Parameter.objects.get(key="review.days")
        assert (kept.value, kept.valid.lower) == (10, dt.date(2026, 1, 1))
        address = f"/admin/ground/parameter/{kept.pk}/change/"
        assert client.post(address, {**sent, "value": "12"}).status_code == 302
        assert Parameter.objects.get(pk=kept.pk).value == 12
        client.post(address, {**sent, "value": "14"})  # written from the version that was read first
        assert Parameter.objects.get(pk=kept.pk).value == 12

    def test_sees_no_case_and_no_money(self, administrator: User) -> None:
        client = build.signed_in(administrator)
        for page in ("vetting/vettingcase", "programs/fundtransaction", "vetting/approval"):
            assert client.get(f"/admin/{page}/").status_code == 403, page

    def test_fills_a_measure_again(self, administrator: User) -> None:
        rollups.fill_stale()
        client = build.signed_in(administrator)
        listed = client.get("/admin/reporting/fill/")
        assert "Fresh" in listed.content.decode()
        fill = listed.context["cl"].result_list[0]
        client.post("/admin/reporting/fill/", {"action": "fill_again", "_selected_action": [fill.pk]})
        assert StaleFact.objects.exists()
        assert "Waits" in client.get("/admin/reporting/fill/").content.decode()

    def test_never_sees_anybodys_token(self, administrator: User) -> None:
        from rest_framework.authtoken.models import Token

        token = Token.objects.create(user=make.user("AUDITOR"))
        client = build.signed_in(administrator)
        assert token.key not in client.get("/admin/authtoken/tokenproxy/").content.decode()
        assert token.key not in client.get(f"/admin/authtoken/tokenproxy/{token.user_id}/change/").content.decode()
        assert client.get("/admin/authtoken/tokenproxy/add/").status_code == 403


def test_nobody_else_enters() -> None:
    assert build.signed_in(make.user("AUDITOR")).get("/admin/").status_code == 302
