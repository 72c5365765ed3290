"""Whether managers may see that a learner finished a lesson: what is kept, and what is asked."""

from __future__ import annotations

import msgspec

from dialogues.request import Request


class FinishAnswered(msgspec.Struct, frozen=True, gc=False, tag="finish_answered"):
    """The learner said whether a team's managers may see that they finished a lesson.

    `text` is the question word for word, `managers` are the names of those it is about, with a
    line break between them, `revision` is the content that the words come from.
    """

    team: str
    lesson: str
    shared: bool
    managers: str
    text: str
    revision: str


class FinishWithdrawn(msgspec.Struct, frozen=True, gc=False, tag="finish_withdrawn"):
    """The learner took back that a team's managers may see it.

    `outdated` stands in place of what a chat keeps of a digest's pages that may name them.
    """

    team: str
    lesson: str
    outdated: str


class Finish(msgspec.Struct, frozen=True, gc=False):
    """What the learner said last about one team and lesson."""

    team: str
    lesson: str
    shared: bool


class MyFinishes(Request[tuple[Finish, ...]], frozen=True, gc=False):
    """What the person said about showing managers that they finished."""


class Finishers(Request[tuple[tuple[str, str], ...]], frozen=True, gc=False):
    """Lesson and name of everyone in the team who lets its managers see that they finished.

    Nobody, for one who does not manage it.
    """

    team: str
