"""Who a learner is on a platform."""

from __future__ import annotations

import msgspec


class Account(msgspec.Struct, frozen=True, gc=False):
    """Who a learner is on a platform; `key` names the account in every table and command."""

    platform: str
    tenant: str
    user: str

    def __post_init__(self) -> None:
        """Raises ValueError where two accounts could have the same key."""
        if ":" in self.platform or ":" in self.tenant:
            raise ValueError("a platform and a tenant may not hold a colon")

    @property
    def key(self) -> str:
        return f"{self.platform}:{self.tenant}:{self.user}"
