"""The conversation of the training-cost calculator: in a lesson, and on its own."""
