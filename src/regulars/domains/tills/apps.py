"""Django's registration of this domain."""

from django.apps import AppConfig


class TillsConfig(AppConfig):
    """Tables of the tills domain."""

    name = "regulars.domains.tills"
    label = "tills"
    default_auto_field = "django.db.models.BigAutoField"
