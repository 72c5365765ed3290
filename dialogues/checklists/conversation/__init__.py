"""The conversation about a checklist: in a lesson, and on its own."""
