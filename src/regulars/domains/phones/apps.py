"""Django's registration of this domain."""

from django.apps import AppConfig


class PhonesConfig(AppConfig):
    """Tables of the phones domain."""

    name = "regulars.domains.phones"
    label = "phones"
    default_auto_field = "django.db.models.BigAutoField"
