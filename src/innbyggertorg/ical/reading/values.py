"""Values of properties: dates, times, lengths of time and text (RFC 5545 section 3.3)."""

import re
from datetime import date, datetime, timedelta
from typing import Final

__all__ = ["WALL", "day", "duration", "is_day", "offset", "parts_of", "plain_text", "wall", "whole_number"]

_DAY: Final = re.compile("[0-9]{8}")
WALL: Final = re.compile("[0-9]{8}T[0-9]{6}")
"""The form of a DATE-TIME without a Z."""
_DURATION: Final = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W|(?:([0-9]{1,6})D)?(?:T(?=[0-9])(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?)"
)
_OFFSET: Final = re.compile("([+-])([0-9]{2})([0-9]{2})([0-9]{2})?")
_NUMBER: Final = re.compile("[+]?[0-9]{1,10}")
_PART: Final = re.compile(r"(?:[^\\,]|\\.)+")


def is_day(value: str) -> bool:
    """Whether *value* has the form of a DATE."""
    return len(value) == 8 and _DAY.fullmatch(value) is not None


def day(value: str) -> date:
    """Return a DATE such as `20260301`.

    Raises:
        ValueError: If it is none, or there is no such day.
    """
    if not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def wall(value: str) -> datetime:
    """Return a DATE-TIME such as `20260301T180000`, without the Z; a leap second is the one before it.

    Raises:
        ValueError: If it is none, or there is no such time.
    """
    if not WALL.fullmatch(value):
        raise ValueError
    if value.endswith("60"):
        value = value[:13] + "59"
    return datetime.fromisoformat(value)


def duration(value: str) -> tuple[int, timedelta]:
    """Return a DURATION: nominal days, and exact time besides.

    Raises:
        ValueError: If it is none.
    """
    found = _DURATION.fullmatch(value)
    if not found or value[-1] in "PT":
        raise ValueError
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return sign * (7 * weeks + days), sign * exact


def offset(value: str) -> timedelta:
    """Return a UTC-OFFSET such as `+0100`.

    Raises:
        ValueError: If it is none, or a day or more.
    """
    found = _OFFSET.fullmatch(value)
    if not found or int(found[2]) > 23 or int(found[3]) > 59 or int(found[4] or 0) > 59:
        raise ValueError
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def whole_number(value: str) -> int:
    """Return an INTEGER from zero on.

    Raises:
        ValueError: If it is none.
    """
    if not _NUMBER.fullmatch(value):
        raise ValueError
    return int(value)


def plain_text(value: str) -> str:
    r"""Return a TEXT with its escapes undone; a backslash before anything else stays as it is."""
    if "\\" not in value:
        return value
    if "\\\\" not in value:
        return _unescaped(value)
    return "\\".join([_unescaped(part) for part in value.split("\\\\")])


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return text.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";")


def parts_of(value: str) -> list[str]:
    """Return the parts of a list of TEXT values, which commas separate; empty ones are left out."""
    return [plain_text(part) for part in _PART.findall(value)]
