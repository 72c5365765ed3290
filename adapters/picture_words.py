"""What is said of a picture beside it, or in its place."""

from __future__ import annotations

from dialogues.reply import Reply


def picture_words(reply: Reply, *, drawn: bool) -> list[str]:
    """Return what is said of the picture beside the text: its caption, and all that it shows.

    The latter is left out where the picture is seen and a button gives it.
    """
    if reply.image is None:
        return []
    offered = drawn and any(choice.id == "text" for choice in reply.choices)
    words = dict.fromkeys((reply.image.caption, *([] if offered else [reply.image.text])))
    return [said for said in words if said not in reply.text]
