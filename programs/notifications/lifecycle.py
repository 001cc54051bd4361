"""The step table of a congressional notification. That its clock has run is no step: nobody takes it."""

from __future__ import annotations

from ground.lifecycle import Lifecycle, Step, sources

from . import checks
from .rules import NotificationState as N

DRAFT = "programs.draft_notification"
CLEAR = "programs.record_clearance"
TRANSMIT = "programs.transmit_notification"

NOTIFICATION_STEPS = Lifecycle(
    "programs.CongressionalNotification",
    initial=N.DRAFT,
    steps=(
        Step(
            "submit", sources(N.DRAFT), N.CLEARING, DRAFT, "Send for clearance", checks=(checks.says_what_is_notified,)
        ),
        Step(
            "return",
            sources(N.CLEARING, N.CLEARED),
            N.DRAFT,
            DRAFT,
            "Take back to the draft",
            checks=(checks.nobody_has_it,),
            needs_note=True,
        ),
        Step("clear", sources(N.CLEARING), N.CLEARED, CLEAR, "Cleared by every office", offered=False),
        Step("transmit", sources(N.CLEARED), N.TRANSMITTED, TRANSMIT, "Sent to the last committee", offered=False),
        Step(
            "close", sources(N.TRANSMITTED), N.CLOSED, DRAFT, "Close the notification", checks=(checks.no_hold_is_open,)
        ),
        Step(
            "withdraw",
            sources(N.DRAFT, N.CLEARING, N.CLEARED, N.TRANSMITTED),
            N.WITHDRAWN,
            DRAFT,
            "Withdraw the notification",
            checks=(checks.nothing_is_obligated,),
            needs_note=True,
        ),
        Step("deny", sources(N.CLEARED, N.TRANSMITTED), N.DENIED, TRANSMIT, "Denied by a committee", offered=False),
    ),
)
