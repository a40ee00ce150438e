"""Settings: everything from the environment, documented in `.env.example`."""

from pathlib import Path

import bootstrap
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

RACINE = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(RACINE / ".env")

DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY manque. Définissez la variable d'environnement SECRET_KEY (50 caractères aléatoires) ; "
            "pour essayer la démonstration, lancez « make demo »."
        )
    SECRET_KEY = "demonstration-seulement-jamais-en-production-" + "0" * 20
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=["127.0.0.1", "localhost", "[::1]"] if DEMO or DEBUG else [],
)
# What is printed in QR codes, mails and feeds: never taken from a request.
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    # The houses, upstream first.
    "academie",
    "besoins",
    "sessions",
    "certificats",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "academie.config.raccourci.RaccourciMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "academie.config.journal.JournalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "academie.config.urls"
WSGI_APPLICATION = "academie.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RACINE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "academie.navigation.contexte",
            ],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does; the setting goes with it
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# Data
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{RACINE / 'var' / 'academie.sqlite3'}")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Writers queue instead of failing: the transaction takes its lock at once, and waits for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768;",
    }
else:
    # A database that has gone is known within seconds, instead of holding each thread for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", 10_000)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://cache_partage?max_entries=100000")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
stockage = env.url("STORAGE_URL", default="")  # s3://key:secret@host/bucket
if stockage.scheme:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": stockage.path.strip("/"),
            "endpoint_url": f"https://{stockage.hostname}" if stockage.hostname else None,
            "access_key": stockage.username,
            "secret_key": stockage.password,
            "default_acl": "private",
        },
    }
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(RACINE / "var" / "documents"))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Accounts
AUTH_USER_MODEL = "academie.Utilisateur"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "academie.autorisations.backend.TableBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "academie.forms.utilisateur.InscriptionCompteForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "academie.config.comptes.AdaptateurComptes"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OTeN Académie"

# Mail: the demonstration keeps it in the administrator's mailbox page.
EMAIL_CONFIG = env.email("EMAIL_URL", default="dummymail://" if DEMO else "consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="OTeN Académie <academie@oten.example>")
CONTACT = env("CONTACT", default="academie@oten.example")
# Where refused mails come back, each under its own address ("retours+marque@…"), and the mailbox to read them from.
RETOURS_ADRESSE = env("RETOURS_ADRESSE", default="")
RETOURS_BOITE = env("RETOURS_BOITE", default="")

# The feeds of the watch are read on the public internet only; a test opens this machine's own addresses for itself.
FLUX_ADRESSES_LOCALES = False

# Legal pages: what only the operator knows
A_COMPLETER = "à compléter par l'exploitant"
EDITEUR = {
    "nom": env("EDITEUR_NOM", default="OTeN"),
    "forme": env("EDITEUR_FORME", default="association (loi du 1er juillet 1901)"),
    "adresse": env("EDITEUR_ADRESSE", default=A_COMPLETER),
    "telephone": env("EDITEUR_TELEPHONE", default=A_COMPLETER),
    "immatriculation": env("EDITEUR_IMMATRICULATION", default=A_COMPLETER),
    "directeur": env("EDITEUR_DIRECTEUR", default=A_COMPLETER),
    "delegue_donnees": env("EDITEUR_DELEGUE_DONNEES", default=""),
}
HEBERGEUR = {
    "nom": env("HEBERGEUR_NOM", default=A_COMPLETER),
    "adresse": env("HEBERGEUR_ADRESSE", default=A_COMPLETER),
    "telephone": env("HEBERGEUR_TELEPHONE", default=A_COMPLETER),
}

# The seal of the documents: key and certificate of the operator, checked at start; a demonstration's own otherwise
CACHET_CLE = env("CACHET_CLE", default="")
CACHET_CERTIFICAT = env("CACHET_CERTIFICAT", default="")

# Language and time
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [RACINE / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = RACINE / "var" / "static"
STATICFILES_DIRS = [("bootstrap", next(iter(bootstrap.__path__)))]
WHITENOISE_USE_FINDERS = DEBUG

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("DERRIERE_UN_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # On the handler too: the worker sets its own loggers to INFO.
    "formatters": {"sans_jeton": {"()": "academie.config.sans_jeton.SansJeton"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "level": env("LOG_LEVEL", default="WARNING"),
            "formatter": "sans_jeton",
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
