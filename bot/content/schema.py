"""The JSON Schema of what authors write, for editors that help while an author types."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from dialogues.checklists.model import Checklist
from dialogues.course import Lesson

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: Mapping[str, tuple[type[BaseModel], str]] = {
    "lesson": (Lesson, "One lesson: a file lesson.yaml."),
    "checklist": (Checklist, "One checklist: a file in the folder checklists."),
}
"""What has a schema: its model, and what it is."""


def schema_of(kind: str) -> str:
    """Return the schema of a kind as text.

    `content/lesson.schema.json` and `content/checklist.schema.json` hold the same; tests compare.
    """
    model, description = KINDS[kind]
    whole = {"$schema": DIALECT, **model.model_json_schema(), "description": description}
    return json.dumps(whole, indent=2) + "\n"


def lesson_schema() -> str:
    """Return the schema of a lesson."""
    return schema_of("lesson")
