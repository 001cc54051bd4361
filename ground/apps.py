from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class GroundConfig(AppConfig):
    name = "ground"

    def ready(self) -> None:
        from .database import guards_are_shut, harden

        post_migrate.connect(harden, sender=self, dispatch_uid="ground.harden")
        register(guards_are_shut, Tags.database)
