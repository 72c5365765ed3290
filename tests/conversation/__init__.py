"""The conversation of the calculator: its pages, words and figures, and what is kept of it."""
