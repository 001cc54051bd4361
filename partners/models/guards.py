"""What Postgres itself holds about dated facts, whichever way a row is written. The gate reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class ClosedOnly(pgtrigger.Trigger):
    """A dated fact is given its last day, never moved or reopened. Gatehouse rule: closed, not rewritten."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        constraint = f"{model._meta.db_table}_closed_only"
        return f"""
            IF isempty(NEW.valid) OR NOT NEW.valid <@ OLD.valid
               OR lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) THEN
                {refuse(constraint, "A fact on record is closed on a day inside it, never moved or reopened.")}
            END IF;
            RETURN NEW;
        """


class ForceChanged(pgtrigger.Trigger):
    """A unit that turns out to belong to another force: what is counted by force is counted again."""

    when = pgtrigger.After
    level = pgtrigger.Statement
    operation = pgtrigger.Update
    referencing = pgtrigger.Referencing(old="old_values", new="new_values")

    def get_func(self, model: type[models.Model]) -> str:
        return """
            INSERT INTO ground_stalefact (fact) SELECT 'unit_force' WHERE EXISTS (
                SELECT 1 FROM old_values o JOIN new_values n ON n.id = o.id WHERE n.force_type <> o.force_type);
            RETURN NULL;
        """


class LocksPerson(pgtrigger.Trigger):
    """A change of posting waits for the gate, and the gate for it: the two can happen in one order only."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return """
            PERFORM 1 FROM partners_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
            RETURN NEW;
        """


class NoCircle(pgtrigger.Trigger):
    """A unit is never its own ancestor, and a change of parents waits for the gate: it locks child and parent."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM 1 FROM partners_unit WHERE id IN (NEW.child_id, NEW.parent_id) ORDER BY id FOR NO KEY UPDATE;
            IF EXISTS (
                WITH RECURSIVE up(id) AS (
                    SELECT NEW.parent_id
                    UNION
                    SELECT p.parent_id FROM partners_unitparent p JOIN up ON p.child_id = up.id
                    WHERE p.valid && NEW.valid AND p.id IS DISTINCT FROM NEW.id
                )
                SELECT 1 FROM up WHERE id = NEW.child_id
            ) THEN
                {refuse("unit_parent_no_circle", "A unit cannot stand below itself.")}
            END IF;
            RETURN NEW;
        """
