"""Settings, addresses, the background schedule and the embedded services. Imports everything, imported by none."""

from .celery import app as celery_app

__all__ = ["celery_app"]
