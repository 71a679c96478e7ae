"""Django's registration of this domain."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Tables of the notes domain."""

    name = "regulars.domains.notes"
    label = "notes"
    default_auto_field = "django.db.models.BigAutoField"
