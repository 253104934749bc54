"""The calendar around the components of a feed: what it is called, and how often to look again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from innbyggertorg.ical.lines import content, escaped
from innbyggertorg.ical.vtimezone import vtimezone

__all__ = ["calendar"]

_PRODUCT: Final = "-//innbyggertorg//feed 1//NO"  # 1 counts the forms of the feed, not releases
_REFRESH: Final = "PT1H"


def calendar(name: str, blocks: Sequence[bytes], zones: str = "", about: Sequence[str] = ()) -> bytes:
    """Return an iCalendar file.

    Args:
        name: What calendar programs show as its name.
        blocks: Its components, written, in UTF-8.
        zones: The VTIMEZONEs that they name, written.
        about: Further properties of the calendar, as unfolded lines.
    """
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
        *about,
    ]
    if not any(blocks):  # a calendar holds at least one component (RFC 5545 section 3.6)
        zones = content(vtimezone("Europe/Oslo", datetime(2000, 1, 1, tzinfo=UTC)))
    return b"".join([f"{content(head)}{zones}".encode(), *blocks, b"END:VCALENDAR\r\n"])
