"""The peer: the same lesson on python-telegram-bot's own `Application` and `ConversationHandler`.

As its documentation has it: default transport, no persistence, one state a question. What is said
is made ready beforehand, so that only the way of an update to its answers is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from adapters.telegram.messages import Message, messages, sending, settling
from dialogues.reply import Reply
from dialogues.turn import Turn

Context: TypeAlias = ContextTypes.DEFAULT_TYPE
Handler: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, int]]
Bot: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


class Said(msgspec.Struct, frozen=True):
    """One message as the SDK takes it, without the chat; with `photo` it is a picture."""

    fields: dict[str, Any]
    photo: bool = False


class Stage(msgspec.Struct, frozen=True):
    """One turn: how the question before is settled, and what is said then."""

    settled: Said | None
    said: Sequence[Said]


def application(token: str, url: str, turns: Sequence[Turn]) -> Bot:
    """Return the bot that says these turns, one after the other."""
    stages = [_stage(turn, before) for turn, before in zip(turns, [None, *turns], strict=False)]
    states: dict[object, list[Any]] = {
        number: [
            CallbackQueryHandler(_pressed(stage, number)),
            MessageHandler(filters.TEXT, _typed(stage, number)),
        ]
        for number, stage in enumerate([*stages[1:], stages[-1]], 1)  # the last is never reached
    }
    start: list[Any] = [CommandHandler("start", _typed(stages[0], 0))]
    handler = ConversationHandler(start, states, [])
    built = Application.builder().token(token).base_url(f"{url}/bot").build()
    built.add_handler(handler)
    return built


def _pressed(stage: Stage, number: int) -> Handler:
    async def pressed(update: Update, context: Context) -> int:
        query = update.callback_query
        assert query
        await query.answer()
        return await _settle_and_say(stage, number, update, context)

    return pressed


def _typed(stage: Stage, number: int) -> Handler:
    async def typed(update: Update, context: Context) -> int:
        return await _settle_and_say(stage, number, update, context)

    return typed


async def _settle_and_say(stage: Stage, number: int, update: Update, context: Context) -> int:
    chat = update.effective_chat
    data = context.user_data
    assert chat
    assert data is not None
    if stage.settled and stage.settled.photo:
        await context.bot.edit_message_caption(chat.id, data["asked"], **stage.settled.fields)
    elif stage.settled and "text" in stage.settled.fields:
        ids = {"chat_id": chat.id, "message_id": data["asked"]}
        await context.bot.edit_message_text(**ids, **stage.settled.fields)
    elif stage.settled:
        ids = {"chat_id": chat.id, "message_id": data["asked"]}
        await context.bot.edit_message_reply_markup(**ids)
    for said in stage.said:
        send = context.bot.send_photo if said.photo else context.bot.send_message
        sent = await send(chat.id, **said.fields)
        data["asked"] = sent.message_id
    return number + 1


def _stage(turn: Turn, before: Turn | None) -> Stage:
    said = [_said(message) for reply in turn.replies for message in messages(reply)]
    settles = turn.replies[0].settles
    return Stage(_settled(before.replies[-1], settles.words) if before and settles else None, said)


def _settled(asked: Reply, words: str | None) -> Said:
    shown = messages(asked)[-1]
    fields = settling(shown, 1, 1, words)
    return Said(_as_sdk(fields) if fields else {}, photo=shown.image is not None and bool(fields))


def _said(message: Message) -> Said:
    photo = {"photo": "photo-1"} if message.image else {}
    return Said(_as_sdk({**sending(message, 1), **photo}), photo=bool(photo))


def _as_sdk(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of an API call as the SDK's own types, without chat and message."""
    known = {k: v for k, v in fields.items() if k not in ("chat_id", "message_id")}
    for name in ("entities", "caption_entities"):
        if name in known:
            known[name] = [MessageEntity(**entity) for entity in known[name]]
    known.pop("link_preview_options", None)
    if "reply_markup" in known:
        rows = known["reply_markup"]["inline_keyboard"]
        buttons = [[InlineKeyboardButton(**button) for button in row] for row in rows]
        known["reply_markup"] = InlineKeyboardMarkup(buttons) if buttons else None
    return known
