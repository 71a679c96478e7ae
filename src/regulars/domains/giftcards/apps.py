"""Django's registration of this domain."""

from django.apps import AppConfig


class GiftCardsConfig(AppConfig):
    """Tables of the gift cards domain."""

    name = "regulars.domains.giftcards"
    label = "giftcards"
    default_auto_field = "django.db.models.BigAutoField"
