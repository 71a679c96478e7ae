"""Django's registration of this domain."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Tables of the campaigns domain."""

    name = "regulars.domains.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
