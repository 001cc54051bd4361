"""Celery and its whole schedule. What must happen is a row in Postgres; a message only wakes somebody up."""

import os

import pghistory
from celery import Celery, Task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class HistoryTask(Task):
    """Runs each task inside a history context, so that a background write also says who made it."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        with pghistory.context(task=self.name):
            return super().__call__(*args, **kwargs)


app = Celery("gatehouse", task_cls=HistoryTask)
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_time_limit=600,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 900},
    timezone="UTC",
    beat_schedule={
        "fill-rollups": {"task": "reporting.tasks.fill_stale", "schedule": 3.0, "options": {"expires": 30}},
        "close-funds": {"task": "programs.tasks.close_funds", "schedule": 300.0, "options": {"expires": 240}},
    },
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["reporting", "programs"])
