"""Django's registration of this domain."""

from django.apps import AppConfig


class ClubsConfig(AppConfig):
    """Tables of the clubs domain."""

    name = "regulars.domains.clubs"
    label = "clubs"
    default_auto_field = "django.db.models.BigAutoField"
