"""Seven channels, every standing of a recipient, everything that is gated: nothing forbidden passes.

Each refusal is the gate's own: in Postgres by its constraint's name, in a service by the blocker that the gate gave.
Where the gate is open each channel passes; where a gate's trigger is dropped the forbidden write passes too, so it is
the trigger that refused, and nothing else.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker
from django.contrib import admin as django_admin
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.db.models import F
from django.test import RequestFactory

from ground.dates import today
from ground.refusals import Refused
from programs.models import Delivery
from programs.services import seats
from programs.services.deliveries import record_deliveries
from tests import make
from tests.programs import build
from vetting.services import approvals

from . import channels, open_doors, scene, standings
from .standings import (
    DELIVERY,
    EVENT,
    FOR_BOTH,
    FOR_PEOPLE,
    FOR_UNITS,
    GATES,
    OBLIGATION,
    ORDER,
    PACKAGE,
    SEAT_ITO,
    SEAT_START,
    STANDINGS,
    THINGS,
)

pytestmark = pytest.mark.django_db
PROVE = os.environ.get("GATEHOUSE_PROVE") == "1"
ON_TRIAL = [
    pytest.param(name, alone, id=f"{name}, {'a unit by itself' if alone else 'a person'}")
    for name, standing in STANDINGS.items()
    for alone in (False, True)
    if standing.things(alone=alone)
]


@pytest.fixture(autouse=True)
def wide_open(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.proof.open_doors"


@pytest.fixture
def ways(application_role: str) -> dict[str, list[channels.Act]]:
    """Every channel with its ways in; the first of each in the ordinary run. Imports and raw SQL run under the
    application's role."""

    def as_application(*acts: channels.Act) -> list[channels.Act]:
        return [channels.as_the_application(act, application_role) for act in acts]

    found = {
        "page": [channels.page],
        "API": [channels.api, open_doors.api],
        "admin": [open_doors.admin, channels.admin_action],
        "import": as_application(channels.import_copy, channels.import_select),
        "task": [channels.task],
        "shell": [channels.shell_update, channels.shell_save, channels.shell_bulk],
        "raw SQL": as_application(channels.raw_sql, channels.raw_merge),
    }
    few = {channel: acts[:1] for channel, acts in found.items()} | {"admin": found["admin"]}
    return found if PROVE else few


def exists(act: channels.Act, thing: str) -> bool:
    """Pages and API issue a seat's ITO and its order in one step; the admin's own action starts seats only; our API has
    no events and no packages."""
    if act is channels.admin_action:
        return thing == SEAT_START
    if thing in (EVENT, PACKAGE):
        return act is not channels.api
    return thing != ORDER or act not in {channels.page, channels.api}


def every(ways: dict[str, list[channels.Act]], things: tuple[str, ...]) -> list[tuple[str, str, channels.Act]]:
    """(thing, channel, way in) of everything there is to try."""
    return [(t, channel, act) for t in things for channel, acts in ways.items() for act in acts if exists(act, t)]


@pytest.mark.parametrize(("name", "alone"), ON_TRIAL)
def test_nothing_forbidden_passes(name: str, alone: bool, ways: dict[str, list[channels.Act]]) -> None:
    standing = STANDINGS[name]
    subject = standings.on_trial(alone=alone)
    standing.build(subject)
    stage = scene.set_up(*subject.entry)
    for thing, channel, act in every(ways, standing.things(alone=alone)):
        outcome = scene.attempt(stage, thing, act)
        assert outcome.refused_by(GATES[thing], standing.code), (channel, thing, outcome)


@pytest.mark.parametrize("alone", [False, True], ids=["a person", "a unit by itself"])
@pytest.mark.parametrize("name", standings.OPEN)
def test_every_channel_passes_where_the_gate_is_open(
    name: str, alone: bool, ways: dict[str, list[channels.Act]]
) -> None:
    subject = standings.on_trial(alone=alone)
    standings.OPEN[name](subject)
    stage = scene.set_up(*subject.entry)
    for thing, channel, act in every(ways, FOR_UNITS if alone else FOR_PEOPLE):
        outcome = scene.attempt(stage, thing, act)
        assert outcome.passed, (channel, thing, outcome)


