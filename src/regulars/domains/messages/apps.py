"""Django's registration of this domain."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Tables of the messages domain."""

    name = "regulars.domains.messages"
    label = "messages"
    default_auto_field = "django.db.models.BigAutoField"
