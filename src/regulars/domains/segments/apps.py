"""Django's registration of this domain."""

from django.apps import AppConfig


class SegmentsConfig(AppConfig):
    """Tables of the segments domain."""

    name = "regulars.domains.segments"
    label = "segments"
    default_auto_field = "django.db.models.BigAutoField"
