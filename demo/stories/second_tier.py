"""What the grantee in Basalt did with its award: reported line by line, and a part of it verified at post."""

from __future__ import annotations

from programs.second_tier import TierStage as T
from programs.services import second_tier

from ..world import Days, World, dollars

REPORTS = (
    (T.AWARDED, T.PLANNED_TO_LINE, "Clearance", 3_400_000),
    (T.AWARDED, T.PLANNED_TO_LINE, "Risk education", 500_000),
    (T.PLANNED_TO_LINE, T.LINE_COMMITTED, "Clearance", 2_900_000),
    (T.PLANNED_TO_LINE, T.LINE_COMMITTED, "Risk education", 420_000),
    (T.LINE_COMMITTED, T.DELIVERED_VALUE, "Clearance", 1_150_000),
    (T.DELIVERED_VALUE, T.PAID, "Clearance", 900_000),
)


def what_the_grantee_did(world: World) -> Days:
    """Of 4.25 million awarded, 3.9 are planned to two lines and 1.15 delivered by the grantee's word; the post has seen
    the plans and the commitments, and not yet the deliveries."""
    yield -45
    program = world.programs["NADR", "XBS"]
    award = program.obligations.get(state="RECORDED")
    kept = []
    for (a, b, line, amount), day in zip(REPORTS, (-45, -45, -40, -40, -20, -15), strict=True):
        yield day
        kept.append(
            second_tier.report(
                obligation=award,
                from_stage=a,
                to_stage=b,
                line=line,
                amount=dollars(amount),
                as_of=world.day(day),
                evidence=world.document("REPORT"),
                by=world.who["analyst"],
            )
        )
    yield -10
    for row in kept[:4]:
        second_tier.verify(move=row, how="Contracts and site plans seen at the grantee", by=program.manager)
