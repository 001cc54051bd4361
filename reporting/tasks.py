"""Background work of reporting. Beat calls it; what is to be done are rows, so a lost message loses nothing."""

from celery import shared_task

from .services import rollups


@shared_task
def fill_stale() -> None:
    """Fill the rollups whose facts have changed."""
    rollups.fill_stale()
