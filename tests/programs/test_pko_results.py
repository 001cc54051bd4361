"""What became of PKO programs: links that hold, ratings that stay, steps in order, targets with evidence."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pytest

from ground.dates import as_if, today
from ground.refusals import Refused, refusals
from partners.models import OperatingUnit
from programs import books
from programs.models import (
    Capability,
    CapabilityStatus,
    CapabilityStep,
    CivilianHarmProcess,
    Deployment,
    EquipmentPackage,
    InstitutionalMilestone,
    Program,
    SelfSufficiencyRating,
    TrainingEvent,
)
from programs.models.pko_capacity import CAPABILITY_EDGES
from programs.peacekeeping import chain, partners
from programs.services import pko, pko_results
from tests import make

from . import build
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def of(office: build.Office, name: str) -> Program:
    return build.program(office, "PKO", detail={"pko_purpose": "P7", "global_program": name})


def refusal(call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


# --- Trained, deployed, sustained --------------------------------------------------------------------------------


def deploy(office: build.Office, event: TrainingEvent, **more: Any) -> Deployment:
    values = {"recipient": event.recipient, "operation": "MINUSMA", "from_on": today(), "military": 150, "women": 10}
    values |= {"trained_by": event, "by": office.analyst, **more}
    return pko_results.record_deployment(program=event.program, **values)


@pytest.mark.parametrize(
    ("days", "within", "months"), [(0, True, 0), (365, True, 12), (366, False, 12), (400, False, 13)]
)
def test_a_unit_is_deployed_from_its_training_within_twelve_months(
    office: build.Office, program: Program, days: int, within: bool, months: int
) -> None:
    trained_on = dt.date(2025, 3, 1)
    with as_if(trained_on):
        event = build.held(office, build.troops(office, program))
    left = trained_on + days * DAY
    with as_if(left):
        deploy(office, event, from_on=left)
    row = chain.chained(Deployment.objects.all(), today()).get()
    assert (row.within, chain.months_between(trained_on, left)) == (within, months)
    assert chain.deployed_in_time(TrainingEvent.objects.all(), left) == (int(within), 1)


def test_an_event_younger_than_twelve_months_without_deployment_is_not_counted_against(
    office: build.Office, program: Program
) -> None:
    build.held(office, build.troops(office, program))
    assert chain.deployed_in_time(TrainingEvent.objects.all(), today()) == (0, 0)
    assert chain.deployed_in_time(TrainingEvent.objects.all(), today() + 400 * DAY) == (0, 1)


def test_a_deployment_is_credited_to_an_event_that_trained_the_same_unit_before(
    office: build.Office, program: Program
) -> None:
    mine, other = build.troops(office, program), build.troops(office, program)
    event = build.held(office, mine)
    planned = build.event(office, mine)
    assert refusal(lambda: deploy(office, event, recipient=other)).code == "deployment_after_training"
    assert refusal(lambda: deploy(office, event, from_on=today() - DAY)).code == "deployment_after_training"
    assert refusal(lambda: deploy(office, planned)).code == "deployment_after_training"
    with without("programs_deployment", trigger="after_training"):
        deploy(office, event, recipient=other)


def test_women_are_counted_among_the_deployed_and_nobody_is_no_deployment(
    office: build.Office, program: Program
) -> None:
    event = build.held(office, build.troops(office, program))
    assert refusal(lambda: deploy(office, event, women=151)).code == "deployment_women_within"
    assert refusal(lambda: deploy(office, event, military=0, women=0)).code == "deployment_counts_somebody"
    there = deploy(office, event, police=40, women=190)
    rows = Deployment.objects.filter(pk=there.pk)
    with without("programs_deployment", constraint="deployment_women_within"):
        rows.update(women=191, version=there.version + 1)
    assert chain.persons(rows) == chain.Persons(150, 40, 191)


def test_support_in_mission_sustains_the_unit_that_was_there_then(office: build.Office, program: Program) -> None:
    who = build.troops(office, program)
    event = build.held(office, who)
    deploy(office, event)

    def sustained() -> bool:
        return bool(chain.chained(Deployment.objects.all(), today()).get().sustained)

    assert not sustained()
    help_ = {"sort": "SUPPORT", "mission": "MINUSMA", "provider": "State", "what_for": "Spare parts"}
    later = {"starts_on": today() + 10 * DAY, "ends_on": today() + 20 * DAY}
    pko.engage(program=program, recipient=who, by=office.analyst, **help_, **later)
    assert not sustained()
    pko.engage(program=program, recipient=who, by=office.analyst, **help_, starts_on=today(), ends_on=today())
    assert sustained()


def test_a_deployment_ends_once_it_began(office: build.Office, program: Program) -> None:
    there = deploy(office, build.held(office, build.troops(office, program)))
    last: dict[str, Any] = {"deployment": there, "by": office.analyst}
    early = refusal(lambda: pko_results.follow_deployment(until_on=today() - DAY, **last))
    assert early.code == "deployment_dates_in_order"
    assert pko_results.follow_deployment(until_on=today(), **last).until_on == today()


def test_the_training_of_a_deployment_is_named_once(office: build.Office, program: Program) -> None:
    who = build.troops(office, program)
    first, second = build.held(office, who), build.held(office, who)
    there = deploy(office, first, trained_by=None)
    there = pko_results.follow_deployment(deployment=there, trained_by=first, by=office.analyst)
    again = refusal(lambda: pko_results.follow_deployment(deployment=there, trained_by=second, by=office.analyst))
    assert again.code == "programs_deployment_credited"


def test_the_books_tell_a_completed_event_and_a_transfer_without_delivery(
    office: build.Office, program: Program
) -> None:
    who = build.troops(office, program)
    event, package = build.event(office, who, days=0), build.package(office, who)
    assert books.problems() == []
    raw: Any = TrainingEvent.objects.filter(pk=event.pk)
    raw.update(state="STARTED", version=2)
    raw.update(state="COMPLETED", military=5, version=3)
    EquipmentPackage.objects.filter(pk=package.pk).update(transferred_on=today(), version=2)
    found = " ".join(books.problems())
    assert "is completed and delivered to nobody" in found
    assert "its delivery is missing or worth something else" in found


def test_a_regional_program_names_its_partner(office: build.Office) -> None:
    region, _ = OperatingUnit.objects.get_or_create(
        code="AF-R", defaults={"kind": "REGIONAL", "name": "Africa Regional", "region": "AF"}
    )
    regional = build.program(office, "PKO", at=region)
    assert refusal(lambda: rate(office, regional, "PARTLY", today())).problems[0].field == "country"
    rated: dict[str, Any] = {"domain": "TRAINING", "rating": "PARTLY", "rated_on": today(), "evidence": "Visit"}
    row = pko_results.rate(program=regional, country=make.country(), by=office.analyst, **rated)
    assert row.country == make.country()
    other = build.program(office, "PKO")
    stranger = make.country("XBS", "Basalt")
    wrong = refusal(lambda: pko_results.rate(program=other, country=stranger, by=office.analyst, **rated))
    assert wrong.problems[0].reason == "The program is for another partner."


# --- Self-sufficiency --------------------------------------------------------------------------------------------


def rate(office: build.Office, program: Program, rating: str, on: dt.date, domain: str = "TRAINING") -> Any:
    rated = {"domain": domain, "rating": rating, "rated_on": on, "evidence": "Assessment"}
    return pko_results.rate(program=program, by=office.analyst, **rated)


def test_a_partner_that_falls_back_is_seen_to_and_so_is_one_that_comes_back(
    office: build.Office, program: Program
) -> None:
    first = today() - 900 * DAY
    for rating, days in (("PARTLY", 0), ("SELF_SUFFICIENT", 300), ("PARTLY", 700)):
        rate(office, program, rating, first + days * DAY)
    rate(office, program, "SELF_SUFFICIENT", first, "LOGISTICS")
    (found,) = partners.partners(partners.in_order(SelfSufficiencyRating.objects.all()))
    core, logistics = found.domains["TRAINING"], found.domains["LOGISTICS"]
    assert (core.has_relapsed, core.relapses, core.sufficient_since) == (True, [first + 700 * DAY], None)
    assert core.badge.word == "Relapsed: partly self-sufficient"
    assert (logistics.has_relapsed, logistics.sufficient_since) == (False, first)
    assert partners.share([found]) == (0, 1)
    rate(office, program, "SELF_SUFFICIENT", today())
    (found,) = partners.partners(partners.in_order(SelfSufficiencyRating.objects.all()))
    assert (found.domains["TRAINING"].has_relapsed, partners.share([found])) == (False, (1, 1))
    assert found.domains["TRAINING"].relapses == [first + 700 * DAY]  # it stays to be seen


def test_a_rating_is_never_changed_and_given_once_a_day(office: build.Office, program: Program) -> None:
    rated = rate(office, program, "PARTLY", today())
    assert refusal(lambda: rate(office, program, "SELF_SUFFICIENT", today())).code == "rating_once_a_day"
    rows = SelfSufficiencyRating.objects.filter(pk=rated.pk)
    assert constraint_of(lambda: rows.update(rating="SELF_SUFFICIENT")) == (
        "programs_selfsufficiencyrating_append_only"
    )
    assert constraint_of(lambda: rows.delete()) == "programs_selfsufficiencyrating_append_only"
    ahead = refusal(lambda: rate(office, program, "PARTLY", today() + DAY))
    assert ahead.code == "programs_selfsufficiencyrating_rated_on_ahead"
    assert refusal(lambda: rate(office, of(office, "GDRP"), "PARTLY", today())).code == "rating_of_gpoi"


# --- Capabilities ------------------------------------------------------------------------------------------------

EDGES = {
    "": {"PLEDGED", "DEVELOPMENT"},
    "PLEDGED": {"DEVELOPMENT", "RETIRED"},
    "DEVELOPMENT": {"CERTIFIED", "RETIRED"},
    "CERTIFIED": {"DEPLOYED", "RETIRED"},
    "DEPLOYED": {"CERTIFIED", "RETIRED"},
    "RETIRED": set(),
}
WAYS = {
    "": (),
    "PLEDGED": ("PLEDGED",),
    "DEVELOPMENT": ("DEVELOPMENT",),
    "CERTIFIED": ("DEVELOPMENT", "CERTIFIED"),
    "DEPLOYED": ("DEVELOPMENT", "CERTIFIED", "DEPLOYED"),
    "RETIRED": ("PLEDGED", "RETIRED"),
}


@pytest.mark.parametrize("stands", list(EDGES))
def test_a_capability_takes_every_step_that_follows_and_no_other(
    office: build.Office, program: Program, stands: str
) -> None:
    taken = set()
    for status in CapabilityStatus.values:
        row = Capability.objects.create(program=program, country=make.country(), sort="MEDICAL", title=f"For {status}")
        dated = {"capability": row, "on_day": today(), "evidence": "Visit", "by": office.analyst}
        for step in WAYS[stands]:
            CapabilityStep.objects.create(status=step, **dated)
        try:
            pko_results.step_capability(status=status, **dated)
        except Refused as refused:
            assert refused.code == "capability_step_in_order"
        else:
            taken.add(status)
    assert taken == EDGES[stands]
    assert {after for before, after in CAPABILITY_EDGES if before == stands} == EDGES[stands]


def test_steps_of_a_capability_are_in_the_order_of_days_and_stay(office: build.Office, program: Program) -> None:
    pledged = {"sort": "MEDICAL", "title": "Hospital", "status": "PLEDGED", "on_day": today(), "evidence": "Letter"}
    made = pko_results.register_capability(program=program, by=office.analyst, **pledged)
    step = {"capability": made, "status": "DEVELOPMENT", "evidence": "Visit", "by": office.analyst}
    before = refusal(lambda: pko_results.step_capability(on_day=today() - DAY, **step))
    assert before.code == "capability_step_in_order" and "PLEDGED" in before.problems[0].opens
    pko_results.step_capability(on_day=today(), **step)
    level = {**step, "on_day": today(), "status": "RETIRED", "level": "2"}
    assert refusal(lambda: pko_results.step_capability(**level)).code == "capability_level_is_certified"
    assert constraint_of(lambda: CapabilityStep.objects.all().delete()) == "programs_capabilitystep_append_only"
    assert partners.with_status(Capability.objects.all()).get().status == "DEVELOPMENT"
    assert not partners.with_status(Capability.objects.all(), today() - DAY).exists()
    with without("programs_capabilitystep", trigger="in_order"):
        CapabilityStep.objects.create(**{**level, "level": "", "status": "DEPLOYED"})
    assert dict(partners.by_status(partners.with_status(Capability.objects.all())))["DEPLOYED"] == 1
    again = refusal(lambda: pko_results.register_capability(program=program, by=office.analyst, **pledged))
    assert again.code == "capability_once"


# --- Reform ------------------------------------------------------------------------------------------------------


def test_an_institutional_milestone_is_of_the_gdrp_and_reached_once_with_evidence(office: build.Office) -> None:
    goal = {"institution": "Ministry", "baseline": "None", "baseline_on": today() - 9 * DAY, "target": "A budget"}
    goal |= {"target_on": today() + DAY, "by": office.analyst}
    other = refusal(lambda: pko_results.set_milestone(program=of(office, "SFP"), **goal))
    assert other.code == "institutional_milestone_of_gdrp"
    gdrp = of(office, "GDRP")
    before = refusal(lambda: pko_results.set_milestone(program=gdrp, **{**goal, "target_on": today() - 9 * DAY}))
    assert before.code == "institutional_milestone_target_later"
    made = pko_results.set_milestone(program=gdrp, **goal)
    reached = {"milestone": made, "reached_on": today(), "by": office.analyst}
    bare = refusal(lambda: pko_results.reach_milestone(evidence=" ", **reached))
    assert bare.code == "institutional_milestone_has_evidence"
    made = pko_results.reach_milestone(evidence="The act", **reached)
    rows = InstitutionalMilestone.objects.filter(pk=made.pk)
    back = {"reached_on": today() - DAY, "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**back)) == "programs_institutionalmilestone_reached"
    easier = {"target": "A plan", "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**easier)) == "programs_institutionalmilestone_frozen"


def test_a_harm_process_keeps_what_was_before_beside_what_is_after(office: build.Office) -> None:
    level = {"process": "TRACKING", "level": "NONE", "on_day": today() - DAY, "by": office.analyst}
    assert refusal(lambda: pko_results.assess_before(program=of(office, "GDRP"), **level)).code == "harm_process_of_sfp"
    sfp = of(office, "SFP")
    made = pko_results.assess_before(program=sfp, **level)
    assert refusal(lambda: pko_results.assess_before(program=sfp, **level)).code == "harm_process_once"
    after = {"process": made, "level": "IN_USE", "by": office.analyst}
    early = refusal(lambda: pko_results.assess_after(on_day=today() - DAY, evidence="Register", **after))
    assert early.code == "harm_process_after_is_whole"
    made = pko_results.assess_after(on_day=today(), evidence="Register", **after)
    assert (made.before, made.after) == ("NONE", "IN_USE")
    rows = CivilianHarmProcess.objects.filter(pk=made.pk)
    other = {"before": "WRITTEN", "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**other)) == "programs_civilianharmprocess_frozen"


# --- At the same moment ------------------------------------------------------------------------------------------


def both_certify(made: Capability, by: Any) -> list[Any]:
    """Two people certify a capability at once, each in a transaction that stays open for a moment."""

    def write() -> str:
        with refusals():
            CapabilityStep.objects.create(capability=made, status="CERTIFIED", on_day=today(), evidence="Visit", by=by)
            time.sleep(0.3)
        return "done"

    return at_once([write, write])


def begun(office: build.Office) -> Capability:
    begun = {"sort": "MEDICAL", "title": "Hospital", "status": "DEVELOPMENT", "on_day": today(), "evidence": "Letter"}
    return pko_results.register_capability(program=build.program(office, "PKO"), by=office.analyst, **begun)


@pytest.mark.django_db(transaction=True)
def test_a_capability_is_certified_once_by_two_at_the_same_moment(office: build.Office) -> None:
    made = begun(office)
    answers = both_certify(made, office.analyst)
    assert sorted(getattr(answer, "code", answer) for answer in answers) == ["capability_step_in_order", "done"]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_it_is_certified_twice(office: build.Office) -> None:
    made = begun(office)
    with rewritten("programs_capabilitystep", "in_order", "FOR NO KEY UPDATE OF p", ""):
        assert both_certify(made, office.analyst) == ["done", "done"]
