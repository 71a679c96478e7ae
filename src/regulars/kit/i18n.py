"""Sentences in the reader's language: gettext catalogues from the package, English where there is
none.
"""

import gettext
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=32)
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = str(resources.files("regulars").joinpath("locale"))
    return gettext.translation("regulars", folder, languages=[language], fallback=True)


def translate(text: str, language: str) -> str:
    """Will give a text in a language ('fi', 'zh-Hans'), itself where it is not translated."""
    return _catalogue(language).gettext(text)
