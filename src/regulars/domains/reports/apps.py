"""Django's registration of this domain."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Tables of the reports domain."""

    name = "regulars.domains.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
