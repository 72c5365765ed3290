"""What a sender keeps of pictures, in memory."""

from __future__ import annotations

from bot.ports import StoreUnavailable


class Uploads:
    """What was uploaded, while `up`."""

    def __init__(self) -> None:
        self.up = True
        self.kept: dict[tuple[str, str, str], str] = {}

    async def uploaded(self, platform: str, tenant: str, picture: str) -> str | None:
        self._check()
        return self.kept.get((platform, tenant, picture))

    async def note_upload(self, platform: str, tenant: str, picture: str, ref: str) -> None:
        self._check()
        self.kept[platform, tenant, picture] = ref

    def _check(self) -> None:
        if not self.up:
            raise StoreUnavailable("down")
