"""The questions: one at a time, each with its buttons and with words that may be typed."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.calculators.training_cost.conversation.answers import (
    NO_GUESS,
    NOWHERE,
    answers,
    asked,
    is_answered,
    missing,
    with_answer,
    without,
)
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.naming import name_of
from dialogues.calculators.training_cost.conversation.typed import Trouble, understood
from dialogues.calculators.training_cost.conversation.words import Option, Question
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Stay, Typed

LETTERED = frozenset({"goal"})
"""Questions whose options have letters, as those of the lesson have."""

READING = " | "
"""Stands between the readings in the slot `meant`."""

TYPED_NUMBERS = frozenset({"amount", "time", "uses", "passes", "machines", "size"})
"""Questions whose answer is a number: one that is typed never presses a button by its place."""


def open_question(case: Case, name: str) -> Reply:
    """Ask the question; what was understood last stands before it."""
    question = question_of(case, name)
    letters = "ABCDE" if name in LETTERED else ""
    options = tuple(
        Choice(o.id, o.label, letters[i] if letters else None, o.also)
        for i, o in enumerate(question.choices)
    )
    text = "\n\n".join(filter(None, [_echo(case), _asked(case, name, question)]))
    choices = (*_offered(case, question, options), *_usual(case, name), *_ways_back(case, name))
    return Reply(text, choices, form="number" if name in TYPED_NUMBERS else None)


def _offered(case: Case, question: Question, options: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return the options, or what may have been meant, beside the one that knows no country."""
    unknown = [o.id for o in question.choices if o.country == NOWHERE]
    near = meant(case)
    return (*near, *(o for o in options if o.id in unknown)) if near else options


def hear_question(case: Case, name: str, answer: Answer) -> Heard | None:
    """Take the answer; what is not understood is explained, and the question stays."""
    match answer:
        case Chosen("change"):
            return show(case, "change")
        case Chosen("result"):
            return show_result(case)
        case Chosen("skip" | "close" | "continue"):
            return _out(case)
        case Chosen("usual"):
            return Heard(Stay(without(case.slots, [name])))
        case Chosen(choice):
            return _pressed(case, name, choice)
        case Typed(text):
            return _typed(case, name, text)


def _pressed(case: Case, name: str, choice: str) -> Heard | None:
    """Take a reading of what was typed, or one of the options."""
    if reading := next((m for m in meant(case) if m.id == choice), None):
        return _typed(case, name, reading.label)
    option = next((o for o in question_of(case, name).choices if o.id == choice), None)
    return take(case, name, option) if option else None


def _typed(case: Case, name: str, text: str) -> Heard:
    """Take what was typed; a refusal says what was understood before no second time."""
    given = understood(case, name, text)
    if not isinstance(given, Trouble):
        return _taken(case, name, given)
    asked_again = {n: v for n, v in case.slots.items() if n not in ("last", "meant")}
    if name == "guess":  # the example stands above
        asked_again["again"] = 1
    if given.readings:
        asked_again["meant"] = READING.join(given.readings)
    return Heard(Stay(asked_again), (Reply(given.words),))


def meant(case: Case) -> tuple[Choice, ...]:
    """Return the readings of a text that can be meant in several ways, each on a button."""
    readings = filter(None, str(case.slots.get("meant", "")).split(READING))
    return tuple(Choice(f"meant.{n}", reading) for n, reading in enumerate(readings))


def _usual(case: Case, name: str) -> tuple[Choice, ...]:
    """Return the button that takes a folded answer back to the usual one."""
    folded = name in options(case) and name in _given(case, options(case))
    return (Choice("usual", case.words.button.usual, also=("usual",)),) if folded else ()


def question_of(case: Case, name: str) -> Question:
    """Return the words of a question."""
    question: Question = getattr(case.words.questions, name)
    return question


def take(case: Case, name: str, option: Option) -> Heard:
    """Take the answer that a button stands for."""
    return _taken(case, name, option.slots)


def _taken(case: Case, name: str, given: dict[str, str | int]) -> Heard:
    return Heard(Stay({**with_answer(case.slots, name, given), "last": name}))


