"""Runs the SDK's own bot against the canned Bot API on this port."""

from __future__ import annotations

import logging
import sys
import warnings

from tests.benchmarks.peer.__main__ import lesson
from tests.benchmarks.peer.stock import application

if __name__ == "__main__":
    warnings.simplefilter("ignore")  # its advice about per_message does not concern us
    logging.getLogger("httpx").setLevel(logging.WARNING)
    _, turns = lesson()
    application("42:canned", f"http://127.0.0.1:{sys.argv[1]}", turns).run_polling()
