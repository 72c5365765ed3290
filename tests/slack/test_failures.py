"""What refusals of Slack mean: the table against what Slack documents."""

from __future__ import annotations

import pytest

from adapters.slack.api import CallFailed, NoAnswer, NotReached
from adapters.slack.failures import TABLE, Meaning, meaning, send_failed


def refusal(code: str, status: int = 200) -> CallFailed:
    return CallFailed("chat.postMessage", status, code)


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_code_of_the_table_has_its_consequence(code: str) -> None:
    error = send_failed(refusal(code))
    gone = TABLE[code] in (Meaning.GONE, Meaning.DEAD)
    assert error.gone is gone
    assert error.permanent is not (gone or TABLE[code] is Meaning.AGAIN)
    assert not error.ambiguous


@pytest.mark.parametrize(
    ("code", "status", "means"),
    [
        ("account_inactive", 200, Meaning.DEAD),
        ("token_revoked", 401, Meaning.DEAD),
        ("channel_not_found", 200, Meaning.GONE),
        ("message_not_found", 200, Meaning.DONE),
        ("cant_update_message", 200, Meaning.DONE),
        ("", 500, Meaning.AGAIN),
        ("", 429, Meaning.AGAIN),
        ("", 404, Meaning.AGAIN),
        ("", 413, Meaning.NEVER),
        ("unheard_of", 503, Meaning.AGAIN),
        ("unheard_of", 200, Meaning.NEVER),
    ],
)
def test_a_status_counts_where_the_code_says_nothing(
    code: str, status: int, means: Meaning
) -> None:
    assert meaning(refusal(code, status)) is means


def test_only_a_call_that_may_have_been_carried_out_is_in_doubt() -> None:
    assert send_failed(NoAnswer("no answer")).ambiguous
    assert not send_failed(NotReached("not there")).ambiguous


def test_the_words_of_a_failure_name_the_call_and_the_code_and_quote_nothing() -> None:
    error = CallFailed("chat.postMessage", 200, "invalid_blocks", details="learner's words")
    assert str(send_failed(error)) == "chat.postMessage was refused with status 200: invalid_blocks"
