"""The kinds of step of a lesson: one file each, with `check`, `open` and `hear`."""
