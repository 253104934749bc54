"""The head of a content line: its name and parameters (RFC 5545 section 3.1, RFC 6868)."""

import re
from typing import Final

from innbyggertorg.ical.reading.ledger import UnreadableError
from innbyggertorg.ical.reading.octets import TAINT, Octets
from innbyggertorg.limits import Limits

__all__ = ["LOST", "MANY", "ONCE", "REPETITION", "STRUCTURE", "Head", "Heads"]

# What a name means in an event.
STRUCTURE: Final = 0
"""BEGIN and END."""
ONCE: Final = 1
"""Read; stands once."""
MANY: Final = 2
"""Read; may stand several times."""
REPETITION: Final = 3
"""Read; says how the event repeats, in as many lines as it likes."""
LOST: Final = 4
"""Has no place in the model."""

_CODES: Final[dict[str, int]] = {
    **dict.fromkeys(("BEGIN", "END"), STRUCTURE),
    **dict.fromkeys(
        (
            "UID",
            "DTSTAMP",
            "LAST-MODIFIED",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RECURRENCE-ID",
            "SUMMARY",
            "DESCRIPTION",
            "STATUS",
            "CLASS",
            "TRANSP",
            "LOCATION",
            "GEO",
            "URL",
            "ORGANIZER",
        ),
        ONCE,
    ),
    **dict.fromkeys(
        (
            "CATEGORIES",
            "CONFERENCE",
            "X-GOOGLE-CONFERENCE",
            "X-MICROSOFT-SKYPETEAMSMEETINGURL",
            "CONTACT",
            "RELATED-TO",
            "IMAGE",
            "LINK",
            "CONCEPT",
            "REFID",
            "COLOR",
        ),
        MANY,
    ),
    **dict.fromkeys(("RRULE", "EXRULE", "RDATE", "EXDATE"), REPETITION),
}
_READ: Final = {"VALUE", "TZID", "LANGUAGE", "RANGE", "CN", "RELTYPE", "LINKREL", "LABEL"}
# Parameters that repeat what the value says, or that say where it once came from.
_IDLE: Final = {"X-VOBJ-ORIGINAL-TZID", "X-VOBJ-FLOATINGTIME-ALLOWED", "X-LIC-ERROR"}
_DEFAULTS: Final = {("RELTYPE", "PARENT"), ("FEATURE", "VIDEO"), ("FEATURE", "AUDIO,VIDEO")}

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(
    r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)(?=[;:])"
)
_CARET: Final = re.compile(r"\^[n^']")
_CARETS: Final = {"^n": "\n", "^^": "^", "^'": '"'}
_MOST_KNOWN: Final = 2_048


class Head:
    """What stands before the colon.

    Attributes:
        text: As it stands in the file.
        name: In upper case.
        code: What it means in an event.
        lost: What is lost of the line whatever its value, as it is called.
        plain: Whether it stands once in an event, and all of it is read.
        value_type: VALUE, in upper case; empty where it is not given.
        tzid: TZID, or None.
        language: LANGUAGE in lower case, or None.
        parameters: The others that are read, by name.
        unread: Names of the parameters that are not.
        is_bare: Whether it has neither VALUE nor TZID.
        zone: IANA key of the zone that TZID names for good, once that was looked up; None before.
    """

    __slots__ = (
        "code",
        "is_bare",
        "language",
        "lost",
        "name",
        "parameters",
        "plain",
        "text",
        "tzid",
        "unread",
        "value_type",
        "zone",
    )

    def __init__(self, text: str, name: str, parameters: dict[str, str]) -> None:
        self.text = text
        self.name = name
        self.code = _CODES.get(name, LOST)
        self.value_type = parameters.pop("VALUE", "").upper()
        self.tzid = parameters.pop("TZID", None)
        language = parameters.pop("LANGUAGE", None)
        self.language = language and language.lower()
        self.unread = tuple(
            each
            for each, value in parameters.items()
            if each not in _READ and each not in _IDLE and (each, value.upper()) not in _DEFAULTS
        )
        self.parameters = parameters
        self.zone: str | None = None
        self.is_bare = not self.value_type and self.tzid is None
        self.lost = (name[:80],) if self.code == LOST else tuple(f"{name} {each}" for each in self.unread)
        self.plain = self.code == ONCE and not self.unread


class Heads:
    """Reads heads, each kind once: a file has many lines and few heads.

    Attributes:
        known: Heads by their text.
    """

    def __init__(self, octets: Octets, limits: Limits) -> None:
        self._octets = octets
        self._most = limits.ical_parameters
        self.known: dict[str, Head] = {}

    def read(self, line: str, at: int) -> tuple[Head, str]:
        """Return head and value of a content line.

        Raises:
            UnreadableError: If it is none.
            LimitExceededError: If it has too many parameters.
        """
        found = _NAME.match(line)
        if line.startswith(TAINT):
            found = _NAME.match(line, 1)
            name = found[0].upper() if found else "line"
            raise UnreadableError(at, name, "must be UTF-8 without control characters")
        if not found:
            raise UnreadableError(at, "line", "must begin with the name of a property")
        name, position = found[0].upper(), found.end()
        parameters: dict[str, str] = {}
        while line.startswith(";", position):
            found = _PARAMETER.match(line, position)
            if not found:
                raise UnreadableError(at, name, "must have parameters of the form ;NAME=value")
            key = found[1].upper()
            if key in parameters:
                raise UnreadableError(at, name, f"must have the parameter {key} once")
            parameters[key] = _plain(found[2])
            position = found.end()
            if len(parameters) > self._most:
                raise self._octets.beyond("ical_parameters", self._most, line.count(";"), at)
        if not line.startswith(":", position):
            raise UnreadableError(at, name[:40], "must have a colon between its name and its value")
        text = line[:position]
        head = Head(text, name, parameters)
        if ":" not in text and len(self.known) < _MOST_KNOWN:
            self.known[text] = head
        return head, line[position + 1 :]


def _plain(value: str) -> str:
    """Return the value of a parameter without its quotes and with RFC 6868 undone."""
    if '"' in value:
        value = value.replace('"', "")
    return _CARET.sub(lambda found: _CARETS[found[0]], value) if "^" in value else value
