"""The picture of money by stage says what the table says."""

from __future__ import annotations

from decimal import Decimal

from programs.money_flow import BAR, TALL, TOP, picture
from programs.states import Stage


def rows(**sums: int) -> list[tuple[Stage, Decimal]]:
    return [(Stage[name], Decimal(amount)) for name, amount in sums.items()]


def test_each_stage_shows_all_that_came_so_far() -> None:
    drawn = picture(rows(APPROPRIATED=500, APPORTIONED=0, OBLIGATED=300, DISBURSED=200))
    assert drawn is not None
    assert [(n.label, n.reached, n.stays) for n in drawn.nodes] == [
        ("Appropriated", 1000, 500),
        ("Obligated", 500, 300),
        ("Disbursed", 200, 200),
    ]
    first, second, third = drawn.nodes
    assert (first.height, second.height, third.height) == (TALL, TALL // 2, TALL // 5)
    assert (first.on, third.on) == (second.height, 0)
    assert first.band == f"M{first.x + BAR} {TOP}H{second.x}V{TOP + second.height}H{first.x + BAR}Z"


def test_what_left_is_said_apart_and_is_no_part_of_the_way() -> None:
    drawn = picture(rows(APPROPRIATED=500, OBLIGATED=300, RESCINDED=40))
    assert drawn is not None
    assert drawn.nodes[0].reached == 800
    assert list(drawn.left) == [("Rescinded", "$40")]
    assert "appropriated $800, obligated $300; rescinded $40" in drawn.says


def test_the_smallest_sum_is_seen() -> None:
    drawn = picture(rows(APPROPRIATED=10**9, OBLIGATED=1))
    assert drawn is not None
    assert drawn.nodes[1].height > 0


def test_nothing_moved_on_is_no_picture() -> None:
    assert picture(rows(APPROPRIATED=500)) is None
    assert picture([]) is None
