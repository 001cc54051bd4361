"""Entry without burden: new from last year's, values filled in with their origin, rows pasted from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from ground.models import ImportBatch
from ground.refusals import Refused
from partners.models import Unit
from programs.forms.pasting import read
from programs.models import Delivery, Program
from programs.services import consultations, programs
from programs.services.initiatives import state_purposes
from programs.services.pasting import record_pasted
from reporting.measures import deliveries_count
from reporting.selectors.figures import summed
from reporting.services.rollups import compare, fill_stale
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
TITLES = "Unit code\tWhat\tDescription\tQuantity\tValue, US dollars\tDelivered on\tPlace"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def approved(office: build.Office, program: Program) -> Unit:
    """A unit that the program names and the gate lets through."""
    unit = make.unit()
    make.approved(None, unit, laws=program.laws, until=today() + dt.timedelta(days=90))
    build.recipient(office, program, unit)
    return unit


def row(unit: Unit, **changes: str) -> str:
    cells = {"what": "Article", "description": "Radio", "quantity": "2", "value": "$1,200.50", "on": str(today())}
    cells |= changes
    return "\t".join([unit.code, *cells.values(), "Pier"])


def reader(office: build.Office) -> Any:
    """The analyst, read anew, with a scope of their own."""
    return type(office.analyst).objects.get(pk=office.analyst.pk)


def paste(client: Any, program: Program, *rows: str) -> Any:
    return client.post(f"{program.get_absolute_url()}deliveries/paste/", {"rows": "\r\n".join(rows)})


class TestLastYears:
    def test_a_new_plan_takes_over_the_words_and_says_whose_they_are(self, office: build.Office) -> None:
        old = build.program(office)
        old = state_purposes(program=old, purposes=["HUMAN_RIGHTS"], initiative=None, by=office.analyst)
        client = signed_in(office.analyst)
        assert f"from={old.number}" in html(client, old.get_absolute_url())
        address = f"/programs/new/?kind=IMET&from={old.number}"
        page = html(client, address)
        assert f"From {old.number}." in page
        assert f"The year after {old.number}." in page
        form = client.get(address).context["form"]
        initial = form.initial
        sent = {name: value for name, value in initial.items() if value not in (None, "", [])}
        sent |= {"operating_unit": old.operating_unit.code, "manager": old.manager_id}
        assert client.post(address, sent).status_code == 302
        new = Program.objects.latest("pk")
        assert (new.fiscal_year, new.title, new.copied_from) == (old.fiscal_year + 1, old.title, old)
        assert new.stated_purposes == ["HUMAN_RIGHTS"]
        assert new.imetdetail.objectives == old.imetdetail.objectives
        assert old.number in html(client, f"{new.get_absolute_url()}?tab=around")

    def test_only_a_program_of_the_kind_that_one_may_see_is_taken_over(self, office: build.Office) -> None:
        old = build.program(office)
        client = signed_in(office.analyst)
        html(client, f"/programs/new/?kind=PKO&from={old.number}", 404)
        stranger = signed_in(make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur")))
        html(stranger, f"/programs/new/?kind=IMET&from={old.number}", 404)

    def test_where_it_began_stays(self, office: build.Office) -> None:
        old, other = build.program(office, state="DRAFT"), build.program(office, state="DRAFT")
        new = programs.create_program(
            kind="IMET",
            title="Copy",
            operating_unit=old.operating_unit,
            fiscal_year=2028,
            manager=office.manager,
            copied_from=old,
            by=office.analyst,
        )
        rows = Program.objects.filter(pk=new.pk)
        raw = constraint_of(lambda: rows.update(copied_from=other, version=new.version + 1))
        assert raw == "programs_program_frozen"


class TestDefaults:
    def test_forms_say_where_their_values_come_from(self, office: build.Office) -> None:
        program = build.program(office)
        unit = approved(office, program)
        consultations.add_implementer(
            program=program, sort="CONTRACTOR", name="Harbor Works (invented)", does="Docks", by=office.analyst
        )
        client, base = signed_in(office.analyst), program.get_absolute_url()
        vetting = html(client, f"{base}vetting/new/")
        assert "From the program." in vetting
        assert program.purpose in vetting
        first = html(client, f"{base}deliveries/new/")
        assert "The only recipient of the program" in first
        assert paste(client, program, row(unit, what="Service")).status_code == 302
        again = client.get(f"{base}deliveries/new/")
        assert again.context["form"].initial["what"] == "SERVICE"
        assert "From the last delivery" in again.content.decode()
        money = html(signed_in(office.manager), f"{base}obligations/new/")
        assert "Harbor Works (invented)" in money
        assert "Carries the program out" in money


class TestPaste:
    def test_rows_are_recorded_together_with_or_without_titles(self, office: build.Office) -> None:
        program = build.program(office)
        unit = approved(office, program)
        answer = paste(signed_in(office.analyst), program, TITLES, row(unit), row(unit, description="Boat"), "")
        assert answer.status_code == 302
        assert [(d.description, d.value) for d in Delivery.objects.order_by("pk")] == [
            ("Radio", Decimal("1200.50")),
            ("Boat", Decimal("1200.50")),
        ]
        batch = ImportBatch.objects.get(kind="pasted deliveries")
        assert (batch.file_name, batch.counts["kept"], batch.by) == ("pasted rows", 2, office.analyst)

    def test_each_problem_is_said_by_its_cell_and_nothing_is_written(self, office: build.Office) -> None:
        program = build.program(office)
        unit, stranger = approved(office, program), make.unit()
        rows = [
            row(unit),
            row(stranger),
            row(unit, quantity="two", value="-5"),
            row(unit, what="Gift"),
            row(unit, on="soon", value="1.005"),
            f"{row(unit)}\tNobody Here",
            f"{row(unit)}\t\tNo line",
        ]
        answer = paste(signed_in(office.analyst), program, *rows)
        assert answer.status_code == 400
        found = [(one.row, one.column, one.value) for one in answer.context["cell_problems"]]
        assert found == [
            (2, "Unit code", stranger.code),
            (3, "Quantity", "two"),
            (3, "Value, US dollars", "-5"),
            (4, "What", "Gift"),
            (5, "Value, US dollars", "1.005"),
            (5, "Delivered on", "soon"),
            (6, "Person", "Nobody Here"),
            (7, "Case line", "No line"),
        ]
        assert "7 cells need" not in answer.content.decode()
        assert "8 cells need another value" in answer.content.decode()
        assert not Delivery.objects.exists()
        assert row(unit).split("\t")[0] in answer.content.decode()  # what was pasted is still there

    def test_one_recipient_at_whom_the_gate_is_shut_refuses_them_all(self, office: build.Office) -> None:
        program = build.program(office)
        unit, waiting = approved(office, program), make.unit()
        build.recipient(office, program, waiting)
        answer = paste(signed_in(office.analyst), program, row(unit), row(waiting))
        assert answer.status_code == 409
        assert not Delivery.objects.exists()
        assert not ImportBatch.objects.filter(kind="pasted deliveries").exists()

    def test_the_same_rows_are_not_pasted_twice(self, office: build.Office) -> None:
        program = build.program(office)
        unit, client = approved(office, program), signed_in(office.analyst)
        assert paste(client, program, row(unit)).status_code == 302
        again = paste(client, program, row(unit), "")
        assert again.status_code == 409
        assert "were pasted already" in again.content.decode()
        assert Delivery.objects.count() == 1

    def test_what_was_pasted_is_taken_back_as_one_and_may_then_be_pasted_again(self, office: build.Office) -> None:
        program = build.program(office)
        unit, client = approved(office, program), signed_in(office.analyst)
        rows = [row(unit), row(unit, description="Boat", value="10")]
        assert paste(client, program, *rows).status_code == 302
        batch = ImportBatch.objects.get(kind="pasted deliveries")
        address = f"{program.get_absolute_url()}deliveries/pasted/{batch.pk}/"
        assert address in html(client, f"{program.get_absolute_url()}deliveries/paste/")
        assert client.post(address, {"note": ""}).status_code == 400
        assert client.post(address, {"note": "Of another program."}).status_code == 302
        assert Delivery.objects.aggregate(sum=Sum("value"))["sum"] == 0
        assert Delivery.objects.filter(reverses=None).count() == Delivery.objects.exclude(reverses=None).count() == 2
        assert client.get(address).status_code == 404
        assert "Taken back" in html(client, f"{program.get_absolute_url()}deliveries/paste/")
        fill_stale()
        assert not compare()
        assert not sum(one["value"] for one in summed(deliveries_count, reader(office), "kind"))
        assert paste(client, program, *rows).status_code == 302

    def test_a_mirror_is_whole_and_single_and_passes_no_gate_for_another(self, office: build.Office) -> None:
        program = build.program(office)
        unit, shut = approved(office, program), make.unit()
        assert paste(signed_in(office.analyst), program, row(unit)).status_code == 302
        first = Delivery.objects.get()
        kept = [f.name for f in Delivery._meta.concrete_fields if f.name not in {"id", "recorded_at"}]
        mirror = {name: getattr(first, name) for name in kept}
        mirror |= {"reverses": first, "quantity": -first.quantity, "value": -first.value}

        def refused(**changes: Any) -> str:
            return constraint_of(lambda: Delivery.objects.create(**{**mirror, **changes}))

        assert refused(unit=shut) == "delivery_taken_back_whole"
        assert refused(value=-1) == "delivery_taken_back_whole"
        assert refused(quantity=1, value=1) == "delivery_taken_back_whole"
        assert refused(reverses=None) == "delivery_amounts_positive"
        made = Delivery.objects.create(**mirror)
        assert constraint_of(lambda: Delivery.objects.create(**mirror)) == "programs_delivery_reverses_id_key"
        assert refused(reverses=made, quantity=first.quantity, value=first.value) == "delivery_taken_back_whole"
        with without("programs_delivery", trigger="takes_back"):
            assert refused(quantity=1) == "delivery_amounts_positive"

    def test_a_person_is_found_by_name_in_their_unit(self, office: build.Office) -> None:
        program = build.program(office)
        student = build.student(office, program, until=today() + dt.timedelta(days=90))
        rows, problems = read(program, f"{row(student.unit)}\t{str(student.person).upper()}")
        assert not problems
        assert rows[0].person == student.person

    @pytest.mark.parametrize(("text", "reason"), [("\t\n\t", "no row"), ("a\n" * 501, "At most 500 rows")])
    def test_nothing_and_too_much_are_said(self, office: build.Office, text: str, reason: str) -> None:
        rows, problems = read(build.program(office), text)
        assert not rows
        assert reason in problems[0].reason

    def test_it_is_for_who_records_deliveries_there(self, office: build.Office) -> None:
        program = build.program(office)
        approved(office, program)
        stranger = make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur"))
        with pytest.raises(Refused, match="another place"):
            record_pasted(program=program, rows=[], text="x", by=stranger)

    def test_rows_are_read_in_as_many_queries_for_many_as_for_one(self, office: build.Office) -> None:
        program = build.program(office)
        unit = approved(office, program)

        def queries(count: int) -> int:
            with CaptureQueriesContext(connection) as found:
                rows, problems = read(program, "\n".join(row(unit) for _ in range(count)))
            assert (len(rows), problems) == (count, [])
            return len(found)

        assert queries(1) == queries(100) == 2
