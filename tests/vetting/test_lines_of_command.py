"""A line of command to a barred unit is not ended by one person: that would open the gate for what stands below."""

from typing import Any

import pytest
from django.test import Client

from ground.dates import days, today
from ground.refusals import Refused
from partners.models import UnitParent
from partners.services import units
from tests import make
from tests.vetting.raw import constraint_of, refused_only_by, sql
from tests.vetting.test_gate import bar
from tests.vetting.test_races import Held, no_lock, waits  # noqa: F401 - a fixture
from vetting import gate
from vetting.models import LineOfCommand
from vetting.services import standing

NAME = "vetting_line_of_barred_stays"


class Chain:
    """An approved unit, one that commands it, and one above that."""

    def __init__(self) -> None:
        self.unit, self.above, self.top = make.unit(), make.unit(), make.unit()
        self.line, self.upper = make.parent(self.unit, self.above), make.parent(self.above, self.top)
        make.approved(None, self.unit)

    def codes(self) -> set[str]:
        day = days(today(), today())
        return {b.code for b in gate.blockers(units=[self.unit.pk], people=[], laws=["STATE"], during=day)}

    def end(self, line: UnitParent | None = None) -> UnitParent:
        return units.end_parent(link=line or self.line, last_on=today(), by=None)

    def end_by_sql(self) -> Any:
        """The line cut at yesterday at a database prompt: the gate of today would be open."""
        statement = "UPDATE partners_unitparent SET valid = daterange(lower(valid), %s) WHERE id = %s"
        return sql(statement, [today(), self.line.pk])


@pytest.fixture
def chain(db: None) -> Chain:
    return Chain()


@pytest.mark.parametrize("which", ["above", "top"])
@pytest.mark.parametrize("confirm", [False, True])
def test_stays_while_a_unit_above_is_barred(chain: Chain, which: str, confirm: bool) -> None:
    bar(getattr(chain, which), confirm=confirm)
    assert chain.codes()
    with pytest.raises(Refused) as refused:
        chain.end()
    (problem,) = refused.value.problems
    barred = getattr(chain, which)
    assert (
        problem.reason == f"{barred.name} ({barred.code}), above in the line of command, is under review or ineligible."
    )
    assert problem.opens == "Opens when the review closes with no finding, or the unit is restored."
    assert str(problem.rule).endswith("(Gatehouse rule)")
    refused_only_by(LineOfCommand, "stays_below", NAME, chain.end_by_sql)
    chain.end_by_sql()
    assert not chain.codes(), "without the guard the gate opens"


def test_ends_where_nobody_above_is_barred(chain: Chain) -> None:
    bar(chain.unit)
    bar(make.unit())
    chain.end()


def test_ends_once_a_second_person_has_closed_the_review(chain: Chain) -> None:
    row = bar(chain.above, confirm=False)
    standing.close_review(standing=row, note="Not credible.", by=make.user("BUREAU_REVIEWER"))
    assert constraint_of(chain.end_by_sql) is None


def test_ends_where_the_barred_unit_is_above_on_other_days_alone(chain: Chain) -> None:
    """The line to the top ends today, so that from tomorrow on nothing is opened; from today on, something is."""
    chain.end(chain.upper)
    bar(chain.top)
    assert constraint_of(chain.end_by_sql) == NAME
    chain.end()


def test_the_page_says_whose_rule_it_is(chain: Chain) -> None:
    bar(chain.above)
    client = Client()
    client.force_login(make.user("ANALYST"))
    answer = client.post(f"/units/{chain.unit.code}/parents/{chain.line.pk}/end/", {"last_on": today().isoformat()})
    assert answer.status_code == 409
    assert "stays there until two people settle it (Gatehouse rule)" in answer.content.decode()


def race() -> tuple[str | None, str | None]:
    """A review of the unit at the top opens, not yet committed, while the line below is ended; what became of each."""
    chain = Chain()
    rights = make.user("HUMAN_RIGHTS_REVIEWER")
    opening = Held(
        lambda: standing.propose_ineligible(unit=chain.top, grounds="Known.", source=make.source(), by=rights)
    )
    opening.done.wait(10)
    ending = Held(chain.end)
    waits(ending)
    opened = opening.finish()
    ending.done.wait(10)
    return opened, ending.finish()


@pytest.mark.django_db(transaction=True)
def test_a_review_that_opens_at_the_same_moment_is_seen() -> None:
    assert race() == (None, NAME)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_line_is_cut(no_lock: None) -> None:  # noqa: F811 - the fixture
    assert race() == (None, None)
