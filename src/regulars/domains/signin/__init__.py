"""Signing in: how often it failed lately, and the codes that were sent by mail."""

from regulars.domains.signin import operations

__all__ = ["operations"]
