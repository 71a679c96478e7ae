"""What program-wide limits have used, claimed in the transaction of the points."""

from regulars.domains.budgets import operations

__all__ = ["operations"]
