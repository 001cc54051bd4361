"""What Postgres holds about PKO programs: what is done under which purpose, for whom, and when it may count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class OfPko(pgtrigger.Trigger):
    """A row belongs to a PKO program, of the purpose or the global program that its kind of work is done under.

    Gatehouse rule: each purpose has its own unit of work. `asks` is SQL over `d`, the program's detail.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def __init__(self, *, name: str, constraint: str, message: str, asks: str = "true") -> None:
        self.constraint, self.message, self.asks = constraint, message, asks
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d
                           WHERE d.program_id = NEW.program_id AND ({self.asks})) THEN
                {refuse(self.constraint, self.message)}
            END IF;
            RETURN NEW;
        """


class ForItsUnit(pgtrigger.Trigger):
    """What is given to a unit is given to one that the same program nominated, as a unit. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.recipient_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_recipient r
                WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id AND r.person_id IS NULL) THEN
                {refuse("pko_for_unit_of_program", "It is for a unit that the same program nominated.")}
            END IF;
            RETURN NEW;
        """


class GivenWhileExecuting(pgtrigger.Trigger):
    """An event starts, and title is transferred, while the program executes. Gatehouse rule.

    `now` is SQL over OLD and NEW that says whether it is given by this row. The share lock makes a closing at the same
    moment wait, or this wait for it and then be refused.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, name: str, now: str, constraint: str) -> None:
        self.now, self.constraint = now, constraint
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF {self.now} THEN
                PERFORM 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.state = 'EXECUTING' FOR SHARE;
                IF NOT FOUND THEN
                    {refuse(self.constraint, "The program is not executing.")}
                END IF;
            END IF;
            RETURN NEW;
        """


class PackageHasItems(pgtrigger.Trigger):
    """Title passes to something: a package without items is not transferred. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.transferred_on IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM programs_packageitem i WHERE i.package_id = NEW.id) THEN
                {refuse("package_has_items", "The package holds no item yet.")}
            END IF;
            RETURN NEW;
        """


class ItemOfItsPackage(pgtrigger.Trigger):
    """Until transfer a package takes items; afterwards they stay as they were, and are signed for and inspected.

    Basis: GAO-08-754 found delivered equipment not accounted for; policy, verified. The share lock makes a transfer at
    the same moment wait, or this wait for it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("given_on", "date")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT transferred_on INTO given_on FROM programs_equipmentpackage WHERE id = NEW.package_id FOR SHARE;
            IF given_on IS NOT NULL AND (TG_OP = 'INSERT' OR (OLD.description, OLD.quantity, OLD.value)
                                         IS DISTINCT FROM (NEW.description, NEW.quantity, NEW.value)) THEN
                {refuse("item_stands_after_transfer", "Title has passed: the items of the package stand.")}
            END IF;
            IF NEW.receipt_signed_on < given_on OR NEW.inspected_on < given_on
               OR given_on IS NULL AND (NEW.receipt_number <> '' OR NEW.inspected_on IS NOT NULL) THEN
                {refuse("item_after_transfer", "A hand receipt and an inspection follow the transfer of title.")}
            END IF;
            RETURN NEW;
        """


class StepInOrder(pgtrigger.Trigger):
    """A capability moves along its steps, day by day; where it stands is its latest step. Gatehouse rule.

    The lock on its program makes two writers take turns.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def __init__(self, *, name: str, edges: tuple[tuple[str, str], ...]) -> None:
        self.edges = edges
        super().__init__(name=name)

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("before", "programs_capabilitystep")]

    def get_func(self, model: type[models.Model]) -> str:
        pairs = ", ".join(f"('{a}', '{b}')" for a, b in self.edges)
        return f"""
            PERFORM 1 FROM programs_program p JOIN programs_capability c ON c.program_id = p.id
                WHERE c.id = NEW.capability_id FOR NO KEY UPDATE OF p;
            SELECT * INTO before FROM programs_capabilitystep s
                WHERE s.capability_id = NEW.capability_id ORDER BY s.on_day DESC, s.id DESC LIMIT 1;
            IF NEW.on_day < before.on_day OR (COALESCE(before.status, ''), NEW.status) NOT IN ({pairs}) THEN
                {
            refuse(
                "capability_step_in_order",
                "The capability does not take this step now.",
                "COALESCE(before.status || ', ' || before.on_day, 'no step yet')",
            )
        }
            END IF;
            RETURN NEW;
        """


class AfterItsTraining(pgtrigger.Trigger):
    """A deployment is credited to an event that trained the same unit before it left. Gatehouse rule: without the link
    the outcome cannot be shown, and with a wrong one it would be claimed."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.trained_by_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_trainingevent e
                JOIN programs_recipient trained ON trained.id = e.recipient_id
                JOIN programs_recipient sent ON sent.id = NEW.recipient_id AND sent.unit_id = trained.unit_id
                WHERE e.id = NEW.trained_by_id AND e.state = 'COMPLETED' AND e.end_on <= NEW.from_on) THEN
                {refuse("deployment_after_training", "That event did not train this unit before it left.")}
            END IF;
            RETURN NEW;
        """


class DeliveryFitsPko(pgtrigger.Trigger):
    """The delivery of an event or a package is the one of its program, to its unit, once it was given."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.event_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_trainingevent e JOIN programs_recipient r ON r.id = e.recipient_id
                WHERE e.id = NEW.event_id AND e.program_id = NEW.program_id AND e.state = 'COMPLETED'
                  AND r.unit_id = NEW.unit_id AND NEW.what = 'TRAINING') THEN
                {refuse("delivery_fits_event", "The delivery of an event is to the unit that it trained.")}
            END IF;
            IF NEW.package_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_equipmentpackage k JOIN programs_recipient r ON r.id = k.recipient_id
                WHERE k.id = NEW.package_id AND k.program_id = NEW.program_id AND k.transferred_on = NEW.delivered_on
                  AND r.unit_id = NEW.unit_id AND NEW.what = 'ARTICLE') THEN
                {refuse("delivery_fits_package", "The delivery of a package is to its unit, on the day of transfer.")}
            END IF;
            RETURN NEW;
        """
