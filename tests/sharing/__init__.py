"""Sending to managers: what they get, what they never get, and what is taken back."""
