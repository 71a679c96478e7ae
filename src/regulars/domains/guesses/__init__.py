"""Codes that were typed in wrong: who did it how often of late."""

from regulars.domains.guesses import operations

__all__ = ["operations"]
