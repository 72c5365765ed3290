"""The methods of the Bot API that this server knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.telegram.fake import messaging, running
from tests.telegram.fake.refusal import Finding
from tests.telegram.fake.world import World

Params = Mapping[str, Any]

METHODS: Mapping[str, Callable[[World, Params], Awaitable[Any]]] = {
    "answerCallbackQuery": messaging.answer_callback_query,
    "deleteMessage": messaging.delete_message,
    "deleteWebhook": running.delete_webhook,
    "editMessageCaption": messaging.edit_message_caption,
    "editMessageReplyMarkup": messaging.edit_message_reply_markup,
    "editMessageText": messaging.edit_message_text,
    "getFile": messaging.get_file,
    "getMe": running.get_me,
    "getMyCommands": running.get_my_commands,
    "getMyDescription": running.get_my_description,
    "getMyShortDescription": running.get_my_short_description,
    "getUpdates": running.get_updates,
    "getWebhookInfo": running.get_webhook_info,
    "sendChatAction": messaging.send_chat_action,
    "sendMessage": messaging.send_message,
    "sendPhoto": messaging.send_photo,
    "sendDocument": messaging.send_document,
    "setMyCommands": running.set_my_commands,
    "setMyDescription": running.set_my_description,
    "setMyShortDescription": running.set_my_short_description,
    "setWebhook": running.set_webhook,
}

_UNKNOWN_HERE = {
    "parse_mode",
    "business_connection_id",
    "inline_message_id",
    "rich_message",
    "scope",
}
"""Parameters that Telegram takes and this server does not understand."""


def check_known(params: Params) -> None:
    """Raises Finding when this server cannot judge the request."""
    if unknown := _UNKNOWN_HERE & params.keys():
        raise Finding(f"{', '.join(sorted(unknown))}: not understood by this server")
