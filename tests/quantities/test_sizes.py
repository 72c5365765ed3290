"""Sizes, pages and tokens as people write them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dialogues.quantities.reading import Amount, Limits, Reason, Unit, Unread
from dialogues.quantities.sizes import read_size

LIMITS: Mapping[Unit, Limits] = {
    "bytes": Limits(1e6, 1e16),
    "pages": Limits(300, 3e12),
    "tokens": Limits(2e5, 2e15),
}
KB, MB, GB, TB, GIB = 10**3, 10**6, 10**9, 10**12, 1 << 30

BYTES: list[tuple[str, float, str]] = [
    ("500 GB", 500 * GB, "500 GB"),
    ("500gb", 500 * GB, "500 GB"),
    ("2,5 TB", 2.5 * TB, "2.5 TB"),
    ("2.5 TB", 2.5 * TB, "2.5 TB"),
    ("half a terabyte", 500 * GB, "500 GB"),
    ("half TB", 500 * GB, "500 GB"),
    ("a quarter of a TB", 250 * GB, "250 GB"),
    ("three quarters of a terabyte", 750 * GB, "750 GB"),
    ("1/2 TB", 500 * GB, "500 GB"),
    ("½ TB", 500 * GB, "500 GB"),
    ("1½ TB", 1.5 * TB, "1.5 TB"),
    ("2 ¾ TB", 2.75 * TB, "2.75 TB"),
    ("one and a half GB", 1.5 * GB, "1.5 GB"),
    ("a TB and a half", 1.5 * TB, "1.5 TB"),
    ("a dozen GB", 12 * GB, "12 GB"),
    ("two hundred megabytes", 200 * MB, "200 MB"),
    ("two hundred and fifty thousand kilobytes", 250 * MB, "250 MB"),
    ("twenty-five gigs", 25 * GB, "25 GB"),
    ("3 megs", 3 * MB, "3 MB"),
    ("about 2 GiB", 2 * GIB, "about 2.1 GB"),
    ("10 gib", 10 * GIB, "about 11 GB"),
    ("~ 40 Gbyte", 40 * GB, "40 GB"),
    ("500 Go", 500 * GB, "500 GB"),
    ("I have roughly 500 GB of documents", 500 * GB, "500 GB"),
    ("2 GB of web pages", 2 * GB, "2 GB"),
    ("2 GB documents, please", 2 * GB, "2 GB"),
    ("2 TB and 500 GB", 2.5 * TB, "2.5 TB"),
    ("500000000 B", 500 * MB, "500 MB"),
    ("0,500 TB", 500 * GB, "500 GB"),
    ("1 000 GB", TB, "1 TB"),
    ("1\N{NARROW NO-BREAK SPACE}000,5 MB", 1000.5 * MB, "1000.5 MB"),
    ("1'250 GB", 1.25 * TB, "1.25 TB"),
    ("1’250 GB", 1.25 * TB, "1.25 TB"),
    ("1,234.5 MB", 1234.5 * MB, "1234.5 MB"),
    ("1.234,5 MB", 1234.5 * MB, "1234.5 MB"),
    ("1,234,000 MB", 1234 * GB, "1234 GB"),
    ("1.234.000 MB", 1234 * GB, "1234 GB"),
    ("1,50,000 MB", 150 * GB, "150 GB"),
    ("５００ ＧＢ", 500 * GB, "500 GB"),
    ("٥٠٠ GB", 500 * GB, "500 GB"),
    ("١٫٥ TB", 1.5 * TB, "1.5 TB"),
    ("١٬٥٠٠ GB", 1.5 * TB, "1.5 TB"),
    ("१.५ TB", 1.5 * TB, "1.5 TB"),
    ("5\N{ZERO WIDTH SPACE}00\N{RIGHT-TO-LEFT MARK} GB", 500 * GB, "500 GB"),
    ("5㎇", 5 * GB, "5 GB"),
]


@pytest.mark.parametrize(("text", "value", "words"), BYTES, ids=[text for text, _, _ in BYTES])
def test_a_size_is_read_and_echoed(text: str, value: float, words: str) -> None:
    reading = read_size(text, LIMITS)
    assert isinstance(reading, Amount)
    assert (reading.value, reading.unit, reading.words) == (value, "bytes", words)


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("a million pages", 1e6, "pages", "1 million pages"),
        ("half a million pages of text", 5e5, "pages", "500,000 pages"),
        ("1,500 pages", 1500, "pages", "1,500 pages"),
        ("1.500 pages", 1500, "pages", "1,500 pages"),
        ("5 lakh pages", 5e5, "pages", "500,000 pages"),
        ("300 billion tokens", 3e11, "tokens", "300 billion tokens"),
        ("300B tokens", 3e11, "tokens", "300 billion tokens"),
        ("1.5T tokens", 1.5e12, "tokens", "1.5 trillion tokens"),
    ],
)
def test_pages_and_tokens_are_amounts_of_their_own(
    text: str, value: float, unit: str, words: str
) -> None:
    reading = read_size(text, LIMITS)
    assert isinstance(reading, Amount)
    assert (reading.value, reading.unit, reading.words) == (value, unit, words)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.500 GB", ("1500 GB", "1.5 GB")),
        ("1,500 TB", ("1500 TB", "1.5 TB")),
        ("about 12,250 MB", ("12250 MB", "12.25 MB")),
        ("1,125 GiB", ("1125 GiB", "1152 MiB")),
        ("1,500 million tokens", ("1,500,000,000 tokens", "1,500,000 tokens")),
    ],
)
def test_one_mark_before_three_digits_is_ambiguous_and_both_readings_can_be_typed(
    text: str, readings: tuple[str, ...]
) -> None:
    assert read_size(text, LIMITS) == Unread("ambiguous", readings)
    for option in readings:
        assert isinstance(read_size(option), Amount)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("500 Gbit", ()),
        ("5 gigabits per second", ()),
        ("100 Mbps", ()),
        ("500 Gb", ("500 GB",)),
        ("two hundred Mb", ("200 MB",)),
    ],
)
def test_bits_are_refused_and_a_small_b_is_asked_about(
    text: str, readings: tuple[str, ...]
) -> None:
    assert read_size(text, LIMITS) == Unread("bits", readings)


@pytest.mark.parametrize("text", ["500", "500 G", "2T", "5k", "1,500", "½", "half", "two hundred"])
def test_a_number_alone_has_no_unit(text: str) -> None:
    assert read_size(text, LIMITS) == Unread("no_unit")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 GB", "too_small"),
        ("zero bytes", "too_small"),
        ("-5 GB", "too_small"),
        ("−5 GB", "too_small"),
        ("about minus five GB", "too_small"),
        ("-1,500 GB", "too_small"),
        ("999 KB", "too_small"),
        ("10.01 PB", "too_large"),
        ("1 EB", "too_large"),
        ("1,500 EB", "too_large"),
        ("10 pages", "too_small"),
        ("999999999999999 billion tokens", "too_large"),
    ],
)
def test_what_is_out_of_range_says_on_which_side(text: str, reason: Reason) -> None:
    assert read_size(text, LIMITS) == Unread(reason)


@pytest.mark.parametrize("text", ["1 MB", "1000 KB", "10 PB", "10,0 PB", "300 pages"])
def test_both_ends_of_the_range_are_inside(text: str) -> None:
    assert isinstance(read_size(text, LIMITS), Amount)


@pytest.mark.parametrize(
    "text",
    [
        "a", "a bit", "GB", "some GB", "lots", "a few GB", "hundreds of GB", "no data", "NaN GB",
        "inf GB", "1e5 GB", "1e9999 GB", "5-10 GB", "5–10 GB", "5 to 10 GB", "5 To 10 GB",
        "5 or 10 GB", "2/3 TB", "1/2 terabytes", "11/2 TB", "10/12 TB", "1/0 GB", "10² GB", "5₂ GB",
        "①② GB", "½½ TB", "1,0000 GB", ",5 GB", "1,,500 GB", "1.2.3 GB", "1,23,45 GB", "007 GB",
        "00,500 GB", "5 GB 10 TB", "5 GB 5 GB", "1 TB 500", "5 GB/s", "5 GB a day", "2 x 500 GB",
        "up to 5 GB", "over 5 GB", "5+ GB", ">5 GB", "50%", "5 ГБ", "5٠0 GB", "5 G B", "(5 GB)",
        "500 GB 👍", "5\N{COMBINING DIAERESIS} GB", "5\N{VARIATION SELECTOR-16} GB", "0x10 GB",
        "1_000 GB", "half of 3 GB", "ten fifteen GB", "two-three GB", "two hundred and a half GB",
        "six hundred thousand million billion GB", "two two GB", "a million two pages",
        "300 B tokens and 2 GB",
        "\N{RIGHT-TO-LEFT OVERRIDE}521 GB", "by next Friday", "3 weeks", "五百 GB", "VIII GB",
        "five hundred images", "a hundred thousand million GB", "9**9**9 GB",
        "__import__('os') GB", "5" * 10_000, "5 GB " * 100,
        "", " ", "\N{ZERO WIDTH SPACE}", "\ud800 5 GB", "\x00", "-", "~", "/", "2\n500 GB",
        "2\t500 GB", "2  500 GB",
    ],
)  # fmt: skip
def test_what_is_not_one_amount_is_not_understood(text: str) -> None:
    assert read_size(text, LIMITS) == Unread("not_understood")
