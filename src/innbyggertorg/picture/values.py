"""What is in a picture: days with their hours, rooms, what happens in them, and what is in conflict."""

from datetime import date, datetime
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, plain_date, true_or_false, tuple_of, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono import Interval
from innbyggertorg.chrono.wall import to_utc
from innbyggertorg.conflicts import ConflictKind, Severity
from innbyggertorg.model import OccurrenceKey
from innbyggertorg.opening import OpeningSpan
from innbyggertorg.recurrence import Status

__all__ = ["Block", "ConflictNote", "DayShown", "RoomShown"]

_text: Final = is_a(str)
_texts: Final = tuple_of(_text)


def _in_utc(moment: date | datetime) -> date | datetime:
    return to_utc(moment) if isinstance(moment, datetime) else moment


@frozen(kw_only=True)
class DayShown(Value):
    """One day of the week.

    Attributes:
        day: The day.
        spans: When the house is open, of what starts on that day, closures of the whole house included; in
            order, in the zone of the torg. None where the hours are not known.
        names: The names of the day: public holidays and eves.
        hours: How many hours the day has: 24, or 23 or 25 where the clocks change.
    """

    day: date = field(validator=plain_date)
    spans: tuple[OpeningSpan, ...] | None = field(validator=optional(tuple_of(is_a(OpeningSpan))))
    names: tuple[str, ...] = field(default=(), validator=_texts)
    hours: float = field(default=24, validator=is_a(int, float))


@frozen(kw_only=True)
class RoomShown(Value):
    """One room of the torg, none of those that are joined from others.

    Attributes:
        id: Its id; empty for what is in no room of its own.
        name: What the sign on the door says.
        closed: When the room is closed though the house may be open, in order.
    """

    id: str = field(validator=_text)
    name: str = field(validator=_text)
    closed: tuple[Interval, ...] = field(default=(), validator=tuple_of(is_a(Interval)))


@frozen(kw_only=True)
class Block(Value):
    """One occurrence of an event, as it is shown.

    Attributes:
        title: One line, in the language of the picture; "busy" for an event that is not named.
        start: When it starts: aware, in the zone of the torg; a date for whole days.
        end: The first instant, or day, after it.
        status: Confirmed, tentative or cancelled.
        rooms: Ids of the rooms of the picture in which it is; a joined room is shown as its parts. The id of
            what is in no room is empty.
        days: The days of the week on which it is shown: all that it touches, but a night that ends by six in
            the morning belongs to the day it begins on alone.
        place: Names of the rooms it was planned for, joined by commas; empty for none.
        conflicts: Numbers of the conflicts that it is a party in, in order.
        key: What the occurrence is known by; None for an event that is not named.
        url: Its page, or None.
        online_url: Where to take part online, or None.
        now: Whether it is going on at the moment that the picture was made for.
    """

    title: str = field(validator=_text)
    start: datetime | date = field(validator=is_a(date), eq=_in_utc)
    end: datetime | date = field(validator=is_a(date), eq=_in_utc)
    status: Status = field(default=Status.CONFIRMED, validator=is_a(Status))
    rooms: tuple[str, ...] = field(default=("",), validator=_texts)
    days: tuple[date, ...] = field(default=(), validator=tuple_of(plain_date))
    place: str = field(default="", validator=_text)
    conflicts: tuple[int, ...] = field(default=(), validator=tuple_of(is_a(int)))
    key: OccurrenceKey | None = field(default=None, validator=optional(is_a(OccurrenceKey)))
    url: str | None = field(default=None, validator=optional(_text))
    online_url: str | None = field(default=None, validator=optional(_text))
    now: bool = field(default=False, validator=true_or_false)

    @property
    def is_named(self) -> bool:
        """Whether everybody who sees the picture may know what it is."""
        return self.key is not None


@frozen(kw_only=True)
class ConflictNote(Value):
    """A conflict that has a part in the picture.

    Attributes:
        number: Its number in the picture, from 1.
        sentence: What is wrong, in the language of the picture; what is not public is not named.
        kind: What is wrong.
        severity: How grave it is.
        interval: The time in question, in the zone of the torg.
        rooms: Ids of the rooms in question.
    """

    number: int = field(validator=whole_number(1, 10**9))
    sentence: str = field(validator=_text)
    kind: ConflictKind = field(validator=is_a(ConflictKind))
    severity: Severity = field(validator=is_a(Severity))
    interval: Interval = field(validator=is_a(Interval))
    rooms: tuple[str, ...] = field(default=(), validator=_texts)
