"""A strict Slack on loopback: Web API, Socket Mode, signed HTTP, and the people who use it."""
