"""Django's registration of this domain."""

from django.apps import AppConfig


class TagsConfig(AppConfig):
    """Tables of the tags domain."""

    name = "regulars.domains.tags"
    label = "tags"
    default_auto_field = "django.db.models.BigAutoField"
