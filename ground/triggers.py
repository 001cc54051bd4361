"""Migrations' triggers, installed without a new rendering of the project for each: 30 seconds of a new database saved.

pgtrigger's own operations reload every related model each time, though no historical model looks at its triggers.
`with_triggers` is for a first migration, whose CreateModel operations carry their triggers; `at_once` wraps any other.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def with_triggers(operations: list[Operation]) -> list[Operation]:
    """The operations, followed by one that installs, or removes in reverse, every trigger of their models."""
    triggers = [t for o in operations if isinstance(o, CreateModel) for t in o.options.get("triggers", [])]

    def install(apps: Any, schema_editor: Any) -> None:
        for trigger in triggers:
            schema_editor.execute(trigger.install_sql, params=None)

    def remove(apps: Any, schema_editor: Any) -> None:
        for trigger in reversed(triggers):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    return [*operations, RunPython(install, remove)]


def at_once(operations: list[Operation]) -> list[Operation]:
    """The operations, each run of trigger operations among them as one."""
    grouped: list[Operation] = []
    for operation in operations:
        if not isinstance(operation, AddTrigger | RemoveTrigger):
            grouped.append(operation)
        elif grouped and isinstance(grouped[-1], Triggers):
            grouped[-1].operations.append(operation)
        else:
            grouped.append(Triggers([operation]))
    return grouped


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
