"""The words that are understood anywhere, and what each leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from dialogues.chat import calculate, checklist, digest, finished, leave, summaries, team, withdraw
from dialogues.chat.later import REMINDER
from dialogues.glossary import asked, explained, find, listed
from dialogues.model import PictureRef, Step
from dialogues.place import kind_of
from dialogues.reply import Document, Reply
from dialogues.scene import Ask, Back, Call, Close, Heard, Remind, Replay, Scene
from dialogues.steps.picture import Picture
from dialogues.steps.statement import Statement
from dialogues.teams.code import is_meant_as_code, read, read_alone
from dialogues.teams.coding import followed
from dialogues.teams.request import MyTeams
from dialogues.text import plain
from dialogues.wording import progress_in_words

ONE_FILE = timedelta(minutes=5)
"""In this time a learner gets one file with all that is kept: each is made anew."""


def _help(scene: Scene, word: str) -> Heard:
    return Heard(Ask(), (Reply(scene.phrases.help),))


def _menu(scene: Scene, word: str) -> Heard:
    return Heard(Call("menu"))


def _progress(scene: Scene, word: str) -> Heard:
    return Heard(Ask(), (Reply(progress_in_words(scene)),))


def _repeat(scene: Scene, word: str) -> Heard:
    return Heard(Replay())


def _back(scene: Scene, word: str) -> Heard:
    return Heard(Back())


def _later(scene: Scene, word: str) -> Heard:
    return Heard(Call("later"))


def _glossary(scene: Scene, word: str) -> Heard:
    words = scene.phrases.words
    text = explained(scene.lesson, words, word) if word else listed(scene.lesson, words)
    return Heard(Ask(), (Reply(text),))


def _sources(scene: Scene, word: str) -> Heard:
    return Heard(Call("sources"))


def _calculate(scene: Scene, word: str) -> Heard:
    return calculate.called(scene)


def _checklist(scene: Scene, word: str) -> Heard:
    return checklist.called(scene)


def _restart(scene: Scene, word: str) -> Heard:
    return Heard(Call("restart"))


def _stop(scene: Scene, word: str) -> Heard:
    roles = {seat.role for seat in scene.find(MyTeams())} if scene.view.sharing else set()
    role = next((role for role in ("manager", "member") if role in roles), "")
    slots: dict[str, str | int] = {"when": "stopped", **({"role": role} if role else {})}
    return Heard(Call("away", slots), timers=(Remind(REMINDER, None),))


def _mydata(scene: Scene, word: str) -> Heard:
    words = scene.phrases.privacy
    if scene.exported and timedelta(0) <= scene.now - scene.exported < ONE_FILE:
        minutes = ONE_FILE // timedelta(minutes=1)
        return Heard(Ask(), (Reply(words.mydata_sent.format(minutes=minutes)),))
    return Heard(Ask(), (Reply(words.mydata, document=Document("mydata")),), exported=True)


def _forget(scene: Scene, word: str) -> Heard:
    return Heard(Call("forget"))


def _learn(scene: Scene, word: str) -> Heard:
    if len(scene.course.lessons) > 1:
        return Heard(Call("lessons"))
    return Heard(Close(replay=True, every=True))


def _start(scene: Scene, word: str) -> Heard:
    if read(word):
        return followed(scene, word)
    return Heard(Replay() if kind_of(scene.step).long else Close(replay=True))


def _team(scene: Scene, word: str) -> Heard:
    return team.called(scene)


def _join(scene: Scene, word: str) -> Heard:
    return followed(scene, word)


def _leave(scene: Scene, word: str) -> Heard:
    return leave.called(scene)


def _withdraw(scene: Scene, word: str) -> Heard:
    return withdraw.called(scene)


def _share(scene: Scene, word: str) -> Heard:
    return finished.called(scene)


def _summaries(scene: Scene, word: str) -> Heard:
    return summaries.called(scene)


def _digest(scene: Scene, word: str) -> Heard:
    return digest.called(scene)


def _text(scene: Scene, word: str) -> Heard:
    asked = kind_of(scene.step).open(scene).replies[-1]
    if asked.image:
        return Heard(Ask(), (Reply(asked.image.text),))
    seen = reversed(scene.lesson.path[: scene.place + 1])
    shown = (_picture(step) for section, step in seen if section is scene.section)
    ref = next((ref for ref in shown if ref), None)
    none = scene.phrases.trouble.no_picture
    return Heard(Ask(), (Reply(scene.lesson.images[ref, None].text if ref else none),))


def _picture(step: Step) -> str | None:
    match step:
        case Picture(show=ref) | Statement(picture=PictureRef() as ref):
            return ref.picture
        case _:
            return None


COMMANDS: Mapping[str, Callable[[Scene, str], Heard]] = {
    "help": _help,
    "menu": _menu,
    "progress": _progress,
    "repeat": _repeat,
    "back": _back,
    "later": _later,
    "glossary": _glossary,
    "sources": _sources,
    "calculate": _calculate,
    "checklist": _checklist,
    "restart": _restart,
    "stop": _stop,
    "mydata": _mydata,
    "forget": _forget,
    "learn": _learn,
    "start": _start,
    "text": _text,
    "team": _team,
    "join": _join,
    "leave": _leave,
    "withdraw": _withdraw,
    "share": _share,
    "summaries": _summaries,
    "digest": _digest,
}
"""Each command by name; `phrases.commands` has the words that call it."""


def slash(scene: Scene, text: str) -> Heard:
    """Return what a command with a slash leads to: "/menu", "/glossary token"."""
    word, _, rest = text[1:].partition(" ")
    heard = reserved(scene, f"{word.partition('@')[0]} {rest}".replace("_", " "))
    if heard is None and (name := plain(word.partition("@")[0])) in COMMANDS:
        heard = COMMANDS[name](scene, rest.strip())
    words = scene.phrases.trouble.unknown_command.format(command=f"/{plain(word)[:30]}")
    return heard or Heard(Ask(), (Reply(words),))


def reserved(scene: Scene, text: str) -> Heard | None:
    """Return what a reserved word, or a join code, leads to: "menu", "glossary token"."""
    said = plain(text)
    if name := scene.phrases.command.get(said):
        return COMMANDS[name](scene, "")
    first, _, rest = said.partition(" ")
    if rest and first in scene.phrases.commands.get("glossary", ()):
        return _glossary(scene, rest)
    if first in scene.phrases.commands.get("join", ()) and is_meant_as_code(rest):
        return _join(scene, rest)
    return code_alone(scene, text)


def code_alone(scene: Scene, text: str) -> Heard | None:
    """Return what a join code leads to, if the text is one and nothing else."""
    if read_alone(text, dash=False) is None:
        return None
    # A number that is asked for may look like one: "24 GB" does not, "24GBRAM8" does.
    dash = kind_of(scene.step).open(scene).replies[-1].form == "number"
    return followed(scene, text) if read_alone(text, dash=dash) else None


def question(scene: Scene, text: str) -> Heard | None:
    """Return the entry that "what is a token?" asks for, or a term typed alone."""
    if word := asked(text):
        return _glossary(scene, word)
    return _glossary(scene, text) if len(text) <= 80 and find(scene.lesson, text) else None
