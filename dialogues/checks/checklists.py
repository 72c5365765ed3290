"""What must hold before a checklist can be asked, and what makes it good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from dialogues.checklists.model import Checklist, Question
from dialogues.checks.choices import confused_choices
from dialogues.checks.nearest import did_you_mean
from dialogues.checks.prose import sentences, words
from dialogues.checks.reading import BUBBLE, SENTENCE, too_many
from dialogues.checks.summaries import summary_fits
from dialogues.checks.walk import At
from dialogues.phrases import Phrases
from dialogues.place import CHAT_FLOW
from dialogues.problem import Problem
from dialogues.text import plain

ALONE = (12, 14)
"""Words of the first sentence of a next step: it stands alone in a summary."""

NAME = (3, 4)
"""Words of a question's name: a summary may hold all of them."""


def unsound_checklist(checklist: Checklist) -> Iterator[Problem]:
    """Give everything that keeps the checklist from being asked."""
    for rule in SOUND:
        yield from rule(checklist)


def unpolished_checklist(checklist: Checklist, phrases: Phrases | None) -> Iterator[Problem]:
    """Give everything that could be written better. Without phrases the summary is not tried."""
    for rule in WRITING:
        yield from rule(checklist)
    if phrases:
        yield from summary_fits(checklist, phrases)


def ids(checklist: Checklist) -> Iterator[Problem]:
    """Every id names one thing; those of questions also in older revisions."""
    if checklist.id == CHAT_FLOW:
        yield Problem("reserved-id", f"a checklist cannot have the id {checklist.id!r}", ("id",))
    questions = list(_questions(checklist))
    present = [(q.line_id, (*at, "line_id")) for at, q in questions]
    former = [(old, (*at, "was", i)) for at, q in questions for i, old in enumerate(q.was)]
    yield from _repeated((*present, *former), "question")
    sections = enumerate(checklist.sections)
    yield from _repeated(
        ((s.section_id, ("sections", i, "section_id")) for i, s in sections), "section"
    )
    sources = enumerate(checklist.sources)
    yield from _repeated(((s.id, ("sources", i, "id")) for i, s in sources), "source")


def card_choices(checklist: Checklist) -> Iterator[Problem]:
    """The choices of the context card can be told apart."""
    card = checklist.context
    for field, choices in (("use", card.use.choices), ("touches", card.touches.choices)):
        for problem in confused_choices(choices, "choices"):
            yield msgspec.structs.replace(problem, at=("context", field, *problem.at))


def known_names(checklist: Checklist) -> Iterator[Problem]:
    """The topics and sources that a question names are in the checklist."""
    sources = {source.id for source in checklist.sources}
    for at, question in _questions(checklist):
        for i, topic in enumerate(question.topics):
            if topic not in checklist.topics:
                wrong = f"no topic {topic!r}" + did_you_mean(topic, checklist.topics)
                yield Problem("no-topic", wrong, (*at, "topics", i))
        for i, citation in enumerate(question.sources):
            if citation.source not in sources:
                wrong = f"no source {citation.source!r}" + did_you_mean(citation.source, sources)
                yield Problem("no-source", wrong, (*at, "sources", i, "source"))


def short_form(checklist: Checklist) -> Iterator[Problem]:
    """The short form asks something."""
    if not any(question.short for question in checklist.questions):
        wrong = "no question is in the short form: write 'short: true' at those that are"
        yield Problem("no-short", wrong, ("sections",))


SOUND: tuple[Callable[[Checklist], Iterator[Problem]], ...] = (
    ids,
    card_choices,
    known_names,
    short_form,
)


def question_length(checklist: Checklist) -> Iterator[Problem]:
    """A question with its help and its reason is one message; so is the evidence."""
    for at, question in _questions(checklist):
        around = [question.help or "", question.why]
        messages = {"line": [question.line, *around], "evidence": [question.evidence]}
        if question.planned:
            messages["planned"] = [question.planned, *around]
        for field, texts in messages.items():
            count = sum(len(words(text)) for text in texts)
            wrong = f"{count} words in one message, {BUBBLE[0]} are enough: shorten it"
            yield from too_many("long-message", count, BUBBLE, wrong, (*at, field))


