"""Content lines of RFC 5545: the one place where text becomes octets of a feed.

A value reaches the file through `content` and `line` alone, which refuse every character that any reader
might take for the end of a line. Escaping comes before it and is a matter of meaning; this is one of safety.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from innbyggertorg.errors import InvalidValueError

__all__ = ["content", "date_stamp", "escaped", "line", "local_stamp", "offset_stamp", "quoted", "utc_stamp"]

_WIDTH: Final = 75  # octets of a physical line without its CR LF (RFC 5545 section 3.1)

# Control characters but the tab, DEL, C1, the line and paragraph separator (some readers split there, as
# Python's str.splitlines does), and surrogates, which have no place in UTF-8.
_REFUSED: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def escaped(value: str) -> str:
    """Return *value* as a TEXT value (RFC 5545 section 3.3.11)."""
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def content(lines: Sequence[str]) -> str:
    r"""Return content lines folded and ended, as they stand in the file.

    Args:
        lines: Unfolded lines, `NAME;PARAMETER=x:value`, values escaped.

    Returns:
        The lines, each ended by CR LF and folded so that no physical line has more than 75 octets or
        splits a character.

    Raises:
        InvalidValueError: If a line holds a control character other than the tab, a line separator or
            a surrogate. So no value can begin a line of its own.

    Source:
        RFC 5545 section 3.1.
    """
    whole = "".join(lines)
    if whole.isascii() and whole.isprintable() and max(map(len, lines), default=0) <= _WIDTH:
        return "\r\n".join([*lines, ""])  # nothing to refuse and nothing to fold, as for most
    return "".join([_written(line) for line in lines])


def quoted(value: str) -> str:
    """Return *value* as the value of a parameter, in quotes (RFC 5545 section 3.2, RFC 6868)."""
    return '"' + value.replace("^", "^^").replace('"', "^'").replace("\n", "^n") + '"'


def line(head: str, value: str) -> str:
    """Return one content line as `content` does, from what stands before its value and the value."""
    whole = head + value
    if len(whole) <= _WIDTH and whole.isascii() and whole.isprintable():
        return whole + "\r\n"
    return _written(whole)


def _written(line: str) -> str:
    # The first test is fast, the second exact.
    if not line.isprintable() and (found := _REFUSED.search(line)):
        name = re.split("[:;]", line, maxsplit=1)[0]
        rule = f"must not hold the character U+{ord(found[0]):04X}"
        raise InvalidValueError(f"iCalendar {name}" if name.isprintable() else "iCalendar line", rule)
    if len(line) <= _WIDTH and line.isascii():
        return line + "\r\n"
    return _folded(line.encode("utf-8")).decode("utf-8")


def _folded(octets: bytes) -> bytes:
    pieces = []
    start, end = 0, _WIDTH
    while end < len(octets):
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # the middle of a character
            end -= 1
        pieces.append(octets[start:end])
        start, end = end, end + _WIDTH - 1  # the space that marks a continuation counts
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


# --- dates and times (RFC 5545 sections 3.3.4, 3.3.5 and 3.3.14) ---------------------------------------


def date_stamp(day: date) -> str:
    """Return the date of *day*, such as `20260301`."""
    return day.isoformat()[:10].replace("-", "")


def local_stamp(wall: datetime) -> str:
    """Return the wall time of *wall*, such as `20260301T180000`."""
    return wall.isoformat()[:19].replace("-", "").replace(":", "")


def utc_stamp(instant: datetime) -> str:
    """Return an aware datetime as an instant in UTC, such as `20260301T170000Z`."""
    return local_stamp(instant.astimezone(UTC)) + "Z"


def offset_stamp(offset: timedelta) -> str:
    """Return an offset from UTC such as `+0100`, with seconds only where there are some."""
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(abs(offset) // timedelta(seconds=1), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
