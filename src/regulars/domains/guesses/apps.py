"""Django's registration of this domain."""

from django.apps import AppConfig


class GuessesConfig(AppConfig):
    """Tables of the guesses domain."""

    name = "regulars.domains.guesses"
    label = "guesses"
    default_auto_field = "django.db.models.BigAutoField"
