"""Checklists: what they ask, what was answered, and what follows from it. Pure values and folds."""
