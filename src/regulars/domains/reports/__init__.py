"""Figures that a job has counted: pages read them, none waits for them."""

from regulars.domains.reports import operations, queries

__all__ = ["operations", "queries"]
