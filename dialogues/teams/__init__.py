"""Teams: who manages whom, and the codes by which people join."""
