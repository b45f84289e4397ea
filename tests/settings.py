"""Settings of the tests: the platform's own, with a database that conftest starts."""

import os

from tereze.ops.local import UNREACHABLE, compile_translations

compile_translations()
os.environ.setdefault("DATABASE_URL", UNREACHABLE)
os.environ.setdefault("SECRET_KEY", "tests keep no secrets")
os.environ.setdefault("TEREZE_BASE_DOMAIN", "localhost")
os.environ.setdefault("TEREZE_HTTPS", "False")
os.environ.setdefault("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

from tereze.config.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # nothing is collected; files are found where packages have them
# Argon2 is meant to be slow; tests sign in all the time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
MIDDLEWARE.insert(MIDDLEWARE.index("tenants.directory.middleware.CouncilMiddleware") + 1, "tests.walls.WallsMiddleware")  # noqa: F405
