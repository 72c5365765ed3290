"""A strict Bot API server on loopback: it fails what Telegram fails, and writes everything down."""
