"""The WSGI application. Never ASGI: the council of a request lives in the thread that serves it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tereze.config.settings")

application = get_wsgi_application()
