"""Django's registration of this domain."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables of the ledger domain."""

    name = "regulars.domains.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
