"""Django's registration of this domain."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Tables of the cards domain."""

    name = "regulars.domains.cards"
    label = "cards"
    default_auto_field = "django.db.models.BigAutoField"
