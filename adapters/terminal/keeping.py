"""How files get into the terminal: the wiring keeps them where the learner finds them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from bot.account import Account
from dialogues.reply import Document

Keep: TypeAlias = Callable[[Account, Document], Awaitable[Path]]
"""Makes the file and keeps it where its owner alone can read it. Raises SendFailed."""
