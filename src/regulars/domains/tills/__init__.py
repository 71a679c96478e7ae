"""Devices at the counter that are bound to a program and a location, and who serves there."""

from regulars.domains.tills import operations, queries

__all__ = ["operations", "queries"]
