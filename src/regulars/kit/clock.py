"""The only place that reads the wall clock. Whatever depends on time takes it as a parameter."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present, aware and in UTC."""
    return datetime.now(UTC)


def unix_ms() -> int:
    """The present in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
