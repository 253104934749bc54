"""What the exit code of the command says."""

from typing import Final

__all__ = ["CONFLICTS", "DONE", "INTERRUPTED", "PROBLEMS", "STORAGE", "USAGE", "UsageError"]

DONE: Final = 0
PROBLEMS: Final = 1
"""A document has problems, or names something there is not."""
USAGE: Final = 2
"""The command line is wrong."""
STORAGE: Final = 3
"""A file cannot be read or written."""
CONFLICTS: Final = 4
"""The answer is no: something collides, is hit, or is not free."""
INTERRUPTED: Final = 130
"""Stopped from the keyboard, as shells say it."""


class UsageError(Exception):
    """What the command line asks for does not go together; said without a traceback."""
