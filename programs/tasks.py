"""Background work of programs. Beat calls it; what is due is read from the books, so a lost message loses nothing."""

from celery import shared_task

from .services import closing


@shared_task
def close_funds() -> None:
    """Expire and cancel what is due by rule."""
    closing.close_due()
