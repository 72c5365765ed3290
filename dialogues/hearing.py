"""Understands an input in the light of the step that waits, and lets the talk follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never

import msgspec

from dialogues.chat.forget import FORGET
from dialogues.chat.home import page
from dialogues.chat.later import REMINDER, due, zone_named
from dialogues.commands import question, reserved, slash
from dialogues.input import (
    Attached,
    Began,
    Fired,
    HomeOpened,
    Input,
    Left,
    Pressed,
    Returned,
    Said,
    Told,
)
from dialogues.kinds import CHAT
from dialogues.matching import find_choice, find_named, find_words
from dialogues.place import CHAT_FLOW, kind_of, relocated
from dialogues.reply import Choice, button
from dialogues.scene import Ask, Call, Chosen, Close, Heard, Replay, Scene, Typed
from dialogues.state import Frame
from dialogues.talk import Talk
from dialogues.teams.code import read_alone
from dialogues.teams.coding import followed
from dialogues.text import MAX_TEXT, clean, plain
from dialogues.turn import SetTimer, Turn
from dialogues.wording import place_in_words

NOT_NOW = {"away", "later", "calculate", "checklist", "team", "join", "leave", "forget"} | {
    "withdraw",
    "summaries",
    "digest",
    "finished",
}
"""Who asks for one of these steps of the chat must not be taught on at the same moment."""

Act: TypeAlias = Pressed | Said | Began | Attached | Fired
"""What is heard by the step that waits."""


def hear(talk: Talk, input: Input) -> Turn:
    """Return the turn that the input leads to."""
    told = input if isinstance(input, Told) else _told_by(input)
    if told is not None:
        return _told(talk, told)
    if isinstance(input, Left | Returned | Told) or _too_late(talk, input):
        return Turn(talk.conversation)
    if isinstance(input, HomeOpened):
        return Turn(talk.conversation, (page(_seen(talk), begun=_begun(talk)),))
    if isinstance(input, Fired) and (morning := _morning(talk)):
        put_off = SetTimer(REMINDER, morning, input.prompt)
        return Turn(talk.conversation, timers=(put_off,))
    if _settle(talk):
        _hear_first(talk, input)
    else:
        _hear_here(talk, input)
    return talk.turn()


def _too_late(talk: Talk, input: Input) -> bool:
    """Whether what the input is about is over."""
    if isinstance(input, Fired):
        return not _still_away(talk, input)
    # Pressed twice: everything is forgotten already.
    return isinstance(input, Pressed) and input.choice == FORGET and not talk.conversation.prompt


def _hear_here(talk: Talk, input: Act) -> None:
    match input:
        case Pressed(choice, prompt):
            _press(talk, choice, prompt)
        case Said(text):
            _say(talk, text)
        case Began():
            _welcome(talk)
        case Attached():
            _explain(talk, talk.course.phrases.trouble.attached)
        case Fired() | Told():  # what is told was heard above
            talk.say(talk.course.phrases.later.reminder)
            talk.move(Close(replay=True))
        case _:
            assert_never(input)


def _with_code(talk: Talk) -> Heard | None:
    """Return what a link with a join code leads to, if the chat was opened by one."""
    code = talk.view.lesson
    if not code or code in talk.course.lesson or read_alone(code, dash=False) is None:
        return None
    talk.come_back()
    return followed(talk.scene(), code)


def _told_by(input: Input) -> Told | None:
    """Return what a timer such as "next-step:ID" tells, whatever the learner does."""
    step, _, about = input.timer.partition(":") if isinstance(input, Fired) else ("", "", "")
    return Told(step, {"about": about}) if about else None


def _still_away(talk: Talk, fired: Fired) -> bool:
    """Whether nothing has happened since the timer was set."""
    frame, prompt = _standing(talk)
    away = frame is not None and frame.flow == CHAT_FLOW and frame.step == "away"
    return away and fired.timer == REMINDER and fired.prompt == prompt


def _standing(talk: Talk) -> tuple[Frame | None, int]:
    """Return the frame and the prompt that the learner came to, below what they were told."""
    *below, top = talk.stack or (None,)
    if top is None or top.under is None:
        return top, talk.conversation.prompt
    return (below[-1] if below else None), top.under


def _told(talk: Talk, told: Told) -> Turn:
    """Say what came about elsewhere, above whatever the learner is in the middle of."""
    if told.step not in CHAT:  # written by a newer program
        return Turn(talk.conversation)
    talk.stack = _known(talk.stack)
    if talk.conversation.revision != talk.course.revision and _relocate(talk) and talk.stack:
        talk.go_on_to_a_question()
    slots = told.slots
    if begin := CHAT[told.step].begin:
        begun = begin(talk.scene(Frame(CHAT_FLOW, told.step, slots=slots)))
        if begun is None:
            return Turn(talk.conversation)
        talk.records += begun.records
        talk.timers += begun.timers
        slots = begun.slots
    talk.tell(told.step, slots)
    return talk.turn()


def _known(stack: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The steps of the chat belong to the program, which may be newer than the conversation."""
    return tuple(f for f in stack if f.flow != CHAT_FLOW or f.step in CHAT)


