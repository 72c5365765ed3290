"""Decides everything the bot says, asks, counts and remembers: pure values and functions."""
