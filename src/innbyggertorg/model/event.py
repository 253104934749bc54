"""What happens in a house: events, and the single occurrences of them."""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

from attrs import Attribute, Factory, field, frozen

from innbyggertorg._checks import (
    check_instant,
    identifier,
    is_a,
    length_up_to,
    matches,
    name_of,
    optional,
    tuple_of,
    url,
    whole_number,
)
from innbyggertorg._values import Name, Shown, Value
from innbyggertorg.chrono import Weekday, to_utc
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model.appearance import Link
from innbyggertorg.model.text import LocalText, one_line, several_lines
from innbyggertorg.recurrence import Occurrence, Series, Status

__all__ = [
    "Audience",
    "Event",
    "EventDetails",
    "EventKind",
    "EventOccurrence",
    "EventStatus",
    "OccurrenceKey",
    "Visibility",
    "check_changed_at",
]

_NAMESPACE: Final = UUID("0dade1c5-53d3-5b4e-bba7-7b116405ffd4")  # uuid5(NAMESPACE_DNS, "innbyggertorg")
_LONGEST: Final = timedelta(days=31)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_turnaround = length_up_to(timedelta(days=1))
_rooms = tuple_of(identifier, unique=True)
_uid = matches(
    r"(?:(?![,;\\])[!-~]){1,255}",
    "must be 1 to 255 printable ASCII characters, without space, comma, semicolon and backslash",
)


class EventStatus(Name):
    """How far the planning of an event has come."""

    DRAFT = "draft"
    """Still being written; never leaves the house."""
    PROPOSED = "proposed"
    """Applied for; shown as tentative."""
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    """Called off as a whole; still shown, as cancelled."""


class Visibility(Name):
    """Who may see an event."""

    PUBLIC = "public"
    INTERNAL = "internal"


class EventKind(Name):
    """What sort of activity an event is; a closure may spare some sorts."""

    MEETING = "meeting"
    WORKSHOP = "workshop"
    COURSE = "course"
    TALK = "talk"
    CONCERT = "concert"
    THEATRE = "theatre"
    FILM = "film"
    EXHIBITION = "exhibition"
    MARKET = "market"
    SOCIAL = "social"
    PRACTICE = "practice"
    CELEBRATION = "celebration"
    OTHER = "other"


class Audience(Name):
    """Whom an event is for; none named means everybody."""

    CHILDREN = "children"
    YOUTH = "youth"
    FAMILIES = "families"
    ADULTS = "adults"
    SENIORS = "seniors"


@frozen(kw_only=True)
class EventDetails(Value):
    """What is different about one occurrence, as the `details` of an override of the series.

    Attributes:
        title: Another title, or None for the event's.
        text: Another text, or None for the event's.
        rooms: Other rooms, or None for the event's; empty means none, as for a meeting held online.
        online_url: Another link, or None for the event's.

    Raises:
        InvalidValueError: If nothing is different, or a field breaks its rule.
    """

    title: LocalText | None = field(default=None, validator=optional(one_line))
    text: LocalText | None = field(default=None, validator=optional(several_lines))
    rooms: tuple[str, ...] | None = field(default=None, validator=optional(_rooms))
    online_url: str | None = field(default=None, validator=optional(url))

    def _check(self) -> None:
        if self.title is None and self.text is None and self.rooms is None and self.online_url is None:
            raise InvalidValueError("EventDetails", "must change something")


