"""The one settings module. The environment is read here and nowhere else.

Variables: SECRET_KEY, GATEHOUSE_FIELD_KEY, DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, ALLOWED_HOSTS, DEBUG,
GATEHOUSE_DEMO, GATEHOUSE_GOVERNMENT_BANNER, GATEHOUSE_HTTPS. See README.md, "Deployment".
"""

import sys
from pathlib import Path

import dj_database_url
import pghistory
import pgtrigger
from csp.constants import NONE, SELF
from environs import env

BASE_DIR = Path(__file__).resolve().parent.parent
INSECURE_KEY = "insecure-only-for-tests-and-checks-not-for-serving-anything"

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", INSECURE_KEY)
SALT_KEY = env.str("GATEHOUSE_FIELD_KEY", SECRET_KEY)  # encrypts people's identifiers at rest
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
DEMO = env.bool("GATEHOUSE_DEMO", False)
GOVERNMENT_BANNER = env.bool("GATEHOUSE_GOVERNMENT_BANNER", False)
HTTPS = env.bool("GATEHOUSE_HTTPS", False)

INSTALLED_APPS = [
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "csp",
    "ground",
    "partners",
    "accounts",
    "vetting",
    "programs",
    "reporting",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ground.access.PermissionMiddleware",
    "ground.history.HistoryMiddleware",
    "ground.refusals.RefusalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ground.access.NoStoreMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.page_context",
            ],
            "libraries": {"gatehouse": "ground.pages.templatetags.gatehouse"},
            "builtins": ["ground.pages.templatetags.gatehouse"],
        },
    }
]
FORM_RENDERER = "ground.pages.rendering.UswdsRenderer"

# --- Postgres: migrations run as the owner, everything else as a role that owns nothing -------------------------
OWNER_COMMANDS = {"migrate", "flush", "sqlmigrate", "makemigrations", "test"}
_APP_URL = env.str("DATABASE_URL", "postgres:///gatehouse")
_OWNER_URL = env.str("DATABASE_OWNER_URL", _APP_URL)
AS_OWNER = len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS
_SERVER = dj_database_url.parse(_OWNER_URL if AS_OWNER else _APP_URL)
_OPTIONS = _SERVER.get("OPTIONS", {})
DATABASES = {
    "default": {
        **_SERVER,
        # Compiling a page's query takes longer than running it. What the address itself says comes after and wins.
        "OPTIONS": {**_OPTIONS, "options": f"-c jit=off {_OPTIONS.get('options', '')}".strip()},
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
APPLICATION_ROLE = dj_database_url.parse(_APP_URL)["USER"]
OWNER_ROLE = dj_database_url.parse(_OWNER_URL)["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- History: every write says who, where and why, or the database refuses it ----------------------------------
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True
PGHISTORY_BASE_MODEL = "ground.history.Event"
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField(null=False)
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=False)

# --- Sign-in ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.AssignmentBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 15}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-gatehouse" if HTTPS else "gatehouse"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Places, times, files -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "America/New_York"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATE_DIR = Path(env.str("GATEHOUSE_STATE", str(BASE_DIR / ".gatehouse")))
MEDIA_ROOT = STATE_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DJANGO_TABLES2_TEMPLATE = "django_tables2/uswds.html"
SHOW_HANDLING_MARK = True

# --- API ------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.TokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["ground.api.permissions.DeclaredPermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["ground.api.filters.StrictFilterBackend", "ground.api.filters.StrictOrdering"],
    "DEFAULT_PAGINATION_CLASS": "ground.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "ground.api.problems.problem",
    "COERCE_DECIMAL_TO_STRING": True,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Gatehouse API",
    "DESCRIPTION": "US security assistance, end to end, with the Leahy gate. Every list is scoped to its reader.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["ground.api.permissions.DeclaredPermission"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_NAME_OVERRIDES": {
        "LawEnum": "vetting.models.Law",
        "StageEnum": "programs.states.Stage",
        "ProgramKindEnum": "programs.states.Kind",
        "ReviewKindEnum": "vetting.models.Review.Kind",
        "OperatingUnitKindEnum": "partners.models.OperatingUnit.Kind",
        "NotificationKindEnum": "programs.notifications.rules.NotificationKind",
        "CommitteeEnum": "programs.notifications.rules.Committee",
    },
}

# --- Background work --------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # The sweep for stale facts runs every 3 seconds; only what goes wrong in it is worth a line.
    "loggers": {name: {"level": "WARNING"} for name in ("celery.app.trace", "celery.worker.strategy", "celery.beat")},
}
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
