"""What Telegram's refusals mean."""

from __future__ import annotations

import pytest

from adapters.telegram.failures import TABLE, Meaning, meaning, send_failed
from adapters.telegram.refusal import CallFailed
from adapters.telegram.transport import NoAnswer, NotReached


def refused(status: int, description: str, **more: int) -> CallFailed:
    return CallFailed("sendMessage", status, description, **more)


@pytest.mark.parametrize(
    ("status", "description", "means"),
    [
        (
            400,
            "Bad Request: message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content",
            Meaning.DONE,
        ),
        (400, "Bad Request: message to edit not found", Meaning.DONE),
        (400, "Bad Request: message can't be edited", Meaning.DONE),
        (400, "Bad Request: MESSAGE_ID_INVALID", Meaning.DONE),
        (
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            Meaning.DONE,
        ),
        (403, "Forbidden: bot was blocked by the user", Meaning.GONE),
        (403, "Forbidden: user is deactivated", Meaning.GONE),
        (403, "Forbidden: bot can't initiate conversation with a user", Meaning.GONE),
        (400, "Bad Request: chat not found", Meaning.GONE),
        (400, "Bad Request: can't parse entities: unexpected end", Meaning.PLAIN),
        (400, "Bad Request: ENTITY_BOUNDS_INVALID", Meaning.PLAIN),
        (400, "Bad Request: wrong file identifier/HTTP URL specified", Meaning.UPLOAD),
        (400, "Bad Request: wrong file_id or the file is temporarily unavailable", Meaning.UPLOAD),
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", Meaning.IN_WORDS),
        (413, "Request Entity Too Large", Meaning.IN_WORDS),
        (400, "Bad Request: message text is empty", Meaning.NEVER),
        (400, "Bad Request: BUTTON_DATA_INVALID", Meaning.NEVER),
        (401, "Unauthorized", Meaning.AGAIN),
        (404, "Not Found", Meaning.AGAIN),
        (409, "Conflict: terminated by other getUpdates request", Meaning.AGAIN),
        (429, "Too Many Requests: retry after 8", Meaning.AGAIN),
        (500, "Internal Server Error", Meaning.AGAIN),
        (502, "Bad Gateway", Meaning.AGAIN),
        (302, "", Meaning.AGAIN),
        (418, "", Meaning.AGAIN),
    ],
)
def test_the_table_knows_what_telegram_says(status: int, description: str, means: Meaning) -> None:
    assert meaning(refused(status, description)) is means


def test_every_row_can_be_reached() -> None:
    for status, words, means in TABLE:
        assert meaning(refused(status, words)) is means


def test_a_flood_waits_for_as_long_as_it_is_told() -> None:
    failed = send_failed(refused(429, "Too Many Requests", retry_after=8))
    assert (failed.retry_after, failed.permanent, failed.gone) == (8, False, False)


def test_who_blocked_the_bot_is_gone_and_the_message_is_not_lost() -> None:
    failed = send_failed(refused(403, "Forbidden: bot was blocked by the user"))
    assert (failed.gone, failed.permanent) == (True, False)


def test_a_migrated_chat_names_its_new_id() -> None:
    failed = send_failed(refused(400, "Bad Request: group chat was upgraded", moved_to=-100))
    assert (failed.moved_to, failed.permanent) == ("-100", False)


def test_what_is_never_taken_is_permanent() -> None:
    assert send_failed(refused(400, "Bad Request: message text is empty")).permanent


def test_a_call_without_an_answer_is_ambiguous_and_one_that_got_nowhere_is_not() -> None:
    assert send_failed(NoAnswer("TimeoutError")).ambiguous
    not_reached = send_failed(NotReached("the Bot API could not be reached"))
    assert (not_reached.ambiguous, not_reached.permanent) == (False, False)


def test_the_error_quotes_nothing_of_a_message() -> None:
    words = 'Bad Request: unsupported start tag "my secret" at byte offset 3'
    assert str(send_failed(refused(400, words))) == (
        "sendMessage was refused with status 400: Bad Request: unsupported start tag"
    )
