"""History: every write leaves who, where and why in the same transaction, or does not happen."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ground.history import as_of, event_model, sentences
from ground.models import Parameter
from ground.refusals import Refused, refusals
from partners.models import Bureau, Country
from tests import make
from vetting.models import VettingSubject


@pytest.mark.django_db
def test_insert_update_and_delete_leave_an_event_each_with_the_context() -> None:
    with pghistory.context(user=None, reason="a test"):
        bureau = Bureau.objects.create(code="ZZ", name="First name")
        Bureau.objects.filter(pk=bureau.pk).update(name="Second name")
        bureau.delete()
    events = event_model(Bureau).objects.filter(pgh_obj_id=events_pk()).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "name")) == [
        ("insert", "First name"),
        ("update", "Second name"),
        ("delete", "Second name"),
    ]
    assert {e.pgh_context["reason"] for e in events} == {"a test"}


def events_pk() -> int:
    return event_model(Bureau).objects.order_by("-pgh_id").values_list("pgh_obj_id", flat=True)[0]


@pytest.mark.django_db(transaction=True)
def test_a_write_without_a_context_is_refused_in_plain_words() -> None:
    caught: list[Refused] = []

    def write() -> None:  # a thread of its own has no context
        try:
            with refusals():
                Bureau.objects.create(code="ZY", name="Nobody wrote this")
        except Refused as refused:
            caught.append(refused)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert [r.code for r in caught] == ["history_context"]
    assert not Bureau.objects.filter(code="ZY").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE partners_bureauevent SET name = 'forged'", "DELETE FROM partners_bureauevent"])
def test_history_is_never_changed_or_removed(sql: str) -> None:
    Bureau.objects.create(code="ZX", name="As it was")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert event_model(Bureau).objects.filter(name="As it was").exists()


@pytest.mark.django_db
def test_the_ignore_switch_of_the_guards_does_nothing() -> None:
    import pgtrigger

    Bureau.objects.create(code="ZW", name="As it was")
    with pytest.raises(DatabaseError), transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM partners_bureauevent")


@pytest.mark.django_db
def test_as_of_reads_how_rows_stood() -> None:
    bureau = Bureau.objects.create(code="ZV", name="Old")
    with connection.cursor() as cursor:  # events carry the time of their transaction: make the first one older
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE partners_bureauevent SET pgh_created_at = pgh_created_at - interval '1 day'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    Bureau.objects.filter(pk=bureau.pk).update(name="New")
    yesterday = timezone.now() - dt.timedelta(hours=12)
    assert [e.name for e in as_of(Bureau, yesterday).filter(pgh_obj_id=bureau.pk)] == ["Old"]
    assert [e.name for e in as_of(Bureau, timezone.now()).filter(pgh_obj_id=bureau.pk)] == ["New"]


@pytest.mark.django_db
def test_sentences_say_what_changed_from_what_to_what() -> None:
    bureau = Bureau.objects.create(code="ZU", name="Old")
    Bureau.objects.filter(pk=bureau.pk).update(name="New")
    newest, first = sentences(bureau)
    assert [(c.field, c.old, c.new) for c in newest.changes] == [("name", "Old", "New")]
    assert first.label == "Created"


@pytest.mark.django_db
def test_sentences_name_what_a_change_points_to(django_assert_num_queries: Any) -> None:
    """People and reference rows by name, never by number; how many changes there are costs nothing."""
    old, new = Bureau.objects.create(code="ZO", name="Old"), Bureau.objects.create(code="ZN", name="New")
    country = make.country()
    for bureau in (old, new, old, new):
        Country.objects.filter(pk=country.pk).update(bureau=bureau)
    with django_assert_num_queries(2):
        newest, *_ = sentences(country)
    assert [(c.field, c.old, c.new) for c in newest.changes] == [("bureau", "ZO", "ZN")]


@pytest.mark.django_db
def test_sentences_do_not_name_what_not_everybody_may_see() -> None:
    team, unit = make.Team(), make.unit()
    subject = make.case([(unit, make.person(unit))], team).subjects.get(person=None)
    VettingSubject.objects.filter(pk=subject.pk).update(
        commander=make.person(unit, "Tamsin", "Quell"), comes_with_person=False, version=2
    )
    newest, *_ = sentences(subject)
    assert {(c.field, c.old, c.new) for c in newest.changes} == {
        ("commander", "not given", "given"),
        ("comes with person", "yes", "no"),
    }


@pytest.mark.django_db
def test_a_stale_version_is_refused_by_the_database() -> None:

    from django.db.backends.postgresql.psycopg_any import DateRange

    parameter = Parameter.objects.create(
        key="k", value=1, valid=DateRange(dt.date(2026, 1, 1), None), source="a test", basis="Policy"
    )
    with pytest.raises(Refused) as caught, refusals():
        Parameter.objects.filter(pk=parameter.pk).update(value=2)
    assert caught.value.code == "ground_parameter_version"
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER " + _trigger("ground_parameter", "next_version") + " ON ground_parameter")
    Parameter.objects.filter(pk=parameter.pk).update(value=2)  # without the guard the stale write goes through


def _trigger(table: str, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger_{name}_%"],
        )
        return str(cursor.fetchone()[0])
