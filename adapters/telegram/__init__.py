"""Teaches in private chats on Telegram, through the Bot API."""
