"""The context card: which tool, how it is used, what it affects, and how much is asked."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dialogues.checklists.answers import Answer as Given
from dialogues.checklists.answers import Form, Run
from dialogues.checklists.context import Context
from dialogues.checklists.conversation.case import Case, label
from dialogues.checklists.conversation.words import LONGEST_TOOL, Refused, one_line
from dialogues.checklists.kept import next_number
from dialogues.checklists.model import Touch
from dialogues.matching import find_words
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Typed
from dialogues.text import plain


def open_tool(case: Case) -> tuple[Reply, ...]:
    """Ask which tool it is about. Who is new hears what this is; a lesson says so itself."""
    text = case.checklist.context.tool
    if case.run:
        return (Reply(text, (_back(case),), form="text"),)
    runs = (Choice("runs", case.phrases.checking_button.runs),) if case.runs else ()
    question = Reply(text, (*runs, case.leave()), form="text")
    if case.in_lesson or case.runs or "brief" in case.scene.slots:
        return (question,)
    about = f"{case.checklist.intro}\n\n{case.phrases.checking.private}"
    return Reply(about), question


def hear_tool(case: Case, answer: Answer) -> Heard | None:
    """Begin a run about this tool, or give the one in hand another name."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("runs"):
            return case.open_run(None)
        case Chosen("_back"):
            return case.show()
        case Typed(text):
            tool = one_line(case, text, LONGEST_TOOL)
            if isinstance(tool, Refused):
                return case.show("tool", Reply(tool.words), brief=1)
            return _named(case, tool)
        case _:
            return None


def _named(case: Case, tool: str) -> Heard:
    if case.run:
        return case.keep(_with(case, tool=tool))
    known = next((r for r in case.runs if plain(r.context.tool) == plain(tool)), None)
    if known:
        said = case.phrases.checking.same.format(tool=literal(known.context.tool))
        return case.open_run(known, Reply(said))
    number = next_number(case.scene.checklists)
    return case.keep(Run(case.checklist.id, number, context=Context(tool)))


def open_use(case: Case) -> tuple[Reply, ...]:
    """Ask how the tool is used."""
    question = case.checklist.context.use
    text = question.text
    if not case.run or not case.run.begun:
        tool = literal(case.the_run.context.tool)
        text = f"{case.phrases.checking.tool_noted.format(tool=tool)}\n\n{text}"
    choices = tuple(Choice(use.id, use.text) for use in question.choices)
    return (Reply(text, (*choices, *_beside(case))),)


def hear_use(case: Case, answer: Answer) -> Heard | None:
    """Take the use."""
    match answer:
        case Chosen("_leave" | "_back"):
            return _out(case, answer)
        case Chosen(choice) if choice in case.checklist.use:
            return case.keep(_with(case, use=choice))
        case _:
            return None


def open_touches(case: Case) -> tuple[Reply, ...]:
    """Ask what the tool affects; it may be several things, one after the other."""
    question = case.checklist.context.touches
    chosen = _chosen(case)
    offered = tuple(
        Choice(t.id, t.text)
        for t in question.choices
        if t.id not in chosen and not (chosen and t.alone)
    )
    if not chosen:
        return (Reply(question.text, (*offered, *_beside(case))),)
    names = ", ".join(case.checklist.touch[id].text for id in chosen)
    enough = Choice("_enough", case.phrases.checking_button.that_is_all, also=_enough(case))
    text = case.phrases.checking.more_touches.format(names=names)
    return (Reply(text, (enough, *offered)),)


def _enough(case: Case) -> tuple[str, ...]:
    alone = (plain(t.text) for t in case.checklist.context.touches.choices if t.alone)
    return (*case.phrases.go_on, *case.phrases.answered.get(Given.NO, ()), *alone)


