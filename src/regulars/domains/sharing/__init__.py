"""Accounts that several people share: households and companies, who is in them, who is invited."""

from regulars.domains.sharing import operations, queries

__all__ = ["operations", "queries"]
