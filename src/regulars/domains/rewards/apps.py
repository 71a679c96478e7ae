"""Django's registration of this domain."""

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    """Tables of the rewards domain."""

    name = "regulars.domains.rewards"
    label = "rewards"
    default_auto_field = "django.db.models.BigAutoField"
