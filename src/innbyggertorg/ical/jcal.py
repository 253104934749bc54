"""jCal, the calendar as JSON (RFC 7265), to and from iCalendar by way of the library icalendar.

The library is imported when it is first needed: whoever writes and reads iCalendar never waits for it.
"""

import json
from typing import Any

from innbyggertorg.errors import ParseError

__all__ = ["from_jcal", "library", "to_jcal"]


def to_jcal(content: bytes) -> bytes:
    """Return an iCalendar file of ours as jCal, in UTF-8 without white space: the same for the same file."""
    plain = library().Calendar.from_ical(content).to_jcal()
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def from_jcal(data: bytes) -> bytes:
    """Return jCal as an iCalendar file.

    Raises:
        ParseError: If it is no jCal; what it says is not shown.
    """
    try:
        plain = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ParseError("read_jcal", "must be JSON in UTF-8", " ") from None
    component = library().Calendar
    try:
        content: bytes = component.from_jcal(plain).to_ical()
    except Exception:  # noqa: BLE001 - the library does not say all that it may raise
        raise ParseError("read_jcal", "must be a calendar in jCal (RFC 7265)", " ") from None
    return content


def library() -> Any:
    """Return the library."""
    import icalendar

    return icalendar
