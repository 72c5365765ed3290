"""Reads content: YAML and pictures in a folder become a course, or a list of placed problems."""

from bot.content.load import load_course
from bot.content.placed import ContentError

__all__ = ["ContentError", "load_course"]
