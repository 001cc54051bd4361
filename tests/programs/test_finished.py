"""What is finished stays, whoever writes: no delivery after the end, no other days of a seat that has ended."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from ground.dates import today
from ground.refusals import refusals
from programs.models import Program, Recipient
from programs.services import deliveries
from programs.services import programs as plans

from . import build
from .guards import constraint_of, without
from .test_gate import delivery_to, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def deliver_by_sql(who: Recipient, by: Any) -> None:
    """A delivery as written at a database prompt."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programs_delivery (program_id, unit_id, person_id, what, description, quantity, value,"
            " delivered_on, place_name, recorded_by_id) VALUES (%s, %s, %s, 'TRAINING', 'Past all pages', 1, 1,"
            " %s, '', %s)",
            [who.program_id, who.unit_id, who.person_id, today(), by.pk],
        )


class TestDelivery:
    @pytest.mark.parametrize("state", ["DRAFT", "PROPOSED", "APPROVED", "CLOSED", "CANCELLED"])
    def test_is_of_an_executing_program_past_the_service_too(self, state: str, office: build.Office) -> None:
        program = build.program(office)
        who = build.student(office, program)
        with without("programs_program", trigger="state_flow"):
            Program.objects.filter(pk=program.pk).update(state=state, version=program.version + 1)
        assert constraint_of(lambda: deliver_by_sql(who, office.analyst)) == "delivery_while_executing"
        with without("programs_delivery", trigger="of_executing"):
            deliver_by_sql(who, office.analyst)

    def test_says_plainly_what_opens_it(self, office: build.Office) -> None:
        program = build.program(office)
        who = build.student(office, program)
        deliver_by_sql(who, office.analyst)
        plans.take(program=program, step="close", by=office.director)

        def written() -> None:
            with refusals():
                deliver_by_sql(who, office.analyst)

        (problem,) = refusal(written).problems
        assert str(problem) == (
            "The program of this delivery is not executing. Opens when the program starts executing."
        )
        who.program.refresh_from_db()
        by_service = refusal(lambda: deliveries.record_deliveries(rows=[delivery_to(who)], by=office.analyst))
        assert [(one.code, one.opens) for one in by_service.problems] == [("state", problem.opens)]
