"""kill -9 of a real `tutorbot run`, while people chat with it on Telegram."""
