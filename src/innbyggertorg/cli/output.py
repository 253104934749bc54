"""Writing to the streams of the process: bytes, words, colours, progress, whatever the streams can bear."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from errno import EBADF
from shutil import get_terminal_size
from time import monotonic
from typing import IO, Any, Final

__all__ = [
    "Progress",
    "columns",
    "columns_of_terminal",
    "in_colour",
    "report",
    "shows_colours",
    "width",
    "write",
    "write_bytes",
    "write_json",
]

_PLAIN: Final = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{NO-BREAK SPACE}": " ",
        "\N{MIDDLE DOT}": "-",
        "\N{LIGHT SHADE}": ".",
        "\N{MEDIUM SHADE}": ":",
        "\N{DARK SHADE}": "%",
        "\N{FULL BLOCK}": "#",
    }
)
_COLOURS: Final = {"bold": "1", "red": "31", "green": "32", "yellow": "33"}
_PAUSE: Final = 0.1


def write_bytes(data: bytes) -> None:
    """Write to standard output, the same bytes whatever its encoding.

    Raises:
        OSError: If it cannot be written to.
    """
    if sys.stdout is None:  # it was closed before the process began
        raise OSError(EBADF, os.strerror(EBADF))
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def write(text: str) -> None:
    """Write words to standard output, with what its encoding has for each character.

    Raises:
        OSError: If it cannot be written to.
    """
    write_bytes(_encoded(text, sys.stdout))


def write_json(plain: Any) -> None:
    """Write an answer for programs: one JSON value in UTF-8, and a line feed.

    Raises:
        OSError: If it cannot be written to.
    """
    write_bytes((json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace"))


def report(message: str, *, before: str = "") -> None:
    """Write a message to standard error, where there is one that can be written to."""
    _to_stderr(f"{before}innbyggertorg: {message}\n")


def _to_stderr(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.buffer.write(_encoded(text, sys.stderr))
        sys.stderr.flush()
    except OSError:  # there is nobody left to tell
        pass


def _encoded(text: str, stream: IO[str] | None) -> bytes:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "backslashreplace")


def in_colour(text: str, colour: str) -> str:
    """Return *text* in a colour, or bold, where standard output is a terminal that shows it.

    The environment variable NO_COLOR, with anything in it, turns colours off.
    """
    if not shows_colours():
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def shows_colours() -> bool:
    """Tell whether standard output is a terminal that shows colours, and NO_COLOR is not set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(sys.stdout)


def _is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


def columns_of_terminal() -> int:
    """Return how many columns standard output has; 80 where it is no terminal."""
    return get_terminal_size().columns if _is_terminal(sys.stdout) else 80


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: marks over letters none, East Asian letters two."""
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in text)
    marks = sum(unicodedata.category(letter) in {"Mn", "Me", "Cf"} for letter in text)
    return len(text) + wide - marks


def columns(rows: Iterable[Sequence[str]], *, indent: int = 0) -> str:
    """Return rows as lines whose columns stand under each other; the last one is not filled up."""
    table = [*rows]
    widths = [max(map(width, column)) for column in zip(*(row[:-1] for row in table), strict=True)]
    lines = []
    for row in table:
        cells = [f"{cell}{' ' * (most - width(cell))}" for cell, most in zip(row, widths, strict=False)]
        lines.append((" " * indent + "  ".join([*cells, row[-1]])).rstrip() + "\n")
    return "".join(lines)


class Progress:
    """Tells on standard error how far long work has come; only to a terminal, and not too often.

    It is called with the number of parts that are done, and of all parts.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = False
        self._next = monotonic() + _PAUSE
        self._on = _is_terminal(sys.stderr)

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._on and monotonic() >= self._next:
            _to_stderr(f"\r{self._what} {done}/{total}\x1b[K")
            self._shown = True
            self._next = monotonic() + _PAUSE

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            _to_stderr("\r\x1b[K")
