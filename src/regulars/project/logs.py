"""Logs as fields: readable on a terminal, JSON for a collector. Personal data never goes in."""

import logging
import traceback
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
]


class Plain(logging.Filter):
    """What was sent and refused (too large, too much of it) is one line: no trace of ours explains
    it. And nothing of what people sent is told."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets everything through, refusals without their trace."""
        if record.name.startswith("django.security."):
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        path = getattr(getattr(record, "request", None), "path", None)
        if path is not None and isinstance(record.args, tuple):
            # An address may hold an e-mail; the request's own line says the route.
            record.args = tuple("a page" if one == path else one for one in record.args)
        if record.name == "django.request" and record.exc_info and record.exc_info[0]:
            # So may the error's own message: its kind and the places in our code are enough.
            kind, _, places = record.exc_info
            record.msg += f": {kind.__name__}\n{''.join(traceback.format_tb(places))}"
            record.exc_info, record.exc_text = None, None
        return True


def logging_config(kind: str) -> dict[str, Any]:
    """Django's LOGGING: what anyone logs leaves through structlog, on standard error."""
    last: Any = (
        structlog.processors.JSONRenderer()
        if kind == "json"
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, timestamp_key="ts")
    )
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"plain": {"()": Plain}},
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    last,
                ],
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "structured",
                "filters": ["plain"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # One line for each refused page would only repeat the access log.
            "django.request": {"level": "ERROR"},
            # Robots that try names: refused, and none of our business.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "procrastinate": {"level": "WARNING"},
        },
    }
