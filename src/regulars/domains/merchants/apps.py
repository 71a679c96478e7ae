"""Django's registration of this domain."""

from django.apps import AppConfig


class MerchantsConfig(AppConfig):
    """Tables of the merchants domain."""

    name = "regulars.domains.merchants"
    label = "merchants"
    default_auto_field = "django.db.models.BigAutoField"
