"""Logging: lines on standard error, for people or for programs. Never a learner's text."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import msgspec

from bot.settings import Settings


class JsonLines(logging.Formatter):
    """Formats a log record as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        return msgspec.json.encode(line).decode()


def start_logging(settings: Settings) -> None:
    """Send the program's log lines to standard error, as the settings say.

    Libraries stay at WARNING: below it some of them log what they were given, texts included.
    """
    handler = logging.StreamHandler(sys.stderr)
    text = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if settings.log_format == "json" else text)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("tutorbot", "bot", "adapters"):
        logging.getLogger(ours).setLevel(settings.log_level)
