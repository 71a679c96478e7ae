"""Django's registration of this domain."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Tables of the signin domain."""

    name = "regulars.domains.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"
