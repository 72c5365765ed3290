"""What is looked up about what was sent, and the answers."""

from __future__ import annotations

from datetime import datetime

import msgspec

from dialogues.request import Request


class Sent(msgspec.Struct, frozen=True, gc=False):
    """Something that the learner sent and did not withdraw.

    `managers` are the names that it was sent to. For `waiting` of them it has not gone out, for
    `claimed` it may be on its way at this moment. What is anonymous goes to nobody by itself.
    """

    consent: str
    team: str
    team_name: str
    checklist: str
    run: int
    tool: str
    at: datetime
    named: bool
    managers: tuple[str, ...]
    waiting: int
    claimed: int


class SentAnswer(msgspec.Struct, frozen=True, gc=False):
    """One answer as it was sent: see `dialogues.sharing.record.AnswerSent`."""

    question: str
    answer: str
    basis: str | None
    reason: str
    note: str


class NextStep(msgspec.Struct, frozen=True, gc=False):
    """A next step that a manager assigned: to whom and until when, in their words."""

    step: str
    question: str
    action: str
    owner: str
    due: str
    done: bool


class Received(msgspec.Struct, frozen=True, gc=False):
    """What a manager gets of one person. `here` says whether that person is in the team still.

    `asked` is what this manager asked the person already, and `answer` what came back.
    """

    consent: str
    team: str
    team_name: str
    checklist: str
    run: int
    version: str
    tool: str
    use: str
    touches: tuple[str, ...]
    form: str
    name: str
    role: str
    remark: str
    text: str
    at: datetime
    here: bool
    answers: tuple[SentAnswer, ...]
    steps: tuple[NextStep, ...] = ()
    asked: str = ""
    answer: str = ""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A received summary in a list."""

    consent: str
    name: str
    tool: str
    at: datetime


class Inquiry(msgspec.Struct, frozen=True, gc=False):
    """A question that a manager asked about something sent; it waits for an answer.

    `name` is the person's own name as it was sent, `by` the manager's in the
    team. `account` is for the letter with the answer: empty when that manager is one no more.
    """

    inquiry: str
    consent: str
    team: str
    team_name: str
    tool: str
    name: str
    by: str
    account: str
    question: str


class MySent(Request[tuple[Sent, ...]], frozen=True, gc=False):
    """What the person sent and did not withdraw, the newest first."""


class MyInquiries(Request[tuple[Inquiry, ...]], frozen=True, gc=False):
    """The questions that wait for the person's answer, the oldest first."""


class FindReceived(Request[Received | None], frozen=True, gc=False):
    """What was sent with this consent, for who manages the team.

    None when it was withdrawn, is anonymous, or the person does not manage the team.
    """

    consent: str


class SenderOf(Request[str | None], frozen=True, gc=False):
    """The account of who sent this, for a letter from who manages the team; None as above."""

    consent: str


class FindStep(Request[tuple[str, NextStep] | None], frozen=True, gc=False):
    """A next step with its consent, for who manages the team; None as for `FindReceived`."""

    step: str


class FindReply(Request[tuple[str, str, str, str] | None], frozen=True, gc=False):
    """Consent, name, question and answer of an inquiry that the person made; None as above."""

    inquiry: str


class ReceivedBy(Request[tuple[Line, ...]], frozen=True, gc=False):
    """The summaries that a team's managers can open, the newest first; none for others."""

    team: str


class Respondents(Request[int], frozen=True, gc=False):
    """How many people of the team sent answers to this checklist; 0 for who is not in it."""

    team: str
    checklist: str


def of_team(team: str) -> str:
    """Return the consent that stands on a message about several people of a team.

    Whenever one of them withdraws, such messages that wait are dropped too.
    """
    return f"digest:{team}"
