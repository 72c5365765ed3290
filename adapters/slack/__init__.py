"""Slack: payloads as inputs, replies as messages of blocks; it decides nothing that is said."""
