"""The bot's own words around a digest."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.digests.tally import Verdict
from dialogues.model import Content, Label, Text


class DigestWords(Content):
    """The lines of a digest in their order, its other pages, then the questions around it."""

    head: Text
    outdated: Text
    people_one: Text
    people_named: Text
    people_anonymous: Text
    people_both: Text
    day: Text
    days: Text
    report: Text
    few: Text
    fix: Text
    find_out: Text
    follow_up: Text
    none_open: Text
    otherwise: Text
    high: Text
    high_at_least: Text
    top: Text
    risk: Text
    verdict: Text
    split: Text
    unclear: Text
    gap: Text
    talk: Text
    also: Text
    also_one: Text
    gaps: Text
    none: Text
    unproven: Text
    unproven_one: Text
    several: Text
    withheld: Text
    withheld_short: Text
    next: Text
    law: Text
    step: Text
    changed: Text
    opened: Text
    closed: Text
    unchanged: Text
    all: Text
    row: Text
    picture_title: Text
    picture_foot: Text
    caption: Text
    alt: Text
    which_team: Text
    which_tool: Text
    not_enough: Text
    not_manager: Text
    weekly: Text
    weekly_none: Text
    weekly_off: Text
    weekly_set: Text
    ask_day: Text
    ask_hour: Text
    ask_zone: Text
    bad_hour: Text
    bad_zone: Text

    def verdict_name(self, verdict: Verdict) -> str:
        """Return the name of what counts say."""
        names = {
            Verdict.SPLIT: self.split,
            Verdict.UNCLEAR: self.unclear,
            Verdict.GAP: self.gap,
        }
        return names[verdict]


class DigestButtons(Content):
    """Labels of the buttons around a digest."""

    all: Label
    picture: Label
    weekly: Label
    digest: Label
    tools: Label
    stop: Label
    change: Label
    monday: Label
    tuesday: Label
    wednesday: Label
    thursday: Label
    friday: Label
    saturday: Label
    sunday: Label

    @property
    def days(self) -> tuple[str, ...]:
        """The days of the week, from Monday on."""
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )


FILLED_DIGEST: Mapping[str, str] = {
    "digest.head": "name tool",
    "digest.people_named": "named",
    "digest.people_anonymous": "anonymous",
    "digest.people_both": "named anonymous",
    "digest.day": "day",
    "digest.days": "since until",
    "digest.report": "people days",
    "digest.high": "open high",
    "digest.high_at_least": "open high",
    "digest.risk": "number name severity counts verdicts",
    "digest.verdict": "verdict",
    "digest.also": "names",
    "digest.also_one": "name counts",
    "digest.gaps": "names",
    "digest.none": "names",
    "digest.unproven": "names",
    "digest.unproven_one": "name weak yes",
    "digest.several": "number",
    "digest.withheld": "names",
    "digest.withheld_short": "names",
    "digest.law": "action owner effort",
    "digest.step": "action owner effort",
    "digest.changed": "date changes",
    "digest.opened": "names",
    "digest.closed": "names",
    "digest.unchanged": "date",
    "digest.all": "rows",
    "digest.row": "name severity counts verdicts",
    "digest.picture_title": "name",
    "digest.picture_foot": "report",
    "digest.caption": "tool",
    "digest.alt": "rows",
    "digest.which_tool": "team",
    "digest.not_enough": "team",
    "digest.weekly": "team day hour zone",
    "digest.weekly_none": "team",
    "digest.weekly_off": "team",
    "digest.weekly_set": "team day hour zone",
    "digest.bad_zone": "zone",
}
"""The names that each of these phrases has in braces."""
