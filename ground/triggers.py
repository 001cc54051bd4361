"""Installs the triggers that a migration's CreateModel operations carry, in one operation.

One AddTrigger per trigger renders the whole project's model state again each time: 20 seconds for a new database
against 5. Later migrations use pgtrigger's own operations, one by one.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation


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
