"""Teams as the store keeps them, in memory: takes records, and answers what turns ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from dialogues.digests.request import Gather, MyAssigned, MyWeekly
from dialogues.digests.sending import Gathered
from dialogues.record import Record
from dialogues.request import NewId, Request
from dialogues.sharing.finish import (
    Finish,
    FinishAnswered,
    Finishers,
    FinishWithdrawn,
    MyFinishes,
)
from dialogues.sharing.record import Consented, ConsentWithdrawn
from dialogues.sharing.request import (
    FindReceived,
    FindReply,
    FindStep,
    MyInquiries,
    MySent,
    ReceivedBy,
    Respondents,
    SenderOf,
    Sent,
)
from dialogues.teams.code import digest, half
from dialogues.teams.record import (
    CodeMade,
    CodesEnded,
    CodeTried,
    RoleGiven,
    TeamClosed,
    TeamJoined,
    TeamLeft,
    TeamMade,
)
from dialogues.teams.request import (
    FindTeam,
    InWorkspace,
    Managers,
    MyTeams,
    NewCode,
    People,
    Person,
    Seat,
    Sighting,
    TeamCard,
)

CODE = "K7QX4M2P"


class Registry:
    """All teams. Codes are given out in the order of the alphabet."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.people: dict[str, list[Person]] = {}
        self.codes: dict[str, tuple[str, datetime]] = {}
        self.tries: list[tuple[str, str, datetime]] = []
        self.numbers = 0
        self.sent: dict[str, tuple[str, Consented, datetime]] = {}
        self.finishes: dict[tuple[str, str, str], bool] = {}

    def begin(self, team: str, manager: str, now: datetime) -> None:
        """Make a team that can be joined with CODE."""
        expires = now + timedelta(days=14)
        self.take(manager, now, [
            TeamMade(team, f"Team {team}"),
            TeamJoined(f"boss{team}", team, "manager", "Boss", "r1"),
            CodeMade(team, digest(CODE), half(CODE), True, expires),
        ])  # fmt: skip

    def take(  # noqa: C901, PLR0912  # one branch for each kind of record
        self, account: str, now: datetime, records: Iterable[Record]
    ) -> None:
        """Write down what the records say."""
        for record in records:
            match record:
                case TeamMade(team, name):
                    assert team not in self.names
                    self.names[team], self.people[team] = name, []
                case TeamJoined(member, team, role, name, _):
                    assert all(p.account != account for p in self.people[team])
                    self.people[team].append(Person(member, name, role, now, account))
                case RoleGiven(member, role):
                    self._change(member, role)
                case TeamLeft(member, _):
                    for team, people in self.people.items():
                        gone = [p.account for p in people if p.member == member]
                        people[:] = [p for p in people if p.member != member]
                        for key in self.finishes:
                            self.finishes[key] &= key[:2] not in {(who, team) for who in gone}
                case TeamClosed(team):
                    assert not self.people.pop(team)
                case CodeMade(team, code, _, _, expires):
                    self._end(team)
                    self.codes[code] = (team, expires)
                case CodesEnded(team):
                    self._end(team)
                case CodeTried(alike):
                    self.tries.append((account, alike, now))
                case Consented():
                    self.sent[record.consent] = (account, record, now)
                case ConsentWithdrawn(consent):
                    assert self.sent.pop(consent)[0] == account
                case FinishAnswered(team, lesson, shared):
                    assert not self.finishes.get((account, team, lesson))
                    self.finishes[account, team, lesson] = shared
                case FinishWithdrawn(team, lesson):
                    assert self.finishes[account, team, lesson]
                    self.finishes[account, team, lesson] = False
                case _:
                    pass
        for team, people in self.people.items():
            assert any(p.role == "manager" for p in people), f"nobody manages {team}"

    def answers(
        self, account: str, now: datetime, requests: Iterable[Request[Any]]
    ) -> Mapping[Request[Any], Any]:
        """Return what there is to say to these."""
        return {request: self._answer(account, now, request) for request in requests}

    def _answer(  # noqa: C901, PLR0911, PLR0912  # one branch for each kind of request
        self, account: str, now: datetime, request: Request[Any]
    ) -> Any:
        match request:
            case NewId() | NewCode():
                self.numbers += 1
                if isinstance(request, NewId):
                    return f"{request.name}{self.numbers}"
                return f"A{self.numbers % 10**7:07}".translate(str.maketrans("01", "XY"))
            case InWorkspace():
                return False
            case MyTeams():
                return tuple(self._seat(t, p) for t, p in self._mine(account))
            case People(team) | Managers(team):
                role = next((p.role for t, p in self._mine(account) if t == team), None)
                if role is None or (isinstance(request, People) and role != "manager"):
                    return ()
                of = None if isinstance(request, People) else "manager"
                return tuple(p for p in self.people[team] if of in (None, p.role))
            case MySent():
                mine = [s for who, s, _ in self.sent.values() if who == account]
                return tuple(self._sent(s) for s in reversed(mine))
            case MyFinishes():
                said = self.finishes.items()
                return tuple(Finish(t, at, yes) for (who, t, at), yes in said if who == account)
            case Respondents():
                return 0
            case Gather():
                return Gathered()
            case MyWeekly():
                return None
            case MyInquiries() | ReceivedBy() | Finishers() | MyAssigned():
                return ()
            case FindReceived() | FindReply() | FindStep() | SenderOf():
                return None
            case FindTeam(code, alike):
                return self._sighting(account, now, code, alike)
        raise AssertionError(f"nobody asks for {request}")

    def _sighting(self, account: str, now: datetime, code: str, alike: str) -> Sighting:
        recent = [t for t in self.tries if t[2] > now - timedelta(hours=1)]
        mine = sum(who == account for who, _, _ in recent)
        same = sum(begins == alike for _, begins, _ in recent)
        team, expires = self.codes.get(code, ("", now))
        if team not in self.people or expires <= now:
            return Sighting(None, mine, same)
        managers = tuple(p for p in self.people[team] if p.role == "manager")
        return Sighting(TeamCard(team, self.names[team], managers), mine, same)

    def _sent(self, s: Consented) -> Sent:
        at, names = self.sent[s.consent][2], tuple(s.managers.split("\n"))
        of = (s.consent, s.team, self.names[s.team], s.checklist, s.run, s.tool)
        return Sent(*of, at, s.named, names, 0, 0)

    def _seat(self, team: str, person: Person) -> Seat:
        people = self.people[team]
        managers = tuple(p.name for p in people if p.role == "manager")
        of = (person.member, team, self.names[team], person.role, person.name)
        return Seat(*of, managers, len(people), False)

    def _mine(self, account: str) -> list[tuple[str, Person]]:
        return [(t, p) for t, all in self.people.items() for p in all if p.account == account]

    def _change(self, member: str, role: Any) -> None:
        for people in self.people.values():
            people[:] = [
                msgspec.structs.replace(p, role=role) if p.member == member else p for p in people
            ]

    def _end(self, team: str) -> None:
        self.codes = {c: held for c, held in self.codes.items() if held[0] != team}
