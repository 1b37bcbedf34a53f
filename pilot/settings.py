"""Settings: one file, environment variables only, safe when all are unset.

README, "Settings", lists the variables. Unset, this is a production configuration that
refuses to start without a secret key; PILOT_DEMO=1 makes it the local demonstration.
"""

import base64
import os
import secrets
from datetime import date, timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"


def env_flag(name: str) -> bool:
    """Whether an environment variable says yes; an odd value is an error, not a no."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "no", "false", "off"):
        return False
    if value in ("1", "yes", "true", "on"):
        return True
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def env_list(name: str) -> list[str]:
    """The comma-separated parts of an environment variable."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_day(name: str, otherwise: date | None) -> date | None:
    """The day an environment variable names, written like 2016-07-15."""
    value = os.environ.get(name, "").strip()
    if not value:
        return otherwise
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a date like 2016-07-15, not {value!r}."
        ) from None


def env_number(name: str, otherwise: int) -> int:
    """The whole number an environment variable holds."""
    value = os.environ.get(name, "").strip()
    if not value:
        return otherwise
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def secret_key() -> str:
    """The key from the environment; the demonstration makes its own and keeps it."""
    key = os.environ.get("SECRET_KEY", "")
    if not key and PILOT_DEMO:
        kept = VAR_DIR / "secret_key"
        VAR_DIR.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        if not kept.read_text():
            kept.write_text(secrets.token_urlsafe(64))
        return kept.read_text()
    if len(key) < 50 or len(set(key)) < 5:
        raise ImproperlyConfigured(
            "Set SECRET_KEY to at least 50 random characters (python3 -c 'import secrets; "
            "print(secrets.token_urlsafe(64))' makes one), or PILOT_DEMO=1 to demonstrate."
        )
    return key


def field_keys() -> list[str]:
    """What seals contact details, the newest first; the demonstration keeps its own."""
    keys = env_list("FIELD_KEYS")
    if not keys and PILOT_DEMO:
        kept = VAR_DIR / "field_keys"
        VAR_DIR.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        if not kept.read_text():
            kept.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        return [kept.read_text()]
    if not keys or not all(map(_is_field_key, keys)):
        raise ImproperlyConfigured(
            "Set FIELD_KEYS to keys of 32 random bytes, the newest first, with commas "
            "between (python3 -c 'import base64, secrets; "
            "print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())' makes one)."
        )
    return keys


def _is_field_key(key: str) -> bool:
    try:
        raw = base64.b64decode(key, altchars=b"-_", validate=True)
    except ValueError:
        return False
    return len(raw) == 32 and len(set(raw)) > 8


def database() -> dict:
    """The database that DATABASE_URL names: PostgreSQL, or SQLite in var/ when unset."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        VAR_DIR.mkdir(exist_ok=True)
        # Invented people and real ones never share a file.
        name = "demonstration" if PILOT_DEMO else "pilot"
        url = f"sqlite:///{VAR_DIR / name}.sqlite3"
    try:
        parsed = dj_database_url.parse(url)
    except (ValueError, KeyError):
        parsed = {}
    engine = parsed.get("ENGINE", "").rpartition(".")[2]
    if engine not in ("sqlite3", "postgresql") or not parsed.get("NAME"):
        # The address may hold a password: it is never printed.
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write postgres://USER:PASSWORD@HOST:5432/NAME "
            "or sqlite:////FULL/PATH, or leave it unset for SQLite in var/."
        )
    return {**parsed, **(_SQLITE if engine == "sqlite3" else _POSTGRESQL)}


# Immediate transactions in WAL: with the default two writers lose saves to "locked".
_SQLITE = {
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }
}
_POSTGRESQL = {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "connect_timeout": 5,
        # Compiling the one query of all figures takes far longer than running it.
        "options": "-c statement_timeout=30000 -c lock_timeout=10000 "
        "-c idle_in_transaction_session_timeout=60000 -c jit=off",
    },
}

PILOT_DEMO = env_flag("PILOT_DEMO")
PILOT_TODAY = env_day("PILOT_TODAY", date(2016, 7, 15) if PILOT_DEMO else None)

SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
FIELD_KEYS = field_keys()
DEBUG = False
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "pilot.apps.PilotConfig",
    "referrals.apps.ReferralsConfig",
    "cases.apps.CasesConfig",
    "cases.partners.apps.PartnersConfig",
    "reporting.apps.ReportingConfig",
    "django.forms",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "csp",
    "import_export",
]

MIDDLEWARE = [
    "pilot.middleware.request_reference",
    "pilot.middleware.parameters_once",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "pilot.middleware.private_pages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pilot.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pilot.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pilot.urls"
WSGI_APPLICATION = "pilot.wsgi.application"

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
                "pilot.context_processors.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "pilot.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "pilot.passwords.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "pilot.passwords.LengthValidator"},
    {"NAME": "pilot.passwords.CommonPasswordValidator"},
    {"NAME": "pilot.passwords.FamiliarWordsValidator"},
]
LOGIN_URL = "pilot:sign_in"
LOGIN_REDIRECT_URL = "reporting:home"
LOGOUT_REDIRECT_URL = "pilot:sign_in"

# Guessing is slowed per account, so that colleagues behind one address are not locked out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password"]
# Axes would rather also look at the address, which lets a guesser start anew from another.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

SESSION_COOKIE_AGE = env_number("SESSION_IDLE_MINUTES", 15) * 60
SESSION_LONGEST = timedelta(hours=10)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "pilot.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A demonstration is served over plain http on this machine; everything else is https.
SECURE = not PILOT_DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env_flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = PILOT_DEMO
WHITENOISE_ALLOW_ALL_ORIGINS = False
if PILOT_DEMO:
    STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
_HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC if PILOT_DEMO else _HASHED},
}

# Where people open the service: the links in e-mail begin with it.
SERVICE_URL = os.environ.get("SERVICE_URL", "").strip().rstrip("/") or (
    "http://127.0.0.1:8000" if PILOT_DEMO else next(iter(CSRF_TRUSTED_ORIGINS), "")
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = env_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "perpetrator-pilot@localhost")

# Logs say which page failed and how, never an address's query, a name or a text.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "pilot.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
