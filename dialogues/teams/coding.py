"""Giving out join codes, and following one."""

from __future__ import annotations

from datetime import timedelta

from dialogues.quoting import literal
from dialogues.reply import Reply
from dialogues.scene import Ask, Call, Heard, Scene
from dialogues.teams.code import digest, half, read, spelled
from dialogues.teams.record import CodeMade, CodeTried
from dialogues.teams.request import FindTeam, MyTeams, NewCode

DAYS = 14
"""How long a code holds."""

TRIES = 5
"""The most codes that lead nowhere, in an hour from one person."""

TRIES_ALIKE = 50
"""The same from everybody together, for codes that begin alike: as those of one team do."""


def issued(scene: Scene, team: str, name: str, *, everywhere: bool) -> tuple[CodeMade, Reply]:
    """Return a new code for the team, and the message that says it, once."""
    words, signs = scene.phrases.teams, scene.find(NewCode())
    made = CodeMade(team, digest(signs), half(signs), everywhere, scene.now + timedelta(days=DAYS))
    text = words.code.format(team=literal(name), code=spelled(signs), days=DAYS)
    texts = [text] if everywhere else [text, words.code_inside]
    if everywhere and scene.view.link:
        texts.append(words.code_link.format(link=f"{scene.view.link}{spelled(signs)}"))
    return made, Reply("\n\n".join(texts))


def followed(scene: Scene, text: str) -> Heard:
    """Return what a code leads to: the same words for one that is wrong, too old or replaced."""
    words, signs = scene.phrases.teams, read(text)
    if not scene.view.sharing:
        return Heard(Ask(), (Reply(words.off),))
    if signs is None:
        return Heard(Ask(), (Reply(words.shape),))
    found = scene.find(FindTeam(digest(signs), half(signs)))
    if found.tries >= TRIES or found.tries_alike >= TRIES_ALIKE:
        return Heard(Ask(), (Reply(words.too_many),))
    if found.team is None:
        return Heard(Ask(), (Reply(words.no_team),), (CodeTried(half(signs)),))
    if any(seat.team == found.team.team for seat in scene.find(MyTeams())):
        already = words.already.format(team=literal(found.team.name))
        return Heard(Ask(), (Reply(already),))
    return Heard(Call("join", {"digest": digest(signs), "half": half(signs)}))
