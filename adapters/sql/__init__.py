"""The SQL store: `open_store` to serve, `open_for_writing` and `open_read_only` for commands."""

from adapters.sql.opening import open_for_writing, open_store
from adapters.sql.reading import open_read_only

__all__ = ["open_for_writing", "open_read_only", "open_store"]
