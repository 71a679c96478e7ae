"""Django's settings, all from the operator's options and the data folder."""

from pathlib import Path

from regulars import domains
from regulars.kit import mirrored
from regulars.kit.pg import home
from regulars.project import options
from regulars.project.databases import databases
from regulars.project.logs import logging_config

SECRET_KEY = options.secret_key()
DEBUG = options.DEBUG.flag()
ALLOWED_HOSTS = options.HOSTS.words()

# Every domain that keeps something is an app; its folder says so by having tables.
_DOMAINS = sorted(
    f"{domains.__name__}.{models.parent.name}"
    for folder in domains.__path__
    for models in Path(folder).glob("*/models.py")
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "regulars.project.apps.FlashMessages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "regulars.kit.pages",
    "regulars.entrypoints.console",
    "regulars.entrypoints.till",
    "regulars.entrypoints.portal",
    *_DOMAINS,
]

MIDDLEWARE = [
    "regulars.project.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "regulars.project.journal.Journal",
    # Answers get a random length each time, so that it tells nothing of secrets in them (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "regulars.kit.pages.security.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "regulars.project.urls"
WSGI_APPLICATION = "regulars.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regulars.project.ways_back.way_back",
            ]
        },
    }
]

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES_OFFERED = [
    ("en", "English"),
    ("fi", "suomi"),
    ("nb", "norsk bokmål"),
    ("et", "eesti"),
    ("ru", "русский"),
    ("zh-hans", "简体中文"),
]
LANGUAGES = LANGUAGES_OFFERED + [(mirrored.LANGUAGE, "mirrored")] * options.MIRRORED.flag()
LOCALE_PATHS = [home.folder() / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = home.folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # A file's name carries its hash, so browsers may keep it for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_UPLOAD_HANDLERS = [
    "regulars.kit.pages.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Second factors of staff; the pages are our own.
MFA_ADAPTER = "regulars.entrypoints.console.signin.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
ACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

if options.HTTPS.flag():
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = logging_config(options.LOG_FORMAT.text() or "text")
