"""Settings, URL maps, Celery and WSGI: the only part of the platform that names the other packages.

Celery's application is imported here because otherwise `shared_task` talks to a default broker.
"""

from tereze.config.celery import app as celery_app

__all__ = ["celery_app"]
