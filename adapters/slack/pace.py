"""How fast Slack may be called."""

from __future__ import annotations

from adapters.slack.splitting import SECTION
from bot.pace import Pace, Rate

PACE = Pace(chat=Rate(1.0, burst=3), whole=Rate(5.0, burst=20), text=SECTION)
"""About one message a second in a chat, and in a workspace some hundreds a minute."""
