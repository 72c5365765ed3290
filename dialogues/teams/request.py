"""What is looked up about teams, and the answers."""

from __future__ import annotations

from datetime import datetime

import msgspec

from dialogues.request import Request
from dialogues.teams.record import Role


class Seat(msgspec.Struct, frozen=True, gc=False):
    """A team that the person is in: by which id and name, and in which role.

    `managers` are the names of all managers, `people` how many are in it. A team of a
    `workspace` is joined from there, unless its code says otherwise.
    """

    member: str
    team: str
    team_name: str
    role: Role
    name: str
    managers: tuple[str, ...]
    people: int
    workspace: bool


class Person(msgspec.Struct, frozen=True, gc=False):
    """Someone in a team. `account` is for letters, and is never shown."""

    member: str
    name: str
    role: Role
    joined: datetime
    account: str


class TeamCard(msgspec.Struct, frozen=True, gc=False):
    """A team as it is shown to someone who may join it."""

    team: str
    name: str
    managers: tuple[Person, ...]


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """What a code leads to, and the codes that led to nothing in the last hour.

    `team` is None for a code that is wrong, too old, replaced, or for another workspace. `tries`
    are this person's, `tries_alike` those of anybody that begin like this one.
    """

    team: TeamCard | None
    tries: int
    tries_alike: int


class MyTeams(Request[tuple[Seat, ...]], frozen=True, gc=False):
    """The teams that the person is in, the oldest first."""


class People(Request[tuple[Person, ...]], frozen=True, gc=False):
    """Who is in the team, managers first; nobody, for one who does not manage it."""

    team: str


class Managers(Request[tuple[Person, ...]], frozen=True, gc=False):
    """The managers of a team; nobody, for one who is not in it."""

    team: str


class FindTeam(Request[Sighting], frozen=True, gc=False):
    """The team that a code leads to, by the digests of the code and of its first half."""

    digest: str
    half: str


class InWorkspace(Request[bool], frozen=True, gc=False):
    """Whether the person's account belongs to a workspace, such as a firm's on Slack."""


class NewCode(Request[str], frozen=True, gc=False):
    """A new join code, by chance, as `dialogues.teams.code.SIGNS` allows."""
