"""The picture of money by stage: how much came as far as each stage, and how much of it stands there.

Geometry alone, in the units of its drawing; `programs/parts/money.html` draws it above the table with every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ground.pages import words

from .states import FLOW, Stage

WIDTH, TOP, TALL, BAR, LEAST = 690, 16, 150, 12, 2  # of the broad drawing
ROW, LONG, START = 26, 130, 88  # of the narrow one


@dataclass(frozen=True)
class Node:
    """A stage: what came as far as it, what went on, and where its bar stands."""

    label: str
    reached: Decimal
    stays: Decimal
    x: int
    height: int  # of all that came here
    on: int  # of what went on, 0 at the last stage
    end: int  # where the next bar begins
    y: int  # its row in the narrow drawing
    long: int  # its bar there

    @property
    def came(self) -> str:
        return words.short_money(self.reached)

    @property
    def stands(self) -> str:
        """What is here still, when something went on; what stands at the last stage is all that came."""
        return f"{words.short_money(self.stays)} here" if self.on and self.stays else ""

    @property
    def band(self) -> str:
        """The outline of what went on to the next stage."""
        left, bottom = self.x + BAR, TOP + self.on
        return f"M{left} {TOP}H{self.end}V{bottom}H{left}Z"

    @property
    def bottom(self) -> int:
        """Where what stays begins."""
        return TOP + self.on

    @property
    def rest(self) -> int:
        """The height of what stays."""
        return max(self.height - self.on, 0)

    @property
    def figure_at(self) -> int:
        """Where the figure begins in the narrow drawing."""
        return START + self.long + 6


@dataclass(frozen=True)
class Picture:
    """Stages at which money stands, in the order of its way; what left by a side exit is said in words."""

    nodes: Sequence[Node]
    left: Sequence[tuple[str, str]]

    @property
    def says(self) -> str:
        """The drawing in a sentence."""
        came = ", ".join(f"{node.label.lower()} {node.came}" for node in self.nodes)
        gone = "".join(f"; {label.lower()} {sum_}" for label, sum_ in self.left)
        return f"Money that came as far as each stage: {came}{gone}. The table below gives every figure."

    @property
    def tall(self) -> int:
        """The height of the narrow drawing."""
        return len(self.nodes) * ROW + 4


def picture(rows: Sequence[tuple[Stage, Decimal]]) -> Picture | None:
    """The picture of sums by stage, or None where no two stages have anything to compare."""
    standing = [(stage, amount) for stage, amount in rows if stage in FLOW and amount > 0]
    left = [(stage, amount) for stage, amount in rows if stage not in FLOW and amount > 0]
    if len(standing) < 2:
        return None
    most = sum((amount for _, amount in standing), Decimal(0))
    step = WIDTH // len(standing)
    nodes = []
    came = most
    for place, (stage, amount) in enumerate(standing):
        height, on = _part(came, most, TALL), _part(came - amount, most, TALL)
        nodes.append(
            Node(
                *(str(stage.label), came, amount, place * step),
                *(height, on, (place + 1) * step, place * ROW + 4, _part(came, most, LONG)),
            )
        )
        came -= amount
    return Picture(nodes, [(str(stage.label), words.short_money(amount)) for stage, amount in left])


def _part(amount: Decimal, most: Decimal, full: int) -> int:
    """A length for a sum; the smallest sum is still seen."""
    return max(int(amount / most * full), LEAST) if amount > 0 else 0
