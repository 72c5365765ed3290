"""How a picture gets into the terminal: as a file that the wiring has drawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from dialogues.reply import Image

Draw: TypeAlias = Callable[[Image], Awaitable[Path | None]]
"""Draws a picture as a PNG, off the event loop; None when it cannot be drawn."""
