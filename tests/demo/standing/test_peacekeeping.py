"""What the demonstration shows of PKO: the chain with its gaps, and each question of analysts with an answer."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from ground.dates import today
from programs.models import Deployment, InstitutionalMilestone, PackageItem, SelfSufficiencyRating, TrainingEvent
from programs.peacekeeping import chain, equipment, money, partners

pytestmark = pytest.mark.usefixtures("world")


def page(address: str, name: str = "auditor") -> str:
    client = Client()
    client.force_login(User.objects.get(username=name))
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_battalion_was_deployed_nine_months_after_its_training_and_sustained() -> None:
    row = chain.chained(Deployment.objects.all(), today()).get(military__gt=0)
    assert (chain.months_between(row.trained_by.end_on, row.from_on), row.within, row.sustained) == (9, True, True)
    assert chain.deployed_in_time(TrainingEvent.objects.all(), today()) == (2, 3)


def test_police_are_counted_apart() -> None:
    there = chain.persons(Deployment.objects.all())
    assert (there.military, there.police, there.women) == (198, 40, 33)


def test_a_partner_relapsed_and_both_ratings_stand() -> None:
    found = {p.country.iso3: p for p in partners.partners(partners.in_order(SelfSufficiencyRating.objects.all()))}
    assert found["XBS"].domains["TRAINING"].has_relapsed
    assert found["XSF"].is_sufficient
    assert partners.share(found.values()) == (1, 2)


def test_radios_nobody_signed_for_and_a_truck_that_does_not_run() -> None:
    found = equipment.accounted(PackageItem.objects.all())
    assert (found.delivered, found.accounted, found.inspected, found.serviceable) == (48, 8, 6, 5)
    assert found.value_missing == 160_000


def test_one_milestone_is_reached_and_one_late_and_a_process_is_in_use() -> None:
    (late,) = InstitutionalMilestone.objects.filter(reached_on=None)
    assert late.target_on < today()
    assert "25 days late" in page("/programs/pko/")
    assert "In use" in page("/programs/pko/")


def test_an_agreement_pays_for_two_purposes_in_two_countries() -> None:
    ((number, rows),) = money.shared_agreements(User.objects.get(username="auditor"))
    assert number == "DEMO-IAA-0042"
    assert {row.program.pkodetail.pko_purpose for row in rows} == {"P2", "P7"}
    assert {row.operating_unit.code for row in rows} == {"XBS", "XLK"}


def test_the_page_of_pko_and_the_report_answer_each_question() -> None:
    shown = page("/programs/pko/")
    for said in (
        "9 months after training",
        "Relapsed: partly self-sufficient",
        "8 of 48; $160,000 without a hand receipt",
        "Course for new instructors",
        "Ends too soon",
        "Third rotation",
        "is ineligible",
        "DEMO-IAA-0042",
        "UN assessed dues, in no total",
    ):
        assert said in shown, said
    assert "Relapsed: partly self-sufficient" in page("/reports/gpoi/")
