"""Django's registration of this domain."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Tables of the imports domain."""

    name = "regulars.domains.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
