"""What the headers of a request say about the copy that its sender holds.

A header that breaks its grammar is worth nothing: it never matches, and never raises.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from innbyggertorg._checks import check_instant

__all__ = ["http_date", "is_held_since", "names_tag"]

# One element of a list of entity tags and the comma after it (RFC 9110 sections 5.6.1 and 8.8.3). No part
# can match what another might, so that a header is read in time that grows with its length alone.
_ELEMENT: Final = re.compile('[ \t]*(?:(W/)?"([!#-~\x80-\xff]*)"[ \t]*)?(,|\\Z)')

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def names_tag(header: str, tag: str, *, strong: bool = False) -> bool:
    """Tell whether a list of entity tags names *tag*, or is `*`.

    Args:
        header: Value of If-None-Match or If-Match.
        tag: A strong entity tag with its quotes.
        strong: Whether weak tags in the list match nothing, as for If-Match.

    Source:
        RFC 9110 sections 8.8.3.2, 13.1.1 and 13.1.2.
    """
    if header.strip(" \t") == "*":
        return True
    tags = _tags(header)
    return tags is not None and any(f'"{value}"' == tag and not (weak and strong) for weak, value in tags)


def _tags(header: str) -> list[tuple[bool, str]] | None:
    """Return the tags of a list, each with whether it is weak; None where it is no list of tags."""
    found = []
    for element in _elements(header):
        if element is None:
            return None
        if element[2] is not None:
            found.append((element[1] is not None, element[2]))
    return found


def _elements(header: str) -> Iterator[re.Match[str] | None]:
    place, is_last = 0, False
    while not is_last:
        element = _ELEMENT.match(header, place)
        yield element
        if element is None:
            return
        place, is_last = element.end(), not element[3]


def http_date(moment: datetime) -> str:
    """Return an instant as HTTP writes it, such as `Sun, 01 Mar 2026 17:00:00 GMT`, whatever the locale."""
    return _dates(moment)[0]


def is_held_since(header: str, changed_at: datetime) -> bool:
    """Tell whether If-Modified-Since names the very second of *changed_at*.

    A later one is no proof: a client that was given a later date holds something that has been taken back
    since, and a date in the future is no date at all. So only the date that was served is believed, in any
    of the three forms of RFC 9110 section 5.6.7.
    """
    return header.strip(" \t") in _dates(changed_at)


def _dates(moment: datetime) -> tuple[str, str, str]:
    check_instant("http_date moment", moment)
    utc = moment.astimezone(UTC)
    day, month = _DAYS[utc.weekday()], _MONTHS[utc.month - 1]
    clock = f"{utc.hour:02}:{utc.minute:02}:{utc.second:02}"
    return (
        f"{day[:3]}, {utc.day:02} {month} {utc.year:04} {clock} GMT",
        f"{day}, {utc.day:02}-{month}-{utc.year % 100:02} {clock} GMT",
        f"{day[:3]} {month} {utc.day:2} {clock} {utc.year:04}",
    )
