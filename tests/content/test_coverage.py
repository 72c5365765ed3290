"""Everything that the document says is taught somewhere: nothing of it was dropped.

The forms that it asks for, a calculator and a checklist, are not here yet.
"""

from __future__ import annotations

import pytest

from dialogues.course import Lesson
from tests.content.texts import said

# What the document says, the step that teaches it, and words of that step.
TAUGHT = [
    ("powerful AI systems", "b1.1", "powerful AI system"),
    ("trained on massive datasets", "b1.1", "massive amount of data"),
    ("base models for many other applications", "b1.1", "base model"),
    ("the engine of a car", "b1.2", "engine of a car"),
    ("no need to fix it", "b1.2", "never fix it yourself"),
    ("chatbots, image generators, diagnosis", "b1.2", "chatbots and image makers"),
    ("reliability, cost, ethics in your business", "b1.3", "rely on it"),
    ("teaching a child a new language", "training.hook", "child a new language"),
    ("many examples, corrected mistakes", "b2.1", "correct the mistakes"),
    ("a vastly larger scale", "b2.1", "vastly larger scale"),
    ("gigabytes or petabytes", "b2.2", "petabytes"),
    ("text, images, code", "b2.2", "text, images and code"),
    ("public and licensed data", "b2.2", "licensed"),
    ("cleaned and prepared", "b2.2", "cleaned and prepared"),
    ("a type of neural network", "b2.3", "type of neural network"),
    ("like the human brain", "b2.3", "human brain"),
    ("depends on data and application", "b2.3", "depends on the type of data"),
    ("learns patterns", "b2.4", "learns the patterns"),
    ("adjusts parameters to minimize errors", "b2.4", "make the error smaller"),
    ("significant computing power", "b2.4", "huge computing power"),
    ("repeated again and again", "b2.4", "many, many rounds"),
    ("tested on new, unseen data", "b2.5", "new data that it has not seen"),
    ("accuracy and areas for improvement", "b2.5", "where it must improve"),
    ("fine-tuning is optional", "b2.6", "optional"),
    ("a smaller, targeted dataset", "b2.6", "smaller set of data"),
    ("vocabulary of one subject", "b2.6", "special words of one subject"),
    ("a diagram of data, model, process, output", "D1", "training"),
    ("clusters of GPUs for days, weeks, months", "b3.1", "days, weeks or even months"),
    ("vast amounts of electricity", "b3.1", "vast amounts of electricity"),
    ("storage of petabytes", "b3.2", "store petabytes of data"),
    ("data scientists and engineers", "b3.2", "data scientists and engineers"),
    ("a rough estimate of the cost", "b3.3", "dollars"),
    ("energy is a major concern", "b4.1", "major concern for the environment"),
    ("carbon footprint", "b4.1", "carbon footprint"),
    ("efficient hardware and cooling", "b4.2", "better chips and better cooling"),
    ("optimized algorithms", "b4.2", "optimized algorithms"),
    ("renewable energy", "b4.2", "renewable energy"),
    ("smaller models that are as good", "b4.3", "smaller models"),
    ("bias is kept and amplified", "b5.1", "make them worse"),
    ("sensitive personal information", "b5.1", "sensitive details about people"),
    ("hard to understand decisions", "b5.2", "hard to see how they decide"),
    ("convincing but false information", "b5.2", "false information that sounds real"),
    ("job losses in certain sectors", "b5.2", "job losses in some sectors"),
    ("customer service", "b6.1", "chatbots and virtual assistants"),
    ("healthcare", "b6.1", "finding new drugs"),
    ("finance", "b6.2", "fraud detection and risk assessment"),
    ("manufacturing", "b6.2", "predictive maintenance"),
    ("quality and quantity of data", "b6.3", "quality and the amount"),
    ("why a model makes a prediction", "b6.3", "why a model made one prediction"),
    ("new, unseen situations", "b6.4", "new situations"),
    ("responsible use", "b7.1", "responsible way"),
    ("resources, sustainability, ethics", "b7.1", "Weigh three things"),
    ("informed decisions", "b7.1", "informed choice"),
    ("research into your own industry", "b7.2", "your own industry"),
    ("opportunities and risks", "b7.2", "opportunities"),
    ("pre-trained models and services first", "b7.3", "pre-trained models and services"),
]


@pytest.mark.parametrize(("document", "step", "words"), TAUGHT, ids=[t[0] for t in TAUGHT])
def test_what_the_document_says_is_taught(
    lesson: Lesson, document: str, step: str, words: str
) -> None:
    texts = [text for place, text in said(lesson).items() if f".{step}." in f".{place}."]
    assert any(words in text for text in texts), f"{step} does not say: {document}"
