"""The turn runner: the one door for every input. It takes what waits, and commits it together."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from time import monotonic

import msgspec

from bot.changes import Changes, Loaded, Needs, SetAside, encode_reply
from bot.failure import error_line
from bot.folding import Advance, Folding, Teaching
from bot.ports import Incoming, Receipt, Store, StoreRefused, StoreUnavailable
from dialogues.course import Course
from dialogues.reply import Reply

BATCH = 64
"""The most inputs in one transaction: more gains little and makes each of them wait longer."""

LINE = 10_000
"""The most inputs that may wait. Beyond it, later ones are refused and the platforms resend."""

TRIES = 3
"""How often an input may end the program; when it comes again it is set aside without a run."""

ROUNDS = 8
"""How often one turn may ask for look-ups. What is well written needs 3."""

STOPPING = "the program is stopping; send it again later"

logger = logging.getLogger("tutorbot")


class _Waiting(msgspec.Struct, frozen=True):
    incoming: Incoming
    account: str
    receipt: asyncio.Future[Receipt]


class _Folded(msgspec.Struct, frozen=True):
    """What a batch came to: a receipt for each input, and what is to be written."""

    receipts: Sequence[Receipt] = ()
    changes: Changes = Changes()


class _LooksUp(Exception):
    """A turn of several needs a look-up: it must see what the turns before it wrote."""


class Runner:
    """Takes inputs in the order of their arrival, up to 64 in one transaction.

    While one batch is committed the next gathers; an input that comes alone is taken at once.

    `apology` is said to a learner whose turn failed. `cautious_until` (by `time.monotonic`) is set
    after an unclean end: until then inputs are taken one by one, and each one with a key is
    written down before it runs, so that an input that ends the program is set aside when it comes
    for the fourth time. `committed` is told what each batch led to; it must be quick. Without
    `sharing` no turn lets a learner send anything to a manager.
    """

    def __init__(  # noqa: PLR0913  # what there is to know of the world
        self,
        store: Store,
        course: Course,
        advance: Advance,
        *,
        apology: str,
        cautious_until: float | None = None,
        committed: Callable[[Changes], None] | None = None,
        sharing: bool = True,
    ) -> None:
        self._store = store
        self._teaching = Teaching(course, advance, encode_reply(Reply(apology)), sharing)
        self._cautious_until = cautious_until
        self._committed = committed
        self._line: deque[_Waiting] = deque()
        self._noted: set[str] = set()
        self._wake = asyncio.Event()
        self._working = False
        self._stopping = False
        self._ended = asyncio.Event()

    async def submit(self, incoming: Incoming) -> Receipt:
        """Hand in an input; return after all that it leads to is committed.

        Cancelling the caller does not take the input back: it may be handled all the same.
        Raises StoreUnavailable when nothing was accepted: the store is down, too many inputs
        wait, or the runner stops. Raises StoreRefused when the input can be kept in no form, not
        even in the quarantine.
        """
        if self._stopping:
            raise StoreUnavailable(STOPPING)
        if len(self._line) >= LINE:
            raise StoreUnavailable(f"{LINE} inputs are waiting already; send it again later")
        receipt: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._line.append(_Waiting(incoming, incoming.account.key, receipt))
        self._wake.set()
        return await receipt

    async def run(self) -> None:
        """Handle inputs until `stop`; when cancelled, finish the batch in flight first."""
        work = asyncio.ensure_future(self._work())
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Finish the batch in flight and refuse the rest; `run` then returns."""
        self._stopping = True
        self._refuse_the_line(STOPPING)
        self._wake.set()
        if self._working:
            await self._ended.wait()

    async def _work(self) -> None:
        self._working = True
        try:
            while not self._stopping:
                await self._wake.wait()
                self._wake.clear()
                while self._line and not self._stopping:
                    await self._handle(self._next_batch())
        finally:
            self._stopping = True
            self._refuse_the_line(STOPPING)
            self._ended.set()

    def _next_batch(self) -> list[_Waiting]:
        return [self._line.popleft() for _ in range(min(BATCH, len(self._line)))]

    async def _handle(self, batch: list[_Waiting]) -> None:
        try:
            if self._is_cautious():
                await self._one_by_one(batch)
            else:
                await self._together(batch)
        except StoreUnavailable as error:
            # Those behind are told now too: they would wait in vain, and must not overtake.
            _refuse(batch, str(error))
            self._refuse_the_line(str(error))
        finally:
            _refuse(batch, STOPPING)

    def _is_cautious(self) -> bool:
        if self._cautious_until is not None and monotonic() >= self._cautious_until:
            self._cautious_until = None
        return self._cautious_until is not None

    async def _together(self, batch: list[_Waiting]) -> None:
        if await self._commit(batch):  # one turn cannot be stored, or looks up: it is taken alone
            for one in batch:
                await self._alone(one)

    async def _one_by_one(self, batch: list[_Waiting]) -> None:
        for one in batch:
            if await self._was_fatal(one):
                await self._set_aside(one, f"the program ended {TRIES} times while handling it")
            else:
                await self._alone(one)

    async def _was_fatal(self, one: _Waiting) -> bool:
        """Write the attempt down. The first of all was not: the program knew of no danger then."""
        key = one.incoming.key
        if key is None or key in self._noted:  # sent again after the store was down
            return False
        try:
            tries = await self._store.note_attempt(key)
            self._noted.add(key)
            return tries >= TRIES
        except StoreRefused:  # a key that no store takes: the commit will say so
            return False

    async def _alone(self, one: _Waiting) -> None:
        if error := await self._commit([one]):
            await self._set_aside(one, error_line(error))

    async def _set_aside(self, one: _Waiting, why: str) -> None:
        if error := await self._commit([one], why):  # an account or a key that no store takes
            logger.error("an input can be kept in no form: %s", error_line(error))
            if not one.receipt.done():
                one.receipt.set_exception(StoreRefused(f"the input cannot be kept: {why}"))

    async def _commit(self, batch: Sequence[_Waiting], why: str | None = None) -> Exception | None:
        """Commit the batch and tell its callers; or return what speaks against it.

        With `why` the inputs are set aside and not run. Raises StoreUnavailable.
        """
        folded, rounds = _Folded(), 0

        def fold(loaded: Loaded) -> Changes | Needs:
            nonlocal folded, rounds
            rounds += 1
            taken = self._fold(loaded, batch, why)
            if isinstance(taken, Needs):
                return _once_more(taken, len(batch), rounds)
            folded = taken
            return folded.changes

        accounts = {one.account: None for one in batch}
        keys = {one.incoming.key: None for one in batch if one.incoming.key is not None}
        try:
            await self._store.commit(list(accounts), list(keys), fold)
        except StoreUnavailable:
            raise
        except Exception as error:
            return error
        for one, receipt in zip(batch, folded.receipts, strict=True):
            if not one.receipt.done():
                one.receipt.set_result(receipt)
        _log(folded.changes.set_aside)
        if self._committed is not None:
            self._committed(folded.changes)
        return None

    def _fold(self, loaded: Loaded, batch: Sequence[_Waiting], why: str | None) -> _Folded | Needs:
        folding = Folding(loaded, self._teaching)
        if why is None:
            receipts = [folding.take(one.account, one.incoming) for one in batch]
        else:
            receipts = [folding.set_aside(one.account, one.incoming, why) for one in batch]
        return folding.needs() or _Folded(receipts, folding.changes())

    def _refuse_the_line(self, why: str) -> None:
        _refuse(self._line, why)
        self._line.clear()


def _once_more(needs: Needs, turns: int, rounds: int) -> Needs:
    """Return the needs, if one turn has them that has not asked too often."""
    if turns > 1:
        raise _LooksUp
    if rounds > ROUNDS:
        raise RuntimeError(f"a turn asks for look-ups more than {ROUNDS} times")
    return needs


def _refuse(waiting: Iterable[_Waiting], why: str) -> None:
    for one in waiting:
        if not one.receipt.done():
            one.receipt.set_exception(StoreUnavailable(why))


def _log(set_aside: Sequence[SetAside]) -> None:
    for row in set_aside:
        account = hashlib.blake2b(row.account.encode(), digest_size=4).hexdigest()
        key = row.key.replace(row.account, account)
        logger.error("a turn was set aside: key %s, account %s: %s", key, account, row.error)
