"""The whole first lesson, by one who knows everything and by one who knows nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import shipped
from bot.content.load import load_course
from dialogues.input import Began, Fired, Input, Pressed, Said
from dialogues.reply import Reply
from dialogues.state import Conversation
from dialogues.steps.check import Check
from dialogues.steps.compare import Compare
from dialogues.steps.statement import Statement
from dialogues.turn import Turn
from tests.engine.talks import NOON, say
from tests.engine.walk import Act, Learner, knows_everything, knows_nothing, script, walk
from tests.transcripts.engine import Engine
from tests.transcripts.script import played

GOLDEN = Path(__file__).parents[1] / "transcripts" / "whole_lesson.txt"
COURSE = load_course(shipped.CONTENT)
LESSON = COURSE.lesson["LRN-BEG-005"]
WALKS = {w.__name__: walk(COURSE, LESSON, w) for w in (knows_everything, knows_nothing)}
BUBBLES = {step.text for _, step in LESSON.path if isinstance(step, Statement)}

anyone = pytest.mark.parametrize("acts", WALKS.values(), ids=WALKS)


def bearable(turn: Turn) -> bool:
    """Whether so much may be said between two acts of the learner."""
    bubbles = [reply for reply in turn.replies if reply.image or is_bubble(reply)]
    return 1 <= len(turn.replies) <= 5 and len(bubbles) <= 3


def is_bubble(reply: Reply) -> bool:
    return any(reply.text.endswith(text) for text in BUBBLES)


@anyone
def test_never_more_than_five_messages_three_of_them_bubbles(acts: list[Act]) -> None:
    assert [act.step for act in acts if not bearable(act.turn)] == []


ANYTIME: list[Input] = [
    Began(),
    Pressed("continue", 0),
    Pressed("nonsense"),
    *(Said(f"/{word}") for word in ("repeat", "back", "menu", "progress", "help", "sources")),
    *(
        Said(f"/{word}")
        for word in (
            *("later", "stop", "restart", "glossary", "text", "learn"),
            *("calculate", "checklist"),
        )
    ),
    Said("/glossary token"),
    Said(""),
]


@anyone
@pytest.mark.parametrize("input", ANYTIME, ids=str)
def test_what_is_asked_for_at_any_time_stays_as_short(acts: list[Act], input: Input) -> None:
    for act in acts:
        turn = say(COURSE, act.conversation, input)
        assert bearable(turn), act.step


@anyone
def test_who_goes_back_from_a_menu_or_a_pause_is_not_flooded(acts: list[Act]) -> None:
    for act in acts:
        later = say(COURSE, act.conversation, "/later", Pressed("tomorrow")).conversation
        fired = Fired("reminder", later.prompt)
        inputs: list[Input] = [fired, Said("here I am"), Began()]
        assert all(bearable(say(COURSE, later, i)) for i in inputs), act.step
        assert bearable(say(COURSE, act.conversation, "/menu", Pressed("close"))), act.step


@anyone
def test_back_leads_question_by_question_to_the_beginning(acts: list[Act]) -> None:
    conversation, steps = acts[-1].conversation, []
    while conversation.stack[-1].step not in steps:
        steps.append(conversation.stack[-1].step)
        turn = say(COURSE, conversation, "/back")
        assert bearable(turn)
        conversation = turn.conversation
    waited = dict.fromkeys(a.conversation.stack[-1].step for a in acts)
    assert steps == [*waited][::-1]


@anyone
def test_every_part_can_be_looked_at_again_from_the_end(acts: list[Act]) -> None:
    end = acts[-1].conversation
    for part in LESSON.parts:
        turn = say(COURSE, end, "menu", Pressed(f"part.{part.id}"))
        while len(turn.conversation.stack) > 1:
            assert bearable(turn)
            frame = turn.conversation.stack[-1]
            step = LESSON.step(frame.step)
            assert step
            assert frame.section == part.id
            turn = say(COURSE, turn.conversation, knows_nothing(step, frame))
        assert turn.conversation.stack == end.stack


@anyone
def test_every_step_is_visited_and_every_part_done(acts: list[Act]) -> None:
    assert steps_seen(acts) == {step.id for _, step in LESSON.path}
    progress = acts[-1].conversation.lessons[LESSON.id]
    assert progress.done == progress.reached == tuple(part.id for part in LESSON.parts)
    assert "all seven parts are done" in acts[-1].turn.replies[-1].text


def steps_seen(acts: list[Act]) -> set[str]:
    """Return the ids of the steps that asked, or whose words were said."""
    said = "\n".join(reply.text for act in acts for reply in act.turn.replies)
    seen = {act.conversation.stack[-1].step for act in acts}
    for _, step in LESSON.path:
        match step:
            case Statement() if step.text in said:
                seen.add(step.id)
            case Compare() if all(pair.about in said for pair in step.pairs):
                seen.add(step.id)
    return seen


@anyone
def test_the_numbers_of_the_prompts_only_grow(acts: list[Act]) -> None:
    numbers = [act.turn.replies[-1].prompt for act in acts]
    assert numbers == [*range(1, len(acts) + 1)]


@pytest.mark.parametrize(("learner", "right"), [(knows_everything, True), (knows_nothing, False)])
def test_every_question_is_counted_once_and_what_was_missed_is_kept_for_review(
    learner: Learner, *, right: bool
) -> None:
    checks = [step.id for _, step in LESSON.path if isinstance(step, Check)]
    progress = last(learner).lessons[LESSON.id]
    assert [*progress.outcomes] == checks
    assert {outcome.first_try for outcome in progress.outcomes.values()} == {right}
    assert [*progress.review] == ([] if right else checks)


def last(learner: Learner) -> Conversation:
    return WALKS[learner.__name__][-1].conversation


def test_the_whole_lesson_is_said_as_its_transcript_says(tmp_path: Path, *, update: bool) -> None:
    title = "# The whole first lesson, by one who answers everything and reads every extra."
    start = ["course lesson", f"at {NOON.isoformat()}"]  # the checklist's summary has a date
    lines = [title, "", *start, *script(WALKS[knows_everything.__name__])]
    said = asyncio.run(played("\n".join(lines), Engine(COURSE, tmp_path)))
    if update:
        GOLDEN.write_text(said, encoding="utf-8")
    else:
        written = GOLDEN.read_text(encoding="utf-8")
        assert said == written, "if this is what it should say, run: uv run pytest --update"
