"""Django's registration of this domain."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Tables of the sharing domain."""

    name = "regulars.domains.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
