"""The digests of a team for an operator: the figures that its managers get."""

from __future__ import annotations

from datetime import date

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import digests, open_read_only
from adapters.sql.lane import driver_of
from bot.cli.failure import Problem
from bot.cli.team import found_team
from bot.clock import machine_time
from bot.main import closing
from dialogues.course import Course
from dialogues.digests.fold import Digest, Item, digest, tools
from dialogues.digests.sending import Gathered, key_of


class QuestionRow(msgspec.Struct, frozen=True):
    """One question of a digest: how many people gave which answer, and what that says."""

    question: str
    name: str
    severity: str
    yes: int
    partly: int
    no: int
    unknown: int
    does_not_apply: int
    verdicts: tuple[str, ...]
    open: bool


class DigestRow(msgspec.Struct, frozen=True):
    """One digest. `withheld` names the questions where anonymous answers are not counted."""

    team: str
    checklist: str
    version: str
    tool: str
    named: int
    anonymous: int
    since: date
    until: date
    status: str
    questions: tuple[QuestionRow, ...]
    withheld: tuple[str, ...]


async def team_digests(url: str, course: Course, team: str, tool: str | None) -> list[Digest]:
    """Return the digests of the team with this id or name; of one tool, where it is given.

    Anonymous answers are in them once a digest in the chat has counted them. May run beside a
    running program. Raises Problem when there is no such team, or nothing about the tool.
    """
    async with closing(await open_read_only(url)) as store:
        found = await found_team(store, team)
        gathered = await store.read(lambda connection: _gathered(connection, found.id))
    now = machine_time()
    made = [
        digest(checklist, key, gathered, now)
        for checklist in course.checklists
        for key in tools(gathered, checklist, now)
        if tool is None or key == key_of(tool)
    ]
    listed = [one for one in made if one]
    if not listed and tool is not None:
        raise Problem(f"Nothing that can be counted was sent to {team} about the tool {tool}. "
                      "Leave out --tool to see what there is")  # fmt: skip
    return listed


def digest_row(team: str, made: Digest) -> DigestRow:
    """Return the digest as programs get it."""
    return DigestRow(
        team=team,
        checklist=made.checklist,
        version=made.version,
        tool=made.tool,
        named=made.named,
        anonymous=made.anonymous,
        since=made.since,
        until=made.until,
        status=made.status.value,
        questions=tuple(_question(item) for item in made.items),
        withheld=made.withheld,
    )


def _question(item: Item) -> QuestionRow:
    return QuestionRow(
        question=item.question,
        name=item.name,
        severity=item.severity.value,
        **msgspec.structs.asdict(item.tally),
        verdicts=tuple(verdict.value for verdict in item.verdicts),
        open=item.tally.open,
    )


async def _gathered(connection: AsyncConnection, team: str) -> Gathered:
    return await digests.gathered(await driver_of(connection), team)
