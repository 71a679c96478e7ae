"""Django's registration of this domain."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Tables of the programs domain."""

    name = "regulars.domains.programs"
    label = "programs"
    default_auto_field = "django.db.models.BigAutoField"
