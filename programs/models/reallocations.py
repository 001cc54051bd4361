"""End-of-year reallocation: what one line of a training plan gives up, and what another gains by it."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, refuse
from ground.history import track

from ..states import Kind
from .training_plans import TrainingLine

IMET = Value(Kind.IMET.value)


class ReallocationWithin(pgtrigger.Trigger):
    """What a line gains costs no more than what the other gave up, in the same budget year. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("giver", "programs_trainingline"), ("gainer", "programs_trainingline")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT * INTO giver FROM programs_trainingline WHERE id = NEW.from_line_id;
            SELECT * INTO gainer FROM programs_trainingline WHERE id = NEW.to_line_id;
            IF (SELECT budget_year FROM programs_countrytrainingplan WHERE id = giver.plan_id)
               <> (SELECT budget_year FROM programs_countrytrainingplan WHERE id = gainer.plan_id) THEN
                {refuse("reallocation_in_its_year", "The two lines are of different budget years.")}
            END IF;
            IF NEW.amount <> NEW.given_up * giver.unit_price OR NEW.gained * gainer.unit_price > NEW.amount THEN
                {
            refuse(
                "reallocation_within",
                "What the line gains costs more than what the other gives up.",
                "(NEW.given_up * giver.unit_price)::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class ReallocationQuerySet(models.QuerySet["Reallocation"]):
    def visible_to(self, user: Any) -> ReallocationQuerySet:
        """Those whose two lines the user may read."""
        found = self.annotate(money_kind=IMET)
        for side in ("from_line", "to_line"):
            place = f"{side}__plan__country__operating_unit"
            found = found.filter(user.scope.q("programs.view_program", place=place, kind="money_kind"))
        return found


@track()
class Reallocation(models.Model):
    """Seats that one line did not use and another gained, with the money in US dollars. Never changed."""

    from_line = models.ForeignKey(TrainingLine, on_delete=models.PROTECT, related_name="given")
    to_line = models.ForeignKey(TrainingLine, on_delete=models.PROTECT, related_name="gained")
    given_up = models.PositiveIntegerField("seats given up")
    gained = models.PositiveIntegerField("seats gained")
    amount = models.DecimalField("moved, US dollars", max_digits=20, decimal_places=2)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReallocationQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [ReallocationWithin(name="within"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(given_up__gte=1, gained__gte=1) & ~Q(reason="") & ~Q(from_line=models.F("to_line")),
                name="reallocation_whole",
                violation_error_message="A reallocation goes from one line to another, by seats, and says why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_line} to {self.to_line}"

    @property
    def place(self) -> Place:
        return self.from_line.place
