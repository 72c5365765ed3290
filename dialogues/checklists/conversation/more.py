"""Everything else: notes, changed answers, more questions, the same again, other tools."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checklists.answers import Form, Run, asked
from dialogues.checklists.conversation.asking import answer_in_words
from dialogues.checklists.conversation.card import card_labels
from dialogues.checklists.conversation.case import Case, label
from dialogues.checklists.kept import next_number
from dialogues.checklists.model import Question
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Heard

A_PAGE = 8
"""So many answers stand on buttons beside each other."""


def open_more(case: Case) -> tuple[Reply, ...]:
    """Offer what does not fit beside a question or a summary."""
    return (Reply(case.phrases.checking.more, tuple(_offered(case))),)


def hear_more(case: Case, answer: Answer) -> Heard | None:
    """Go where it leads."""
    match answer:
        case Chosen("_back"):
            return _back(case)
        case Chosen("_leave"):
            return case.left()
        case Chosen("note") if last := _last(case):
            return case.show("note", what=last.line_id)
        case Chosen("change" | "summary" as page):
            return case.show(page)
        case Chosen(choice):
            return _other(case, choice)
        case _:
            return None


def _other(case: Case, choice: str) -> Heard | None:
    """Ask more or less, ask again, pause, or open another run."""
    match choice:
        case "full" | "short" if choice != case.the_run.form:
            return case.keep(case.changed(form=Form(choice)))
        case "repeat" if case.is_complete:
            return _repeated(case)
        case "later":
            return Heard(Call("later"))
        case "runs":
            return case.open_run(None)
        case _:
            return None


def _back(case: Case) -> Heard:
    """Return to the question or the summary that this was opened from."""
    if not case.what:
        return case.show("summary")
    return case.show("ask", what=case.what, last=str(case.scene.slots.get("last", "")))


def _offered(case: Case) -> Iterator[Choice]:
    labels = case.phrases.checking_button
    asking = bool(case.what)
    if asking and (last := _last(case)):
        yield Choice("note", label(labels.note.format(name=last.line_summary)), also=("note",))
    if asking:
        yield Choice("change", labels.change, also=("change",))
        yield Choice("summary", labels.summary, also=("summary",))
    yield from _form(case)
    if case.is_complete:
        yield Choice("repeat", labels.repeat)
    yield Choice("later", case.phrases.button.later)
    yield Choice("runs", labels.runs)
    yield case.leave()
    yield Choice("_back", labels.back)


def _form(case: Case) -> Iterator[Choice]:
    """Offer the other form, if it would ask something else."""
    labels, questions = case.phrases.checking_button, case.checklist.questions
    short = [question for question in questions if question.short]
    if len(short) == len(questions):
        return
    if case.the_run.form is Form.SHORT:
        yield Choice("full", labels.full.format(count=len(questions)))
    elif not case.is_complete:
        yield Choice("short", labels.short.format(count=len(short)))


def _last(case: Case) -> Question | None:
    """Return the question that was answered last, if its answer holds."""
    last = case.checklist.question(str(case.scene.slots.get("last", "")))
    answered = case.answers.get(last.line_id) if last else None
    return last if answered and answered.answer else None


def _repeated(case: Case) -> Heard:
    """Begin another run about the same tool; the earlier one stays."""
    run, number = case.the_run, next_number(case.scene.checklists)
    new = Run(run.checklist, number, run.form, run.context, begun=True, repeats=run.number)
    tool = literal(run.context.tool)
    return case.keep(new, Reply(case.phrases.checking.repeated.format(tool=tool)))


# Changing an answer


def open_change(case: Case) -> tuple[Reply, ...]:
    """List the card and the answers, each to be changed."""
    labels, words = case.phrases.checking_button, case.phrases.checking
    lines = [*card_labels(case), *_answers(case)]
    first = case.page * A_PAGE
    shown = lines[first : first + A_PAGE]
    more = (Choice("more", labels.more),) if first + A_PAGE < len(lines) else ()
    text = words.change.format(tool=literal(case.the_run.context.tool))
    return (Reply(text, (*shown, *more, Choice("_back", labels.back))),)


def hear_change(case: Case, answer: Answer) -> Heard | None:
    """Ask again what was picked."""
    match answer:
        case Chosen("_back"):
            return case.show()
        case Chosen("more"):
            return case.show("change", page=case.page + 1)
        case Chosen("card.tool" | "card.use" | "card.touches" as line):
            return case.show(line.partition(".")[2])
        case Chosen(choice):
            return case.show("ask", what=choice.partition(".")[2])
        case _:
            return None


def _answers(case: Case) -> Iterator[Choice]:
    form = case.phrases.checking.change_answer
    for question in asked(case.checklist, case.the_run):
        if answered := case.answers.get(question.line_id):
            words = form.format(name=question.line_summary, answer=answer_in_words(case, answered))
            yield Choice(f"q.{question.line_id}", label(words))
