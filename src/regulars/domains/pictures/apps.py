"""Django's registration of this domain."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Tables of the pictures domain."""

    name = "regulars.domains.pictures"
    label = "pictures"
    default_auto_field = "django.db.models.BigAutoField"
