"""What a shop wants of its program: goals, each a figure that is to be reached by a day."""

from regulars.domains.goals import operations, queries

__all__ = ["operations", "queries"]
