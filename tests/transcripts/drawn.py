"""The pictures of a course by what is in their files, as a platform is given them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from bot.content import load_course
from bot.main import drawing
from bot.settings import Settings
from dialogues.reply import Image


async def pictures(home: Path, database: Path) -> Mapping[str, Image]:
    """Return the pictures of the course in this folder, drawn as for this database."""
    draw = drawing(Settings(database_url=f"sqlite:///{database}", content=home))
    found: dict[str, Image] = {}
    for lesson in load_course(home).lessons:
        for image in lesson.images.values():
            drawn = await draw(image)
            assert drawn
            found[digest(drawn.read_bytes())] = image
    return found


def digest(content: bytes) -> str:
    return blake2b(content).hexdigest()


def without_words(text: str, image: Image) -> str:
    """Return what is said beside a picture: its caption and description follow in the message."""
    for words in (image.text, image.caption):
        text = text.removesuffix(f"\n\n{words}")
    return text
