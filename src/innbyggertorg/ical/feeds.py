"""A feed: what happens in a torg, as an iCalendar file that people subscribe to."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from os import PathLike
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import instant, is_a, optional, tuple_of
from innbyggertorg._storage import write_whole
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.components import Components
from innbyggertorg.ical.lines import content, escaped
from innbyggertorg.ical.pieces import Arranged, Source
from innbyggertorg.ical.profile import template
from innbyggertorg.ical.public import PublicEvent, public_events
from innbyggertorg.ical.repeating import as_rule
from innbyggertorg.ical.singly import explicit, one_by_one
from innbyggertorg.ical.vtimezone import vtimezone
from innbyggertorg.ical.words import SEVERAL
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Programme
from innbyggertorg.model.text import check_language

__all__ = ["Feed", "Loss", "feed"]

_PRODUCT: Final = "-//innbyggertorg//feed 1//NO"  # 1 counts the forms of the feed, not releases
_REFRESH: Final = "PT1H"
_YEARS_AHEAD: Final = 5
_LAST_YEAR: Final = 2299  # a century after the last start that the model takes
_LARGE: Final = 1_000_000  # octets; at least one large web calendar reads no more
_MANY: Final = 5_000


@frozen
class Loss(Value):
    """Something that the programme says and the feed does not, or that not everybody will see.

    Attributes:
        uid: UID of the event; empty for the feed as a whole.
        what: What is lost.
        hint: What to do about it.
    """

    uid: str = field(validator=is_a(str))
    what: str = field(validator=is_a(str))
    hint: str = field(default="", validator=is_a(str))

    def __str__(self) -> str:
        return f"{self.uid or 'the feed'} {self.what}" + (f"; {self.hint}" if self.hint else "")


@frozen(kw_only=True)
class Feed(Value):
    """An iCalendar file (RFC 5545) as it is served: the same programme gives the same bytes.

    Attributes:
        content: The file.
        changed_at: The latest change to anything in it, or None where it is empty.
        losses: What the programme says and the file does not.
    """

    content: bytes = field(validator=is_a(bytes), repr=False)
    changed_at: datetime | None = field(default=None, validator=optional(instant))
    losses: tuple[Loss, ...] = field(default=(), validator=tuple_of(is_a(Loss)))

    @property
    def etag(self) -> str:
        """A strong entity tag with its quotes (RFC 9110 section 8.8.3): equal exactly where the bytes are."""
        return f'"{sha256(self.content).hexdigest()[:32]}"'

    def to_ical(self) -> bytes:
        """Return the file."""
        return self.content

    def write(self, path: str | PathLike[str]) -> None:
        """Write the file so that a reader finds the old one or the new one, and never a part.

        A symbolic link is followed. A file that exists keeps its permissions.

        Args:
            path: Where; the folder must exist.

        Raises:
            StorageError: If that is not possible. Then the old file is as it was, unless the error says that
                the new one is in place and only its permanence is in doubt.
        """
        write_whole(path, self.content)


def feed(
    programme: Programme,
    *,
    torg: str | None = None,
    language: str = "nb",
    until: date | None = None,
    flat: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Feed:
    """Return what happens in public as a feed that every calendar program reads alike.

    Expanding it gives exactly the occurrences of the programme. A series becomes a repeating event where
    programs agree on it, with its overrides and exclusions. Any other, such as one of even weeks, is listed
    as single events that are related to one another, and so is a daily series without an end bounded: up to
    *until*, which is reported in `Feed.losses`. Cancelled occurrences stay, marked in status and title.
    Internal events, drafts and contacts that are not public cannot be in it.

    Args:
        programme: With everything in it.
        torg: Id of one torg, or None for all of them.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        until: The last day up to which occurrences are listed that no rule can say. By default the end of the
            fifth year after the last change to a public event, or after the first start of the series where
            that is later. It does not depend on the day on which the feed is made.
        flat: Write every occurrence as a single event in UTC, for programs that expand nothing.
        limits: `occurrences` is the most that one series is listed with.

    Raises:
        InvalidValueError: If there is no such language, or *until* is after the year 2299.
        LimitExceededError: If a series would be listed with too many occurrences.
        UnknownReferenceError: If there is no such torg.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("feed programme", "must be a Programme", programme)
    if not isinstance(flat, bool):
        raise WrongTypeError("feed flat", "must be True or False", flat)
    if until is not None and type(until) is not date:
        raise WrongTypeError("feed until", "must be a date", until)
    if until is not None and until.year > _LAST_YEAR:
        raise InvalidValueError("feed until", f"must be in the year {_LAST_YEAR} or before", until)
    check_language("feed language", language)
    name = _name(programme, torg, language)
    events = public_events(programme, torg, language)
    changed_at = max((event.changed_at.astimezone(UTC) for event in events), default=None)
    latest = changed_at.year if changed_at else 0
    components = Components(language, flat=flat)
    losses: list[Loss] = []
    for event in events:
        horizon = until or _horizon(max(event.series.first.year, latest))
        arranged = _arranged(Source(event.uid, event.series, horizon, limits), flat=flat)
        components.add(event, arranged.pieces)
        losses += _losses(event, arranged)
    text = _calendar(name, components)
    losses += _too_large(text, len(components.blocks))
    return Feed(content=text, changed_at=changed_at, losses=tuple(losses))


def _name(programme: Programme, torg: str | None, language: str) -> str:
    torgs = programme.torgs if torg is None else (programme.torg(torg),)
    return torgs[0].name.in_language(language) if len(torgs) == 1 else SEVERAL[language]


@cache
def _horizon(year: int) -> date:
    return date(min(year + _YEARS_AHEAD, date.max.year - 1), 12, 31)


def _arranged(source: Source, *, flat: bool) -> Arranged:
    """Arrange a series in the simplest form that every program reads as it is meant."""
    rules = source.series.rules
    if not rules:
        return explicit(source)
    form = template(rules[0], source.series.first) if len(rules) == 1 and not flat else None
    repeating = None if form is None else as_rule(source, rules[0], form)
    return repeating or one_by_one(source)


def _calendar(name: str, components: Components) -> bytes:
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
    ]
    zones = components.zones()
    if not components.blocks:  # a calendar holds at least one component (RFC 5545 section 3.6)
        zones = content(vtimezone("Europe/Oslo", datetime(2000, 1, 1, tzinfo=UTC)))
    text = f"{content(head)}{zones}{''.join(components.blocks)}END:VCALENDAR\r\n"
    return text.encode("utf-8")


def _losses(event: PublicEvent, arranged: Arranged) -> Iterable[Loss]:
    if arranged.cut is not None:
        yield Loss(event.uid, f"goes on after {arranged.cut}, up to which it is listed", "pass a later until")
    if arranged.unknown is not None:
        what = f"is listed without the school years that are not known, the first on {arranged.unknown}"
        yield Loss(event.uid, what, "add the school year to its calendar")


def _too_large(text: bytes, count: int) -> Iterable[Loss]:
    if len(text) > _LARGE or count > _MANY:
        what = f"has {len(text):,} octets and {count:,} events, more than some web calendars read"
        yield Loss("", what, "make a feed for each torg, or pass an earlier until")
