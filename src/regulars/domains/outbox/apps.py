"""Django's registration of this domain."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Tables of the outbox domain."""

    name = "regulars.domains.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
