"""Levels for people who look them up: every change, what is to decide, decisions, advisers."""

from regulars.domains.tiers import operations, queries

__all__ = ["operations", "queries"]
