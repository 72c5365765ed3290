"""All that a manager gets is read in half a minute, and says things in the mock-ups' order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec
from hypothesis import settings

from bot import shipped
from bot.content import load_course
from dialogues.checklists.answers import Answer, Basis, Form, Run
from dialogues.checklists.context import Context
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import Respondent, Status, summarized
from dialogues.digests.card import card
from dialogues.digests.fold import Digest, digest
from dialogues.digests.pages import rows
from dialogues.digests.sending import Gathered, Past, key_of
from dialogues.sharing.draft import Draft, outgoing, text_of
from tests.checklists.runs import IDS, SHIPPED, TODAY, TOUCHES, answered
from tests.digests.sent import MONDAY, NOW, released, sending

PHRASES = load_course(shipped.CONTENT).phrases
MOST_WORDS = 150
EACH = settings().max_examples * 4
"""So many of each kind: 400, and 8,000 with HYPOTHESIS_PROFILE=thorough."""

WORDS = "a rather long name that somebody has given to what the firm uses every day " * 3
SHORT = [question.line_id for question in SHIPPED.questions if question.short]

LIKELY = (
    ("YPNUD.", "YPNUD."),
    ("YPUD.", "YPNUD."),
    ("YYYYYYYYYYYD.U", "YYYYYYYYYYYD.N"),
    ("PNU", "PNU"),
    ("YD", "YPNU"),
    ("YD", "YD"),
)
"""Which answers there are to questions that weigh high, and to others."""

HIGH = {q.line_id for q in SHIPPED.questions if q.severity is Severity.HIGH}

ORDER = (
    "**AI checklist",
    "Answered by",
    "Status:",
    "Answers:",
    "**Top open points**",
    "Also open:",
    "**Law:**",
    "Unproven Yes",
    "Yes:",
    "Does not apply:",
    "Not answered:",
    "a rather long adds:",
    "More:",
)
DIGEST_ORDER = (
    "**AI checklist, team digest:",
    "Self-reports, not verified",
    "Fewer than 5 people",
    "Status:",
    "Open high points:",
    "**Top open risks**",
    "Also open:",
    "Agreed gap:",
    "Unproven Yes",
    "No open point:",
    "Anonymous answers not shown",
    "**Next actions",
    "- Law:",
    "since",
)


def a_run(chance: random.Random, form: Form, likely: tuple[str, str]) -> Run:
    """Return a run through the whole form, in which much is said in many words."""
    given = {
        "Y": Answer.YES,
        "P": Answer.PARTLY,
        "N": Answer.NO,
        "U": Answer.UNKNOWN,
        "D": Answer.DOES_NOT_APPLY,
        ".": None,
    }
    history = []
    for id in SHORT if form is Form.SHORT else IDS:
        answer = given[chance.choice(likely[id not in HIGH])]
        basis = chance.choice([*Basis]) if answer is Answer.YES else None
        reason = chance.choice(("", WORDS))
        history.append(answered(id, (answer, basis) if answer and basis else answer, reason))
    touches = tuple(chance.sample(TOUCHES, chance.randint(0, 2)))
    tool, remark = chance.choice(("Chatbot", WORDS)), chance.choice(("", WORDS))
    return Run(SHIPPED.id, 1, form, Context(tool, "ready-made", touches), tuple(history), remark)


def individual() -> Iterator[tuple[str, str]]:
    """Give summaries as managers get them, each with its kind."""
    chance = random.Random(1)  # noqa: S311  # the same every time
    for number in range(EACH):
        form = [*Form][number % 2]
        run = a_run(chance, form, LIKELY[number // 2 % len(LIKELY)])
        name, role = chance.choice(("Dana K.", WORDS)), chance.choice(("", WORDS))
        made = Draft("t", True, name, role, run.remark, frozenset())
        whole = summarized(SHIPPED, run, Respondent(name, role), TODAY)
        yield f"{form.value}, {whole.status.value}", text_of(outgoing(whole, made), made, PHRASES)


def team() -> Iterator[Digest]:
    """Give digests of teams of any size: by name, anonymous, both; a first one, or a later one."""
    chance = random.Random(2)  # noqa: S311  # the same every time
    for number in range(EACH):
        likely = LIKELY[number // 2 % len(LIKELY)]
        tool = chance.choice(("Chatbot", WORDS))
        by_name, others = chance.choice(((1, 0), (4, 0), (12, 0), (0, 5), (0, 9), (3, 6)))
        touches = tuple(chance.sample(TOUCHES, chance.randint(0, 2)))
        people = [
            sending(
                who,
                {id: chance.choice(likely[id not in HIGH]) for id in IDS},
                named=who < by_name,
                at=MONDAY + timedelta(days=chance.randint(0, 3)),
                tool=tool,
                touches=touches,
                basis=chance.choice([*Basis]),
            )
            for who in range(by_name + others)
        ]
        gathered = released(Gathered(tuple(people)), NOW)
        if number % 3 == 0:
            open_then = tuple(chance.sample(IDS, 8))
            before = Past(SHIPPED.id, key_of(tool), NOW - timedelta(days=7), tuple(IDS), open_then)
            gathered = msgspec.structs.replace(gathered, past=(before,))
        found = digest(SHIPPED, key_of(tool), gathered, NOW)
        assert found
        yield found


def in_order(text: str, order: Sequence[str]) -> bool:
    """Whether what stands in the text stands in this order."""
    places = [text.index(piece) for piece in order if piece in text]
    return places == sorted(places)


def test_every_summary_and_digest_has_at_most_150_words_in_the_mock_ups_order() -> None:
    longest: dict[str, str] = {}
    digests = ((f"digest, {d.status.value}", card(d, PHRASES)) for d in team())
    for kind, text in (*individual(), *digests):
        assert in_order(text, DIGEST_ORDER if kind.startswith("digest") else ORDER), text
        longest[kind] = max(longest.get(kind, ""), text, key=words_of)
    for kind, text in longest.items():
        print(f"{words_of(text)} words: {kind}")
    print(most := max(longest.values(), key=words_of))
    assert words_of(most) <= MOST_WORDS
    kinds = {f"{form.value}, {status.value}" for form in Form for status in Status}
    assert longest.keys() == kinds | {f"digest, {status.value}" for status in Status}


def test_what_a_digest_only_counts_is_named_on_the_page_of_all_questions() -> None:
    counted = 0
    for found in team():
        counted += " questions" in card(found, PHRASES)
        page = rows(found, PHRASES)
        weak = [i.name for i in found.items if i.severity is Severity.HIGH and i.impression]
        listed = (("Unproven", weak), ("not shown", found.withheld), ("opened", found.opened))
        for words, names in listed:
            assert all(name in page.partition(words)[2] for name in names)
    assert counted > 0


def words_of(text: str) -> int:
    return len(text.split())
