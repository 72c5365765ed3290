"""Lanes: which message of which chat is next, and when. One lane for each chat; values only."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import TypeAlias

import msgspec

from bot.account import Account
from bot.pace import UNLIMITED, Bucket, Pace, Rate
from bot.parts import parts
from bot.ports import OutboxRow
from bot.sending import Begun

FEW = 8
"""The most messages that a lane holds; the later ones stay in the store until it is through."""

AT_ONCE = 128
"""The most messages of one tenant that are on their way at once."""

LONG = 10.0
"""Seconds: a lane that waits longer holds no message meanwhile."""

FARTHEST = 86_400.0
"""Seconds: no noted time is waited for longer, should the clock have been wrong when it was."""


class Lane:
    """One chat. Its first message is on its way when it is `busy`, until the mark is written.

    `last` is the newest message that was taken in; `more` says that later ones are left in the
    store. `begun` is of which message a part arrived, `doubtful` how many parts of which message
    had arrived when no answer came, `parked` the message that was put off for long. `heard` says
    that the learner did something while it was busy, `closed` that they left.
    """

    __slots__ = (
        "account", "begun", "bucket", "busy", "closed", "doubtful", "heard", "key", "last",
        "more", "not_before", "parked", "rows", "ticket",
    )  # fmt: skip

    def __init__(self, account: Account, rate: Rate | None) -> None:
        self.account, self.key = account, account.key
        self.bucket = Bucket(rate)
        self.rows: deque[OutboxRow] = deque()
        self.last = self.parked = self.ticket = 0
        self.begun: tuple[int, Begun] | None = None
        self.doubtful: tuple[int, int] | None = None
        self.more = self.busy = self.heard = self.closed = False
        self.not_before = -inf


Queue: TypeAlias = list[tuple[float, int, Lane]]
"""A heap. An entry whose ticket is not the lane's any more means nothing."""


class Line:
    """The lanes of one tenant that are ready, the oldest message first, and its overall pace."""

    __slots__ = ("bucket", "busy", "ready")

    def __init__(self, rate: Rate | None) -> None:
        self.bucket = Bucket(rate)
        self.ready: Queue = []
        self.busy = 0

    def free_at(self) -> float:
        """Return from when on its next message may go (monotonic); infinity when none can."""
        return self.bucket.free_at() if self.ready and self.busy < AT_ONCE else inf


