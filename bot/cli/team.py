"""`tutorbot team`: teams and roles, for whoever runs the program."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import click
import msgspec

from adapters.sql import open_for_writing, open_read_only, team_desk
from adapters.sql.reading import ReadOnlyStore
from adapters.sql.store import SqlStore
from adapters.sql.team_desk import MemberRow, TeamRow
from adapters.sql.teams import WORKSPACES, code_by_chance
from bot.account import Account
from bot.cli.course import course_of
from bot.cli.failure import Problem
from bot.cli.listing import Done, print_done, print_rows
from bot.cli.options import with_json, with_settings
from bot.clock import machine_time
from bot.main import closing, serving
from bot.ports import Incoming
from bot.settings import Settings
from dialogues.input import Told
from dialogues.teams.code import digest, half, spelled
from dialogues.teams.coding import DAYS
from dialogues.teams.naming import MOST, name_of
from dialogues.teams.record import (
    CodeMade,
    CodesEnded,
    RoleGiven,
    TeamClosed,
    TeamJoined,
    TeamLeft,
    TeamMade,
    TeamRecord,
)

BY_OPERATOR = ""
"""Stands in place of the content's revision for those who were added by an operator."""


class Code(msgspec.Struct):
    """A new code, shown once."""

    team: str
    code: str
    days: int


@click.group()
def team() -> None:
    """List and change teams, their managers and their codes.

    A TEAM is given by its id or its name, an ACCOUNT by its key, such as telegram:110201543:42.
    What changes is told to the person whom it concerns when the program runs next.

    \b
    Examples:
      tutorbot team list
      tutorbot team create "Corner Bakery" --manager telegram:110201543:42 --name "Ann K."
      tutorbot team code "Corner Bakery"
    """


@team.command("list")
@with_json
@with_settings
def list_teams(settings: Settings, *, as_json: bool) -> None:
    """List the teams, the oldest first. May run beside a running program."""
    rows = asyncio.run(_teams(settings.database_url))
    print_rows(rows, as_json=as_json, nothing="There are no teams.")


@team.command()
@click.argument("team")
@with_json
@with_settings
def members(settings: Settings, team: str, *, as_json: bool) -> None:
    """List who is in a team, and in which role. May run beside a running program."""
    rows = asyncio.run(_members(settings.database_url, team))
    print_rows(rows, as_json=as_json, nothing="Nobody is in it.")


@team.command()
@click.argument("name")
@click.option("--manager", metavar="ACCOUNT", required=True, help="Who manages it.")
@click.option("--name", "called", required=True, help="How the team knows its manager.")
@with_json
@with_settings
def create(settings: Settings, name: str, manager: str, called: str, *, as_json: bool) -> None:
    """Make a team, and print its first code."""
    name, called = _name(name), _name(called)
    _print(asyncio.run(_create(settings, name, manager, called)), as_json=as_json)


@team.command()
@click.argument("team")
@click.option("--everywhere", is_flag=True, help="Also for people outside the team's workspace.")
@with_json
@with_settings
def code(settings: Settings, team: str, *, everywhere: bool, as_json: bool) -> None:
    """Make a new code for joining, and print it. The one before no longer works."""
    _print(asyncio.run(_code(settings.database_url, team, everywhere=everywhere)), as_json=as_json)


@team.command("add-manager")
@click.argument("team")
@click.argument("account")
@click.option("--name", "called", help="How the team knows them; needed if they are not in it.")
@with_json
@with_settings
def add_manager(
    settings: Settings, team: str, account: str, called: str | None, *, as_json: bool
) -> None:
    """Make someone a manager of a team, in it already or not."""
    named = None if called is None else _name(called)
    asyncio.run(_add_manager(settings, team, account, named))
    print_done(Done(account, "a manager"), as_json=as_json)


@team.command()
@click.argument("team")
@click.argument("account")
@with_json
@with_settings
def remove(settings: Settings, team: str, account: str, *, as_json: bool) -> None:
    """Take someone out of a team; with the last one it is closed."""
    asyncio.run(_remove(settings, team, account))
    print_done(Done(account, "removed"), as_json=as_json)


def _name(text: str) -> str:
    name = name_of(text)
    if name is None:
        raise click.BadParameter(f"a name has 1 to {MOST} characters, in one line.")
    return name


def _print(code: Code, *, as_json: bool) -> None:
    words = f"{code.team}: {code.code}, for {code.days} days. It cannot be shown again."
    click.echo(msgspec.json.encode(code) if as_json else words)


