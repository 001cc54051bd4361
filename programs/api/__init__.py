"""The resources of programs and money in the API."""

from __future__ import annotations

from typing import Any


def register(router: Any) -> None:
    """Put programs, recipients, seats, deliveries and money under /api/v1/."""
    from .deliveries import DeliveryViewSet
    from .money import FundViewSet, ObligationViewSet, TransactionViewSet
    from .notifications import NotificationViewSet
    from .programs import ProgramViewSet, RecipientViewSet, SeatViewSet
    from .training import TrainingViewSet

    router.register("programs", ProgramViewSet, basename="api-program")
    router.register("recipients", RecipientViewSet, basename="api-recipient")
    router.register("seats", SeatViewSet, basename="api-seat")
    router.register("deliveries", DeliveryViewSet, basename="api-delivery")
    router.register("funds", FundViewSet, basename="api-fund")
    router.register("obligations", ObligationViewSet, basename="api-obligation")
    router.register("transactions", TransactionViewSet, basename="api-transaction")
    router.register("notifications", NotificationViewSet, basename="api-notification")
    router.register("training", TrainingViewSet, basename="api-training")
