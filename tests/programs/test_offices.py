"""What every kind has: offices with dated responsibilities, purposes, initiatives, implementers, consultations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from ground.refusals import Refused
from programs.models import Consultation, Implementer, Initiative, Office, Program, Responsibility
from programs.responsible import answered_by, responsible
from programs.services import consultations, initiatives, offices, programs
from programs.states import Department, Duty, ImplementerSort, Position, StatedPurpose
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LONG_AGO = today() - dt.timedelta(days=2000)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def keeper() -> Any:
    return make.user(Role.ADMINISTRATOR)


def desk(keeper: Any, code: str = "PM/SA") -> Office:
    return offices.add_office(code=code, name=f"Office {code}", agency="STATE", does="", source="A page", by=keeper)


def gives(keeper: Any, at: Office, duty: str = "OVERSEES", kind: str = "IMET", **more: Any) -> Responsibility:
    more.setdefault("from_on", LONG_AGO)
    return offices.give_responsibility(office=at, duty=duty, kind=kind, source="An order", by=keeper, **more)


class TestResponsibilities:
    def test_one_office_at_a_time_answers_for_the_same(self, keeper: Any) -> None:
        first, second = desk(keeper), desk(keeper, "PM/GPI")
        held = gives(keeper, first)
        with pytest.raises(Refused) as refused:
            gives(keeper, second, from_on=today())
        assert refused.value.code == "responsibility_one_office_at_a_time"
        offices.end_responsibility(responsibility=held, last_on=today() - DAY, by=keeper)
        assert gives(keeper, second, from_on=today()).office == second

    def test_the_guard_alone_holds_that(self, keeper: Any) -> None:
        held = gives(keeper, desk(keeper))
        again = Responsibility(**{f: getattr(held, f) for f in ("office", "duty", "kind", "valid", "source", "basis")})
        assert constraint_of(again.save) == "responsibility_one_office_at_a_time"
        with without("programs_responsibility", constraint="responsibility_one_office_at_a_time"):
            again.save()

    @pytest.mark.parametrize(
        ("changes", "constraint"),
        [
            ({"kind": ""}, "responsibility_names_its_kind"),
            ({"duty": "CONGRESS"}, "responsibility_names_its_kind"),
            ({"source": ""}, "responsibility_has_source"),
        ],
    )
    def test_it_says_what_and_whence(self, keeper: Any, changes: dict[str, Any], constraint: str) -> None:
        row = Responsibility(office=desk(keeper), duty="OVERSEES", kind="IMET", valid="[2020-01-01,)", source="x")
        for name, value in changes.items():
            setattr(row, name, value)
        assert constraint_of(row.save) == constraint

    def test_a_region_or_a_place_and_not_both(self, keeper: Any) -> None:
        row = Responsibility(office=desk(keeper), duty="OVERSEES", kind="IMET", valid="[2020-01-01,)", source="x")
        row.region, row.operating_unit = "WHA", make.operating_unit()
        assert constraint_of(row.save) == "responsibility_of_one_place"

    def test_it_is_closed_and_never_rewritten_or_removed(self, keeper: Any) -> None:
        held = gives(keeper, desk(keeper))
        rows = Responsibility.objects.filter(pk=held.pk)
        assert constraint_of(lambda: rows.update(valid="[2000-01-01,)")) == "programs_responsibility_closed_only"
        assert constraint_of(lambda: rows.update(kind="FMF")) == "programs_responsibility_frozen"
        assert constraint_of(lambda: rows.delete()) == "programs_responsibility_no_delete"

    def test_the_narrowest_one_counts_on_its_day(self, keeper: Any, office: build.Office) -> None:
        wide, region, own = desk(keeper), desk(keeper, "WHA/PPC"), desk(keeper, "EMB")
        program = build.program(office, state="DRAFT")
        gives(keeper, wide)
        gives(keeper, wide, duty="IMPLEMENTS")
        assert [row.office.code for row in responsible(program, today())] == ["PM/SA", "PM/SA"]
        gives(keeper, region, region="WHA", from_on=today() - 10 * DAY)
        assert responsible(program, today())[0].office == region
        assert responsible(program, today() - 11 * DAY)[0].office == wide
        gives(keeper, own, operating_unit=program.operating_unit)
        assert responsible(program, today())[0].office == own
        every = Program.objects.all()
        assert list(answered_by(every, [own], today())) == [program]
        assert list(answered_by(every, [wide], today())) == [program]  # it implements
        assert not answered_by(every, [region], today())

    def test_only_whoever_keeps_reference_changes_it(self, office: build.Office, keeper: Any) -> None:
        with pytest.raises(Refused, match="another role"):
            desk(office.manager)
        with pytest.raises(Refused, match="another role"):
            gives(office.manager, desk(keeper))

    def test_the_reference_has_who_oversees_each_kind_and_keeps_what_was_changed(self, keeper: Any) -> None:
        call_command("load_reference")
        overseen = Responsibility.objects.on(today()).filter(duty=Duty.OVERSEES)
        assert {row.kind: row.office.code for row in overseen} == {
            "FMF": "PM/SA",
            "IMET": "PM/SA",
            "PKO": "PM/SA",
            "NADR": "PM/WRA",
            "GSCF": "PM",
            "TITLE-10": "PM",
        }
        held = overseen.get(kind="PKO")
        offices.end_responsibility(responsibility=held, last_on=today() - DAY, by=keeper)
        before = Responsibility.objects.count()
        call_command("load_reference")
        assert Responsibility.objects.count() == before


class TestPages:
    def test_an_office_shows_what_it_answers_for_and_its_programs(self, keeper: Any, office: build.Office) -> None:
        at = desk(keeper)
        gives(keeper, at)
        mine, other = build.program(office), build.program(office, "PKO", state="DRAFT")
        client = signed_in(office.analyst)
        page = html(client, "/offices/pm-sa/")
        assert mine.number in page
        assert other.number not in page
        assert "oversees IMET" in html(client, "/offices/")
        assert mine.number in html(client, "/programs/?office=PM/SA")
        assert other.number not in html(client, "/programs/?office=PM/SA")
        assert at.get_absolute_url() in html(client, mine.get_absolute_url())
        assert html(client, "/offices/nothing/", 404)

    def test_lists_of_what_belongs_to_programs_are_filtered_too(self, keeper: Any, office: build.Office) -> None:
        gives(keeper, desk(keeper))
        program = build.program(office)
        build.proposed(office, program, build.fund(office, allotted=100_000), document_number="DOC-OF-IMET")
        client = signed_in(office.analyst)
        for query, there in (("office=PM/SA", True), ("usc_title=22", True), ("usc_title=10", False)):
            assert ("DOC-OF-IMET" in html(client, f"/obligations/?{query}")) is there, query
            html(client, f"/deliveries/?{query}")
            html(client, f"/seats/?{query}")
        desk(keeper, "PM/WRA")
        assert "DOC-OF-IMET" not in html(client, "/obligations/?office=PM/WRA")
        found = client.get("/api/v1/obligations/?office=PM/SA").json()
        assert found["count"] == 1

    def test_an_office_shows_no_program_out_of_scope(self, keeper: Any, office: build.Office) -> None:
        gives(keeper, desk(keeper))
        mine = build.program(office)
        elsewhere = make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur"))
        page = html(signed_in(elsewhere), "/offices/pm-sa/")
        assert mine.number not in page
        assert "1 program<" not in page

    def test_an_administrator_gives_and_ends_a_responsibility(self, keeper: Any) -> None:
        desk(keeper)
        client = signed_in(keeper)
        sent = {"duty": "OVERSEES", "kind": "FMF", "from_on": "2020-01-01", "source": "Order", "basis": "Policy"}
        address = "/offices/pm-sa/responsibilities/new/"
        assert client.post(address, {**sent, "kind": ""}).status_code == 400
        assert client.post(address, sent).status_code == 302
        assert client.post(address, sent).status_code == 409
        held = Responsibility.objects.get()
        assert client.post(f"/offices/responsibilities/{held.pk}/end/", {"last_on": str(today())}).status_code == 302
        held.refresh_from_db()
        assert held.valid.upper == today() + DAY
        assert client.get(f"/offices/responsibilities/{held.pk}/end/").status_code == 404

    def test_the_lists_take_as_many_queries_at_100_rows_as_at_1(self, keeper: Any, office: build.Office) -> None:
        client = signed_in(office.analyst)

        def queries(address: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                html(client, address)
            return len(found)

        gives(keeper, desk(keeper))
        labeled(office, build.program(office, state="DRAFT"))
        html(client, "/offices/")
        before = [queries("/offices/"), queries("/initiatives/"), queries("/initiatives/coast/")]
        for n in range(20):
            gives(keeper, desk(keeper, f"PM/{n}"), region=f"R{n}")
            labeled(office, build.program(office, state="DRAFT"), code=f"i{n}")
            labeled(office, build.program(office, state="DRAFT"))
        after = [queries("/offices/"), queries("/initiatives/"), queries("/initiatives/coast/")]
        assert before == after
        assert max(after) <= 25


def labeled(office: build.Office, program: Program, code: str = "coast") -> Program:
    known = Initiative.objects.filter(code=code).first()
    label = known or initiatives.add_initiative(code=code, name=f"Initiative {code}", what="", by=office.analyst)
    return initiatives.state_purposes(
        program=program, purposes=["HUMAN_RIGHTS", "REGIONAL_SECURITY"], initiative=label, by=office.analyst
    )


class TestPurposes:
    def test_they_are_stated_past_the_draft_and_found_by(self, office: build.Office) -> None:
        program = labeled(office, build.program(office))
        client = signed_in(office.analyst)
        assert program.stated_purposes == ["HUMAN_RIGHTS", "REGIONAL_SECURITY"]
        assert program.number in html(client, "/programs/?purpose=HUMAN_RIGHTS")
        assert program.number not in html(client, "/programs/?purpose=ARMED_FORCES")
        assert program.number in html(client, "/programs/?initiative=coast")
        assert program.number in html(client, "/programs/?usc_title=22")
        assert program.number not in html(client, "/programs/?usc_title=10")
        page = html(client, program.get_absolute_url())
        assert StatedPurpose.HUMAN_RIGHTS.label in page
        assert "Initiative coast" in page

    def test_a_word_that_is_none_is_refused_by_service_and_database(self, office: build.Office) -> None:
        program = build.program(office)
        with pytest.raises(Refused):
            initiatives.state_purposes(program=program, purposes=["GLORY"], initiative=None, by=office.analyst)
        rows = Program.objects.filter(pk=program.pk)
        version = rows.get().version + 1
        raw = constraint_of(lambda: rows.update(stated_purposes=["GLORY"], version=version))
        assert raw == "program_purposes_listed"

    def test_what_has_ended_keeps_its_labels(self, office: build.Office) -> None:
        program = build.program(office, state="CLOSED")
        with pytest.raises(Refused, match="closed"):
            labeled(office, program)

    def test_a_new_plan_and_an_edited_one_carry_them(self, office: build.Office) -> None:
        program = build.program(office, state="DRAFT")
        changed = programs.edit_program(program=program, stated_purposes=["INTEROPERABILITY"], by=office.analyst)
        assert changed.stated_purposes == ["INTEROPERABILITY"]

    def test_an_initiative_adds_up_its_programs_of_every_account(self, office: build.Office) -> None:
        fund, obligations = build.fund(office, allotted=100_000), []
        first = labeled(office, build.program(office))
        labeled(office, build.program(office, "PKO"))
        labeled(office, build.program(office, "NADR"), code="other")
        obligations.append(build.proposed(office, first, fund, 20_000))
        page = html(signed_in(office.analyst), "/initiatives/coast/")
        assert "2 programs" in page
        assert "$1,000,000" in page
        assert "20,000" in page


class TestWhoAndWhom:
    def test_a_consultation_is_said_once_and_never_changed(self, office: build.Office) -> None:
        program = build.program(office)
        row = consultations.consult(
            program=program,
            agency=Department.JUSTICE,
            held_on=today(),
            view=Position.CONDITIONS,
            text="If the police academy takes part.",
            by=office.analyst,
        )
        rows = Consultation.objects.filter(pk=row.pk)
        assert constraint_of(lambda: rows.update(view="SUPPORT")) == "programs_consultation_append_only"
        page = html(signed_in(office.analyst), f"{program.get_absolute_url()}?tab=around")
        assert "Department of Justice" in page
        assert "Supports with conditions" in page

    @pytest.mark.parametrize(
        ("changes", "constraint"),
        [
            ({"text": ""}, "consultation_says_who_and_what"),
            ({"agency": "OTHER"}, "consultation_says_who_and_what"),
            ({"held_on": today() + 5 * DAY}, "programs_consultation_held_on_ahead"),
        ],
    )
    def test_it_names_the_agency_the_day_and_the_words(
        self, office: build.Office, changes: dict[str, Any], constraint: str
    ) -> None:
        said = {"agency": "JUSTICE", "held_on": today(), "view": "NO_VIEW", "text": "Nothing to say.", **changes}
        row = Consultation(program=build.program(office), by=office.analyst, **said)
        assert constraint_of(row.save) == constraint

    def test_an_implementer_is_recorded_once_at_a_time(self, office: build.Office) -> None:
        program = build.program(office)
        said: dict[str, Any] = {"program": program, "sort": "NGO", "name": "Clear Ground (invented)", "does": "Survey"}
        consultations.add_implementer(**said, by=office.analyst)
        with pytest.raises(Refused) as refused:
            consultations.add_implementer(**said, by=office.analyst)
        assert refused.value.code == "implementer_once_at_a_time"
        rows = Implementer.objects.filter(program=program)
        assert constraint_of(lambda: rows.update(name="Another")) == "programs_implementer_frozen"
        assert ImplementerSort.NGO.label in html(signed_in(office.analyst), f"{program.get_absolute_url()}?tab=around")

    def test_recipients_and_deliveries_are_split_by_force(self, office: build.Office) -> None:
        program = build.program(office)
        police = make.unit(force_type="POLICE")
        build.recipient(office, program, make.unit(force_type="MILITARY"))
        build.recipient(office, program, police)
        build.recipient(office, program, police, make.person(police))
        client = signed_in(office.analyst)
        page = html(client, program.get_absolute_url())
        assert "Military and police" in page
        assert 'row">Police</th><td class="n" data-label="Units">1</td><td class="n" data-label="People">1' in page
        assert program.number in html(client, "/programs/?force=POLICE")
        assert program.number not in html(client, "/programs/?force=OTHER")
