"""The tenants: merchants, their staff and their keys."""

from regulars.domains.merchants import operations, queries

__all__ = ["operations", "queries"]
