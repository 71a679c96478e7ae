"""Who they are: people, the names they are found by, and which account is theirs in a program."""

from regulars.domains.members import operations, queries

__all__ = ["operations", "queries"]
