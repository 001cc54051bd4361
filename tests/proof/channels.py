"""The ways into the database, each as a function (scene, thing): pages, API, admin, import, task, shell, raw SQL.

A function either makes the thing happen, or raises, or returns what a page or the API answered.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from celery import Celery
from django.db import connection
from django.test import Client

from config.celery import HistoryTask
from ground.dates import today
from ground.steps import take_step
from programs.lifecycle import ORDER_STEPS
from programs.models import (
    Delivery,
    EquipmentPackage,
    Obligation,
    Recipient,
    TrainingEvent,
    TrainingSeat,
    TravelOrder,
)
from programs.services import obligations, pko, seats
from programs.services.deliveries import DeliveryRow, record_deliveries

from .scene import Outcome, Scene
from .standings import DELIVERY, EVENT, OBLIGATION, ORDER, PACKAGE, SEAT_ITO, SEAT_START

Act = Callable[[Scene, str], Outcome | None]
MODELS = {
    SEAT_ITO: TrainingSeat,
    SEAT_START: TrainingSeat,
    ORDER: TravelOrder,
    OBLIGATION: Obligation,
    DELIVERY: Delivery,
    EVENT: TrainingEvent,
    PACKAGE: EquipmentPackage,
}


# --- Services, as a task or an import calls them -----------------------------------------------------------------


def delivery_row(recipient: Recipient) -> DeliveryRow:
    return DeliveryRow(
        program=recipient.program,
        unit=recipient.unit,
        person=recipient.person,
        what="TRAINING",
        description="Small craft instruction",
        quantity=1,
        value=100,
        delivered_on=today(),
    )


def by_service(thing: str, pk: int, by: Any) -> None:
    """The one domain call of each thing."""
    if thing == DELIVERY:
        record_deliveries(rows=[delivery_row(Recipient.objects.get(pk=pk))], by=by)
    elif thing == OBLIGATION:
        obligations.record(obligation=Obligation.objects.get(pk=pk), by=by)
    elif thing == EVENT:
        pko.take(event=TrainingEvent.objects.get(pk=pk), step="start", by=by)
    elif thing == PACKAGE:
        pko.transfer_package(package=EquipmentPackage.objects.get(pk=pk), on_day=today(), by=by)
    elif thing == SEAT_START:
        seats.take(seat=TrainingSeat.objects.get(pk=pk), step="start", by=by)
    elif thing == SEAT_ITO:
        seat = TrainingSeat.objects.get(pk=pk)
        seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=by)
    else:
        take_step(ORDER_STEPS, TravelOrder.objects.get(pk=pk), "issue", by=by, issued_on=today())


celery = Celery("proof", task_cls=HistoryTask, broker="memory://", backend="cache+memory://")
celery.conf.broker_transport_options = {"polling_interval": 0.05}


@celery.task(name="tests.proof.act")
def act_later(thing: str, pk: int, user: int) -> str:
    """A task as ours are: ids in, one service called. A refusal comes back as its codes."""
    from accounts.models import User
    from ground.refusals import Refused

    try:
        by_service(thing, pk, User.objects.get(pk=user))
    except Refused as refused:
        return ",".join(sorted(p.code for p in refused.problems))
    return "done"


def target(scene: Scene, thing: str) -> int:
    return scene.recipient.pk if thing == DELIVERY else scene.row(thing).pk


def actor(scene: Scene, thing: str) -> Any:
    return scene.office.recorder if thing == OBLIGATION else scene.office.analyst


def task(scene: Scene, thing: str) -> Outcome:
    said = act_later.apply(args=[thing, target(scene, thing), actor(scene, thing).pk], throw=True).get()
    return Outcome(False, "", set() if said == "done" else set(said.split(",")), said)


# --- Shell: the ORM in each of its ways --------------------------------------------------------------------------


def shell_save(scene: Scene, thing: str) -> None:
    if thing == DELIVERY:
        Delivery(**scene.values(thing)).save()
        return
    row = scene.row(thing)
    for name, value in scene.values(thing).items():
        if name != "version":  # save() raises it
            setattr(row, name, value)
    row.save()


def shell_bulk(scene: Scene, thing: str) -> None:
    if thing == DELIVERY:
        Delivery.objects.bulk_create([Delivery(**scene.values(thing))])
        return
    row, values = scene.row(thing), scene.values(thing)
    for name, value in values.items():
        setattr(row, name, value)
    MODELS[thing].objects.bulk_update([row], [name.removesuffix("_id") for name in values])


def shell_update(scene: Scene, thing: str) -> None:
    if thing == DELIVERY:
        Delivery.objects.create(**scene.values(thing))
        return
    MODELS[thing].objects.filter(pk=scene.row(thing).pk).update(**scene.values(thing))


# --- SQL, as the application's role ------------------------------------------------------------------------------


def as_the_application(act: Act, role: str) -> Act:
    """The same act with the rights of the application's role, and the owner's again afterwards."""

    def acted(scene: Scene, thing: str) -> Outcome | None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            outcome = act(scene, thing)
            cursor.execute("RESET ROLE")
        return outcome

    return acted


def raw_sql(scene: Scene, thing: str) -> None:
    table, values = MODELS[thing]._meta.db_table, scene.values(thing)
    with connection.cursor() as cursor:
        if thing == DELIVERY:
            names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*values.values()])
        else:
            sets = ", ".join(f"{name} = %s" for name in values)
            cursor.execute(f"UPDATE {table} SET {sets} WHERE id = %s", [*values.values(), scene.row(thing).pk])


def raw_merge(scene: Scene, thing: str) -> None:
    """MERGE, which is neither INSERT nor UPDATE to whoever reads a log."""
    table, values = MODELS[thing]._meta.db_table, scene.values(thing)
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    sets = ", ".join(f"{name} = %s" for name in values)
    key = 0 if thing == DELIVERY else scene.row(thing).pk
    branch = (
        f"WHEN NOT MATCHED THEN INSERT ({names}) VALUES ({marks})"
        if thing == DELIVERY
        else f"WHEN MATCHED THEN UPDATE SET {sets}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"MERGE INTO {table} t USING (SELECT %s::bigint AS id) s ON t.id = s.id {branch}", [key, *values.values()]
        )


# --- Import: many rows at once -----------------------------------------------------------------------------------


def import_copy(scene: Scene, thing: str) -> None:
    """COPY, straight into deliveries, and by a temporary table into rows that exist."""
    table, values = MODELS[thing]._meta.db_table, scene.values(thing)
    line = io.StringIO("\t".join("\\N" if value is None else str(value) for value in values.values()) + "\n")
    names = ", ".join(values)
    with connection.cursor() as cursor:
        if thing == DELIVERY:
            cursor.execute("SELECT 1")  # the history context goes in with a statement that Django sends
            cursor.cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", line)
            return
        cursor.execute(f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {names} FROM {table} WHERE false")
        cursor.cursor.copy_expert(f"COPY incoming ({names}) FROM STDIN", line)
        sets = ", ".join(f"{name} = i.{name}" for name in values)
        cursor.execute(f"UPDATE {table} t SET {sets} FROM incoming i WHERE t.id = %s", [scene.row(thing).pk])


def import_select(scene: Scene, thing: str) -> None:
    """INSERT … SELECT and UPDATE … FROM (VALUES …), as a set-based import writes."""
    table, values = MODELS[thing]._meta.db_table, scene.values(thing)
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        if thing == DELIVERY:
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {marks}", [*values.values()])
        else:
            sets = ", ".join(f"{name} = v.{name}" for name in values)
            cursor.execute(
                f"UPDATE {table} t SET {sets} FROM (VALUES ({marks})) v ({names}) WHERE t.id = %s",
                [*values.values(), scene.row(thing).pk],
            )


# --- Pages -------------------------------------------------------------------------------------------------------


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(scene: Scene, thing: str) -> Outcome:
    """What the person whose work it is sends from the page."""
    client = signed_in(actor(scene, thing))
    if thing == DELIVERY:
        address = f"/programs/{scene.program.number}/deliveries/new/"
        values = scene.values(thing)
        data = {k: v for k, v in values.items() if not k.endswith("_id")} | {"recipient": scene.recipient.pk}
    elif thing == OBLIGATION:
        address = f"/obligations/{scene.proposal.pk}/step/"
        data = {"step": "record", "version": scene.proposal.version}
    elif thing == EVENT:
        address, data = f"/events/{scene.event.pk}/step/", {"step": "start", "version": scene.event.version}
    elif thing == PACKAGE:
        address = f"/equipment/packages/{scene.package.pk}/transfer/"
        data = {"on_day": today(), "version": scene.package.version}
    elif thing == SEAT_START:
        address, data = f"/seats/{scene.seat.pk}/step/", {"step": "start", "version": scene.seat.version}
    else:
        address = f"/seats/{scene.seat.pk}/order/"
        data = {"travel_from": scene.seat.start_on, "travel_until": scene.seat.end_on}
    response = client.post(address, data)
    if response.status_code == 302:
        return Outcome(False)
    assert response.status_code == 409, (response.status_code, response.content[:2000])
    refused = response.context["refused"]
    return Outcome(False, "", {p.code for p in refused.problems}, refused.sentence)


# --- API and admin -----------------------------------------------------------------------------------------------


def api(scene: Scene, thing: str) -> Outcome:
    """What a client of the API sends; there is no address that issues an order apart from its seat."""
    root, version = "/api/v1/", 0 if thing == DELIVERY else scene.row(thing).version
    if thing == DELIVERY:
        values = scene.values(thing)
        data = {k: v for k, v in values.items() if not k.endswith("_id")} | {
            "program": scene.program.number,
            "unit": scene.recipient.unit.code,
            "person": scene.recipient.person_id,
        }
        address = f"{root}deliveries/"
    elif thing == OBLIGATION:
        address, data = f"{root}obligations/{scene.proposal.pk}/record/", {"version": version}
    elif thing == SEAT_START:
        address, data = f"{root}seats/{scene.seat.pk}/start/", {"version": version}
    else:
        address = f"{root}seats/{scene.seat.pk}/issue_order/"
        trip = {"travel_from": scene.seat.start_on, "travel_until": scene.seat.end_on}
        data = {"version": scene.seat.version, **trip}
    response = signed_in(actor(scene, thing)).post(address, data, content_type="application/json")
    return of_api(response)


def of_api(response: Any) -> Outcome:
    """Done, or refused as problem+json with the blockers in it."""
    if response.status_code in {200, 201}:
        return Outcome(False)
    assert response.status_code == 409, response.content
    assert response["Content-Type"] == "application/problem+json"
    answer = response.json()
    return Outcome(False, "", {p["code"] for p in answer["problems"]}, answer["detail"])


def admin_action(scene: Scene, thing: str) -> Outcome:
    """The one thing that our admin offers: to start the selected seats. What it says is its answer."""
    staff = scene.office.analyst
    staff.is_staff = True
    staff.save()
    data = {"action": "start_seats", "_selected_action": [scene.seat.pk]}
    response = signed_in(staff).post("/admin/programs/trainingseat/", data, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    return Outcome(False, "", {code for code, words in SAID.items() if words in said}, said)


SAID = {
    "NOT_APPROVED": "has no approval",
    "LAPSES": "not for the whole time",
    "SUSPENDED": "is suspended",
    "REVOKED": "was revoked",
    "REJECTED": "was rejected or recalled",
    "WRONG_UNIT": "serves in another unit",
    "LEFT_UNIT": "has left the unit",
    "UNDER_REVIEW": "is under review",
    "INELIGIBLE": "is ineligible",
    "PARENT_UNDER_REVIEW": "which commands the unit, is under review",
    "PARENT_INELIGIBLE": "which commands the unit, is ineligible",
}