class Lanes:
    """All lanes that have something to send, or are still paying for what they sent.

    `held` is how many messages they hold; `hungry` are those whose messages are to be read.
    """

    def __init__(self, paces: Mapping[str, Pace]) -> None:
        self._paces = paces
        self._lanes: dict[str, Lane] = {}
        self._lines: dict[tuple[str, str], Line] = {}
        self._later: Queue = []
        self._tickets = count(1)
        self.hungry: dict[str, Lane] = {}
        self.held = 0

    def __len__(self) -> int:
        return len(self._lanes)

    def add(self, row: OutboxRow, now: float, wall: datetime) -> None:
        """Take a message in, unless its lane has it already or is not that far yet."""
        lane = self._lane(row.account)
        if lane.more or lane.closed or row.id <= lane.last:
            return
        if len(lane.rows) >= FEW:
            lane.more = True
            return
        self._take_in(lane, row, now, wall)
        self.place(lane, now)

    def refill(self, lane: Lane, rows: Sequence[OutboxRow], now: float, wall: datetime) -> None:
        """Take in what was read for this hungry lane, which is all there is if less than FEW."""
        del self.hungry[lane.key]
        lane.more = len(rows) >= FEW
        for row in rows:
            self._take_in(lane, row, now, wall)
        self.place(lane, now)

    def take(self, now: float) -> list[Lane]:
        """Return the lanes to send for now; they are busy from now on."""
        while self._later and self._later[0][0] <= now:
            _, ticket, lane = heappop(self._later)
            if ticket == lane.ticket:
                self.place(lane, now)
        taken: list[Lane] = []
        for line in self._lines.values():
            while line.free_at() <= now:
                _, ticket, lane = heappop(line.ready)
                if ticket == lane.ticket:
                    lane.bucket.take(now)
                    line.bucket.take(now)
                    line.busy += 1
                    lane.busy, lane.heard, lane.ticket = True, False, 0
                    taken.append(lane)
        return taken

    def count_calls(self, lane: Lane, now: float, edits: int) -> None:
        """Count what goes out beside the one call of `take`: edits, and parts of a long message."""
        pace = self._paces.get(lane.account.platform, UNLIMITED)
        arrived = lane.begun[1].taken if lane.begun and lane.begun[0] == lane.rows[0].id else 0
        more = max(0, parts(lane.rows[0], pace) - arrived - 1)
        lane.bucket.take(now, more)
        self._line(lane.account).bucket.take(now, edits + more)

    def put_back(self, lane: Lane, now: float) -> None:
        """Make a lane ready again whose message was not tried."""
        self._free(lane)
        self.place(lane, now)

    def is_outdated(self, lane: Lane) -> bool:
        """Say whether a busy lane is to be read anew: its first message may be gone."""
        return lane.last < lane.rows[0].id

    def done(self, lane: Lane, now: float) -> None:
        """Go on with the lane's next message: of its first all is written."""
        lane.rows.popleft()
        lane.begun = None
        self.held -= 1
        self._free(lane)
        self.place(lane, now)

    def retry(self, lane: Lane, now: float, at: float) -> None:
        """Try the lane's first message again at this time (monotonic)."""
        self._free(lane)
        lane.not_before = at
        row = lane.rows[0]
        lane.rows[0] = msgspec.structs.replace(row, attempts=row.attempts + 1, due=None)
        reopened = lane.last < row.id
        if lane.closed or reopened or at - now > LONG:
            lane.last, lane.more = min(lane.last, row.id - 1), not lane.closed
            lane.parked = row.id
            self._let_go(lane)
        self.place(lane, now)

    def hear(self, key: str) -> None:
        """Note that this learner did something just now."""
        if lane := self._lanes.get(key):
            lane.heard = True

    def close(self, key: str) -> None:
        """Send nothing more to this account."""
        if lane := self._lanes.get(key):
            lane.closed, lane.more, lane.heard = True, False, False
            self._let_go(lane)
            if not lane.busy:
                self._forget(lane)

    def close_sent(self, lane: Lane) -> None:
        """Send nothing more to the account of this busy lane, of whose message all is written."""
        self._free(lane)
        self.close(lane.key)

    def reopen(self, account: Account, now: float) -> None:
        """Send to this account again, from the oldest message that waits for it."""
        lane = self._lane(account)
        lane.closed, lane.more, lane.last = False, True, 0
        lane.not_before = -inf
        self._let_go(lane)
        self.place(lane, now)

    def move(self, lane: Lane, user: str, now: float) -> None:
        """Go on under another user id, after the mark was written."""
        self.close_sent(lane)
        self.reopen(Account(lane.account.platform, lane.account.tenant, user), now)

    def place(self, lane: Lane, now: float) -> None:
        """Put the lane where it belongs: ready, waiting for its time, hungry, or forgotten."""
        if lane.busy:
            return
        self.hungry.pop(lane.key, None)
        paid = lane.bucket.paid
        at = max(lane.not_before, lane.bucket.free_at() if lane.rows or lane.more else paid)
        if at > now:
            self._queue(self._later, at, lane)
        elif lane.rows:
            self._queue(self._line(lane.account).ready, lane.rows[0].id, lane)
        elif lane.more:
            lane.ticket = 0
            self.hungry[lane.key] = lane
        else:
            self._forget(lane)

    def next_at(self) -> float:
        """Return when the next lane can go (monotonic); infinity when none waits for its time."""
        first = self._later[0][0] if self._later else inf
        return min([first, *(line.free_at() for line in self._lines.values())])

    def _take_in(self, lane: Lane, row: OutboxRow, now: float, wall: datetime) -> None:
        # What this process put off has its time already, by a clock that does not jump.
        if not lane.rows and row.due is not None and row.id != lane.parked:
            wait = min((row.due - wall).total_seconds(), FARTHEST)
            lane.not_before = max(lane.not_before, now + wait)
        lane.rows.append(row)
        lane.last = row.id
        self.held += 1

    def _free(self, lane: Lane) -> None:
        lane.busy = False
        self._line(lane.account).busy -= 1

    def _let_go(self, lane: Lane) -> None:
        """Leave its messages to the store, but for one that is on its way."""
        while len(lane.rows) > lane.busy:
            lane.rows.pop()
            self.held -= 1

    def _queue(self, queue: Queue, at: float, lane: Lane) -> None:
        lane.ticket = next(self._tickets)
        heappush(queue, (at, lane.ticket, lane))

    def _lane(self, account: Account) -> Lane:
        lane = self._lanes.get(account.key)
        if lane is None:
            pace = self._paces.get(account.platform, UNLIMITED)
            lane = self._lanes[account.key] = Lane(account, pace.chat)
        return lane

    def _line(self, account: Account) -> Line:
        tenant = (account.platform, account.tenant)
        line = self._lines.get(tenant)
        if line is None:
            pace = self._paces.get(account.platform, UNLIMITED)
            line = self._lines[tenant] = Line(pace.whole)
        return line

    def _forget(self, lane: Lane) -> None:
        lane.ticket = 0
        self.hungry.pop(lane.key, None)
        self._lanes.pop(lane.key, None)
