"""Events that members come to: what is planned, who has a place, who waits for one."""

from regulars.domains.gatherings import operations, queries

__all__ = ["operations", "queries"]
