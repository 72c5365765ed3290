"""Tells a sum in another currency from one in US dollars: it is never counted as dollars."""

from __future__ import annotations

import re
import unicodedata

from dialogues.quantities.spelling import MAX_RAW

DOLLAR_WORDS = ("us dollars", "us dollar", "dollars", "dollar", "usd", "bucks")
"""What may follow a sum in US dollars."""

DOLLAR_SIGNS = ("us$", "usd", "$")

_OTHERS = """
aed ars aud brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr jpy kes krw lei
mxn myr ngn nok nzd php pkr pln rmb ron rsd rub sar sek sgd thb twd uah vnd zar
euro euros pound pounds quid sterling pence franc francs yen yuan renminbi won rupee rupees
krone kroner krona kronor kronur koruna forint zloty leu ruble rubles rouble roubles hryvnia
lira liras peso pesos real reais rand naira shilling shillings cedi dirham dirhams dinar dinars
riyal riyals shekel shekels baht ringgit rupiah dong taka
kr rs
australian canadian singapore zealand hong taiwan aussie
"""
OTHERS = frozenset(_OTHERS.split())
"""Words and codes of other currencies, and the countries that have dollars of their own."""

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_DOLLAR = re.compile(r"[^\W\d_]\$|\$[^\W\d_]")


def is_foreign(text: str) -> bool:
    """Return whether the text names another currency than US dollars, by a sign or a word."""
    if len(text) > MAX_RAW:  # no sum
        return False
    said = unicodedata.normalize("NFKC", text).casefold()
    if any(c != "$" and unicodedata.category(c) == "Sc" for c in said):
        return True
    if not OTHERS.isdisjoint(_WORD.findall(said)):
        return True
    dollars = said.replace("us$", "$")
    return _OTHER_DOLLAR.search(dollars.replace("$us", "$")) is not None


def without_dollars(text: str) -> str:
    """Return a sum without the sign of US dollars before or after it."""
    if len(text) > MAX_RAW:
        return text
    said = unicodedata.normalize("NFKC", text).strip().casefold()
    before = next((sign for sign in DOLLAR_SIGNS if said.startswith(sign)), "")
    return said.removeprefix(before).removesuffix("$").strip()