def next_steps(checklist: Checklist) -> Iterator[Problem]:
    """A next step fits into a message, and its first sentence stands alone in a summary."""
    for at, text in _steps(checklist):
        count = len(words(text))
        wrong = f"{count} words in a next step, {BUBBLE[0]} are enough: shorten it"
        yield from too_many("long-message", count, BUBBLE, wrong, at)
        count = len(words(sentences(text)[0]))
        wrong = f"{count} words in the first sentence, which a summary shows: {ALONE[0]} are enough"
        yield from too_many("long-step", count, ALONE, wrong, at)


def sentence_length(checklist: Checklist) -> Iterator[Problem]:
    """A sentence has at most 25 words. The longest of a text is named."""
    for at, text in _texts(checklist):
        longest = max(sentences(text), key=lambda s: len(words(s)), default="")
        count = len(words(longest))
        begins = " ".join(longest.split()[:4])
        wrong = f"a sentence of {count} words ({begins} ...), {SENTENCE[0]} are enough: cut it"
        yield from too_many("long-sentence", count, SENTENCE, wrong, at)


def short_names(checklist: Checklist) -> Iterator[Problem]:
    """The name of a question is short, and its own."""
    seen: set[str] = set()
    for at, question in _questions(checklist):
        count = len(words(question.line_summary))
        wrong = f"{count} words in a name, {NAME[0]} are enough: shorten it"
        yield from too_many("label", count, NAME, wrong, (*at, "line_summary"))
        if plain(question.line_summary) in seen:
            wrong = "two questions with the same name: change one"
            yield Problem("label", wrong, (*at, "line_summary"))
        seen.add(plain(question.line_summary))


def card_labels(checklist: Checklist) -> Iterator[Problem]:
    """Each choice of the context card has words of its own, and only some choices raise."""
    card = checklist.context
    labels = {
        "use": [use.text for use in card.use.choices],
        "touches": [touch.text for touch in card.touches.choices],
    }
    for field, texts in labels.items():
        for i, text in enumerate(texts):
            if plain(text) in map(plain, texts[:i]):
                wrong = "two choices with the same words: change one"
                yield Problem("label", wrong, ("context", field, "choices", i, "text"))
    if len({touch.raises for touch in card.touches.choices}) == 1:
        wrong = "all choices raise severities, or none does: write 'raises: true' at those that do"
        yield Problem("raises", wrong, ("context", "touches", "choices"), "warning")


def topics_covered(checklist: Checklist) -> Iterator[Problem]:
    """Every topic has a question in the short form: six of seven would leave one out."""
    short = {topic for q in checklist.questions if q.short for topic in q.topics}
    for topic in checklist.topics:
        if topic not in short:
            wrong = f"the short form asks nothing about {topic!r}: add 'short: true' to a question"
            yield Problem("topic", wrong, ("topics", topic), "warning")


def unused_sources(checklist: Checklist) -> Iterator[Problem]:
    """Every source is named by a question."""
    used = {citation.source for q in checklist.questions for citation in q.sources}
    for i, source in enumerate(checklist.sources):
        if source.id not in used:
            wrong = f"no question names the source {source.id!r}: leave it out, or name it"
            yield Problem("unused", wrong, ("sources", i, "id"), "warning")


WRITING: tuple[Callable[[Checklist], Iterator[Problem]], ...] = (
    question_length,
    next_steps,
    sentence_length,
    short_names,
    card_labels,
    topics_covered,
    unused_sources,
)


def _questions(checklist: Checklist) -> Iterator[tuple[At, Question]]:
    for i, section in enumerate(checklist.sections):
        for j, question in enumerate(section.lines):
            yield ("sections", i, "lines", j), question


def _steps(checklist: Checklist) -> Iterator[tuple[At, str]]:
    yield ("context", "touches", "action", "action"), checklist.context.touches.action.action
    for at, question in _questions(checklist):
        yield (*at, "if_no"), question.if_no
        yield (*at, "if_unknown"), question.if_unknown


def _texts(checklist: Checklist) -> Iterator[tuple[At, str]]:
    """Give every text that a learner reads, but for labels and sources."""
    yield ("intro",), checklist.intro
    yield ("closing",), checklist.closing
    yield ("context", "tool"), checklist.context.tool
    yield from _steps(checklist)
    for at, question in _questions(checklist):
        for field in ("line", "planned", "help", "why", "evidence", "supplier"):
            if text := getattr(question, field):
                yield (*at, field), text


def _repeated(found: Iterable[tuple[str, At]], of: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for id, at in found:
        if id in seen:
            wrong = f"{id!r} already names another {of} of this checklist: give each its own"
            yield Problem("same-id", wrong, at)
        seen.add(id)
