"""Django's registration of this domain."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Tables of the events domain."""

    name = "regulars.domains.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