def _seen(talk: Talk) -> Scene:
    """Return the learner's place as it stands in this revision; nothing is kept of it."""
    if talk.conversation.revision != talk.course.revision:
        now = relocated(talk.course, talk.conversation)
        talk.stack, talk.lessons = now.stack, now.lessons
    return talk.scene(talk.place)


def _begun(talk: Talk) -> bool:
    return any(frame.flow != CHAT_FLOW for frame in talk.stack)


def _morning(talk: Talk) -> datetime | None:
    """When to remind instead, if it is night: the program may have slept past the right time."""
    frame, _ = _standing(talk)
    zone = frame.slots.get("zone", "") if frame else ""
    when = due(talk.now, timedelta(0), zone_named(str(zone)))
    return when if when != talk.now else None


def _settle(talk: Talk) -> bool:
    """Bring the talk to this revision and to a lesson; True when the place was newly set."""
    talk.stack = _known(talk.stack)
    moved = _relocate(talk) if talk.conversation.revision != talk.course.revision else False
    wanted = talk.course.lesson.get(talk.view.lesson) if talk.view.lesson else None
    if wanted and wanted.id != talk.conversation.preferred:
        talk.conversation = msgspec.structs.replace(talk.conversation, preferred=wanted.id)
        if not talk.stack or talk.stack[0].flow != wanted.id:
            talk.set_out(wanted)
            return True
    if not talk.stack:
        _set_out(talk)
        return True
    return moved


def _relocate(talk: Talk) -> bool:
    """Carry the place over to this revision; True when the step that waited is gone."""
    before = talk.stack
    known = bool(talk.conversation.revision)
    now = relocated(talk.course, talk.conversation)
    talk.stack, talk.lessons = now.stack, now.lessons
    trouble = talk.course.phrases.trouble
    if known and now.gone:
        talk.notice = trouble.lesson_gone
    elif known and now.reopen:
        talk.notice = trouble.removed
    elif known and now.moved:
        talk.notice = trouble.moved
    return bool(before) and (now.reopen or not talk.stack or not kind_of(talk.scene().step).waits)


def _set_out(talk: Talk) -> None:
    """Go to the start of the only lesson, or let the learner choose."""
    if len(talk.course.lessons) == 1:
        talk.set_out(talk.course.lessons[0])
    else:
        talk.stack = (Frame(CHAT_FLOW, "lessons"),)


def _hear_first(talk: Talk, input: Input) -> None:
    """Answer a word that is understood anywhere, then show the newly set place."""
    if isinstance(input, Fired):
        talk.say(talk.course.phrases.later.reminder)
    elif isinstance(input, Attached):
        talk.say(talk.course.phrases.trouble.attached)
    elif isinstance(input, Said | Began):
        heard = _with_code(talk)
        if isinstance(input, Said):
            heard = _anywhere(talk.scene(), clean(input.text[: MAX_TEXT + 1]))
        match heard:
            # Who wants to stop, or asks for something else, must not be taught on.
            case Heard(Call(step)) if step in NOT_NOW:
                talk.follow(heard)
                return
            case Heard(Ask()):
                talk.replies += heard.replies
                talk.records += heard.records
                talk.exported = talk.now if heard.exported else talk.exported
    talk.replay()