async def _teams(url: str) -> list[TeamRow]:
    async with closing(await open_read_only(url)) as store:
        return await store.read(team_desk.teams)


async def _members(url: str, team: str) -> list[MemberRow]:
    async with closing(await open_read_only(url)) as store:
        found = await found_team(store, team)
        return await store.read(lambda c: team_desk.members(c, found.id))


async def _create(settings: Settings, name: str, manager: str, called: str) -> Code:
    async with closing(await open_for_writing(settings.database_url)) as store:
        await _known(store, manager)
        id, member = secrets.token_hex(6), secrets.token_hex(6)
        platform = manager.partition(":")[0]
        code, made = _new_code(id, name, everywhere=platform not in WORKSPACES)
        joined = TeamJoined(member, id, "manager", called, BY_OPERATOR)
        await _record(store, manager, [TeamMade(id, name), joined, made])
        await _tell(settings, store, manager, "manager", name)
    return code


async def _code(url: str, team: str, *, everywhere: bool) -> Code:
    async with closing(await open_for_writing(url)) as store:
        found = await found_team(store, team)
        wide = everywhere or found.home.partition(":")[0] not in WORKSPACES
        code, made = _new_code(found.id, found.name, everywhere=wide)
        await _record(store, "", [made])
    return code


async def _add_manager(settings: Settings, team: str, account: str, called: str | None) -> None:
    async with closing(await open_for_writing(settings.database_url)) as store:
        await _known(store, account)
        found = await found_team(store, team)
        people = await store.read(lambda c: team_desk.members(c, found.id))
        one = next((row for row in people if row.account == account), None)
        if one is None and called is None:
            raise Problem(f"{account} is not in the team yet: say how it knows them with --name")
        record: TeamRecord = (
            RoleGiven(one.id, "manager")
            if one
            else TeamJoined(secrets.token_hex(6), found.id, "manager", called or "", BY_OPERATOR)
        )
        await _record(store, account, [record])
        await _tell(settings, store, account, "manager", found.name)


async def _remove(settings: Settings, team: str, account: str) -> None:
    async with closing(await open_for_writing(settings.database_url)) as store:
        found = await found_team(store, team)
        people = await store.read(lambda c: team_desk.members(c, found.id))
        one = next((row for row in people if row.account == account), None)
        if one is None:
            raise Problem(f"{account} is not in this team. See: tutorbot team members {found.id}")
        managers = [row for row in people if row.role == "manager"]
        if managers == [one] and len(people) > 1:
            raise Problem("nobody would manage the team: first use tutorbot team add-manager")
        last = TeamClosed(found.id) if len(people) == 1 else CodesEnded(found.id)
        await _record(store, account, [TeamLeft(one.id, "operator"), last])
        await _tell(settings, store, account, "removed", found.name)


async def _record(store: SqlStore, account: str, records: Sequence[TeamRecord]) -> None:
    at = machine_time()
    await store.lane.core(lambda c: team_desk.record(c, account, records, at))


async def _tell(settings: Settings, store: SqlStore, account: str, what: str, team: str) -> None:
    """Have the person told what was done."""
    course = course_of(settings)
    by = course.phrases.teams.operator
    told = Told("news", {"what": what, "name": team, "by": by})
    async with serving(store, course, {}) as program:
        await program.submit(Incoming(Account(*account.split(":", 2)), told, machine_time()))


async def found_team(store: SqlStore | ReadOnlyStore, named: str) -> TeamRow:
    """Return the team with this id or name. Raises Problem unless there is exactly one."""
    match await store.read(lambda c: team_desk.teams(c, named)):
        case [only]:
            return only
        case []:
            raise Problem(f"There is no team {named}. See them with: tutorbot team list")
        case _:
            raise Problem(f"Several teams are called {named}: use the id, from tutorbot team list")


async def _known(store: SqlStore, account: str) -> None:
    if not await store.read(lambda c: team_desk.is_known(c, account)):
        raise Problem(
            f"There is no account {account}. Its person has to write to the bot once; then the "
            "key stands in: tutorbot outbox list, or in the table account"
        )


def _new_code(team: str, name: str, *, everywhere: bool) -> tuple[Code, CodeMade]:
    signs = code_by_chance()
    expires: datetime = machine_time() + timedelta(days=DAYS)
    made = CodeMade(team, digest(signs), half(signs), everywhere, expires)
    return Code(name, spelled(signs), DAYS), made