def _series(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a series whose occurrences a house can hold."""
    where = name_of(instance, attribute)
    if not isinstance(value, Series):
        raise WrongTypeError(where, "must be a Series", value)
    if value.length > _LONGEST:
        raise InvalidValueError(f"{where}.length", f"must be at most {_LONGEST.days} days", value.length)
    starts = [value.first, *value.extra, *(o.start for o in value.overrides if o.start is not None)]
    for start in starts:
        if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
            raise InvalidValueError(where, f"must lie in the years {_FIRST_YEAR} to {_LAST_YEAR}", start)
    for override in value.overrides:
        if override.details is not None and not isinstance(override.details, EventDetails):
            raise WrongTypeError(f"{where}.overrides", "must have EventDetails as details", override.details)
        if override.length is not None and override.length > _LONGEST:
            rule = f"must be at most {_LONGEST.days} days long"
            raise InvalidValueError(f"{where}.overrides", rule, override.length)


def check_changed_at(where: str, value: Any) -> None:
    """Refuse what is not an instant in whole seconds, as a feed writes it."""
    check_instant(where, value)
    if value.microsecond:
        raise InvalidValueError(where, "must be in whole seconds", value, "use .replace(microsecond=0)")


def _changed_at(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    check_changed_at(name_of(instance, attribute), value)


def _uid_of(event: "Event") -> str:
    name = f"{event.torg}/{event.id}"  # a lone surrogate is for the validators to refuse
    return str(uuid5(_NAMESPACE, name.encode(errors="replace").decode()))


@frozen(kw_only=True)
class Event(Value):
    """Something that happens at a torg, once or repeatedly.

    Attributes:
        id: Unique within its torg.
        torg: Id of the torg.
        title: One line per language.
        series: When it happens.
        changed_at: The instant of the last change to anything about it, in whole seconds and any zone;
            becomes DTSTAMP and LAST-MODIFIED.
        text: What to know about it.
        rooms: Ids of the rooms of the torg it is in; none for an event online or out of doors.
        organiser: Id of the organisation that arranges it.
        status: How far its planning has come.
        visibility: Who may see it.
        kind: What sort of activity it is.
        audience: Whom it is for; none means everybody.
        price_nok: Price of admission in whole kroner; 0 is free.
        expected: How many people are expected.
        online_url: Where to take part online.
        image: A picture of it, as a URL.
        links: Further pages about it.
        concepts: What it is about, as URLs of words in a public vocabulary such as Los.
        url: Its own page.
        part_of: Id of what it is a part of together with other events: a festival, a theme of the term.
        setup: Time needed in the room before it, or None for the room's own; whole minutes, at most a day.
        teardown: Time needed after it, or None for the room's own.
        equipment: Ids of the equipment of the torg that it needs.
        weekday: The day of the week it was announced for, where that is known besides its dates: the two
            are often at odds, and conflicts tells where.
        sequence: Number of times its time or place was changed, as RFC 5546 section 2.1.4 counts.
        uid: Globally unique and stable; made from torg and id unless given (an imported event keeps its own).

    Raises:
        InvalidValueError: If a field breaks its rule: an occurrence is longer than 31 days, or a start lies
            outside the years 1900 to 2199.
        WrongTypeError: If a field has the wrong type.
    """

    id: str = field(validator=identifier)
    torg: str = field(validator=identifier)
    title: LocalText = field(validator=one_line)
    series: Series = field(validator=_series)
    changed_at: datetime = field(validator=_changed_at, eq=to_utc)
    text: LocalText | None = field(default=None, validator=optional(several_lines))
    rooms: tuple[str, ...] = field(default=(), validator=_rooms)
    organiser: str | None = field(default=None, validator=optional(identifier))
    status: EventStatus = field(default=EventStatus.CONFIRMED, validator=is_a(EventStatus))
    visibility: Visibility = field(default=Visibility.PUBLIC, validator=is_a(Visibility))
    kind: EventKind = field(default=EventKind.OTHER, validator=is_a(EventKind))
    audience: tuple[Audience, ...] = field(default=(), validator=tuple_of(is_a(Audience), unique=True))
    price_nok: int = field(default=0, validator=whole_number(0, 100_000))
    expected: int | None = field(default=None, validator=optional(whole_number(0, 1_000_000)))
    online_url: str | None = field(default=None, validator=optional(url))
    image: str | None = field(default=None, validator=optional(url))
    links: tuple[Link, ...] = field(default=(), validator=tuple_of(is_a(Link), unique=True))
    concepts: tuple[str, ...] = field(default=(), validator=tuple_of(url, unique=True))
    url: str | None = field(default=None, validator=optional(url))
    part_of: str | None = field(default=None, validator=optional(identifier))
    setup: timedelta | None = field(default=None, validator=optional(_turnaround))
    teardown: timedelta | None = field(default=None, validator=optional(_turnaround))
    equipment: tuple[str, ...] = field(default=(), validator=_rooms)
    weekday: Weekday | None = field(default=None, validator=optional(is_a(Weekday)))
    sequence: int = field(default=0, validator=whole_number(0, 2**31 - 1))
    uid: str = field(default=Factory(_uid_of, takes_self=True), validator=_uid)
    # What an edge has worked out of this value alone, kept for as long as the value lives; no part of it.
    _kept: Any = field(default=None, init=False, repr=False, eq=False)

    def _short(self) -> str:
        again = ", repeating" if self.series.rules or self.series.extra else ""
        return f"{self.torg}/{self.id}: {_minutes(self.series.first)}{again}, {self.title}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it: public, and past the draft."""
        return self.visibility is Visibility.PUBLIC and self.status is not EventStatus.DRAFT


def _minutes(moment: datetime | date) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


class OccurrenceKey(NamedTuple):
    """What an occurrence is known by; it survives moves, edits and cancellation.

    Attributes:
        uid: The event's.
        original: The start that the series gave it: wall time in the series' zone, or a date.
    """

    uid: str
    original: datetime | date

    def __str__(self) -> str:
        return f"{self.uid}@{self.original.isoformat()}"


_STATUS: Final = {
    EventStatus.DRAFT: Status.TENTATIVE,
    EventStatus.PROPOSED: Status.TENTATIVE,
    EventStatus.CANCELLED: Status.CANCELLED,
}


@frozen
class EventOccurrence(Shown):
    """One time that an event happens, with what is different about it already applied.

    Attributes:
        event: The event.
        occurrence: Its place in the series.
    """

    event: Event
    occurrence: Occurrence

    def _short(self) -> str:
        start = self.start
        if isinstance(start, datetime):
            start = start.replace(tzinfo=None)
        return f"{self.event.torg}/{self.event.id}: {_minutes(start)}, {self.status}, {self.title}"

    @property
    def start(self) -> datetime | date:
        """When it starts: aware, in the series' zone; a date for whole days."""
        return self.occurrence.start

    @property
    def end(self) -> datetime | date:
        """The first instant, or day, after it."""
        return self.occurrence.end

    @property
    def key(self) -> OccurrenceKey:
        """What it is known by."""
        return OccurrenceKey(self.event.uid, self.occurrence.key)

    @property
    def status(self) -> Status:
        """Confirmed, tentative or cancelled; cancelled if the event or this occurrence is."""
        if self.occurrence.status is Status.CANCELLED:
            return Status.CANCELLED
        return _STATUS.get(self.event.status, self.occurrence.status)

    @property
    def title(self) -> LocalText:
        """Its title."""
        details = self._details
        return self.event.title if details is None or details.title is None else details.title

    @property
    def text(self) -> LocalText | None:
        """What to know about it."""
        details = self._details
        return self.event.text if details is None or details.text is None else details.text

    @property
    def rooms(self) -> tuple[str, ...]:
        """Ids of the rooms it is in."""
        details = self._details
        return self.event.rooms if details is None or details.rooms is None else details.rooms

    @property
    def online_url(self) -> str | None:
        """Where to take part online."""
        details = self._details
        return self.event.online_url if details is None or details.online_url is None else details.online_url

    @property
    def _details(self) -> EventDetails | None:
        override = self.occurrence.override
        details = None if override is None else override.details
        return details if isinstance(details, EventDetails) else None
