"""What Postgres holds about a delivery that is taken back: it mirrors one that was recorded, whole and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class DeliveryTakesBack(pgtrigger.Trigger):
    """What takes a delivery back is the same with its amounts below zero: of the same program, to the same recipient,
    on the same day. What came of a seat, an event or a package is not taken back. Gatehouse rule: a mistake is a
    reversal, never a change."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition("NEW.reverses_id IS NOT NULL")

    def get_func(self, model: type[models.Model]) -> str:
        same = ("program_id", "unit_id", "person_id", "agreement_id", "line_id", "what", "delivered_on", "batch_id")
        alike = " AND ".join(f"d.{column} IS NOT DISTINCT FROM NEW.{column}" for column in same)
        return f"""
            IF COALESCE(NEW.seat_id, NEW.event_id, NEW.package_id) IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM programs_delivery d WHERE d.id = NEW.reverses_id AND d.reverses_id IS NULL
                  AND COALESCE(d.seat_id, d.event_id, d.package_id) IS NULL
                  AND d.quantity = -NEW.quantity AND d.value = -NEW.value AND {alike}
            ) THEN
                {refuse("delivery_taken_back_whole", "What takes a delivery back mirrors it whole.")}
            END IF;
            RETURN NEW;
        """
