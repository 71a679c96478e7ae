"""Django's registration of this domain."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Tables of the audit domain."""

    name = "regulars.domains.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
