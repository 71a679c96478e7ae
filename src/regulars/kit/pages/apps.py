"""Django's registration of the pages' parts."""

from django.apps import AppConfig
from django.utils.translation import get_language

from regulars.kit import speech


class PagesConfig(AppConfig):
    """Templates, tags and static files; and whose language is spoken."""

    name = "regulars.kit.pages"
    label = "pages"

    def ready(self) -> None:
        """Sentences of rules come in the language of the request's reader."""
        speech.listen(lambda: get_language() or speech.ENGLISH)
