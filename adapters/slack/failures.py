"""What the refusals of the Web API mean for a message: one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import assert_never

from adapters.slack.api import CallFailed, NoAnswer, Trouble
from bot.sending import SendFailed


class Meaning(Enum):
    """What is to be done about a refusal."""

    DONE = auto()  # it can no longer be changed; what follows is a fresh message
    GONE = auto()  # the learner cannot be reached until they return
    DEAD = auto()  # the workspace took the app away: nobody there can be reached
    AGAIN = auto()  # later, at the time that the answer names, if it does
    PLAIN = auto()  # the same without blocks
    IN_WORDS = auto()  # the picture in words
    NEVER = auto()  # this message is not taken, whenever it is sent


TABLE: Mapping[str, Meaning] = {
    # what was said before
    "message_not_found": Meaning.DONE,
    "cant_update_message": Meaning.DONE,
    "edit_window_closed": Meaning.DONE,
    "is_inactive": Meaning.DONE,
    "block_mismatch": Meaning.DONE,
    "streaming_state_conflict": Meaning.DONE,
    # the learner
    "channel_not_found": Meaning.GONE,
    "user_not_found": Meaning.GONE,
    "users_not_found": Meaning.GONE,
    "user_disabled": Meaning.GONE,
    "user_not_visible": Meaning.GONE,
    "cannot_dm_bot": Meaning.GONE,
    "invalid_user_combination": Meaning.GONE,
    "not_in_channel": Meaning.GONE,
    "is_archived": Meaning.GONE,
    "app_access_restricted": Meaning.GONE,
    # the workspace
    "account_inactive": Meaning.DEAD,
    "token_revoked": Meaning.DEAD,
    "app_uninstalled": Meaning.DEAD,
    "team_disabled": Meaning.DEAD,
    # for a while, or until the operator or an admin sees to it
    "ratelimited": Meaning.AGAIN,
    "rate_limited": Meaning.AGAIN,
    "message_limit_exceeded": Meaning.AGAIN,
    "internal_error": Meaning.AGAIN,
    "fatal_error": Meaning.AGAIN,
    "service_unavailable": Meaning.AGAIN,
    "request_timeout": Meaning.AGAIN,
    "update_failed": Meaning.AGAIN,
    "external_channel_migrating": Meaning.AGAIN,
    "team_added_to_org": Meaning.AGAIN,
    "accesslimited": Meaning.AGAIN,
    "access_denied": Meaning.AGAIN,
    "ekm_access_denied": Meaning.AGAIN,
    "enterprise_is_restricted": Meaning.AGAIN,
    "team_access_not_granted": Meaning.AGAIN,
    "two_factor_setup_required": Meaning.AGAIN,
    "org_login_required": Meaning.AGAIN,
    "no_permission": Meaning.AGAIN,
    "missing_scope": Meaning.AGAIN,
    "not_allowed_token_type": Meaning.AGAIN,
    "invalid_auth": Meaning.AGAIN,
    "not_authed": Meaning.AGAIN,
    "token_expired": Meaning.AGAIN,
    "messages_tab_disabled": Meaning.AGAIN,
    "restricted_action": Meaning.AGAIN,
    # the blocks
    "invalid_blocks": Meaning.PLAIN,
    "invalid_blocks_format": Meaning.PLAIN,
    "msg_blocks_too_long": Meaning.PLAIN,
    # the picture
    "file_type_not_allowed": Meaning.IN_WORDS,
    "file_uploads_disabled": Meaning.IN_WORDS,
    "file_upload_size_restricted": Meaning.IN_WORDS,
    "storage_limit_reached": Meaning.IN_WORDS,
    "posting_to_channel_denied": Meaning.IN_WORDS,
    "file_update_failed": Meaning.IN_WORDS,
    "file_not_found": Meaning.IN_WORDS,
    "file_deleted": Meaning.IN_WORDS,
    "file_is_deleted": Meaning.IN_WORDS,
    "alt_txt_too_large": Meaning.IN_WORDS,
    "slack_connect_file_link_sharing_blocked": Meaning.IN_WORDS,
    "slack_connect_file_upload_sharing_blocked": Meaning.IN_WORDS,
    # the message
    "msg_too_long": Meaning.NEVER,
    "no_text": Meaning.NEVER,
    "too_many_attachments": Meaning.NEVER,
    "invalid_arguments": Meaning.NEVER,
    "invalid_arg_name": Meaning.NEVER,
    "invalid_json": Meaning.NEVER,
    "json_not_object": Meaning.NEVER,
    "view_too_large": Meaning.NEVER,
    "hash_conflict": Meaning.NEVER,
    "not_enabled": Meaning.NEVER,
    "method_not_supported_for_channel_type": Meaning.NEVER,
    "unknown_method": Meaning.NEVER,
    "method_deprecated": Meaning.NEVER,
}
"""Code and meaning. A code that is not here is never taken; without a code it is tried again."""

PICTURE = "slack_file"
"""Stands in the details of a refusal of blocks that is about a picture."""


def meaning(error: CallFailed) -> Meaning:
    """Return what the refusal means. A status that is no success is a trouble that passes."""
    if error.status == 413:
        return Meaning.NEVER
    if not error.code or (error.status >= 429 and error.code not in TABLE):
        return Meaning.AGAIN
    return TABLE.get(error.code, Meaning.NEVER)


def send_failed(error: CallFailed | Trouble) -> SendFailed:
    """Return the failure for delivery. Its words quote nothing of the message."""
    if not isinstance(error, CallFailed):
        return SendFailed(str(error), ambiguous=isinstance(error, NoAnswer))
    match meaning(error):
        case Meaning.GONE | Meaning.DEAD:
            return SendFailed(str(error), gone=True)
        case Meaning.AGAIN:
            return SendFailed(str(error), retry_after=error.retry_after)
        case Meaning.DONE | Meaning.PLAIN | Meaning.IN_WORDS | Meaning.NEVER:
            return SendFailed(str(error), permanent=True)
        case never:
            assert_never(never)
