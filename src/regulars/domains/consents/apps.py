"""Django's registration of this domain."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Tables of the consents domain."""

    name = "regulars.domains.consents"
    label = "consents"
    default_auto_field = "django.db.models.BigAutoField"
