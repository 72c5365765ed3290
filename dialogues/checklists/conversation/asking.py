"""The questions: one a message, with its reason, and what an answer still needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dialogues.checklists.answers import Answer as Given
from dialogues.checklists.answers import Answered, asked, history
from dialogues.checklists.context import wording
from dialogues.checklists.conversation.case import Case, label
from dialogues.checklists.model import Question
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard


def open_question(case: Case) -> tuple[Reply, ...]:
    """Ask the question; what was answered last stands before it."""
    text = "\n\n".join(_text(case))
    return (Reply(text, (*_keep(case), *_answers(case), *_beside(case))),)


def hear_question(case: Case, answer: Answer) -> Heard | None:
    """Take one of the five answers, or a skip."""
    match answer:
        case Chosen("evidence"):
            form = case.phrases.checking.evidence
            return Heard(Ask(), (Reply(form.format(evidence=case.question.evidence)),))
        case Chosen("skip"):
            return case.answer(_given(case, None))
        case Chosen("keep"):
            return case.show()
        case Chosen("more"):
            return case.show("more", what=case.what, last=str(case.scene.slots.get("last", "")))
        case Chosen(choice) if choice in list(Given):
            return _answered(case, Given(choice))
        case _:
            return None


def _answered(case: Case, given: Given) -> Heard:
    now = case.answers.get(case.what)
    if now and now.answer is given and not (now.basis or now.reason):
        return case.show()
    return case.answer(_given(case, given), at="note" if given is Given.PARTLY else "")


def _given(case: Case, given: Given | None) -> Answered:
    return Answered(case.what, given, case.scene.now, case.checklist.revision)


def _text(case: Case) -> Iterator[str]:
    words, question = case.phrases.checking, case.question
    if said := noted(case):
        yield said
    questions = asked(case.checklist, case.the_run)
    number = [q.line_id for q in questions].index(question.line_id) + 1
    text = wording(question, case.the_run.context, case.checklist)
    yield words.question.format(number=number, total=len(questions), text=text)
    if question.help:
        yield question.help
    yield words.why.format(why=question.why)
    if now := case.answers.get(question.line_id):
        yield words.now.format(answer=answer_in_words(case, now))
        yield from _own_words(case, now)
        if before := _before(case, question):
            yield words.before.format(answers=before)


def _own_words(case: Case, answered: Answered) -> Iterator[str]:
    words = case.phrases.summary
    if answered.reason:
        yield words.full_reason.format(reason=literal(answered.reason))
    if answered.note:
        yield words.full_note.format(note=literal(answered.note))


def noted(case: Case) -> str:
    """Return what was answered last."""
    last = case.checklist.question(str(case.scene.slots.get("last", "")))
    answered = case.answers.get(last.line_id) if last else None
    if not last or not answered:
        return ""
    answer = answer_in_words(case, answered)
    return case.phrases.checking.noted.format(name=last.line_summary, answer=answer)


def _before(case: Case, question: Question) -> str:
    """Return the answers that the present one took the place of, the last first."""
    given = history(case.checklist, case.the_run, question)
    past = [a for a, then in pairwise(given) if _differ(a, then)]
    form = case.phrases.checking.dated
    dated = (
        form.format(answer=answer_in_words(case, a), date=case.day(a.at))
        for a in reversed(past[-3:])
    )
    return ", ".join(dated)


def _differ(one: Answered, then: Answered) -> bool:
    """Return whether the later is another answer, and does not only add to the one before."""
    added = not one.basis and not one.reason
    return one.answer is not then.answer or not added


def answer_in_words(case: Case, answered: Answered) -> str:
    """Return an answer with what it rests on."""
    names = case.phrases.checklist
    if answered.answer is None:
        return case.phrases.checking.skipped
    name = names.answer(answered.answer)
    return f"{name}, {names.basis(answered.basis)}" if answered.basis else name


def _answers(case: Case) -> Iterator[Choice]:
    for given in Given:
        also = case.phrases.answered.get(given, ())
        yield Choice(given.value, case.phrases.checklist.answer(given), also=also)


def _keep(case: Case) -> tuple[Choice, ...]:
    """Offer to leave an earlier answer as it is."""
    now = case.answers.get(case.what)
    if now is None:
        return ()
    words = case.phrases.checking_button.keep.format(answer=answer_in_words(case, now))
    return (Choice("keep", label(words), also=("keep",)),)


def _beside(case: Case) -> tuple[Choice, ...]:
    labels = case.phrases.checking_button
    return (
        Choice("evidence", labels.evidence, also=("evidence", "what is good evidence")),
        Choice("skip", case.phrases.button.skip),
        Choice("more", labels.more),
    )