def test_an_approval_that_ends_in_the_middle_still_covers_today(ways: dict[str, list[channels.Act]]) -> None:
    subject = standings.on_trial(alone=False)
    standings.lapses_mid_course(subject)
    stage = scene.set_up(*subject.entry)
    for thing in FOR_BOTH:
        for acts in ways.values():
            assert scene.attempt(stage, thing, acts[0]).passed


def test_enough_is_tried(ways: dict[str, list[channels.Act]]) -> None:
    """At least sixty combinations of channel, standing and thing: there are hundreds."""
    combinations = {
        (channel, name, alone, thing)
        for name, standing in STANDINGS.items()
        for alone in (False, True)
        for thing, channel, _ in every(ways, standing.things(alone=alone))
    }
    assert len({channel for channel, *_ in combinations}) == 7
    assert len(combinations) >= 1000


# --- The guard is what refuses -----------------------------------------------------------------------------------


def trigger(model: Any, name: str) -> str:
    """The name in Postgres of a declared trigger."""
    return next(t.get_pgid(model) for t in model._meta.triggers if t.name == name)


def drop(model: Any, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"DROP TRIGGER {trigger(model, name)} ON {model._meta.db_table}")


@pytest.mark.parametrize("thing", THINGS)
def test_without_its_trigger_the_forbidden_write_passes(thing: str, ways: dict[str, list[channels.Act]]) -> None:
    """For somebody in review: refused with the guard, written without it, by raw SQL and the shell."""
    subject = standings.on_trial(alone=thing not in FOR_PEOPLE)
    standings.in_review(subject)
    stage = scene.set_up(*subject.entry)
    guard = "gate_insert" if thing == DELIVERY else "gate_update"
    with_guard = [scene.attempt(stage, thing, act) for way in ("raw SQL", "shell") for act in ways[way]]
    assert all(outcome.constraint == GATES[thing] for outcome in with_guard)
    drop(channels.MODELS[thing], guard)
    without = [scene.attempt(stage, thing, act) for way in ("raw SQL", "shell") for act in ways[way]]
    assert all(outcome.passed for outcome in without), without


@pytest.mark.parametrize("thing", [SEAT_ITO, ORDER, OBLIGATION, EVENT])
def test_a_row_cannot_be_born_behind_the_gate(thing: str) -> None:
    """An insert in a gated state meets the lifecycle first; without that guard the gate, and only then it passes."""
    subject = standings.on_trial(alone=thing not in FOR_PEOPLE)
    stage = scene.set_up(*subject.entry)
    model, values = channels.MODELS[thing], stage.values(thing)
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in {"id", *values}]
    copied = {name: getattr(stage.row(thing), name) for name in names}
    if thing == OBLIGATION:
        copied["document_number"] = "DOC-BORN"
    if thing == ORDER:
        copied["number"] = "ITO-BORN"

    def born(stage: scene.Scene, thing: str) -> scene.Outcome:
        model(**copied, **values).save(force_insert=True)
        return scene.Outcome(True)

    def refused() -> str:
        return scene.attempt(stage, thing, born).constraint

    assert refused() == f"{model._meta.db_table}_state_start"
    drop(model, "state_start")
    assert refused() == GATES[thing]
    drop(model, "gate_insert")
    assert refused() == ""


def test_a_seat_under_way_is_not_lengthened_past_its_approval() -> None:
    """Later dates are gated as the state is: a seat under way is asked about anew."""
    subject = standings.on_trial(alone=False)
    subject.approved(until=today() + scene.COURSE)
    stage = scene.set_up(*subject.entry)
    channels.shell_update(stage, SEAT_START)

    def longer(stage: scene.Scene, thing: str) -> scene.Outcome:
        model = channels.MODELS[thing]
        model.objects.filter(pk=stage.seat.pk).update(end_on=today() + 2 * scene.COURSE, version=F("version") + 1)
        return scene.Outcome(True)

    outcome = scene.attempt(stage, SEAT_START, longer)
    assert (outcome.constraint, outcome.codes) == ("gate_seat", {"LAPSES"})


