"""From the octets of a file to its content lines (RFC 5545 section 3.1), a chunk at a time.

Octets are unfolded before they are decoded, for a fold may split a character. The only end of a line is CR
LF, and a bare LF where somebody wrote one: never what `str.splitlines` takes for one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from innbyggertorg.errors import LimitExceededError
from innbyggertorg.limits import Limits

__all__ = ["TAINT", "Octets"]

TAINT: Final = "\0"
"""Stands before a line that holds control characters, or octets that are no UTF-8."""

_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 32 * 1024
_END: Final = re.compile(rb"\n(?![ \t])")
_FOLD: Final = re.compile(rb"\n[ \t]")
_SPACES: Final = frozenset({b" ", b"\t"})
_CONTROL: Final = bytes([*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), 0x7F])
_TAINTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class _Mark(NamedTuple):
    """Where a chunk begins: in content lines, in lines of the file and in octets."""

    at: int
    line: int
    start: int
    end: int


class Octets:
    """The content lines of a file, and on which line of the file each begins.

    Attributes:
        bare: Number of the first content line that has a bare line feed, from 0, or None.

    Raises:
        LimitExceededError: If the file is too large.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) > limits.ical_bytes:
            raise LimitExceededError("ical_bytes", limits.ical_bytes, len(data))
        self._data = data
        self._limit = limits.ical_line
        self._marks: list[_Mark] = []
        self.bare: int | None = None

    def chunks(self) -> Iterator[list[str]]:
        """Yield the content lines in order, some hundreds at a time; a blank line comes as an empty one.

        Raises:
            LimitExceededError: If a line is too long.
        """
        data = self._data
        start = len(_BOM) if data.startswith(_BOM) else 0
        at, line = 0, 1
        while start < len(data):
            found = _END.search(data, start + _CHUNK)
            end = found.end() if found else len(data)
            self._marks.append(_Mark(at, line, start, end))
            lines = self._read(data[start:end], at)
            yield lines
            line += data.count(b"\n", start, end)
            at += len(lines)
            start = end

    def _read(self, raw: bytes, at: int) -> list[str]:
        pairs = raw.count(b"\r\n")
        flat = raw.translate(None, _CONTROL)
        clean = len(raw) - len(flat) == pairs  # what is gone is the CR of each CR LF
        if not clean:
            flat = raw.replace(b"\r\n", b"\n")
        if self.bare is None and flat.count(b"\n") != pairs:
            physical = raw.split(b"\n")
            first = next(i for i, each in enumerate(physical) if not each.endswith(b"\r"))
            self.bare = at + sum(each[:1] not in _SPACES for each in physical[1 : first + 1])
        flat = flat.removesuffix(b"\n")
        flat = _FOLD.sub(b"", flat) if b"\t" in flat else flat.replace(b"\n ", b"")
        if len(flat) > self._limit and (longest := max(map(len, flat.split(b"\n")))) > self._limit:
            position = next(i for i, each in enumerate(flat.split(b"\n")) if len(each) == longest)
            raise self.beyond("ical_line", self._limit, longest, at + position)
        try:
            text = flat.decode("utf-8")
        except UnicodeDecodeError:
            text, clean = flat.decode("utf-8", "surrogateescape"), False
        lines = text.split("\n")
        if not clean:
            lines = [TAINT + each if _TAINTED.search(each) else each for each in lines]
        return lines

    def beyond(self, limit: str, allowed: int, got: int, at: int) -> LimitExceededError:
        """Return the error that content line *at*, from 0, is beyond a limit."""
        hint = f"line {self.line(at)}; pass limits=Limits({limit}=...) to allow more"
        return LimitExceededError(limit, allowed, got, hint)

    def line(self, at: int) -> int:
        """Return the line of the file, from 1, on which content line *at*, from 0, begins."""
        return self.lines([at])[0]

    def lines(self, found: Sequence[int]) -> list[int]:
        """Do as `line` for several at once, which are in order."""
        lines: list[int] = []
        position = 0
        while position < len(found):
            i = bisect_right(self._marks, found[position], key=lambda mark: mark.at)
            mark = self._marks[i - 1]
            end = len(found) if i == len(self._marks) else bisect_left(found, self._marks[i].at, position)
            physical = self._data[mark.start : mark.end].split(b"\n")
            rest = enumerate(physical[1:], mark.line + 1)
            begins = [mark.line, *(line for line, each in rest if each[:1] not in _SPACES)]
            lines += [begins[at - mark.at] for at in found[position:end]]
            position = end
        return lines