def _press(talk: Talk, choice: str, prompt: int | None) -> None:
    below = prompt is not None and prompt != talk.conversation.prompt
    if below and (prompt != talk.frame.under or not talk.stack[:-1]):  # nothing was asked there
        _explain(talk, talk.course.phrases.trouble.stale)
        return
    if below:  # what was told came between the question and its answer
        talk.unpile()
    scene = talk.scene()
    offered = talk.open()[0][-1].choices
    if heard := _chosen(talk, scene, offered, choice):
        talk.chosen = None if below else talk.chosen
        talk.follow(heard)
    else:
        _explain(talk, talk.course.phrases.trouble.unknown_choice)


def _chosen(talk: Talk, scene: Scene, offered: Sequence[Choice], id: str | None) -> Heard | None:
    """Let the step hear one of the choices that it offered, by id."""
    choice = next((c for c in offered if c.id == id), None)
    heard = kind_of(scene.step).hear(scene, Chosen(choice.id)) if choice else None
    talk.chosen = button(choice) if choice and heard else None
    return heard


def _say(talk: Talk, raw: str) -> None:
    trouble = talk.course.phrases.trouble
    text = clean(raw) if len(raw) <= 2 * MAX_TEXT else raw
    if not text:
        _explain(talk, trouble.empty)
    elif len(text) > MAX_TEXT:
        _explain(talk, trouble.too_long)
    elif heard := _understood(talk, text):
        talk.follow(heard)
    elif plain(text) in talk.course.phrases.greetings:  # no answer, but no reproach either
        talk.replay()
    else:
        _explain(talk, trouble.not_understood)


def _understood(talk: Talk, text: str) -> Heard | None:
    """Find what the text means: a command, a choice, a word to explain, or an answer."""
    scene = talk.scene()
    if text.startswith("/"):
        return slash(scene, text)
    if talk.frame.under is not None:
        return _understood_above(talk, scene, text)
    return _understood_here(talk, scene, text)


def _understood_above(talk: Talk, scene: Scene, text: str) -> Heard | None:
    """Find what a text means that may be for what was told, or for the question below it."""
    stack = talk.stack
    asked = talk.open()[0][-1]
    below = talk.stack[:-1]
    if asked.form is not None or not below:
        return _understood_here(talk, scene, text)
    beneath = talk.scene(below[-1])
    waiting = kind_of(beneath.step).open(beneath).replies[-1].form
    find = find_named if waiting == "number" else find_choice
    if waiting != "text" and (choice := find(text, asked.choices)):
        return _chosen(talk, scene, asked.choices, choice)
    talk.unpile()
    heard = _understood_here(talk, beneath, text)
    talk.chosen = None  # its words are none of the buttons that are there now
    if heard is None:
        talk.stack = stack
    return heard


def _understood_here(talk: Talk, scene: Scene, text: str) -> Heard | None:
    """Find what the text means to the step of the scene, which is on top."""
    kind = kind_of(scene.step)
    prompt = talk.open()[0][-1]
    if prompt.form == "text":  # every word may be the answer, but for the buttons' own
        choice = find_words(text, prompt.choices)
        heard = _chosen(talk, scene, prompt.choices, choice)
        return heard if choice else kind.hear(scene, Typed(text))
    find = find_named if prompt.form == "number" else find_choice
    if choice := find(text, prompt.choices):
        return _chosen(talk, scene, prompt.choices, choice)
    return _anywhere(scene, text) or kind.hear(scene, Typed(text))


def _anywhere(scene: Scene, text: str) -> Heard | None:
    if text.startswith("/"):
        return slash(scene, text)
    return reserved(scene, text) or question(scene, text)


def _explain(talk: Talk, text: str) -> None:
    """Say what the matter is, and ask again; nothing has changed."""
    talk.say(text)
    talk.run()


def _welcome(talk: Talk) -> None:
    if (heard := _with_code(talk)) is not None:
        talk.follow(heard)
        return
    talk.come_back()
    words = talk.course.phrases.place.welcome_back
    if _begun(talk):
        talk.say(words.format(place=place_in_words(talk.scene())))
    talk.move(Replay())
