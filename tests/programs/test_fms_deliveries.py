"""What may be delivered on a case line: what is implemented and ordered, under section 505, within a determination."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import fiscal_year, today
from ground.models import Parameter
from ground.refusals import Refused
from programs.fms import supply
from programs.fms.articles import grant_articles
from programs.fms.states import Determined, Term
from programs.models import Agreement, Delivery, FmsCaseLine, GrantDetermination, Program
from programs.services import agreements
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.fms import LineRow, Shares
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class Scene:
    """An FMF program with a vetted unit and one implemented case of four boats at 1,000,000 dollars each."""

    def __init__(self, *, implemented: bool = True, agreed: bool = True, **more: Any) -> None:
        self.office = build.Office()
        self.program: Program = build.program(self.office, "FMF")
        self.place = self.program.operating_unit
        self.unit = make.unit(in_country=self.place.country)
        make.approved(None, self.unit, laws=self.program.laws)
        build.recipient(self.office, self.program, self.unit)
        values: dict[str, Any] = {"description": "Boat", "category": "ARTICLE", "quantity": Decimal(4)}
        values |= {"unit_price": Decimal(1_000_000), "delivery_from": today() - 20 * DAY, "delivery_to": today() + DAY}
        self.case = build.case(self.office, self.program, "", LineRow(**{**values, **more.pop("line", {})}), **more)
        self.line: FmsCaseLine = self.case.lines.get()
        if implemented:
            self.document = build.implemented(self.office, self.case)
        if agreed:
            build.agreed(self.office, self.place)

    def row(self, quantity: Any = 1, value: Any = 1_000_000, **more: Any) -> DeliveryRow:
        values: dict[str, Any] = {"what": "ARTICLE", "description": "Boat", "delivered_on": today(), **more}
        given = {"program": self.program, "unit": self.unit, "line": self.line}
        return DeliveryRow(**given, quantity=Decimal(quantity), value=Decimal(value), **values)

    def deliver(self, *args: Any, **more: Any) -> list[Delivery]:
        return record_deliveries(rows=[self.row(*args, **more)], by=self.office.analyst)

    def raw(self, quantity: Any = 1, value: Any = 1) -> Delivery:
        """Past the service: what only Postgres can refuse."""
        given = {"program": self.program, "unit": self.unit, "line": self.line, "recorded_by": self.office.analyst}
        happened = {"what": "ARTICLE", "description": "Raw", "delivered_on": today()}
        return Delivery.objects.create(**given, **happened, quantity=quantity, value=value)


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_a_line_is_delivered_once_its_document_is_implemented() -> None:
    scene = Scene(implemented=False)
    assert refused(scene.deliver).code == "delivery_of_implemented"
    build.implemented(scene.office, scene.case)
    scene.deliver()
    with without("programs_delivery", trigger="ordered"):
        scene.raw(9)


def test_no_more_is_delivered_than_is_ordered() -> None:
    scene = Scene()
    assert refused(lambda: scene.deliver(5, 1)).code == "line_quantity"
    assert constraint_of(lambda: scene.raw(5)) == "delivery_within_line"
    rows = [scene.row(3, 1), scene.row(2, 1)]
    assert refused(lambda: record_deliveries(rows=rows, by=scene.office.analyst)).code == "line_quantity"
    scene.deliver(4, 1)
    line = FmsCaseLine.objects.with_delivered().get(pk=scene.line.pk)
    assert (line.done, line.delivered) == (4, 1)


def test_a_grant_article_waits_for_a_section_505_agreement_in_force() -> None:
    scene = Scene(agreed=False)
    found = refused(scene.deliver)
    assert (found.code, str(found.problems[0].rule)) == ("delivery_under_505", "22 U.S.C. 2314, statute, verified")
    build.agreed(scene.office, scene.place, signed_on=today() - 9 * DAY, until_on=today() - DAY)
    assert refused(scene.deliver).code == "delivery_under_505"
    assert constraint_of(scene.raw) == "delivery_under_505"
    build.agreed(scene.office, scene.place)
    scene.deliver()


def test_what_is_no_grant_article_needs_no_section_505_agreement() -> None:
    Scene(agreed=False, line={"category": "SERVICE"}).deliver(what="SERVICE")
    Scene(agreed=False, shares=Shares(national=Decimal(4_000_000))).deliver()
    Scene(agreed=False, financing="LOAN").deliver()


def test_above_the_yearly_amount_four_determinations_come_first() -> None:
    scene = Scene()
    scene.deliver(value=2_999_999)
    found = refused(lambda: scene.deliver(value=2))
    assert (found.code, found.problems[0].opens) == (
        "delivery_determined",
        "Opens for $1 or less, or when all four are recorded.",
    )
    assert constraint_of(lambda: scene.raw(value=2)) == "delivery_determined"
    build.determined(scene.office, scene.place, fiscal_year(today()) - 1)
    assert refused(lambda: scene.deliver(value=2)).code == "delivery_determined"
    for what in (Determined.CHARTER, Determined.OWN_DEFENSE, Determined.CONTRIBUTES):
        determine(scene, what)
    assert refused(lambda: scene.deliver(value=2)).code == "delivery_determined"
    (near,) = grant_articles(Delivery.objects.all(), today())
    assert (near.year.used, near.year.left, near.badge.word) == (2_999_999, 1, "3 determinations of four")
    determine(scene, Determined.NO_OTHER_WAY)
    scene.deliver(value=2)
    assert grant_articles(Delivery.objects.all(), today())[0].badge.word == "All four determined"
    assert refused(lambda: determine(scene, Determined.CHARTER)).code == "grant_determination_once"


def determine(scene: Scene, what: str) -> GrantDetermination:
    return agreements.determine(
        operating_unit=scene.place,
        fiscal_year=fiscal_year(today()),
        what=what,
        determined_on=today(),
        document="PD 27-1",
        by=scene.office.manager,
    )


def test_the_yearly_amount_is_a_dated_parameter() -> None:
    Parameter.objects.create(
        key="grant_articles_yearly_limit", value=10, valid=("1961-09-04", None), source="Test", basis="Statute"
    )
    scene = Scene()
    assert refused(lambda: scene.deliver(value=11)).code == "delivery_determined"


def test_a_section_505_agreement_has_four_terms_and_amendments_are_of_its_kind() -> None:
    office, at = build.Office(), make.operating_unit()
    first = build.agreed(office, at)
    rows = Agreement.objects.filter(pk=first.pk)
    assert constraint_of(lambda: rows.update(terms=[Term.USE], version=2)) == "programs_agreement_frozen"
    with without("programs_agreement", trigger="frozen"):
        named = constraint_of(lambda: rows.update(terms=[Term.USE], version=2))
    assert named == "agreement_505_has_its_terms"
    amended = build.agreed(office, at, amends=first, document="Exchange of notes")
    assert amended.amends == first
    assert refused(lambda: build.agreed(office, at, "IAA", amends=first)).code == "agreement_amends_its_like"
    assert refused(lambda: build.agreed(office, at, amends=amended)).code == "agreement_amends_its_like"
    client = signed_in(office.manager)
    shown = html(client, "/agreements/?kind=SECTION_505&in_force=yes")
    assert "Exchange of notes" in shown and shown.count("Section 505 agreement") > 2
    assert "Exchange of notes" in b"".join(client.get("/agreements/?export=csv").streaming_content).decode()


def test_what_is_undelivered_is_aged_and_what_arrives_next_is_counted_by_quarter() -> None:
    scene = Scene()
    scene.deliver(value=900_000)
    (late,) = supply.undelivered(FmsCaseLine.objects.all(), today())
    assert (late.line, late.left, late.band) == (scene.line, Decimal(3_100_000), "0 to 90 days")
    quarters = supply.arriving(FmsCaseLine.objects.all(), today())
    assert len(quarters) == 4
    assert sum(one.value for one in quarters) == Decimal(3_100_000)
    assert supply.training_share(FmsCaseLine.objects.all()) == (Decimal(0), Decimal(4_000_000))
    assert [line.kept_up for one in quarters for line in one.lines] == [False], "nothing in its case sustains it"
    ten = {"quantity": Decimal(1), "unit_price": Decimal(10), "delivery_from": today(), "delivery_to": today()}
    boat = LineRow(description="Boat", category="ARTICLE", **ten)
    crew = LineRow(description="Crew", category="TRAINING", **ten)
    build.implemented(scene.office, build.case(scene.office, scene.program, "", boat, crew))
    arriving = supply.arriving(FmsCaseLine.objects.filter(description="Boat", total=10), today())
    assert [line.kept_up for one in arriving for line in one.lines] == [True]


@pytest.mark.django_db(transaction=True)
class TestFourWriters:
    def test_the_last_piece_is_delivered_once(self) -> None:
        scene = Scene()
        scene.deliver(3, 1)
        answers = at_once([lambda: scene.deliver(1, 1)] * 4)
        assert len([one for one in answers if isinstance(one, Refused)]) == 3
        assert FmsCaseLine.objects.with_delivered().get(pk=scene.line.pk).done == 4

    def boats(self) -> list[Any]:
        """Four boats of a million dollars, each of a case of its own, delivered to one partner undetermined."""
        scene = Scene()
        rows = [scene.row()]
        for _ in range(3):
            one = LineRow(description="Boat", category="ARTICLE", quantity=Decimal(1), unit_price=Decimal(1_000_000))
            case = build.case(scene.office, scene.program, "", one)
            build.implemented(scene.office, case)
            rows.append(replace(rows[0], line=case.lines.get()))
        return at_once([lambda row=row: record_deliveries(rows=[row], by=scene.office.analyst) for row in rows])

    def test_grant_articles_stay_within_the_yearly_amount(self) -> None:
        codes = [answer.code for answer in self.boats() if isinstance(answer, Refused)]
        assert codes == ["delivery_determined"]

    def test_control_without_the_lock_all_four_are_delivered(self) -> None:
        lock = "PERFORM 1 FROM partners_operatingunit WHERE id = place FOR NO KEY UPDATE;"
        read, slow = "IF NEW.value > room AND (", "PERFORM pg_sleep(0.3); IF NEW.value > room AND ("
        with rewritten("programs_delivery", "ordered", lock, ""):  # noqa: SIM117 - the second reads the first
            with rewritten("programs_delivery", "ordered", read, slow):
                answers = self.boats()
        assert [answer for answer in answers if isinstance(answer, Refused)] == []