def _asked(case: Case, name: str, question: Question) -> str:
    """Return the question: with its number on the first way through, with its name later."""
    words, needed = case.words.asking, asked(case.slots)
    if name in needed and missing(case.slots) == name:
        counted = [q for q in needed if q != "kind"]  # which is the other half of the amount
        number = counted.index("amount" if name == "kind" else name) + 1
        form = words.first if name == "goal" else words.question
        return form.format(number=number, total=len(counted), text=question.text)
    return words.again.format(name=question.name, text=question.text)


def _echo(case: Case) -> str:
    """Return what was understood last."""
    last = str(case.slots.get("last", ""))
    if not last or "at" in case.slots or (last, case.slots.get(last)) == ("guess", NO_GUESS):
        return ""
    parts = [name_of(case, case.slots, last)]
    if last == "amount" and is_answered(case.slots, "kind"):
        parts.append(name_of(case, case.slots, "kind"))
    answer = ", ".join(f"**{part}**" for part in parts if part)
    return case.words.asking.understood.format(answer=answer) if answer else ""


def _ways_back(case: Case, name: str) -> tuple[Choice, ...]:
    """Return the buttons beside the options: change an answer, or leave."""
    button = case.words.button
    if "at" in case.slots:
        return (Choice("result", button.result if missing(case.slots) is None else button.back),)
    change = () if name == "goal" else (Choice("change", button.change, also=("change",)),)
    return (*change, _leave(case))


def _leave(case: Case) -> Choice:
    button = case.words.button
    if case.in_lesson:
        return Choice("skip", button.skip, also=("skip",))
    return Choice("close", button.close)


def _out(case: Case) -> Heard:
    said = (Reply(case.words.asking.skipped),) if case.in_lesson else ()
    return Heard(case.way_out, said)


# The guess comes before the questions, with the example.


def open_guess(case: Case, intro: str) -> Reply:
    """Show the example and ask for a guess."""
    guesses = case.words.start.guesses
    options = tuple(
        Choice(g.id, g.label, letter) for letter, g in zip("ABCD", guesses, strict=False)
    )
    no_guess = Choice("no-guess", case.words.button.no_guess, also=("no idea", "i don't know"))
    return Reply(intro, (*options, no_guess, _leave(case)))


def hear_guess(case: Case, answer: Answer) -> Heard | None:
    """Keep the guess, without a verdict."""
    match answer:
        case Chosen("skip" | "close" | "continue"):
            return _out(case)
        case Chosen("no-guess"):
            return _taken(case, "guess", {"guess": NO_GUESS})
        case Chosen(choice) if any(g.id == choice for g in case.words.start.guesses):
            return _taken(case, "guess", {"guess": choice})
        case Typed(text):
            return _typed(case, "guess", text)
        case _:
            return None


# Changing an answer, and what is folded.


def open_change(case: Case) -> Reply:
    """List the answers, each to be changed."""
    choices = tuple(_answer(case, name) for name in _given(case, asked(case.slots)))
    back = case.words.button.result if missing(case.slots) is None else case.words.button.back
    return Reply(case.words.asking.change, (*choices, Choice("result", back)))


def open_options(case: Case) -> Reply:
    """List what is folded: each has a usual value."""
    choices = tuple(_answer(case, name) for name in options(case))
    back = case.to_result()
    return Reply(case.words.asking.options, (*choices, back))


def hear_list(case: Case, answer: Answer) -> Heard | None:
    """Ask the question that was picked from a list, or go back."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen(choice) if choice in (*asked(case.slots), *options(case)):
            return show(case, "ask", what=choice)
        case _:
            return None


def options(case: Case) -> tuple[str, ...]:
    """Return the folded questions that this goal has."""
    match answers(case.slots).get("goal"):
        case "ready-made":
            return ()
        case "fine-tune":
            return ("size", "method", "script", "chip", "machines")
        case _:
            return ("size", "script", "chip", "passes", "machines")


def _given(case: Case, questions: Iterable[str]) -> list[str]:
    return [q for q in questions if name_of(case, case.slots, q)]


def _answer(case: Case, name: str) -> Choice:
    label, said = question_of(case, name).name, name_of(case, case.slots, name)
    return Choice(name, f"{label}: {said}"[:72] if said else label, also=(label.casefold(), name))