def test_training_that_began_is_not_delivered_after_a_suspension() -> None:
    """The seat started while the gate was open; its completion, which is the delivery, meets a gate that is shut."""
    subject = standings.on_trial(alone=False)
    subject.approved()
    stage = scene.set_up(*subject.entry)
    channels.by_service(SEAT_START, stage.seat.pk, stage.office.analyst)
    approvals.suspend(approval=subject.approval(), reason="A question is open.", by=subject.team.rights)
    with pytest.raises(Refused) as caught:
        seats.complete(seat=stage.seat, outcome="GRADUATED", on=today(), by=stage.office.analyst)
    assert caught.value.code == "gate"
    assert {p.code for p in caught.value.problems} == {"SUSPENDED"}
    assert not Delivery.objects.exists()


def test_one_shut_recipient_refuses_the_whole_batch() -> None:
    """Half of a batch is never delivered: the approved recipient of it waits for the other row to be taken out."""
    good, bad = standings.on_trial(alone=False), standings.on_trial(alone=False)
    good.approved()
    standings.in_review(bad)
    stage = scene.set_up(*good.entry)
    other = build.recipient(stage.office, stage.program, *bad.entry)
    rows = [channels.delivery_row(stage.recipient), channels.delivery_row(other)]
    with pytest.raises(Refused) as caught:
        record_deliveries(rows=rows, by=stage.office.analyst)
    assert caught.value.code == "gate"
    assert not Delivery.objects.exists()
    assert len(record_deliveries(rows=rows[:1], by=stage.office.analyst)) == 1


# --- Admin and worker as they really are -------------------------------------------------------------------------


def test_the_admin_writes_nothing_that_is_gated(client: Any) -> None:
    """Even a superuser finds no way in our admin to add or change a seat, an order, a delivery or an obligation."""
    request = RequestFactory().get("/")
    request.user = open_doors.administrator()
    for model in set(channels.MODELS.values()):
        registered = django_admin.site._registry.get(model)
        if registered is not None:
            assert not registered.has_add_permission(request)
            assert not registered.has_change_permission(request)
            assert not registered.has_delete_permission(request)
            assert set(registered.get_actions(request)) <= {"start_seats"}  # which asks the gate, tried above


def test_a_refusal_in_the_admin_is_a_message_and_no_error() -> None:
    subject = standings.on_trial(alone=False)
    standings.suspended(subject)
    stage = scene.set_up(*subject.entry)
    with transaction.atomic():  # the middleware takes back the transaction it finds
        response = open_doors.post_in_admin(stage, DELIVERY)
        said = [str(message) for message in get_messages(response.wsgi_request)]
    assert response.status_code == 302
    assert len(said) == 1 and said[0].startswith("The gate is shut: ")
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_meets_the_same_gate() -> None:
    """The task in a worker of its own thread and connection: refused before both reviews, done after them."""
    subject = standings.on_trial(alone=False)
    case = standings.in_review(subject)
    stage = scene.set_up(*subject.entry)
    jobs = [(thing, channels.target(stage, thing), channels.actor(stage, thing).pk) for thing in FOR_PEOPLE]
    with start_worker(channels.celery, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        before = [channels.act_later.delay(*job).get(timeout=20, interval=0.02) for job in jobs]
        assert set(before) == {"NOT_APPROVED,NOT_APPROVED"}
        assert not any(stage.happened(thing) for thing in FOR_PEOPLE)
        make.both_reviews(case, subject.team)
        last = jobs.pop(FOR_PEOPLE.index(SEAT_START))
        del jobs[FOR_PEOPLE.index(SEAT_ITO)]  # its service issues an order of its own beside the draft
        after = [channels.act_later.delay(*job).get(timeout=20, interval=0.02) for job in [*jobs, last]]
        assert set(after) == {"done"}
    assert all(stage.happened(thing) for thing in (SEAT_START, ORDER, DELIVERY, OBLIGATION))
