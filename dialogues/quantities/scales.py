"""Numbers in words: two hundred and fifty thousand, and the words that multiply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SCALES: Mapping[str, int] = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "mrd": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
"""What a number is multiplied by; a billion is a thousand million, as in English today."""

LETTERS: Mapping[str, str] = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}
"""The same in one letter, as in 8B parameters; never alone where bytes are meant."""

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES: Mapping[str, int] = {word: value for value, word in enumerate(_SMALL.split())}
_TENS: Mapping[str, int] = {word: 10 * value for value, word in enumerate(_ROUND.split(), start=2)}


def whole_number(words: Sequence[str]) -> int | None:
    """Return the value of a whole number in words, None when they are not one."""
    total, last, group = 0, 0, list[str]()
    for word in words:
        if word not in SCALES:
            group.append(word)
            continue
        size = SCALES[word]
        # Only the very first scale may stand without a number: "thousand" is a thousand.
        value = _below_thousand(group, first=not last) if group else int(not last) or None
        if not value or (last and size >= last):
            return None
        total, last, group = total + value * size, size, []
    if not group:
        return total if words else None
    value = _below_thousand(group, first=not last)
    # A million two is 1.2 million to some; a million and two is not.
    if value is None or (last and value < 100 and (not value or group[0] != "and")):
        return None
    return total + value


def _below_thousand(words: Sequence[str], *, first: bool) -> int | None:
    """The value of [n] hundred [and] n; after a scale it may begin with "and"."""
    if not first and words[0] == "and":
        return _below_hundred(words[1:])
    if "hundred" not in words:
        return _below_hundred(words)
    place = words.index("hundred")
    before, after = words[:place], words[place + 1 :]
    hundreds = _ONES.get(before[0], 0) if len(before) == 1 else int(not before and first)
    if after[:1] == ["and"]:
        after = after[1:] or ["and"]
    rest = _below_hundred(after) if after else 0
    return None if not hundreds or rest is None or (after and not rest) else 100 * hundreds + rest


def _below_hundred(words: Sequence[str]) -> int | None:
    """The value of one or two words: seven, seventeen, seventy, seventy seven."""
    if len(words) == 1:
        return _ONES.get(words[0], _TENS.get(words[0]))
    if len(words) == 2 and words[0] in _TENS and 0 < _ONES.get(words[1], 0) < 10:
        return _TENS[words[0]] + _ONES[words[1]]
    return None
