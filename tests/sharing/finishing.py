"""Who lets managers see that they finished: a model of it, kept by what they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogues.phrases import FinishedWords
from dialogues.reply import Reply
from tests.sharing.person import secrets

FINISH = ("hello", "a", "next", "next", "b", "{o}", "next", "next", "next")
"""Through all of the lesson; what is written on the way is nobody else's."""

ANSWERS = ("[yes]", "[no]", "")
"""What may be said to the question; nothing is an answer, too."""

YES = "can see now that you finished"
NO_LONGER = ("can no longer look it up", "You have left", "removed you from the team")
PAGE = "**Finished, in "


class Finishing:
    """Whose name may stand on the page of a team's managers; the words are the program's."""

    def __init__(self, words: FinishedWords, lesson: str, team: str) -> None:
        self._words, self._lesson, self._team = words, lesson, team
        self._shared: set[str] = set()
        self.pages = 0
        self.yes = 0
        self.withdrawn = 0

    def learn(self, name: str, own: Sequence[Reply]) -> None:
        """Take in what this one was told: that it is seen now, or no longer."""
        said = " ".join(reply.text for reply in own)
        if YES in said:
            self._shared.add(name)
            self.yes += 1
        elif name in self._shared and any(words in said for words in NO_LONGER):
            self._shared.discard(name)
            self.withdrawn += 1

    def is_shared(self, name: str) -> bool:
        """Whether managers may see it now."""
        return name in self._shared

    def check(self, text: str, names: Iterable[tuple[str, str]]) -> None:
        """See that a page names those who agreed, and has no other word. Raises AssertionError.

        `names` holds, for each person, a name they typed. A number of those who were asked, or who
        refused, would be another word.
        """
        team, _, rest = text.removeprefix(PAGE).partition("**")
        shown = [*secrets(rest)]
        if not shown:
            assert text == self._words.seen_none.format(team=team)
            return
        agreed = {typed for name, typed in names if name in self._shared}
        assert set(shown) <= agreed, f"{set(shown) - agreed} in: {text}"
        line = self._words.seen_lesson.format(lesson=self._lesson, names=", ".join(shown))
        assert text == self._words.seen.format(team=self._team, lessons=line)
        self.pages += 1
