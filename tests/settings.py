"""The product's settings, with a key of the tests' own and a fast password hasher."""

import os

os.environ.setdefault(
    "SECRET_KEY", "only-the-tests-sign-with-this-key-0123456789-abcdefghijk"
)
os.environ.setdefault("FIELD_KEYS", "43cYowo2k7Q1jyn00Gq2eB-tabfM9vGLMUE0hw09pU8=")
os.environ["PILOT_DEMO"] = ""
os.environ["PILOT_TODAY"] = ""

from pilot.settings import *  # noqa: F403
from pilot.settings import DATABASES as _DATABASES
from pilot.settings import MIDDLEWARE as _MIDDLEWARE
from pilot.settings import TEMPLATES as _TEMPLATES

MIDDLEWARE = [name for name in _MIDDLEWARE if "whitenoise" not in name]
# Where a test asks only how a page answers, nothing is drawn.
TEMPLATES = [{"BACKEND": "tests.unseen.Unseen"}, *_TEMPLATES]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What the machine's loss of power would take with it, no test looks for again.
_OPTIONS = _DATABASES["default"]["OPTIONS"]
if "init_command" in _OPTIONS:
    _OPTIONS["init_command"] += "; PRAGMA synchronous=OFF"
else:
    _OPTIONS["options"] += " -c synchronous_commit=off"
# Test pages are served over plain http.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
ALLOWED_HOSTS = ["*"]
