"""Signing in: how often it failed lately, and the codes that were sent by mail."""

from regulars.domains.signin import operations, passkeys

__all__ = ["operations", "passkeys"]
