"""The WSGI entry point that gunicorn serves."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from ground.database import guards_are_shut  # noqa: E402 - needs the apps that the line above loads

if guards_are_shut(None):
    raise ImproperlyConfigured("The database guards can be switched off: run migrate before serving.")
