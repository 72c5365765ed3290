"""Other words for the answers that a program gives by name: those that the chat shows."""

from __future__ import annotations

from collections.abc import Mapping

SPOKEN: Mapping[str, Mapping[str, str]] = {
    "material": {
        "plain text": "text",
        "document": "documents",
        "pdf": "documents",
        "word": "documents",
        "documents (pdf, word)": "documents",
        "e mail": "email",
        "e mails": "email",
        "emails": "email",
        "web page": "web",
        "web pages": "web",
    },
    "architecture": {"mixture of experts": "moe"},
    "method": {"light": "lora"},
}
"""For each input, the name that counts, by other words in small letters without hyphens."""


def named(input: str, said: str) -> str:
    """Return the name that these words stand for, in small letters; else the words themselves."""
    words = said.strip().casefold()
    return SPOKEN.get(input, {}).get(" ".join(words.replace("-", " ").split()), words)
