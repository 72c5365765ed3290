"""Kills of a bot that serves Slack."""
