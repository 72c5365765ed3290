"""The bot's own words while a checklist is answered."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.model import Content, Label, Text


class CheckingWords(Content):
    """What is said while a checklist is answered: the list of runs, the card, the questions, what
    an answer still needs, the end, and what is said to words that cannot be taken.
    """

    none: Text
    which: Text
    home: Text
    run_open: Text
    run_done: Text
    private: Text
    more_touches: Text
    form: Text
    one_form: Text
    question: Text
    why: Text
    noted: Text
    note_kept: Text
    tool_noted: Text
    now: Text
    before: Text
    dated: Text
    skipped: Text
    evidence: Text
    basis: Text
    reason: Text
    missing: Text
    note: Text
    done: Text
    same: Text
    repeated: Text
    change: Text
    change_tool: Text
    change_use: Text
    change_touches: Text
    change_answer: Text
    more: Text
    full: Text
    file: Text
    filed: Text
    supplier: Text
    left: Text
    too_long: Text
    no_words: Text
    command: Text
    basis_trouble: Text
    updated: Text


class CheckingButtons(Content):
    """Labels of the buttons while a checklist is answered."""

    evidence: Label
    skip_all: Label
    close: Label
    anew: Label
    older: Label
    that_is_all: Label
    short: Label
    full: Label
    seen: Label
    told: Label
    impression: Label
    other_answer: Label
    keep: Label
    more: Label
    note: Label
    change: Label
    summary: Label
    questions: Label
    more_answers: Label
    full_answers: Label
    file: Label
    supplier: Label
    repeat: Label
    runs: Label
    other_lists: Label
    back: Label


FILLED_CHECKING: Mapping[str, str] = {
    "checking.home": "name most?",
    "checking.run_open": "tool answered asked",
    "checking.run_done": "tool date",
    "checking.more_touches": "names",
    "checking.form": "short full",
    "checking.one_form": "full",
    "checking.question": "number total text",
    "checking.why": "why",
    "checking.noted": "name answer",
    "checking.note_kept": "name",
    "checking.tool_noted": "tool",
    "checking.now": "answer",
    "checking.before": "answers",
    "checking.dated": "answer date",
    "checking.evidence": "evidence",
    "checking.basis": "name answer",
    "checking.reason": "name answer",
    "checking.missing": "name answer",
    "checking.note": "name answer",
    "checking.same": "tool",
    "checking.repeated": "tool",
    "checking.change": "tool",
    "checking.change_tool": "tool",
    "checking.change_use": "use",
    "checking.change_touches": "touches",
    "checking.change_answer": "name answer",
    "checking.full": "page pages",
    "checking.too_long": "count most",
    "checking.command": "word",
    "checking_button.short": "count",
    "checking_button.full": "count",
    "checking_button.keep": "answer",
    "checking_button.note": "name",
}
"""The names that each of these phrases has in braces."""
