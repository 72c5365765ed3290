"""What countries are called: two-letter code and names by three-letter code."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Names(msgspec.Struct, frozen=True):
    """The two-letter code of ISO 3166, and names beside the one in the calculator's table."""

    code: str
    also: tuple[str, ...] = ()


def _names(code: str, *also: str) -> Names:
    return Names(code, also)


NAMES: Mapping[str, Names] = {
    "ARE": _names("AE", "UAE", "U.A.E.", "Emirates", "The Emirates"),
    "ARG": _names("AR", "Argentine Republic", "Argentinien", "Argentine"),
    "AUS": _names("AU", "Commonwealth of Australia", "Australien", "Australie"),
    "AUT": _names("AT", "Republic of Austria", "Österreich", "Oesterreich", "Autriche"),
    "BEL": _names("BE", "België", "Belgique", "Belgien"),
    "BGD": _names("BD", "বাংলাদেশ"),
    "BRA": _names("BR", "Brasil", "Brasilien", "Brésil"),
    "CAN": _names("CA", "Kanada"),
    "CHE": _names("CH", "Schweiz", "Suisse", "Svizzera", "Swiss Confederation"),
    "CHL": _names("CL", "Chili"),
    "CHN": _names("CN", "PRC", "People's Republic of China", "Mainland China", "Chine", "中国"),
    "COL": _names("CO", "Kolumbien", "Colombie"),
    "CZE": _names("CZ", "Czech Republic", "Česko", "Tschechien", "Česká republika"),
    "DEU": _names("DE", "Deutschland", "Allemagne", "Federal Republic of Germany"),
    "DNK": _names("DK", "Danmark", "Dänemark", "Danemark"),
    "EGY": _names("EG", "Ägypten", "Égypte", "مصر"),
    "ESP": _names("ES", "España", "Spanien", "Espagne"),
    "EST": _names("EE", "Eesti", "Estland"),
    "FIN": _names("FI", "Suomi", "Finnland", "Finlande"),
    "FRA": _names("FR", "Frankreich", "French Republic"),
    "GBR": _names(
        "GB",
        "UK",
        "U.K.",
        "Great Britain",
        "Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "United Kingdom of Great Britain and Northern Ireland",
        "Vereinigtes Königreich",
        "Großbritannien",
        "Royaume-Uni",
    ),
    "GHA": _names("GH", "Republic of Ghana"),
    "GRC": _names("GR", "Hellas", "Hellenic Republic", "Ελλάδα", "Griechenland", "Grèce"),
    "HUN": _names("HU", "Magyarország", "Ungarn", "Hongrie"),
    "IDN": _names("ID", "Republic of Indonesia", "Indonesien", "Indonésie"),
    "IND": _names("IN", "Bharat", "Republic of India", "Indien", "भारत"),
    "IRL": _names("IE", "Éire", "Republic of Ireland", "Irland", "Irlande"),
    "ISL": _names("IS", "Islande"),
    "ISR": _names("IL", "ישראל", "Israël"),
    "ITA": _names("IT", "Italia", "Italien", "Italie"),
    "JPN": _names("JP", "Nippon", "日本", "Japon"),
    "KEN": _names("KE", "Republic of Kenya"),
    "KOR": _names("KR", "Republic of Korea", "Korea, Republic of", "ROK", "대한민국", "Südkorea"),
    "MAR": _names("MA", "Maroc", "Marokko", "المغرب"),
    "MEX": _names("MX", "México", "Mexiko", "Mexique"),
    "MYS": _names("MY", "Malaysien", "Malaisie"),
    "NGA": _names("NG", "Federal Republic of Nigeria"),
    "NLD": _names("NL", "Holland", "Nederland", "Niederlande", "Pays-Bas"),
    "NOR": _names("NO", "Norge", "Noreg", "Norwegen", "Norvège"),
    "NZL": _names("NZ", "Aotearoa", "Neuseeland", "Nouvelle-Zélande"),
    "PAK": _names("PK", "پاکستان"),
    "PHL": _names("PH", "Pilipinas", "Philippinen"),
    "POL": _names("PL", "Polska", "Polen", "Pologne"),
    "PRT": _names("PT", "Portuguese Republic"),
    "ROU": _names("RO", "România", "Rumänien", "Roumanie"),
    "RUS": _names("RU", "Russian Federation", "Россия", "Russland", "Russie"),
    "SAU": _names("SA", "KSA", "Kingdom of Saudi Arabia", "Saudi-Arabien", "السعودية"),
    "SGP": _names("SG", "Singapur", "Singapour"),
    "SWE": _names("SE", "Sverige", "Schweden", "Suède"),
    "THA": _names("TH", "ไทย", "ประเทศไทย", "Thaïlande"),
    "TUR": _names("TR", "Turkey", "Türkiye", "Türkei", "Turquie"),
    "TWN": _names("TW", "台灣", "臺灣", "台湾"),
    "UKR": _names("UA", "Україна", "Ukraina"),
    "USA": _names(
        "US",
        "U.S.",
        "U.S.A.",
        "America",
        "United States of America",
        "The States",
        "Vereinigte Staaten",
        "États-Unis",
    ),
    "VNM": _names("VN", "Viet Nam", "Việt Nam"),
    "ZAF": _names("ZA", "RSA", "Republic of South Africa", "Südafrika"),
}
"""Only names that mean one country: not Korea, which may be two, nor Ísland, for "island"."""

WORDS_AS_CODES = frozenset(("are", "at", "be", "can", "in", "is", "it", "my", "no", "nor", "per"))
"""Codes that are words as well: they count in capitals only."""

DO_NOT_KNOW = frozenset(
    (
        "?", "any", "anywhere", "don't know", "dont know", "do not know", "i don't know",
        "i dont know", "i do not know", "global", "no idea", "not sure", "i'm not sure", "unknown",
        "unsure", "world", "world average", "worldwide",
    )
)  # fmt: skip
"""What stands for the whole world."""
