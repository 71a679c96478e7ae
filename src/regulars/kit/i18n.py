"""Sentences in the reader's language: gettext catalogues, English where there is none."""

import gettext
from functools import lru_cache

from babel import Locale

from regulars.kit import mirrored
from regulars.kit.catalogues import DOMAIN
from regulars.kit.pg import home

# The day comes before the month for most who read English without being American.
_LOCALES = {"en": "en_GB", mirrored.LANGUAGE: "ar"}


def folder_name(language: str) -> str:
    """Will give the name of a language's folder: 'zh_Hans' for 'zh-hans'."""
    first, _, second = language.replace("_", "-").partition("-")
    ending = second.title() if len(second) > 2 else second.upper()
    return f"{first.lower()}_{ending}" if second else first.lower()


@lru_cache(maxsize=32)
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = str(home.folder() / "locale")
    return gettext.translation(DOMAIN, folder, languages=[folder_name(language)], fallback=True)


def locale_of(language: str) -> Locale:
    """Will give a language as Babel knows it: how numbers and days are written."""
    return Locale.parse(_LOCALES.get(language) or folder_name(language))


def translate(text: str, language: str) -> str:
    """Will give a text in a language ('fi', 'zh-Hans'), itself where it is not translated."""
    return _catalogue(language).gettext(text)
