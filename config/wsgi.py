"""The WSGI entry point that gunicorn serves."""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

from ground.database import guards_are_shut  # noqa: E402 - needs the apps that the line above loads

if guards_are_shut(None):
    raise ImproperlyConfigured("The database guards can be switched off: run migrate before serving.")

# What has been loaded stays for good. Left among what the garbage collector looks through, it makes one request in
# some twenty wait a tenth of a second. Every page is loaded first, so that no first request does it. And a page makes
# tens of thousands of objects that all go when it is done: looked through after each 700, they cost a tenth of it.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 10)
