"""What Postgres holds about alumni: nobody is followed as a graduate of IMET who was not trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class AlumnusWasTrained(pgtrigger.Trigger):
    """An alumnus completed a seat of IMET, or the training before the records here is written down. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.earlier_training = '' AND NOT EXISTS (
                SELECT 1 FROM programs_trainingseat s JOIN programs_recipient r ON r.id = s.recipient_id
                JOIN programs_program p ON p.id = s.program_id
                WHERE r.person_id = NEW.person_id AND p.kind = 'IMET' AND s.state = 'COMPLETED') THEN
                {refuse("alumnus_was_trained", "No completed training of IMET is on record for this person.")}
            END IF;
            RETURN NEW;
        """
