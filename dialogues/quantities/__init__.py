"""Reads amounts and countries as people write them, and refuses rather than guess."""
