"""Which tables hold what is about a person, and how: the one list for export and erasure.

A table that stands in neither list fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from adapters.sql import schema


class Personal(msgspec.Struct, frozen=True):
    """A table whose rows are one person's: what they are to that person, and whose they are.

    `column` holds the number of the account.
    """

    heading: str
    column: str = "account"


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
    "timer": Personal("Reminders to come"),
    "outbox": Personal("Messages to you that are not sent yet, or could not be"),
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
    "attempt": "keys of inputs between a crash and their handling: gone once they are handled",
    "process": "when the program started: nobody's",
    "erased_key": "hashes of keys, so that a late copy of an input brings nothing back: three days",
    "erasure": "salted hashes, so that a backup brings nobody back: they lead to no name",
}
"""Every other table, and why it is neither exported nor erased."""

ERASED = tuple(
    f"DELETE FROM {table.name}"  # noqa: S608
    f" WHERE {PERSONAL[table.name].column} IN (SELECT value FROM json_each(?))"
    for table in reversed(schema.metadata.sorted_tables)
    if table.name in PERSONAL and table.name != "account"
)
"""What erases all that is some people's but the accounts themselves, in an order that keys allow.

Each takes the numbers of the accounts as JSON: many are erased in one walk through a table.
"""
