"""Django's registration of this domain."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Tables of the budgets domain."""

    name = "regulars.domains.budgets"
    label = "budgets"
    default_auto_field = "django.db.models.BigAutoField"
