"""Settings. Read from the environment once, typed; `.env.example` explains every variable."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext

from tereze.config import environment

django_stubs_ext.monkeypatch()  # makes ModelForm[User] and the like possible at run time

ROOT = Path(__file__).resolve().parents[3]

# --- who and where
SECRET_KEY = environment.text("SECRET_KEY")
DEBUG = environment.flag("DEBUG", default=False)
BASE_DOMAIN = environment.text("TEREZE_BASE_DOMAIN")  # with the port, where it is not the usual one
HTTPS = environment.flag("TEREZE_HTTPS", default=True)
BASE_HOST = BASE_DOMAIN.partition(":")[0]
ALLOWED_HOSTS = ["*"]  # the directory of councils decides, and says 404 to everybody else
VERSION = "0.1.0"

# --- what is there: public schema and councils' schemas share no app, or a query could fall through to public
SHARED_APPS = [
    "django_tenants",
    "tenants.directory",
    "tenants.catalogue",
    "tenants.oversight",
    # apps without tables
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "csp",
    "tereze.ui",
    "tereze.ops",
    "tenants.onboarding",
    "tenants.fleet",
]
TENANT_APPS = [
    "tereze.accounts",  # before Django's own, whose sentences about passwords it rewords
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "axes",
    "tereze.audit",
    "tereze.exchange",
    "tereze.numbering",
    "tereze.printing",
    "tereze.storage",
    "tereze.api",
    "tenants.customisation",
    "services.registers",
    "services.certificates",
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
TENANT_MODEL = "directory.Tenant"
TENANT_DOMAIN_MODEL = "directory.Domain"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- database
_DATABASE = environment.database("DATABASE_URL")
POOL_SIZE = environment.number("TEREZE_DATABASE_POOL", default=8)
DATABASES = {
    "default": {
        **_DATABASE,
        "ENGINE": "tereze.config.database",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_DATABASE["OPTIONS"],  # type: ignore[dict-item]
            "connect_timeout": 5,
            # A backend that has seen many councils keeps their catalogue in memory, so connections are renewed.
            "pool": {"min_size": 1, "max_size": POOL_SIZE, "max_lifetime": 600, "timeout": 10},
        },
    }
}
if _DATABASE["HOST"] == environment.NO_DATABASE:
    DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}  # else `makemigrations` would wait for an answer
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_LIMIT_SET_CALLS = True

# --- the way of a request
ROOT_URLCONF = "tereze.config.urls.council"
PUBLIC_SCHEMA_URLCONF = "tereze.config.urls.public"
URLCONF_OF_KIND = {
    "council": "tereze.config.urls.council",
    "district": "tereze.config.urls.district",
    "operator": "tereze.config.urls.operator",
}
WSGI_APPLICATION = "tereze.config.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tenants.directory.middleware.CouncilMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tereze.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tereze.accounts.middleware.PasswordChangeMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tereze.ui.context.frame",
            ],
        },
    }
]

# --- staff and their sessions: everything belongs to one host
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tereze.accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks that a sign-in name is required
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to addresses that nobody here has
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # the desk's computer is shared: closing the browser signs out
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tereze.accounts.tokens.StaffTokenGenerator"  # noqa: S105  a class
ACCOUNT_FORMS = {
    "login": "tereze.accounts.sign_in_forms.SignInForm",
    "change_password": "tereze.accounts.sign_in_forms.PasswordChangeForm",
    "reset_password": "tereze.accounts.sign_in_forms.PasswordResetForm",
    "reset_password_from_key": "tereze.accounts.sign_in_forms.NewPasswordForm",
}
# Counted per council and process. Wrong passwords for one name are counted by axes, in the database.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None}
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a quarter of an hour is a quarter of an hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "tereze.accounts.lockout.name_tried"
AXES_CLIENT_IP_CALLABLE = "tereze.accounts.addresses.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the journal
AXES_SENSITIVE_PARAMETERS = ["login", "password", "csrfmiddlewaretoken"]
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False
PROXIES = environment.number("TEREZE_PROXIES", default=1 if HTTPS else 0)  # of ours, each adding to X-Forwarded-For
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no words in cookies
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = False  # the proxy's work
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk prints from a frame of its own
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

# --- languages: Kyrgyz first
LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"
USE_THOUSAND_SEPARATOR = True

# --- static files come from packages and are served by ourselves
STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("TEREZE_STATIC", str(ROOT / ".tereze" / "static")))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tereze.ui.fonts.FontFinder",  # cuts the typeface down to our letters
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- files of councils: S3, or a folder when no bucket is named
FILES_FOLDER = Path(environment.text("TEREZE_FILES", str(ROOT / ".tereze" / "files")))
S3 = {
    "bucket": environment.text("S3_BUCKET", ""),
    "endpoint_url": environment.text("S3_ENDPOINT_URL", ""),
    "region": environment.text("S3_REGION", ""),
    "access_key_id": environment.text("S3_ACCESS_KEY_ID", ""),
    "secret_access_key": environment.text("S3_SECRET_ACCESS_KEY", ""),
}

# --- e-mail
EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_FILE_PATH = environment.text("EMAIL_FILE_PATH", "") or None
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"tereze@{BASE_HOST}")

# --- cache: counters only; what must be shared is in the database
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}

# --- background work: a broker, or a queue in our own PostgreSQL, which loses nothing when a worker is killed
_BROKER = environment.text("CELERY_BROKER_URL", "")
CELERY_BROKER_URL = _BROKER or "pgmq://our-own-database"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 600, "unacked_restore_interval": 2, "unacked_restore_throttle": 1}
    if _BROKER
    else {
        "conn_string": environment.queue("DATABASE_URL"),
        "init_extension": False,
        "use_notify": True,
        "wait_time_seconds": 0,  # PostgreSQL wakes the worker; waiting at one queue would keep it from the others
        "visibility_timeout": 120,
        "pool_timeout": 5,
    }
)
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(_BROKER)  # in PostgreSQL every worker would leave tables of its own behind
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}  # what waits is in tables; sweeps find it
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {  # each expires when the next one comes: while no worker runs they do not pile up
    name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for name, task, seconds in (
        ("deliver what waits", "tereze.exchange.tasks.sweep", 30.0),
        ("store files that wait", "tereze.storage.tasks.sweep", 30.0),
        ("take up imports that wait", "services.registers.imports.tasks.sweep", 30.0),
        ("take up exports that wait", "services.registers.exports.tasks.sweep", 30.0),
        ("compare registers", "services.registers.quality.tasks.look_everywhere", 86_400.0),
        ("count the day", "tenants.oversight.tasks.count_all", 3600.0),
    )
}

# --- the API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["tereze.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["tereze.api.permissions.NamedPermission"],
    "DEFAULT_THROTTLE_CLASSES": ["tereze.api.throttling.KeyThrottle", "tereze.api.throttling.StrangerThrottle"],
    "DEFAULT_THROTTLE_RATES": {"key": "600/min", "stranger": "60/min"},
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "tereze.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "tereze.api.schema.Schema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
DRF_STANDARDIZED_ERRORS = {"ALLOWED_ERROR_STATUS_CODES": ["400", "401", "403", "404", "405", "415", "429", "500"]}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tereze",
    "DESCRIPTION": "Residents and certificates of one council. `/api/docs/` explains keys, errors, repeating.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        f"{name}Enum": f"drf_standardized_errors.openapi_serializers.{name}Enum.choices"
        for name in (
            "ValidationError",
            "ClientError",
            "ServerError",
            "ParseErrorCode",
            "ErrorCode401",
            "ErrorCode403",
            "ErrorCode404",
            "ErrorCode405",
            "ErrorCode406",
            "ErrorCode415",
            "ErrorCode429",
            "ErrorCode500",
        )
    },
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
}

# --- what happened
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s [%(council)s] %(name)s: %(message)s"}},
    "filters": {"council": {"()": "tereze.ops.logs.CouncilFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["council"]}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "ERROR"},
        "botocore": {"level": "INFO"},  # below that it writes whole files and signed headers out
    },
}
SENTRY_DSN = environment.text("SENTRY_DSN", "")
if SENTRY_DSN:
    from tereze.ops import sentry

    sentry.start(SENTRY_DSN, release=VERSION, environment=BASE_HOST)
