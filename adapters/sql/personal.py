"""Which tables hold what is about a person, and how: the one list for export and erasure.

A table that stands in neither list fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from adapters.sql import schema


class Personal(msgspec.Struct, frozen=True):
    """A table whose rows are one person's: what they are to that person, and whose they are.

    `column` holds the number of the account. With `sent`, a row is also the person's who gave the
    consent that its column `consent` names: it holds what they sent, or is about that.
    """

    heading: str
    column: str | None = "account"
    sent: bool = False

    def of(self, accounts: str) -> str:
        """Return the condition that a row is one of these accounts' (SQL, in brackets)."""
        given = f"(SELECT id FROM consent WHERE account IN {accounts})"  # noqa: S608
        ways = [f"{self.column} IN {accounts}"] if self.column else []
        return " OR ".join([*ways, *([f"consent IN {given}"] if self.sent else [])])


PERSONAL: Mapping[str, Personal] = {
    "account": Personal("Who you are on the chat platform", column="id"),
    "conversation": Personal("Where you are, and what the lesson needs to go on"),
    "quiz_answer": Personal("Your answers to the questions"),
    "answer_shown": Personal("Questions whose answer you were shown"),
    "guess": Personal("Your guesses"),
    "reflection": Personal("What you wrote in your own words"),
    "progress": Personal("The parts that you came to and finished"),
    "calculation": Personal("Results of the calculator that you kept"),
    "checklist_run": Personal("What your checklists are about"),
    "checklist_answer": Personal("What you answered to checklists"),
    "membership": Personal("The teams that you are in, or were in"),
    "join_attempt": Personal("Codes that you tried and that led nowhere, of the last hour"),
    "consent": Personal("What you sent to managers, and what you took back"),
    "sent_answer": Personal("The answers that you sent", column=None, sent=True),
    "inquiry": Personal("Questions about what was sent, and the answers", sent=True),
    "next_step": Personal("Next steps that were assigned", sent=True),
    "digest_share": Personal("In which digests what you sent counts", column=None, sent=True),
    "finish_share": Personal("Whether managers may see that you finished a lesson"),
    "digest_given": Personal("Digests that you got as a manager"),
    "timer": Personal("Reminders to come"),
    "outbox": Personal("Messages to you, or about you, that are not sent yet", sent=True),
    "shown": Personal("Messages to you whose buttons are still there"),
    "handled": Personal("What the platform calls things you sent, so that nothing counts twice"),
    "quarantine": Personal("What you sent and the program could not handle"),
    "farewell": Personal("That you are to be forgotten when a last message to you is out"),
}
"""Every table with something about a person; all of it is exported, and erased."""

EXCEPTED: Mapping[str, str] = {
    "upload": "the lessons' pictures, by the name that a platform gave them: nobody's",
    "team": "a team's name and where it was made: the team's, which others may be in",
    "join_code": "digests of codes that lead to a team: the team's",
    "digest_batch": "what digests count together: it goes with the last who is in it",
    "attempt": "keys of inputs between a crash and their handling: gone once they are handled",
    "process": "when the program started: nobody's",
    "installation": "workspaces that added the app, and their tokens: nobody's in them",
    "oauth_state": "random words, for the minutes in which somebody adds the app: nobody's",
    "erased_key": "hashes of keys, so that a late copy of an input brings nothing back: three days",
    "erasure": "salted hashes, so that a backup brings nobody back: they lead to no name",
}
"""Every other table, and why it is neither exported nor erased."""

_WHOSE = "(SELECT value FROM json_each(:whose))"

_LAST = ("consent", "account")
"""What other rows are found by."""

ERASED = tuple(
    f"DELETE FROM {name} WHERE {PERSONAL[name].of(_WHOSE)}"  # noqa: S608
    for name in (
        *(t.name for t in reversed(schema.metadata.sorted_tables) if t.name not in _LAST),
        "consent",
    )
    if name in PERSONAL
)
"""What erases all that is some people's but the accounts themselves, in an order that keys allow.

Each takes the numbers of the accounts as JSON: many are erased in one walk through a table.
"""

EMPTY_BATCHES = "DELETE FROM digest_batch WHERE id NOT IN (SELECT batch FROM digest_share)"
"""What erases the batches in which nobody is left."""
