"""Django's registration of this domain."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Tables of the goals domain."""

    name = "regulars.domains.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"
