"""Makes a short text out of what was typed, and cuts it into numerals, words and signs."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

import msgspec

from dialogues.quantities.numerals import fraction, numeral

MAX_RAW = 256
"""The longest text that is looked at, in characters as typed."""

MAX_CLEAN = 64
"""The longest text that is read, in characters after cleaning."""

_OVERRIDES = frozenset("\u202d\u202e")  # what is seen is then not what is read
_SAME = str.maketrans(
    {
        **dict.fromkeys("’ʼ`´‘", "'"),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("–—", "−"),
        **dict.fromkeys("≈∼≃≅", "~"),
        "،": ",",
        "&": " and ",
    }
)
_QUOTES = " '\"“”«»"
_ENDS = _QUOTES + ".,;:!?"
_TORN = re.compile(r"[\t-\r\x85\u2028\u2029]|\d\s{2,}\d")  # two lines or columns: two amounts
_JOINED = re.compile(r"(?<=\w)-(?=[^\W\d_])")  # 3-week, twenty-five
_TOKEN = re.compile(
    r"""(?P<fraction>(?:\d+\ )?\d+[/⁄]\d+(?![\d/⁄]))
      | (?P<numeral>\d(?:[\d.,'٫٬ ]*\d)?|\.\d+)
      | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)(?:\.(?!\d))?
      | (?P<sign>[-−~,/])""",
    re.VERBOSE,
)


class Token(msgspec.Struct, frozen=True):
    """A word or sign, or with `values` a numeral: two values when it can be read in two ways."""

    text: str
    values: tuple[Fraction, ...] = ()

    @property
    def word(self) -> str:
        """The text as it is compared; empty for a numeral."""
        return "" if self.values else self.text.casefold()


def clean(text: str) -> str:
    """Return the text in plain characters and single spaces, "" when it cannot be an amount."""
    if len(text) > MAX_RAW or not _OVERRIDES.isdisjoint(text) or _TORN.search(text.strip()):
        return ""
    spelled = "".join(map(_spelled, text))
    if len(spelled) > MAX_RAW:
        return ""
    seen = "".join(c for c in spelled if unicodedata.category(c) != "Cf").translate(_SAME)
    if len({ord(c) - unicodedata.decimal(c) for c in seen if c.isdecimal()}) > 1:
        return ""  # digits of two scripts: which way do they run?
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)
    joined = " ".join(_JOINED.sub(" ", digits).split())
    short = joined.lstrip(_QUOTES).rstrip(_ENDS)  # a leading comma may be a decimal one
    return short if len(short) <= MAX_CLEAN else ""


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a clean text into tokens; none when it holds anything else."""
    found: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if not match:
            return ()
        found.append(_token(match))
        place = match.end()
    return tuple(found)


def _token(match: re.Match[str]) -> Token:
    text = match[match.lastgroup or 0]
    if match.lastgroup == "fraction":
        return Token(text, fraction(text))
    return Token(text, numeral(text) if match.lastgroup == "numeral" else ())


def _spelled(c: str) -> str:
    """A character in its plain form: ½ is a fraction after a space; what is raised is refused."""
    if c.isascii():
        return c
    plain = unicodedata.normalize("NFKC", c)
    if unicodedata.category(c) not in ("No", "Nl"):
        return plain
    vulgar = unicodedata.decomposition(c).startswith("<fraction>")
    return f" {plain}" if vulgar else "\ufffd"  # 10² is not 102
