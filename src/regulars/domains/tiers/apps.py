"""Django's registration of this domain."""

from django.apps import AppConfig


class TiersConfig(AppConfig):
    """Tables of the tiers domain."""

    name = "regulars.domains.tiers"
    label = "tiers"
    default_auto_field = "django.db.models.BigAutoField"
