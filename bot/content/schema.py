"""The JSON Schema of a lesson, for editors that help while an author types."""

from __future__ import annotations

import json

from dialogues.course import Lesson

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def lesson_schema() -> str:
    """Return the schema as text. `content/lesson.schema.json` holds the same; a test compares."""
    schema = Lesson.model_json_schema()
    schema["description"] = "One lesson: a file lesson.yaml."
    return json.dumps({"$schema": DIALECT, **schema}, indent=2) + "\n"
