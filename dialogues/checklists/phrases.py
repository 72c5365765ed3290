"""The bot's own words around a checklist: names of what is stored, and the lines of a summary."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.checklists.answers import Answer, Basis
from dialogues.checklists.model import Effort, Severity
from dialogues.model import Content, Label, Text


class ChecklistWords(Content):
    """The names of answers, of what a Yes rests on, of severities and of efforts."""

    yes: Label
    partly: Label
    no: Label
    unknown: Label
    does_not_apply: Label
    not_answered: Label
    seen: Label
    told: Label
    impression: Label
    no_basis: Label
    high: Label
    medium: Label
    low: Label
    effort_s: Label
    effort_s_m: Label
    effort_m: Label
    effort_m_l: Label
    effort_l: Label

    def answer(self, answer: Answer | None) -> str:
        """Return the name of an answer, or of there being none."""
        names = {
            Answer.YES: self.yes,
            Answer.PARTLY: self.partly,
            Answer.NO: self.no,
            Answer.UNKNOWN: self.unknown,
            Answer.DOES_NOT_APPLY: self.does_not_apply,
            None: self.not_answered,
        }
        return names[answer]

    def basis(self, basis: Basis | None) -> str:
        """Return what a Yes rests on, in words."""
        names = {
            Basis.SEEN: self.seen,
            Basis.TOLD: self.told,
            Basis.IMPRESSION: self.impression,
            None: self.no_basis,
        }
        return names[basis]

    def severity(self, severity: Severity) -> str:
        """Return the name of a severity."""
        names = {
            Severity.HIGH: self.high,
            Severity.MEDIUM: self.medium,
            Severity.LOW: self.low,
        }
        return names[severity]

    def effort(self, effort: Effort) -> str:
        """Return how long a next step takes, in words."""
        names = {
            Effort.S: self.effort_s,
            Effort.S_M: self.effort_s_m,
            Effort.M: self.effort_m,
            Effort.M_L: self.effort_m_l,
            Effort.L: self.effort_l,
        }
        return names[effort]


class SummaryWords(Content):
    """The lines of a summary in their order, then those of the full answers, what changed between
    two summaries, and the mail to a supplier.
    """

    short_form: Text
    full_form: Text
    by: Text
    by_role: Text
    by_you: Text
    report: Text
    date: Text
    fix: Text
    find_out: Text
    follow_up: Text
    none_open: Text
    count: Text
    counts: Text
    top: Text
    point: Text
    group: Text
    also: Text
    law: Text
    unproven: Text
    affirmed: Text
    excluded: Text
    reason: Text
    not_answered: Text
    remark: Text
    remark_you: Text
    more: Text
    full_question: Text
    full_answer: Text
    full_yes: Text
    full_reason: Text
    full_note: Text
    full_next: Text
    changed: Text
    opened: Text
    closed: Text
    unchanged: Text
    supplier: Text
    supplier_question: Text


class SheetWords(Content):
    """The lines of a summary that is kept as a file: plain words, without any marks."""

    title: Text
    tool: Label
    use: Label
    raised: Label
    checklist: Label
    short_form: Text
    full_form: Text
    answered: Label
    report: Text
    open: Label
    law: Label
    unproven: Label
    excluded: Label
    not_answered: Label
    remark: Label
    all: Label
    number: Text
    tag: Text
    basis: Label
    reason: Label
    note: Label
    next: Label
    step: Text
    yours: Text
    advice: Text


FILLED_SUMMARY: Mapping[str, str] = {
    "summary.short_form": "name tool",
    "summary.full_form": "name tool",
    "summary.by": "name",
    "summary.by_role": "name role",
    "summary.report": "date version",
    "summary.date": "day month year",
    "summary.count": "number answer",
    "summary.counts": "counts answered asked",
    "summary.point": "number severity answer name action owner effort",
    "summary.group": "names about",
    "summary.also": "names",
    "summary.law": "action owner effort",
    "summary.unproven": "names",
    "summary.affirmed": "names",
    "summary.excluded": "names",
    "summary.reason": "name reason",
    "summary.not_answered": "names",
    "summary.remark": "name remark",
    "summary.remark_you": "remark",
    "summary.full_question": "question text",
    "summary.full_answer": "answer severity",
    "summary.full_yes": "answer severity basis",
    "summary.full_reason": "reason",
    "summary.full_note": "note",
    "summary.full_next": "action owner effort",
    "summary.changed": "date changes",
    "summary.opened": "names",
    "summary.closed": "names",
    "summary.unchanged": "date",
    "summary.supplier": "tool questions",
    "summary.supplier_question": "number question",
    "sheet.title": "name tool",
    "sheet.short_form": "version",
    "sheet.full_form": "version",
    "sheet.report": "by date",
    "sheet.number": "number name",
    "sheet.tag": "answer severity",
    "sheet.step": "action owner effort",
}
"""The names that each phrase has in braces."""
