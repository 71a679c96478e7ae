"""The program of a text that was published: it was valid then and stays so."""

import msgspec

from regulars.core.program import Program
from regulars.domains.programs.parsing import parse


def load(text: str) -> Program:
    """Will give the program that a published text describes."""
    return msgspec.convert(parse(text).value, Program)
