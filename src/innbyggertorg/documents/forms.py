"""How each kind of value is written in a document: read, written and described by one object.

A *form* does three things for one kind of value: it reads plain data (what a JSON or TOML reader gives) into
the value, it writes the value as plain data, and it describes that data in JSON Schema. Because all three
live together, the schema cannot promise what the reader does not keep.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Final, Protocol

from attrs import frozen

from innbyggertorg.documents.place import BROKEN, Place
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError

__all__ = [
    "Choice",
    "Exact",
    "Form",
    "ListOf",
    "OrNone",
    "Plain",
    "Schema",
    "Text",
    "date_form",
    "duration_form",
    "instant_form",
    "minute_form",
    "moment_form",
    "wall_form",
]

Plain = Any
"""What JSON and TOML readers give: dict, list, str, int, float, bool, and from TOML date and datetime."""
Schema = dict[str, Any]
"""A JSON Schema (draft 2020-12) as plain data."""


class Form(Protocol):
    """How one kind of value is written in a document."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Return the value, or note at *place* what is wrong and return `BROKEN`."""

    def write(self, value: Any) -> Plain:
        """Return plain data that reads back to *value*."""

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the plain data, adding what it refers to to *definitions*."""


@frozen
class Exact:
    """A value that JSON and TOML both have: text, whole numbers, numbers, true and false.

    Attributes:
        name: What a reader of an error message calls it.
        kinds: The exact Python types that are taken; `True` is not a number.
        described: Its JSON Schema.
    """

    name: str
    kinds: tuple[type, ...]
    described: str

    def read(self, plain: Plain, place: Place) -> Any:
        """Take plain data of exactly one of the kinds."""
        return plain if type(plain) in self.kinds else place.refuse(f"must be {self.name}", plain)

    def write(self, value: Any) -> Plain:
        """Return it as it is."""
        return value

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe it by its type."""
        return {"type": self.described}


