"""The pages: what each shows, to whom, and in how many queries, the same with one row and with a hundred."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from accounts.services.assignments import assign
from ground.dates import today
from reporting.services import rollups
from tests import make
from tests.programs import build as money
from vetting.models import VettingCase

from . import build

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = (
    "/",
    "/dashboard/",
    "/countries/",
    "/countries/XTM/",
    "/reports/",
    "/search/?q=ta",
    "/help/",
    "/help/rules/",
)
MOST = 25


def everything() -> User:
    """Somebody who holds every role, and so sees every section of every page at once."""
    made = make.user(*Role.values)
    return User.objects.get(pk=made.pk)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200, address
    return len([one for one in caught if "SAVEPOINT" not in one["sql"]])


def test_a_dashboard_without_training_says_how_it_comes() -> None:
    page = build.signed_in(make.user()).get("/dashboard/").content.decode()
    assert "./run manage import_training FILE" in page


class TestReach:
    @pytest.mark.parametrize("role", [None, *Role.values])
    def test_pages_for_everybody_open_for_everybody(self, role: str | None, tmp_path: Path) -> None:
        build.spelled(make.country(), "Tamarind")
        build.training(tmp_path, {})
        rollups.fill_stale()
        client = build.signed_in(make.user(role) if role else make.user())
        for address in OPEN_TO_ALL:
            assert client.get(address).status_code == 200, address

    @pytest.mark.parametrize(
        ("address", "roles"),
        [("/audit/", {"AUDITOR"}), ("/reports/rollups/", {"AUDITOR", "ADMINISTRATOR"})],
    )
    def test_pages_of_some_roles_open_for_them_alone(self, address: str, roles: set[str]) -> None:
        for role in Role.values:
            expected = 200 if role in roles else 404
            assert build.signed_in(make.user(role)).get(address).status_code == expected, role

    def test_nobody_reads_them_without_signing_in(self) -> None:
        for address in (*OPEN_TO_ALL, "/audit/", "/reports/rollups/"):
            assert Client().get(address).status_code == 302

    def test_a_country_that_does_not_exist_is_not_found(self) -> None:
        client = build.signed_in(make.user())
        assert client.get("/countries/QQQ/").status_code == 404
        assert client.get("/reports/no-such/").status_code == 404


class TestQueries:
    def grow(self, number: int, tmp_path: Path, owner: User) -> None:
        """More of everything that the pages list."""
        place = make.country()
        team, office = make.Team(), money.Office()
        team.requester = owner
        rows = [{"country": "Tamarind", "program": f"Program {i}", "quantity": i + 1} for i in range(number)]
        build.training(tmp_path, *rows)
        for _ in range(number):
            unit = make.unit(in_country=place)
            case = make.case([(unit, make.person(unit))], team)
            make.person(unit, commander=True)
            VettingCase.objects.filter(pk=case.pk).update(program_number="IMET-1", version=2)
            money.program(office, state="PROPOSED")
        program = money.program(office)
        fund = money.fund(office, allotted=1_000_000)
        for _ in range(number):
            money.proposed(office, program, fund, 10)
        rollups.fill_stale()

    def test_a_page_asks_as_often_for_a_hundred_rows_as_for_one(self, tmp_path: Path) -> None:
        user = everything()
        build.spelled(make.country(), "Tamarind")
        self.grow(1, tmp_path, user)
        client = build.signed_in(user)
        addresses = [*OPEN_TO_ALL, "/audit/", "/reports/rollups/", "/reports/rollups/?compare=1"]
        few = {address: queries(client, address) for address in addresses}
        self.grow(99, tmp_path, user)
        assert {address: queries(client, address) for address in addresses} == few
        assert few.pop("/") <= MOST + 1, "somebody who holds every role at once, a query or two for each of their desks"
        assert max(few.values()) <= MOST, few


class TestHome:
    def test_an_empty_day_says_so(self) -> None:
        page = build.signed_in(make.user("FUNDS_OFFICER")).get("/").content.decode()
        assert "Nothing needs you now." in page
        assert "Nothing is approved by waiting." in page

    def test_somebody_without_a_role_is_told_who_gives_one(self) -> None:
        assert "An administrator gives roles" in build.signed_in(make.user()).get("/").content.decode()

    def test_a_request_waits_for_its_manager_and_for_nobody_else(self) -> None:
        team, unit = make.Team(), make.unit()
        make.person(unit, commander=True)
        case = make.case([(unit, None)], team)
        make.cases.submit(case=case, by=team.requester)
        assert "Requests to approve" in build.signed_in(team.manager).get("/").content.decode()
        other = build.signed_in(make.user("PROGRAM_MANAGER")).get("/").content.decode()
        assert "Requests to approve" not in other

    def test_each_state_of_a_case_is_somebodys_work(self) -> None:
        team, unit = make.Team(), make.unit()
        make.person(unit, commander=True)
        case = make.case([(unit, None)], team)

        def sees(user: User, title: str) -> bool:
            page = build.signed_in(User.objects.get(pk=user.pk)).get("/").content.decode()
            return title in page and case.number in page

        assert sees(team.requester, "Your requests to finish")
        make.cases.submit(case=case, by=team.requester)
        make.cases.endorse(case=case, by=team.manager)
        assert sees(team.analyst, "Requests to accept")
        make.cases.accept_and_screen(case=case, by=team.analyst)
        assert sees(team.analyst, "Cases in post checks")
        make.cases.send_to_review(case=case, by=team.analyst)
        assert sees(team.bureau, "Bureau reviews to do")
        assert sees(team.rights, "Human-rights reviews to do")
        assert not sees(team.manager, "Bureau reviews to do"), "who manages does not review"
        case.refresh_from_db()
        make.both_reviews(case, team)
        assert sees(team.manager, "Results in")
        assert not sees(team.bureau, "Bureau reviews to do")

    def test_money_and_plans_wait_for_a_second_person(self) -> None:
        office = money.Office()
        plan = money.program(office, state="PROPOSED")
        program, fund = money.program(office), money.fund(office, allotted=100_000)
        obligation = money.proposed(office, program, fund)
        assert plan.number in build.signed_in(office.director).get("/").content.decode()
        assert "Plans to approve" not in build.signed_in(office.analyst).get("/").content.decode()
        assert obligation.document_number in build.signed_in(office.recorder).get("/").content.decode()

    def test_work_of_another_place_is_not_shown(self) -> None:
        office = money.Office()
        money.program(office, state="PROPOSED")
        elsewhere = make.operating_unit("XBS", "Basalt", "EAP")
        page = build.signed_in(make.user("PROGRAM_MANAGER", at=elsewhere)).get("/").content.decode()
        assert "Plans to approve" not in page

    def test_an_approval_that_ends_before_its_event_is_shown(self) -> None:
        unit = make.unit()
        person = make.person(unit)
        make.approved(person, unit, until=today() + dt.timedelta(days=60))
        page = build.signed_in(make.user("ANALYST")).get("/").content.decode()
        assert "end before their event does" in page
        assert str(person) in page

    def test_a_figure_says_when_it_was_counted_and_that_it_is_stale(self, tmp_path: Path) -> None:
        rollups.fill_stale()
        client = build.signed_in(make.user())
        assert "rows have changed since" not in client.get("/").content.decode()
        build.training(tmp_path, {})
        assert "rows have changed since" in client.get("/").content.decode()

    def test_a_role_that_ends_soon_is_shown_to_administrators(self) -> None:
        soon = make.user()
        assign(
            user=soon,
            role=Role.ANALYST,
            from_on=today() - dt.timedelta(days=9),
            until_on=today() + dt.timedelta(days=9),
            everywhere=True,
        )
        assert soon.username in build.signed_in(make.user("ADMINISTRATOR")).get("/").content.decode()


class TestDashboard:
    @pytest.fixture
    def client(self, tmp_path: Path) -> Client:
        build.spelled(make.country(), "Tamarind")
        build.spelled(make.country("XBS", "Basalt", "EAP"), "Basalt")
        build.training(
            tmp_path,
            {"quantity": 11, "total_cost": 1_234_500},
            {"quantity": 5, "country": "Basalt", "region": "Europe", "total_cost": 77},
            {"quantity": 2, "report": "2013-2014", "fiscal_year": 2013, "total_cost": 4_321},
        )
        rollups.fill_stale()
        return build.signed_in(make.user())

    def test_the_latest_year_comes_first_and_any_other_can_be_chosen(self, client: Client) -> None:
        assert "4,321" in client.get("/dashboard/").content.decode()
        chosen = client.get("/dashboard/?fiscal_year=2012").content.decode()
        assert "1,234,577" in chosen
        assert "4,321" not in chosen

    def test_a_region_narrows_it(self, client: Client) -> None:
        page = client.get("/dashboard/?fiscal_year=2012&region=EAP").content.decode()
        assert "Europe" in page
        assert "1,234,500" not in page

    def test_each_drawing_has_its_table(self, client: Client) -> None:
        page = client.get("/dashboard/?fiscal_year=2012").content.decode()
        assert page.count("data-chart=") == page.count("Show as a table")
        assert "world-atlas" in page

    def test_a_year_without_rows_says_so(self, client: Client) -> None:
        page = client.get("/dashboard/?fiscal_year=2013&region=EAP").content.decode()
        assert "No training is reported for this choice." in page
        assert "import_training" not in page

    def test_what_it_does_not_understand_is_said_beside_the_field(self, client: Client) -> None:
        assert "usa-error-message" in client.get("/dashboard/?fiscal_year=soon").content.decode()


class TestCountries:
    def test_they_are_found_by_any_spelling_and_downloaded_as_filtered(self) -> None:
        build.spelled(make.country(), "The Tamarind Coast")
        make.country("XBS", "Basalt")
        client = build.signed_in(make.user())
        assert "Tamarind" in client.get("/countries/?q=tamarind coast").content.decode()
        answer = client.get("/countries/?q=tamarind coast&export=csv")
        rows = b"".join(answer.streaming_content).decode().splitlines()
        assert len(rows) == 2
        assert rows[1].startswith("Tamarind,XTM")

    def test_the_page_gives_names_posts_and_training(self, tmp_path: Path) -> None:
        build.spelled(make.country(), "Tamarind")
        build.training(tmp_path, {"quantity": 11, "total_cost": 2_500})
        rollups.fill_stale()
        page = build.signed_in(make.user()).get("/countries/XTM/").content.decode()
        assert "2,500" in page
        assert "IMET" in page


class TestNothingBroughtIn:
    """Which years the reports cover is said of those that are here, and not where none is."""

    def test_is_said_as_it_is(self) -> None:
        make.operating_unit()
        rollups.fill_stale()
        client = build.signed_in(make.user())
        for address, times in (("/countries/XTM/", 1), ("/dashboard/", 3)):
            page = client.get(address).content.decode()
            assert page.count("No training report has been brought in yet.") == times
            assert "for this choice" not in page
            assert "fiscal years" not in page
        assert "1999" not in client.get("/countries/").content.decode()

    def test_of_one_country_says_what_the_others_reports_cover(self, tmp_path: Path) -> None:
        make.operating_unit("XBS", "Basalt", "EAP")
        build.spelled(make.country(), "Tamarind")
        build.training(tmp_path, {}, {"fiscal_year": "2013", "report": "2013-2014", "row_id": "2013-2014/Africa/1"})
        rollups.fill_stale()
        page = build.signed_in(make.user()).get("/countries/XBS/").content.decode()
        assert "No training is reported for this country." in page
        assert "The reports brought in cover fiscal years 2012 to 2013 and leave out some allies." in page


class TestRollupPage:
    def test_it_fills_a_measure_again_for_those_who_may(self) -> None:
        rollups.fill_stale()
        client = build.signed_in(make.user("ADMINISTRATOR"))
        answer = client.post("/reports/rollups/", {"measure": "training_places"}, follow=True)
        assert "Waits" in answer.content.decode()
        rollups.fill_stale()
        assert "Waits" not in client.get("/reports/rollups/").content.decode()
        assert client.post("/reports/rollups/", {"measure": "no_such"}).status_code == 404
        assert build.signed_in(make.user("AUDITOR")).post("/reports/rollups/", {"measure": "x"}).status_code == 403

    def test_it_compares_with_the_live_figures(self, tmp_path: Path) -> None:
        from reporting.models import Rollup

        build.training(tmp_path, {})
        rollups.fill_stale()
        client = build.signed_in(make.user("ADMINISTRATOR"))
        assert (
            "Every figure that you may read equals its live query."
            in client.get("/reports/rollups/?compare=1").content.decode()
        )
        Rollup.objects.filter(measure="training_cost").update(value=4)
        assert "Differs" in client.get("/reports/rollups/?compare=1").content.decode()


class TestSearch:
    def test_a_number_in_full_opens_its_record(self) -> None:
        case = make.case([(make.unit(), None)], make.Team())
        client = build.signed_in(make.user("ANALYST"))
        assert client.get("/search/", {"q": case.number.lower()})["Location"] == case.get_absolute_url()

    def test_it_finds_by_part_of_a_name_what_may_be_seen(self) -> None:
        unit = make.unit("3rd Harbor Company (invented)")
        make.person(unit, "Tamsin", "Quell")
        client = build.signed_in(make.user("ANALYST"))
        assert "3rd Harbor Company" in client.get("/search/", {"q": "harbor"}).content.decode()
        assert "Tamsin Quell" in client.get("/search/", {"q": "quell"}).content.decode()

    def test_what_is_out_of_scope_is_as_if_it_did_not_exist(self) -> None:
        unit = make.unit("3rd Harbor Company (invented)")
        case = make.case([(unit, None)], make.Team())
        elsewhere = make.operating_unit("XBS", "Basalt", "EAP")
        client = build.signed_in(make.user("ANALYST", at=elsewhere))
        for text in ("harbor", unit.code, case.number):
            page = client.get("/search/", {"q": text})
            assert page.status_code == 200
            assert "Nothing that you may see matches." in page.content.decode()

    @pytest.mark.parametrize("text", ["", "a", "%", "\x00", "' OR 1=1 --", "x" * 5000, "﷽"])
    def test_odd_questions_are_answered(self, text: str) -> None:
        assert build.signed_in(make.user("ANALYST")).get("/search/", {"q": text}).status_code == 200


class TestAudit:
    def test_it_says_who_did_what_and_why(self) -> None:
        team, unit = make.Team(), make.unit()
        make.person(unit, commander=True)
        case = make.case([(unit, None)], team)
        make.cases.submit(case=case, by=team.requester)
        make.cases.return_request(case=case, reason="The need is not clear.", by=team.manager)
        client = build.signed_in(make.user("AUDITOR"))
        page = client.get("/audit/", {"record": case.number}).content.decode()
        assert "The need is not clear." in page
        assert str(team.manager) in page
        narrowed = client.get("/audit/", {"record": case.number, "user": team.requester.pk}).content.decode()
        assert "The need is not clear." not in narrowed
        assert "Nothing matches." in client.get("/audit/", {"last": "2001-01-01"}).content.decode()

    def test_an_auditor_of_one_place_reads_the_history_of_that_place(self) -> None:
        case = make.case([(make.unit(), None)], make.Team())
        elsewhere = make.operating_unit("XBS", "Basalt", "EAP")
        client = build.signed_in(make.user("AUDITOR", at=elsewhere))
        assert case.number not in client.get("/audit/").content.decode()

    def test_what_is_taken_along_is_kept(self) -> None:
        make.case([(make.unit(), None)], make.Team())
        client = build.signed_in(make.user("AUDITOR"))
        answer = client.get("/audit/?export=xlsx&kind=vetting.vettingcase")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)[:2] == b"PK"
        assert "audit history" in client.get("/audit/").content.decode()
        assert client.get("/audit/?export=pdf").status_code == 400


class TestHelp:
    def test_it_says_each_rule_with_its_source_and_whether_it_was_checked(self) -> None:
        page = build.signed_in(make.user()).get("/help/rules/").content.decode()
        for text in ("22 U.S.C. 2378d(a)", "31 U.S.C. 1501(a)", "Gatehouse rule", "Not verified", "Statute"):
            assert text in page

    def test_it_says_each_step_and_who_takes_it(self) -> None:
        page = build.signed_in(make.user()).get("/help/").content.decode()
        for text in ("Approve request", "Record the obligation", "Only the requester sends", "Funds officer"):
            assert text in page


def test_health_answers_without_signing_in(client: Any) -> None:
    assert client.get("/health/live").json() == {"state": "live"}
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["state"]) == (200, "ready")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS "
            "$$ SELECT TRUE; $$ LANGUAGE sql"
        )
    assert client.get("/health/ready").status_code == 503
