"""Reads a number of things: parameters, machines, passes, uses a month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from dialogues.quantities.echo import counted, counted_exactly
from dialogues.quantities.phrase import Meant, Measure, stripped
from dialogues.quantities.reading import Limits, Reading
from dialogues.quantities.scales import LETTERS
from dialogues.quantities.spelling import Token, clean, tokens
from dialogues.quantities.spoken import Values, is_number, values
from dialogues.quantities.verdict import Wording, verdict

_NUMBER = Measure("", "number", Fraction(1))


def read_count(text: str, limits: Limits | None = None, of: Collection[str] = ()) -> Reading:
    """Return the number of things, or why it is not one.

    `of` holds what may follow the number, in small letters: "machines", "uses a month". Things
    come whole: 1,500 is 1500, but 1,500 million is ambiguous. 8B is 8 billion, k, M and T are
    understood as well, in either case.
    """
    written = clean(text)
    phrase = stripped(tokens(written))
    found = [Meant(value, _NUMBER) for value in _numbers(_without(phrase.tokens, of))]
    return verdict(phrase.signed(found), limits, written, Wording(echo=_words, exact=_option))


def _without(found: Sequence[Token], of: Collection[str]) -> Sequence[Token]:
    """The tokens without the longest ending that says what is counted."""
    for place in range(1, len(found)):
        if " ".join(token.word for token in found[place:]) in of:
            return found[:place]
    return found


def _numbers(found: Sequence[Token]) -> Values:
    if len(found) == 2 and found[0].values and found[1].word in LETTERS:
        found = [found[0], Token(LETTERS[found[1].word])]
    if not is_number(found):
        return ()
    return values(found)[:1] if len(found) == 1 else values(found)


def _words(meant: Meant) -> str:
    return counted(meant.total, "")


def _option(meant: Meant) -> str:
    return counted_exactly(meant.total, "")
