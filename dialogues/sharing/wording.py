"""The bot's own words around what is sent to managers."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.model import Content, Label, Text


class SharingWords(Content):
    """What a learner is told before and after sending, then what a manager gets."""

    which_team: Text
    how: Text
    few: Text
    preview: Text
    own_words: Text
    no_own_words: Text
    note: Text
    reason: Text
    goes_to: Text
    anonymous_preview: Text
    anonymous_line: Text
    anonymous_affects: Text
    anonymous_text: Text
    change: Text
    ask_name: Text
    ask_role: Text
    ask_remark: Text
    words: Text
    kept: Text
    left_out: Text
    answers: Text
    not_sent: Text
    managers_changed: Text
    sent: Text
    sent_anonymous: Text
    after_sent: Text
    sent_already: Text
    nothing_sent: Text
    what_sent: Text
    line: Text
    line_anonymous: Text
    withdrawn: Text
    none_out: Text
    out: Text
    may_be_out: Text
    stopped: Text
    digest_only: Text
    left: Text
    gone: Text
    received: Text
    no_team: Text
    which: Text
    none_received: Text
    outdated: Text
    steps: Text
    no_steps: Text
    step: Text
    assigned: Text
    undated: Text
    done: Text
    ask_owner: Text
    ask_due: Text
    ask_remind: Text
    reminded: Text
    reminder: Text
    step_gone: Text
    ask: Text
    asked_already: Text
    answer_came: Text
    inquiry_sent: Text
    inquiry: Text
    ask_answer: Text
    answer_preview: Text
    answer_sent: Text
    answer_declined: Text
    inquiry_gone: Text
    answered: Text


class SharingButtons(Content):
    """Labels of the buttons around what is sent."""

    send: Label
    send_again: Label
    named: Label
    anonymous: Label
    do_send: Label
    answers: Label
    change: Label
    do_not_send: Label
    name: Label
    role: Label
    no_role: Label
    remark: Label
    no_remark: Label
    words: Label
    how: Label
    leave_out: Label
    take_in: Label
    leave_out_all: Label
    take_in_all: Label
    preview: Label
    sent: Label
    withdraw: Label
    finished: Label
    answer_to: Label
    steps: Label
    ask: Label
    summaries: Label
    summary: Label
    assign: Label
    assign_again: Label
    done: Label
    no_date: Label
    answer: Label
    no_answer: Label
    type_again: Label
    more: Label
    back: Label


FILLED_SHARING: Mapping[str, str] = {
    "sharing.how": "team managers",
    "sharing.preview": "managers",
    "sharing.own_words": "words",
    "sharing.note": "name words",
    "sharing.reason": "name words",
    "sharing.goes_to": "team managers own_words",
    "sharing.anonymous_preview": "team",
    "sharing.anonymous_line": "name answer",
    "sharing.anonymous_affects": "names",
    "sharing.anonymous_text": "tool use lines",
    "sharing.change": "name role remark",
    "sharing.ask_role": "most",
    "sharing.answers": "page pages",
    "sharing.sent": "team managers",
    "sharing.sent_anonymous": "team",
    "sharing.sent_already": "team date",
    "sharing.what_sent": "lines",
    "sharing.line": "tool team managers date",
    "sharing.line_anonymous": "tool team date",
    "sharing.withdrawn": "tool team gone",
    "sharing.out": "count all",
    "sharing.may_be_out": "count all",
    "sharing.stopped": "count all",
    "sharing.received": "team",
    "sharing.none_received": "team",
    "sharing.outdated": "version",
    "sharing.steps": "tool steps",
    "sharing.no_steps": "tool",
    "sharing.step": "number name action owner effort",
    "sharing.assigned": "owner due",
    "sharing.undated": "owner",
    "sharing.done": "owner",
    "sharing.ask_owner": "action",
    "sharing.ask_due": "owner",
    "sharing.ask_remind": "action owner due",
    "sharing.reminder": "action owner due",
    "sharing.ask": "name",
    "sharing.asked_already": "name question",
    "sharing.answer_came": "name question answer",
    "sharing.inquiry_sent": "name",
    "sharing.inquiry": "by team tool question",
    "sharing.ask_answer": "by",
    "sharing.answer_preview": "by answer",
    "sharing.answer_sent": "by",
    "sharing.answer_declined": "by",
    "sharing.answered": "name question answer",
    "sharing_button.ask": "name",
    "sharing_button.withdraw": "tool",
    "sharing_button.answer_to": "by",
    "sharing_button.leave_out": "name",
    "sharing_button.take_in": "name",
}
"""The names that each of these phrases has in braces."""
