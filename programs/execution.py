"""Reads of the second tier: what reached each stage, on which line, and how much of it somebody at post verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When

from .models import SecondTierMove
from .second_tier import REACHED, TierStage

MONEY = DecimalField(max_digits=20, decimal_places=2)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Reached:
    """What reached a stage, and how much of it is verified. US dollars."""

    stage: TierStage
    reported: Decimal = NOTHING
    verified: Decimal = NOTHING


@dataclass
class Execution:
    """The second tier of an obligation, or of all obligations of a program: by line, and all lines."""

    lines: list[tuple[str, list[Reached]]] = field(default_factory=list)
    total: list[Reached] = field(default_factory=list)

    @property
    def stages(self) -> Sequence[TierStage]:
        return REACHED


def execution(moves: QuerySet[SecondTierMove]) -> Execution:
    """What reached each stage: reports less those taken back. One query."""
    reached: Any = {}
    for stage in REACHED:
        sign = Case(
            When(to_stage=stage, reverses=None, then=F("amount")),
            When(from_stage=stage, reverses__isnull=False, then=-F("amount")),
            default=Value(NOTHING),
            output_field=MONEY,
        )
        seen = Q(verification__isnull=False, reversed_by=None)
        reached[f"all_{stage}"] = Sum(sign, default=NOTHING)
        reached[f"seen_{stage}"] = Sum(sign, filter=seen, default=NOTHING)
    rows: list[Any] = list(moves.order_by().values("line").annotate(**reached).order_by("line"))

    def at(row: dict[str, Any]) -> list[Reached]:
        return [Reached(stage, row[f"all_{stage}"], row[f"seen_{stage}"]) for stage in REACHED]

    lines = [(row["line"], at(row)) for row in rows]
    total = [
        Reached(
            stage,
            sum((line[n].reported for _, line in lines), NOTHING),
            sum((line[n].verified for _, line in lines), NOTHING),
        )
        for n, stage in enumerate(REACHED)
    ]
    return Execution(lines, total)
