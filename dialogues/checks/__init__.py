"""The rules of content: what must hold before a lesson can be taught, and what makes it good."""
