"""Django's registration of this domain."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Tables of the gatherings domain."""

    name = "regulars.domains.gatherings"
    label = "gatherings"
    default_auto_field = "django.db.models.BigAutoField"
