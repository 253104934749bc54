"""From the octets of a file to its content lines (RFC 5545 section 3.1), a block at a time.

Octets are unfolded before they are decoded, for a fold may split a character. The only end of a line is CR
LF, and a bare LF where somebody wrote one: never what `str.splitlines` takes for one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from innbyggertorg.errors import LimitExceededError
from innbyggertorg.limits import Limits

__all__ = ["TAINT", "Octets"]

TAINT: Final = "\0"
"""Stands before a line that holds control characters, or octets that are no UTF-8."""

_BOM: Final = b"\xef\xbb\xbf"
_BLOCK: Final = 32 * 1024
_EVENT: Final = b"\nBEGIN:VEVENT"
_END: Final = re.compile(rb"\n(?![ \t])")
_FOLD: Final = re.compile(rb"\n[ \t]")
_SPACES: Final = frozenset({b" ", b"\t"})
_CONTROL: Final = bytes([*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), 0x7F])
_CONTROL_OR_END: Final = _CONTROL + b"\n"
_TAINTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SEEMING_END: Final = b"\r\r\n \n"  # what would be CR LF after unfolding, and is none


class Octets:
    """The content lines of a file, and on which line of the file each begins.

    Attributes:
        bare: Number of the first content line that has a bare line feed, from 0, or None.
        end: How the lines of the file end: CR LF, or LF if there is no CR in it.

    Raises:
        LimitExceededError: If the file is too large.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) > limits.ical_bytes:
            raise LimitExceededError("ical_bytes", limits.ical_bytes, len(data))
        self._data = data
        self._limit = limits.ical_line
        self.end = "\r\n" if b"\r" in data else "\n"
        self._fold = self.end.encode() + b" "
        self._is_odd = _SEEMING_END in data
        self.bare: int | None = None

    def blocks(self) -> Iterator[bytes]:
        """Yield the file in stretches of whole content lines, of which an event begins a new one."""
        data = self._data
        start = len(_BOM) if data.startswith(_BOM) else 0
        while start < len(data):
            end = data.find(_EVENT, start, start + _BLOCK) + 1
            if not end:
                found = _END.search(data, start + _BLOCK)
                end = found.end() if found else len(data)
            yield data[start:end]
            start = end

    def unfolded(self, block: bytes) -> tuple[str, int] | None:
        """Return a block with its line ends, and how many of these it has if nothing is wrong with it.

        Where there are more controls than those of line ends, or other ends, the number is another one.
        None where a block calls for a closer look.
        """
        if len(block) > self._limit or self._is_odd:
            return None
        parts = block.split(self._fold)
        controls = len(block) - len(block.translate(None, _CONTROL_OR_END))
        ends, odd = divmod(controls, len(self.end))
        try:
            return None if odd else (b"".join(parts).decode(), ends - len(parts) + 1)
        except UnicodeDecodeError:
            return None

    def read(self, raw: bytes, at: int) -> list[str]:
        """Return the content lines of a block that begins with number *at*; a blank line is an empty one.

        Raises:
            LimitExceededError: If a line is too long.
        """
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
        wanted = iter(found)
        at = next(wanted, -1)
        for number, line in enumerate(self._begins()):
            while number == at:
                lines.append(line)
                at = next(wanted, -1)
            if at < 0:
                break
        return lines

    def _begins(self) -> Iterator[int]:
        """Yield the line of the file on which each content line begins."""
        line = 1
        for block in self.blocks():
            physical = block.removesuffix(b"\n").split(b"\n")
            yield line
            yield from (n for n, each in enumerate(physical[1:], line + 1) if each[:1] not in _SPACES)
            line += len(physical)
