"""Runs the command line: `python -m bot` is `tutorbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
