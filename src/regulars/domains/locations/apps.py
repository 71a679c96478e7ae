"""Django's registration of this domain."""

from django.apps import AppConfig


class LocationsConfig(AppConfig):
    """Tables of the locations domain."""

    name = "regulars.domains.locations"
    label = "locations"
    default_auto_field = "django.db.models.BigAutoField"
