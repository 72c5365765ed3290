"""The other pages of a digest: every question with its counts, and the picture of them."""

from __future__ import annotations

from dialogues.digests.card import TOOL, assigned, besides, report, values
from dialogues.digests.fold import Digest, Item
from dialogues.phrases import Phrases
from dialogues.quoting import quoted
from dialogues.reply import Image, Part, Stack, Stacks


def rows(digest: Digest, phrases: Phrases) -> str:
    """Return every question with its counts, in the checklist's order, and what else is said."""
    row = phrases.digest.row
    lines = (row.format(**values(i, phrases)) + assigned(i, phrases) for i in digest.items)
    more = besides(digest, phrases)
    return phrases.digest.all.format(rows="\n".join(lines)) + (f"\n\n{more}" if more else "")


def picture(digest: Digest, phrases: Phrases) -> Image:
    """Return bars of the counts. The tool is in the caption only: pictures are kept in a folder."""
    words = phrases.digest
    text = rows(digest, phrases)
    names = ", ".join(digest.withheld)
    unseen = [words.withheld_short.format(names=names)] if names else []
    stacks = Stacks(
        title=words.picture_title.format(name=digest.name),
        stacks=tuple(_stack(item, phrases) for item in digest.items),
        foot=" ".join([words.picture_foot.format(report=report(digest, phrases)), *unseen]),
    )
    lines = " ".join([*(_line(stack) for stack in stacks.stacks), *unseen])
    caption = words.caption.format(tool=quoted(digest.tool, TOOL))
    return Image("digest", words.alt.format(rows=lines), caption, text, stacks=stacks)


def _stack(item: Item, phrases: Phrases) -> Stack:
    tally, names, row = item.tally, phrases.checklist, phrases.digest
    parts = (
        Part("yes", tally.yes, names.yes),
        Part("partly", tally.partly, names.partly),
        Part("unknown", tally.unknown, names.unknown),
        Part("no", tally.no, names.no),
        Part("does-not-apply", tally.does_not_apply, names.does_not_apply),
    )
    said = ", ".join(row.verdict_name(v).strip(".") for v in item.verdicts)
    severity = names.severity(item.severity)
    return Stack(item.name, severity, said, tuple(part for part in parts if part.count))


def _line(stack: Stack) -> str:
    counts = ", ".join(f"{part.count} {part.words}" for part in stack.parts)
    return f"{stack.label}: {counts}{f' ({stack.note})' if stack.note else ''}."
