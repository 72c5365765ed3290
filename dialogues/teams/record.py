"""What is worth remembering about teams. Each is a change to the tables of teams."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

Role: TypeAlias = Literal["manager", "member"]


class TeamMade(msgspec.Struct, frozen=True, gc=False, tag="team_made"):
    """A team began. It belongs to the workspace or bot of the one who made it."""

    team: str
    name: str


class TeamJoined(msgspec.Struct, frozen=True, gc=False, tag="team_joined"):
    """The person became part of a team, under the name that they gave for it.

    `revision` is the content whose words said what the team sees.
    """

    member: str
    team: str
    role: Role
    name: str
    revision: str


class RoleGiven(msgspec.Struct, frozen=True, gc=False, tag="role_given"):
    """Someone in a team has this role from now on."""

    member: str
    role: Role


class TeamLeft(msgspec.Struct, frozen=True, gc=False, tag="team_left"):
    """Someone is no longer in a team: left, or was removed."""

    member: str
    by: Literal["self", "manager", "operator"]


class TeamClosed(msgspec.Struct, frozen=True, gc=False, tag="team_closed"):
    """The last one left: the team is no more, and nobody can join it."""

    team: str


class CodeMade(msgspec.Struct, frozen=True, gc=False, tag="code_made"):
    """A team has a new code; the one before no longer holds. The code itself is not kept.

    Without `everywhere` it holds in the workspace of the team only.
    """

    team: str
    digest: str
    half: str
    everywhere: bool
    expires: datetime


class CodesEnded(msgspec.Struct, frozen=True, gc=False, tag="codes_ended"):
    """The team's code no longer holds: someone who knows it was removed."""

    team: str


class CodeTried(msgspec.Struct, frozen=True, gc=False, tag="code_tried"):
    """The person gave a code that led to no team."""

    half: str


TeamRecord: TypeAlias = (
    TeamMade | TeamJoined | RoleGiven | TeamLeft | TeamClosed | CodeMade | CodesEnded | CodeTried
)
