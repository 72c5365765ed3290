"""What the refusals of the Bot API mean for a message: one table, read from the top."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import assert_never

from telegram.error import NetworkError

from adapters.telegram.refusal import CallFailed
from adapters.telegram.transport import NoAnswer
from bot.sending import Begun, SendFailed


class Meaning(Enum):
    """What is to be done about a refusal."""

    DONE = auto()  # it is as it should be, or can no longer be; what follows is a fresh message
    GONE = auto()  # the learner cannot be reached until they return
    AGAIN = auto()  # later, at the time that the answer names, if it does
    PLAIN = auto()  # the same without looks
    FEWER = auto()  # the same with fewer buttons
    UPLOAD = auto()  # the picture once more as a file
    IN_WORDS = auto()  # the picture in words
    NEVER = auto()  # this message is not taken, whenever it is sent


TABLE: Sequence[tuple[int, str, Meaning]] = (
    (400, "message is not modified", Meaning.DONE),
    (400, "message to edit not found", Meaning.DONE),
    (400, "message can't be edited", Meaning.DONE),
    (400, "message_id_invalid", Meaning.DONE),
    (400, "query is too old", Meaning.DONE),
    (400, "query_id_invalid", Meaning.DONE),
    (400, "chat not found", Meaning.GONE),
    (400, "user not found", Meaning.GONE),
    (400, "peer_id_invalid", Meaning.GONE),
    (400, "user_is_blocked", Meaning.GONE),
    (400, "input_user_deactivated", Meaning.GONE),
    (400, "reply markup is too long", Meaning.FEWER),
    (400, "reply_markup_too_long", Meaning.FEWER),
    (400, "can't parse entities", Meaning.PLAIN),
    (400, "can't parse message", Meaning.PLAIN),
    (400, "entit", Meaning.PLAIN),
    (400, "wrong file identifier", Meaning.UPLOAD),
    (400, "wrong remote file", Meaning.UPLOAD),
    (400, "wrong padding in the string", Meaning.UPLOAD),
    (400, "wrong string length", Meaning.UPLOAD),
    (400, "file_reference", Meaning.UPLOAD),
    (400, "file_id_invalid", Meaning.UPLOAD),
    (400, "temporarily unavailable", Meaning.UPLOAD),
    (400, "photo_invalid", Meaning.IN_WORDS),
    (400, "photo_ext_invalid", Meaning.IN_WORDS),
    (400, "photo_save_file_invalid", Meaning.IN_WORDS),
    (400, "image_process_failed", Meaning.IN_WORDS),
    (400, "not enough rights to send photos", Meaning.IN_WORDS),
    (400, "file is too big", Meaning.IN_WORDS),
    (400, "too big for a photo", Meaning.IN_WORDS),
    (400, "", Meaning.NEVER),
    (401, "", Meaning.AGAIN),  # the token was revoked: the message waits for the new one
    (403, "", Meaning.GONE),  # blocked, deactivated, never started
    (404, "", Meaning.AGAIN),  # no such token
    (409, "", Meaning.AGAIN),
    (413, "", Meaning.IN_WORDS),
    (429, "", Meaning.AGAIN),
)
"""Status, words in the description, meaning. A status that is not here is tried again: 5xx."""

_WORDS = 80


def meaning(error: CallFailed) -> Meaning:
    """Return what the first row that fits says."""
    said = error.description.lower()
    for status, words, means in TABLE:
        if status == error.status and words in said:
            return means
    return Meaning.AGAIN


def send_failed(error: CallFailed | NetworkError, begun: Begun | None = None) -> SendFailed:
    """Return the failure for delivery. Its words quote nothing of the message."""
    if not isinstance(error, CallFailed):
        return SendFailed(str(error), ambiguous=isinstance(error, NoAnswer), begun=begun)
    words = f"{error}: {_description(error)}"
    if error.moved_to is not None:
        return SendFailed(words, moved_to=str(error.moved_to))
    match meaning(error):
        case Meaning.GONE:
            return SendFailed(words, gone=True)
        case Meaning.AGAIN:
            return SendFailed(words, retry_after=error.retry_after, begun=begun)
        case (
            Meaning.DONE
            | Meaning.PLAIN
            | Meaning.FEWER
            | Meaning.UPLOAD
            | Meaning.IN_WORDS
            | Meaning.NEVER
        ):
            return SendFailed(words, permanent=True)
        case never:
            assert_never(never)


def _description(error: CallFailed) -> str:
    """Return the API's words up to where they may quote ours."""
    return error.description.partition('"')[0][:_WORDS].strip()
