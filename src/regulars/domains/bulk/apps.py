"""Django's registration of this domain."""

from django.apps import AppConfig


class BulkConfig(AppConfig):
    """Tables of the bulk domain."""

    name = "regulars.domains.bulk"
    label = "bulk"
    default_auto_field = "django.db.models.BigAutoField"
