"""Migrations whose tables and triggers are made at once: most of the time of a new database saved.

Django renders all models again after each table that it makes, and pgtrigger after each trigger; a project of three
hundred models is rendered three hundred times. No historical model needs the others while its table is made: foreign
keys are added when all tables are there, and triggers are plain SQL.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def at_once(operations: list[Operation]) -> list[Operation]:
    """The operations, each run of tables among them, and each run of triggers, as one."""
    grouped: list[Operation] = []
    for operation in operations:
        kind = Tables if isinstance(operation, CreateModel) else Triggers
        if not isinstance(operation, CreateModel | AddTrigger | RemoveTrigger):
            grouped.append(operation)
        elif grouped and type(grouped[-1]) is kind:
            grouped[-1].operations.append(operation)
        else:
            grouped.append(kind([operation]))
    return grouped


class Tables(Operation):
    """Tables made one after the other, with the triggers that their options carry; reversed, the other way round."""

    def __init__(self, operations: list[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # rendered again when next asked for: once, not for each table
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.operations)} tables"


class Triggers(Operation):
    """Triggers added and removed one after the other, in the order written; reversed, the other way round."""

    def __init__(self, operations: list[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for operation, _ in self._steps(app_label, state):
            options = state.models[app_label, operation.model_name.lower()].options
            kept = list(options.get("triggers", []))
            if isinstance(operation, AddTrigger):
                options["triggers"] = [*kept, operation.trigger]
            else:
                options["triggers"] = [trigger for trigger in kept if trigger.name != operation.name]

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation, trigger in self._steps(app_label, from_state):
            adds = isinstance(operation, AddTrigger)
            schema_editor.execute(trigger.install_sql if adds else trigger.uninstall_sql, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation, trigger in reversed(self._steps(app_label, to_state)):
            adds = isinstance(operation, AddTrigger)
            schema_editor.execute(trigger.uninstall_sql if adds else trigger.install_sql, params=None)

    def describe(self) -> str:
        return f"{len(self.operations)} triggers"

    def _steps(self, app_label: str, before: ProjectState) -> list[tuple[Any, Any]]:
        """Each operation with the trigger it is about, found by name as the models stood before it."""
        there: dict[tuple[str, str], Any] = {}
        steps = []
        for operation in self.operations:
            model = operation.model_name.lower()
            if isinstance(operation, AddTrigger):
                trigger: Any = operation.trigger
                there[model, str(trigger.name)] = trigger
            else:
                options = before.models[app_label, model].options
                old = {trigger.name: trigger for trigger in options.get("triggers", [])}
                trigger = there.pop((model, operation.name), None) or old[operation.name]
            steps.append((operation, trigger))
        return steps
