"""Tokens as they are stored: encrypted, and of use for one workspace only."""

from __future__ import annotations

from datetime import datetime

import msgspec
from cryptography.fernet import Fernet, InvalidToken

from bot.ports import OpenError


class Sealed(msgspec.Struct, frozen=True):
    """A token, and since when it is there."""

    token: str
    at: datetime


class Seals:
    """Encrypts and decrypts with a key of 32 bytes as base64url."""

    def __init__(self, key: str) -> None:
        self._key = Fernet(key)

    def sealed(self, tenant: str, token: str) -> bytes:
        """Return the token of this workspace as it may be stored."""
        return self._key.encrypt(msgspec.json.encode((tenant, token)))

    def opened(self, tenant: str, sealed: bytes, at: datetime) -> Sealed:
        """Return what `sealed` hid. Raises OpenError when it was not for this workspace."""
        try:
            held = msgspec.json.decode(self._key.decrypt(sealed), type=tuple[str, str])
        except (InvalidToken, msgspec.DecodeError):
            held = ("", "")
        if held[0] != tenant:
            raise OpenError(
                "Slack: the stored tokens of workspaces cannot be read. Set TUTORBOT_SECRET_KEY to "
                "the key that they were stored with"
            )
        return Sealed(held[1], at)