@frozen
class Text:
    """A value written as text that follows a pattern, or as what TOML has for it.

    Attributes:
        name: What a reader of an error message calls it, with an example.
        pattern: Regular expression of the whole text, in the dialect that Python and JSON Schema share.
        parse: From the text to the value; may raise an error of the package, or ValueError.
        unparse: From the value to plain data.
        native: Types that a TOML reader gives for it, taken as they are.
    """

    name: str
    pattern: str
    parse: Callable[[str], Any]
    unparse: Callable[[Any], Plain] = str
    native: tuple[type, ...] = ()

    def read(self, plain: Plain, place: Place) -> Any:
        """Take a native value, or text that the pattern matches whole."""
        if type(plain) in self.native:
            return plain
        if not isinstance(plain, str) or not re.fullmatch(self.pattern, plain):
            return place.refuse(f"must be {self.name}", plain)
        try:
            return self.parse(plain)
        except InnbyggertorgError as error:
            return place.refuse_for(error)
        except (ValueError, OverflowError):
            return place.refuse(f"must be {self.name}", plain)

    def write(self, value: Any) -> Plain:
        """Return its plain data."""
        return self.unparse(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe it by its pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$", "description": self.name}


class Choice:
    """One of the members of some enumerations, by its name in lower case with hyphens."""

    def __init__(self, kinds: Iterable[type[Enum]]) -> None:
        self.members = {member.name.lower().replace("_", "-"): member for kind in kinds for member in kind}
        self.names = {id(member): name for name, member in self.members.items()}

    def read(self, plain: Plain, place: Place) -> Any:
        """Take the name of a member."""
        if not isinstance(plain, str):
            return place.refuse("must be text", plain, place.nearest("", self.members))
        member = self.members.get(plain)
        if member is None:
            return place.refuse("must be a known word", plain, place.nearest(plain, self.members))
        return member

    def write(self, value: Any) -> Plain:
        """Return the name."""
        return self.names[id(value)]  # members of two enumerations may be equal

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """List the names."""
        return {"enum": list(self.members)}


@frozen
class ListOf:
    """A list of values of one form.

    Attributes:
        item: The form of each.
        limit: The field of `Limits` that says how many there may be, or None.
    """

    item: Form
    limit: str | None = None

    def read(self, plain: Plain, place: Place) -> Any:
        """Read every item; what is broken is noted and left out."""
        if not isinstance(plain, list):
            return place.refuse("must be a list", plain)
        if self.limit and len(plain) > (most := getattr(place.reading.limits, self.limit)):
            return place.refuse_for(LimitExceededError(self.limit, most, len(plain)))
        values = [self.item.read(each, place.item(i)) for i, each in enumerate(plain)]
        kept = [i for i, value in enumerate(values) if value is not BROKEN]
        if len(kept) < len(values):
            place.reading.moved[place.source, place.path] = kept
        return tuple(values[i] for i in kept)

    def write(self, value: Iterable[Any]) -> Plain:
        """Write every item."""
        return [self.item.write(each) for each in value]

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the items."""
        return {"type": "array", "items": self.item.schema(definitions)}


@frozen
class OrNone:
    """A value of one form, or a word for None, which is not what leaving the key out means.

    Attributes:
        form: The form of the value.
        word: What is written for None.
    """

    form: Form
    word: str

    def read(self, plain: Plain, place: Place) -> Any:
        """Take the word, or what the form takes."""
        return None if plain == self.word else self.form.read(plain, place)

    def write(self, value: Any) -> Plain:
        """Write the word for None."""
        return self.word if value is None else self.form.write(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe both."""
        return {"oneOf": [self.form.schema(definitions), {"const": self.word}]}


# --- time ---------------------------------------------------------------------------------------------

_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME: Final = "[0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
_OFFSET: Final = r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
_LENGTH: Final = r"P(?:[0-9]{1,5}D)?(?:T(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)?"


def _moment(text: str) -> datetime | date:
    """Parse a date or a wall time, told apart by what the text holds."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _as_it_is(value: Plain) -> Plain:
    return value


def _length(text: str) -> timedelta:
    """Parse a length of ISO 8601 in days of 24 hours, hours, minutes and seconds."""
    found = {unit: int(number) for number, unit in re.findall(r"([0-9]+)([DHMS])", text)}
    if not found or text.endswith("T"):
        raise ValueError(text)
    return timedelta(
        days=found.get("D", 0), hours=found.get("H", 0), minutes=found.get("M", 0), seconds=found.get("S", 0)
    )


def _length_text(length: timedelta) -> str:
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days = f"{length.days}D" if length.days else ""
    parts = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    if parts:
        return f"P{days}T{parts}"
    return f"P{days}" if days else "PT0S"


def _minute(text: str) -> int:
    """Parse a time of the day, which may go on past midnight, into minutes."""
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def _minute_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


date_form: Final = Text("a date such as 2026-05-17", _DATE, date.fromisoformat, _as_it_is, (date,))
wall_form: Final = Text(
    "a wall time such as 2026-05-17T18:00:00, without an offset",
    f"{_DATE}T{_TIME}",
    datetime.fromisoformat,
    _as_it_is,
    (datetime,),
)
moment_form: Final = Text(
    "a date such as 2026-05-17, or a wall time such as 2026-05-17T18:00:00, without an offset",
    f"{_DATE}(?:T{_TIME})?",
    _moment,
    _as_it_is,
    (date, datetime),
)
instant_form: Final = Text(
    "an instant such as 2026-05-17T16:00:00Z",
    f"{_DATE}T{_TIME}{_OFFSET}",
    datetime.fromisoformat,
    lambda instant: instant.astimezone(UTC),
    (datetime,),
)
duration_form: Final = Text("a length such as PT1H30M or P2D", _LENGTH, _length, _length_text)
minute_form: Final = Text(
    "a time such as 12:00, or 26:00 for two at night", "[0-9]{2}:[0-5][0-9]", _minute, _minute_text
)
