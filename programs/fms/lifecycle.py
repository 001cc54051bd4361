"""The step table of a case document. That its offer has expired is no step: nobody takes it."""

from __future__ import annotations

from ground.lifecycle import Lifecycle, Step, sources

from . import checks
from .states import DocumentState as D

CHANGE = "programs.change_program"

DOCUMENT_STEPS = Lifecycle(
    "programs.CaseDocument",
    initial=D.DEVELOPMENT,
    steps=(
        Step("write", sources(D.DEVELOPMENT), D.WRITE, CHANGE, "Start writing"),
        Step("review", sources(D.WRITE), D.REVIEW, CHANGE, "Send to review", (checks.adds_up,)),
        Step("return", sources(D.REVIEW, D.PROPOSED), D.WRITE, CHANGE, "Return with a reason", needs_note=True),
        Step("propose", sources(D.REVIEW), D.PROPOSED, CHANGE, "Propose the document", (checks.adds_up,)),
        Step(
            "offer",
            sources(D.PROPOSED),
            D.OFFERED,
            CHANGE,
            "Offer it to the partner",
            offered=False,
        ),
        Step(
            "accept",
            sources(D.OFFERED),
            D.ACCEPTED,
            CHANGE,
            "Record the partner's signature",
            (checks.offer_is_open,),
            offered=False,
        ),
        Step(
            "implement",
            sources(D.ACCEPTED),
            D.IMPLEMENTED,
            CHANGE,
            "Record its implementation",
            (checks.deposit_is_made,),
            offered=False,
        ),
        Step(
            "supply_complete",
            sources(D.IMPLEMENTED),
            D.SUPPLY_COMPLETE,
            CHANGE,
            "Record that supply is complete",
            (checks.all_is_delivered,),
        ),
        Step("start_closure", sources(D.SUPPLY_COMPLETE), D.CLOSURE_PENDING, CHANGE, "Start its closure"),
        Step("close", sources(D.CLOSURE_PENDING), D.CLOSED, "programs.close_program", "Close the document"),
        Step(
            "cancel",
            sources(D.ACCEPTED, D.IMPLEMENTED),
            D.CANCELLED,
            "programs.close_program",
            "Cancel the document",
            needs_note=True,
        ),
        Step(
            "withdraw",
            sources(D.DEVELOPMENT, D.WRITE, D.REVIEW, D.PROPOSED, D.OFFERED),
            D.WITHDRAWN,
            CHANGE,
            "Withdraw the document",
            needs_note=True,
        ),
    ),
)
