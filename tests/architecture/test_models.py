"""Models keep the promises of the house: tracked or exempt with a reason, migrations named and reversible."""

from __future__ import annotations

import re
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from ground.history import event_model

OURS = ["ground", "partners", "accounts", "vetting", "programs", "reporting"]
ROOT = Path(__file__).resolve().parents[2]

# Models without history, each with the reason its own docstring gives.
EXEMPT = {
    "ground.Counter": "holds no fact",
    "ground.StaleFact": "work rows, gone when done",
    "ground.ReadLog": "is itself the append-only log",
    "vetting.Review": "append-only rows are their own history",
    "vetting.ListEntry": "insert-only mass rows; the batch is tracked",
    "vetting.ListName": "insert-only mass rows; the batch is tracked",
    "programs.Balance": "kept by the ledger's trigger, can be rebuilt",
    "programs.TrainingRecord": "insert-only mass rows; the batch is tracked",
    "programs.BudgetFigure": "insert-only mass rows; the batch is tracked",
    "programs.BudgetTotal": "insert-only mass rows; the batch is tracked",
    "programs.AllocationRow": "insert-only rows; the report is tracked",
    "programs.PublishedObligation": "insert-only mass rows; the batch is tracked",
    "reporting.Rollup": "filled from facts, can be rebuilt",
    "reporting.Fill": "work row of the background",
}


def domain_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not issubclass(model, pghistory.models.Event) and not model._meta.proxy
    ]


@pytest.mark.parametrize("model", domain_models(), ids=lambda m: m._meta.label)
def test_each_domain_model_is_tracked_or_exempt(model: type[models.Model]) -> None:
    label = model._meta.label
    try:
        event_model(model)
        tracked = True
    except LookupError:
        tracked = False
    assert tracked != (label in EXEMPT), f"{label}: track it, or list it as exempt with a reason"
    if label in EXEMPT:
        assert re.search(r"exempt|itself the log", (model.__doc__ or ""), re.IGNORECASE), f"{label} says why not"


@pytest.mark.parametrize("model", domain_models(), ids=lambda m: m._meta.label)
def test_tracked_models_record_insert_update_and_delete(model: type[models.Model]) -> None:
    if model._meta.label in EXEMPT:
        return
    names = {t.name for t in getattr(model._meta, "triggers", [])}
    assert {"insert_insert", "update_update", "delete_delete"} <= names


def test_constraints_and_tables_are_named_for_what_they_protect() -> None:
    nameless = [c.name for m in domain_models() for c in m._meta.constraints if re.search(r"_\d+$|%\(", c.name)]
    assert nameless == []


def test_no_default_ordering() -> None:
    assert [m._meta.label for m in domain_models() if m._meta.ordering and m._meta.label != "accounts.User"] == []


@pytest.mark.django_db
def test_migrations_are_named_and_reversible() -> None:
    loader = MigrationLoader(connection)
    for (app, name), migration in loader.disk_migrations.items():
        if app not in OURS:
            continue
        assert not re.search(r"_auto_|_\d{4,}$", name), f"{app}.{name} has no name"
        for operation in migration.operations:
            assert operation.reversible, f"{app}.{name}: {operation} cannot be undone"


@pytest.mark.django_db
def test_every_declared_trigger_is_installed_enabled_and_cannot_be_ignored() -> None:
    declared = {
        t.get_pgid(m) for m in apps.get_models() for t in getattr(m._meta, "triggers", ()) if hasattr(t, "get_pgid")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'")
        installed = dict(cursor.fetchall())
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        sources = [row[0] for row in cursor.fetchall()]
    assert declared == set(installed)
    assert set(installed.values()) == {"O"}
    assert len(sources) == 1 and sources[0].strip() == "SELECT FALSE;"
