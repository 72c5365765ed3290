"""Units. These are definitions, not estimates: everything else stands in the table."""

from __future__ import annotations

SECONDS = 3600
"""Seconds in an hour."""

MONTH = 365.25 * 24 / 12
"""Hours in a month."""

TERA = 1e12
GIGA = 1e9
MILLION = 1e6
KILO = 1e3
