"""Texts of the Markdown subset, as Hypothesis makes them up."""

from __future__ import annotations

from hypothesis import strategies as st

from adapters.markdown import spans

WORDS = st.text(
    st.sampled_from("abc XYZ.!?*_[]()\\`#>-\n\t0é̈😀👩🏽‍🚀🇫🇷שלוםمرحبا\u200d\u202e\u200b"),
    max_size=40,
)
"""Letters, marks, emoji of several code points, words from right to left, and what is unseen."""

ADDRESSES = st.sampled_from(
    ["https://epoch.ai/a_b", "http://x.org", "tg://user?id=1", "mailto:a@b.c", "relative"]
)


def _link(words: str, address: str) -> str:
    return f"[{words}]({address})"


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"_{text}_"),
        st.builds(_link, inner, ADDRESSES),
        st.lists(inner, max_size=5).map(" ".join),
        st.lists(inner, max_size=5).map("\n\n".join),
    )


TEXTS = st.recursive(WORDS, _around, max_leaves=30)
"""Markdown, and what looks like it."""

LONG = st.tuples(TEXTS, TEXTS, st.integers(1, 60)).map(lambda t: f"{t[0]} {t[1]}\n" * t[2])
"""Texts that may be longer than a message."""


def unlinked(shown: str, text: str) -> str:
    """Return what is shown of the text without the addresses of its links and white space."""
    shown = squeezed(shown)
    for span in spans(text):
        shown = shown.replace(squeezed(f"({span.link})"), "") if span.link else shown
    return shown


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())
