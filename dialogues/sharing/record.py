"""What is worth remembering of what was sent. Each is a change to the tables of consents."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dialogues.sharing.finish import FinishAnswered, FinishWithdrawn


class Consented(msgspec.Struct, frozen=True, gc=False, tag="consented"):
    """The learner agreed that this text, and the answers that follow, go to a team's managers.

    `text` is exactly what was shown before; `managers` are the names that were shown with it, one
    a line. Without `named` it goes into digests only: then name, role and remark are empty.
    `touches` are ids with a space between them. `revision` is the content that said what is sent.
    """

    consent: str
    team: str
    checklist: str
    version: str
    run: int
    tool: str
    use: str
    touches: str
    form: str
    named: bool
    name: str
    role: str
    remark: str
    managers: str
    text: str
    revision: str


class AnswerSent(msgspec.Struct, frozen=True, gc=False, tag="answer_sent"):
    """One answer that goes with a consent, as it was at that moment.

    `answer` is as in `ChecklistAnswered`; reason and note are empty where they were left out.
    """

    consent: str
    question: str
    answer: str
    basis: str | None
    reason: str
    note: str


class ConsentWithdrawn(msgspec.Struct, frozen=True, gc=False, tag="consent_withdrawn"):
    """The learner took a consent back, or sent something newer in its place.

    `gone` stands in place of what a chat keeps of the summary, `outdated` in place of a digest
    that counted it: only buttons are still taken off by that.
    """

    consent: str
    gone: str
    outdated: str


class StepAssigned(msgspec.Struct, frozen=True, gc=False, tag="step_assigned"):
    """A manager noted who takes a next step, and until when: in their own words.

    The same `step` again changes what was noted.
    """

    step: str
    consent: str
    team: str
    question: str
    action: str
    owner: str
    due: str


class StepDone(msgspec.Struct, frozen=True, gc=False, tag="step_done"):
    """A manager noted that a next step is done."""

    step: str


class InquiryMade(msgspec.Struct, frozen=True, gc=False, tag="inquiry_made"):
    """A manager asked the one who sent something a question."""

    inquiry: str
    consent: str
    question: str


class InquiryClosed(msgspec.Struct, frozen=True, gc=False, tag="inquiry_closed"):
    """The one who was asked answered, or did not want to: then the answer is empty."""

    inquiry: str
    answer: str


SharingRecord: TypeAlias = (
    Consented
    | AnswerSent
    | ConsentWithdrawn
    | StepAssigned
    | StepDone
    | InquiryMade
    | InquiryClosed
    | FinishAnswered
    | FinishWithdrawn
)
