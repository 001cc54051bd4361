"""The API's one router. Each app registers its resources in `<app>/api/__init__.py: register(router)`."""

from importlib import import_module
from importlib.util import find_spec

from rest_framework.routers import APIRootView, DefaultRouter

from ground.access import SIGNED_IN

APPS = ("partners", "vetting", "programs", "reporting")


class Root(APIRootView):
    """What the API holds."""

    permission = SIGNED_IN


class Router(DefaultRouter):
    APIRootView = Root
    include_format_suffixes = False


router = Router()
for app in APPS:
    if find_spec(f"{app}.api"):
        import_module(f"{app}.api").register(router)
