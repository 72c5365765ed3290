"""Teaches in a terminal: a person at a keyboard, plain lines, or JSON lines for a program."""
