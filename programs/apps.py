from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"

    def ready(self) -> None:
        from . import notification_wording, wording  # noqa: F401 - give the guards their words
