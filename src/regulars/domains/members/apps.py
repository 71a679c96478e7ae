"""Django's registration of this domain."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Tables of the members domain."""

    name = "regulars.domains.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