def hear_touches(case: Case, answer: Answer) -> Heard | None:
    """Take what it affects, pressed one by one or typed in one line."""
    match answer:
        case Chosen("_leave" | "_back"):
            return _out(case, answer)
        case Chosen("_enough"):
            return case.show()
        case Chosen(choice) if choice in case.checklist.touch:
            return _touching(case, [case.checklist.touch[choice]])
        case Typed(text):
            named = _all_named(case, text)
            return _touching(case, named) if named else None
        case _:
            return None


def _touching(case: Case, named: Iterable[Touch]) -> Heard:
    """Keep what was named; if there can be more, ask for it."""
    touches = [*named]
    if any(t.alone for t in touches):
        alone = next(t for t in touches if t.alone)
        return case.keep(_with(case, touches=(alone.id,)))
    ids = tuple(dict.fromkeys((*_chosen(case), *(t.id for t in touches))))
    return case.keep(_with(case, touches=ids), at="more-touches", page=len(ids))


def _chosen(case: Case) -> tuple[str, ...]:
    """Return what was chosen on this page so far."""
    if case.at != "more-touches":
        return ()
    return tuple(id for id in case.the_run.context.touches if id in case.checklist.touch)


def _all_named(case: Case, text: str) -> list[Touch]:
    """Return what "health, children" names; nothing if a part of it is not understood."""
    touches = case.checklist.context.touches.choices
    choices = [Choice(t.id, t.text) for t in touches]
    parts = [part for part in text.replace(";", ",").split(",") if plain(part)]
    ids = [find_words(part, choices) for part in parts]
    found = [case.checklist.touch[id] for id in ids if id]
    return found if len(found) == len(parts) else []


def open_form(case: Case) -> tuple[Reply, ...]:
    """Ask how much is to be asked: little, unless the learner wants all."""
    every = len(case.checklist.questions)
    short = sum(question.short for question in case.checklist.questions)
    words, labels, ok = case.phrases.checking, case.phrases.checking_button, case.phrases.go_on
    full = Choice("full", labels.full.format(count=every), also=("full", "all"))
    if short == every:
        choices = (msgspec.structs.replace(full, also=(*full.also, *ok)), case.leave())
        return (Reply(words.one_form.format(full=every), choices),)
    less = Choice("short", labels.short.format(count=short), also=("short", *ok))
    return (Reply(words.form.format(short=short, full=every), (less, full, case.leave())),)


def hear_form(case: Case, answer: Answer) -> Heard | None:
    """Begin with the questions."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("short" | "full" as form):
            return case.keep(case.changed(form=Form(form), begun=True))
        case _:
            return None


def _with(case: Case, **fields: object) -> Run:
    return case.changed(context=msgspec.structs.replace(case.the_run.context, **fields))


def _beside(case: Case) -> tuple[Choice, ...]:
    """Return the button beside the author's choices; its id is none that an author can give."""
    return (_back(case) if case.the_run.begun else case.leave(),)


def _out(case: Case, answer: Answer) -> Heard:
    return case.left() if answer == Chosen("_leave") else case.show()


def _back(case: Case) -> Choice:
    return Choice("_back", case.phrases.checking_button.back)


def touched(case: Case) -> str:
    """Return what the tool affects, in words."""
    touch = case.checklist.touch
    return ", ".join(touch[id].text for id in case.the_run.context.touches if id in touch)


def shown_use(case: Case) -> str:
    """Return how the tool is used, in words."""
    use = case.checklist.use.get(case.the_run.context.use)
    return use.text if use else ""


def card_labels(case: Case) -> tuple[Choice, ...]:
    """Return a button for each line of the card, to change it."""
    words = case.phrases.checking
    tool = words.change_tool.format(tool=case.the_run.context.tool)
    use = words.change_use.format(use=shown_use(case))
    touches = words.change_touches.format(touches=touched(case))
    named = (("card.tool", tool), ("card.use", use), ("card.touches", touches))
    return tuple(Choice(id, label(text)) for id, text in named)
