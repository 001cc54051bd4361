from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - give the guards their words
        from .cwd import wording as cwd_wording  # noqa: F401 - give the guards their words
        from .fms import wording as fms_wording  # noqa: F401 - give the guards their words
        from .notifications import wording as notification_wording  # noqa: F401 - give the guards their words
        from .restrictions import wording as restriction_wording  # noqa: F401 - give the guards their words
