"""The style sheet of a shop's look, for every site that wears it. Its address changes with what is
in it, so browsers keep it.
"""

import hashlib
from functools import lru_cache

from django.http import Http404, HttpResponse

from regulars.core.program.look import Look
from regulars.kit.pages import shades

YEAR = 31_536_000


def sheet_of(look: Look) -> str:
    """Will write the style sheet; '' where pages look as all do."""
    return _sheet(look.color, look.typeface)


@lru_cache(maxsize=256)
def _sheet(color: str | None, typeface: str) -> str:
    return shades.style(color, typeface)


def mark_of(look: Look) -> str:
    """Will name the style sheet by what is in it; '' where there is none."""
    text = sheet_of(look)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def sheet(look: Look, mark: str) -> HttpResponse:
    """Will answer with the tokens that differ from ours, under their own mark only."""
    if not mark or mark != mark_of(look):
        raise Http404
    response = HttpResponse(sheet_of(look), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
