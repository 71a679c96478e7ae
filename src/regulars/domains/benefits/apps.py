"""Django's registration of this domain."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    """Tables of the benefits domain."""

    name = "regulars.domains.benefits"
    label = "benefits"
    default_auto_field = "django.db.models.BigAutoField"
