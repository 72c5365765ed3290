"""Messages go out in order per conversation, at least once, and one chat holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.account import Account
from bot.changes import Changes, Loaded, NewReply, encode_reply
from bot.delivery import Delivery
from bot.ports import StoreUnavailable
from bot.retry import TRIES
from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.runner.talk import NOW, Collector
from tests.runner.watched import Watched


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


class Failing(Collector):
    """A sender that fails for "ben" with one error after the other, and then works."""

    def __init__(self, *errors: BaseException, after_sending: bool = False) -> None:
        super().__init__()
        self.errors = list(errors)
        self.after_sending = after_sending

    async def send(self, account: Account, reply: Reply) -> None:
        if account.user != "ben" or not self.errors:
            await super().send(account, reply)
            return
        if self.after_sending:
            await super().send(account, reply)
        raise self.errors.pop(0)


async def say(store: Watched, *messages: tuple[str, str], platform: str = "terminal") -> None:
    """Put messages into the outbox: (user, text)."""
    said = [(Account(platform, "local", user), text) for user, text in messages]

    def fold(loaded: Loaded) -> Changes:
        replies = [NewReply(who.key, encode_reply(Reply(text)), NOW) for who, text in said]
        return Changes(accounts=[who for who, _ in said], replies=replies, at=NOW)

    await store.commit([who.key for who, _ in said], [], fold)


def delivery(store: Watched, sender: Collector) -> Delivery:
    return Delivery(store, {"terminal": sender})


async def test_messages_go_out_once_and_in_order(store: Watched) -> None:
    texts = [("anna", "1"), ("ben", "1"), ("anna", "2"), ("anna", "3"), ("ben", "2")]
    await say(store, *texts)
    sender = Collector()
    assert await delivery(store, sender).drain(NOW) == 5
    assert [text for user, text in sender.sent if user == "anna"] == ["1", "2", "3"]
    assert [text for user, text in sender.sent if user == "ben"] == ["1", "2"]
    assert await delivery(store, sender).drain(NOW) == 0


async def test_a_message_is_marked_before_the_next_of_its_conversation_goes_out(
    store: Watched,
) -> None:
    await say(store, ("anna", "1"), ("anna", "2"))
    waiting: list[list[str]] = []

    class Looking(Collector):
        async def send(self, account: Account, reply: Reply) -> None:
            waiting.append([row.reply.text for row in await store.unsent(NOW, 10)])

    await delivery(store, Looking()).drain(NOW)
    assert waiting == [["1"], ["2"]]


async def test_a_kill_between_sending_and_marking_repeats_that_message_and_loses_none(
    store: Watched,
) -> None:
    await say(store, ("ben", "1"), ("ben", "2"), ("ben", "3"))
    sender = Failing(Killed(), after_sending=True)
    with pytest.raises(Killed):
        await delivery(store, sender).drain(NOW)
    await delivery(store, sender).drain(NOW)  # the next process
    assert [text for _, text in sender.sent] == ["1", "1", "2", "3"]


async def test_a_message_that_was_sent_while_the_store_went_down_is_not_sent_again(
    store: Watched,
) -> None:
    await say(store, ("anna", "1"), ("anna", "2"))

    class Felling(Collector):
        async def send(self, account: Account, reply: Reply) -> None:
            await super().send(account, reply)
            store.failures = int(reply.text == "1")

    sender = Felling()
    one_process = delivery(store, sender)
    with pytest.raises(StoreUnavailable):
        await one_process.drain(NOW)
    await one_process.drain(NOW)
    assert [text for _, text in sender.sent] == ["1", "2"]


async def test_two_drains_at_once_send_a_message_once(store: Watched) -> None:
    await say(store, ("anna", "1"), ("anna", "2"))
    sender = Collector()
    one_process = delivery(store, sender)
    await asyncio.gather(one_process.drain(NOW), one_process.drain(NOW))
    assert [text for _, text in sender.sent] == ["1", "2"]


async def test_a_chat_that_fails_waits_in_order_and_holds_up_no_other(store: Watched) -> None:
    await say(store, ("ben", "1"), ("ben", "2"), ("anna", "1"))
    sender = Failing(SendFailed("the line is busy"))
    one_process = delivery(store, sender)
    assert await one_process.drain(NOW) == 1
    assert sender.sent == [("anna", "1")]
    assert await one_process.drain(NOW + timedelta(seconds=1)) == 2
    assert sender.sent[1:] == [("ben", "1"), ("ben", "2")]


async def waits(store: Watched, errors: Sequence[BaseException]) -> list[float]:
    """Fail with each error in turn; return the seconds until each next try."""
    await say(store, ("ben", "1"))
    sender = Failing(*errors)
    one_process = delivery(store, sender)
    now = NOW
    seconds: list[float] = []
    for _ in errors:
        await one_process.drain(now)
        low, high = 0, 2 * 3600
        while high - low > 1:  # the first second at which it is due
            middle = (low + high) // 2
            is_due = await store.unsent(now + timedelta(seconds=middle), 1)
            low, high = (low, middle) if is_due else (middle, high)
        seconds.append(high)
        now += timedelta(seconds=high)
    return seconds


async def test_the_time_between_two_tries_doubles_up_to_five_minutes(store: Watched) -> None:
    errors = [SendFailed("the line is busy") for _ in range(11)]
    assert await waits(store, errors) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def test_the_time_that_the_platform_names_is_kept(store: Watched) -> None:
    errors = [SendFailed("slow down", retry_after=wait) for wait in (3600, 7, 0)]
    assert await waits(store, errors) == [3600, 7, 1]


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (SendFailed("the chat is gone", permanent=True), 1),
        (SendFailed("the line is busy"), TRIES),
        (ZeroDivisionError("ben wrote 'secret'"), 4),
    ],
    ids=["at once", "after a day", "soon, when the sender is broken"],
)
async def test_a_message_that_has_failed_for_good_lets_the_next_one_pass(
    store: Watched, error: Exception, tries: int
) -> None:
    await say(store, ("ben", "1"), ("ben", "2"))
    sender = Failing(*[error] * tries)
    one_process = delivery(store, sender)
    now = NOW
    while not sender.sent:
        await one_process.drain(now)
        now += timedelta(seconds=300)
    assert sender.sent == [("ben", "2")]
    assert sender.errors == []
    assert now - NOW == timedelta(seconds=300) * tries


async def test_a_platform_that_keeps_naming_a_time_is_never_given_up(store: Watched) -> None:
    errors = [SendFailed("slow down", retry_after=1) for _ in range(TRIES + 1)]
    await say(store, ("ben", "1"))
    sender = Failing(*errors)
    one_process = delivery(store, sender)
    for second in range(TRIES + 2):
        await one_process.drain(NOW + timedelta(seconds=second))
    assert sender.sent == [("ben", "1")]


async def test_the_words_of_a_broken_sender_are_not_logged(
    store: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    await say(store, ("ben", "1"))
    await delivery(store, Failing(ZeroDivisionError("ben wrote 'secret'"))).drain(NOW)
    assert "ZeroDivisionError at bot/attempt.py:" in caplog.text
    assert "secret" not in caplog.text


async def test_messages_of_a_platform_without_a_sender_stay(store: Watched) -> None:
    await say(store, ("anna", "elsewhere"), platform="telegram")
    await say(store, ("anna", "here"))
    sender = Collector()
    assert await delivery(store, sender).drain(NOW) == 1
    assert sender.sent == [("anna", "here")]
    [row] = await store.unsent(NOW, 10)
    assert row.reply.text == "elsewhere"


async def test_a_message_that_cannot_be_read_holds_up_its_own_conversation_only(
    store: Watched,
) -> None:
    anna = Account("terminal", "local", "anna")
    unread = Changes(accounts=[anna], replies=[NewReply(anna.key, b'{"text": 5}', NOW)], at=NOW)
    await store.commit([anna.key], [], lambda loaded: unread)
    await say(store, ("ben", "hello"))
    sender = Collector()
    assert await delivery(store, sender).drain(NOW) == 1
    assert sender.sent == [("ben", "hello")]
    [row] = await store.unsent(NOW + timedelta(days=1), 10)
    assert (row.account, row.attempts) == (anna, 1)
