"""A feed: what happens in a torg, as an iCalendar file that people subscribe to."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter
from os import PathLike
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from innbyggertorg._checks import identifier, instant, is_a, optional, tuple_of
from innbyggertorg._storage import write_whole
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.http import ASGIApplication, Headers, Representation, Response
from innbyggertorg.ical.choosing import choose
from innbyggertorg.ical.explanation import Explanation
from innbyggertorg.ical.jcal import to_jcal
from innbyggertorg.ical.lines import content, escaped
from innbyggertorg.ical.losses import Loss
from innbyggertorg.ical.public import Publisher
from innbyggertorg.ical.rendering import Renderer, Span
from innbyggertorg.ical.vtimezone import vtimezone
from innbyggertorg.ical.wrapping import calendar
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Audience, Event, EventKind, Programme, Torg
from innbyggertorg.model.text import check_language

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

__all__ = ["Feed", "Loss", "feed"]

_MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_FARTHEST: Final = timedelta(hours=14)  # what the clocks of any zone are from UTC, at most
_uid: Final = attrgetter("uid")
_changed_at: Final = attrgetter("changed_at")
_LAST_YEAR: Final = 2299  # a century after the last start that the model takes
_LARGE: Final = 1_000_000  # octets; at least one large web calendar reads no more
_MANY: Final = 5_000


@frozen(kw_only=True)
class Feed(Value):
    """An iCalendar file (RFC 5545) as it is served: the same programme gives the same bytes.

    Attributes:
        content: The file.
        name: Of the file, without a suffix; fit for a path, a URL and a header.
        changed_at: The latest change to anything in it, or None where it is empty.
        losses: What the programme says and the file does not.
        explanations: In which form each event is in the file and why, by uid.
    """

    content: bytes = field(validator=is_a(bytes), repr=False)
    name: str = field(default="innbyggertorg", validator=identifier)
    changed_at: datetime | None = field(default=None, validator=optional(instant))
    losses: tuple[Loss, ...] = field(default=(), validator=tuple_of(is_a(Loss)))
    explanations: tuple[Explanation, ...] = field(default=(), validator=is_a(tuple), repr=False, eq=False)

    @cached_property
    def representation(self) -> Representation:
        """What is served, fit to stand in an `innbyggertorg.http.Collection` with others."""
        name = f"{self.name}.ics"
        return Representation(
            content=self.content, media_type=_MEDIA_TYPE, file_name=name, changed_at=self.changed_at
        )

    @property
    def etag(self) -> str:
        """A strong entity tag with its quotes (RFC 9110 section 8.8.3): equal exactly where the bytes are."""
        return self.representation.etag

    @property
    def last_modified(self) -> str | None:
        """*changed_at* as HTTP writes it; None for a feed without events. See `after`."""
        return self.representation.last_modified

    def to_ical(self) -> bytes:
        """Return the file."""
        return self.content

    def to_jcal(self) -> bytes:
        """Return the file as jCal (RFC 7265): JSON in UTF-8, the same for the same feed."""
        return to_jcal(self.content)

    def explain(self, uid: str) -> Explanation:
        """Return in which form an event is in the file, and why; `str` of it says so in words.

        Args:
            uid: UID of the event, not of a single occurrence that is an event of its own.

        Raises:
            UnknownReferenceError: If the file is not about an event of that uid.
        """
        found = next((each for each in self.explanations if each.uid == uid), None)
        if found is None:
            raise UnknownReferenceError("Feed.explain uid", "must be the uid of an event of the feed", uid)
        return found

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

    def after(self, earlier: "Feed") -> "Feed":
        """Return this feed as what is served instead of *earlier*: its date does not go back.

        A feed knows the last change to what is in it, and not what has been taken out. So a program that
        serves one feed after another makes each the one `after` the one before: the same bytes keep their
        date, and others get a later one.

        Raises:
            WrongTypeError: If *earlier* is no Feed.
        """
        if not isinstance(earlier, Feed):
            raise WrongTypeError("Feed.after earlier", "must be a Feed", earlier)
        return evolve(self, changed_at=self.representation.after(earlier.representation).changed_at)

    def respond(self, headers: Headers = (), method: str = "GET", *, now: datetime | None = None) -> Response:
        """Return the answer to a request over HTTP, which unpacks as status, headers and body.

        As `innbyggertorg.http.Representation.respond` says: 304 where the copy that is held is this one,
        compressed where that is asked for, never an error for what the headers hold.

        Raises:
            InvalidValueError: If *now* is naive.
            WrongTypeError: If an argument is of another type.
        """
        return self.representation.respond(headers, method, now=now)

    def wsgi(self) -> "WSGIApplication":
        """Return a WSGI application (PEP 3333) that serves it, whatever the path it is mounted at."""
        return self.representation.wsgi()

    def asgi(self) -> ASGIApplication:
        """Return an ASGI 3 application that serves it, whatever the path it is mounted at."""
        return self.representation.asgi()


def feed(
    programme: Programme,
    *,
    torg: str | None = None,
    service: str | None = None,
    room: str | None = None,
    organiser: str | None = None,
    kinds: Collection[EventKind | str] | None = None,
    audience: Collection[Audience | str] | None = None,
    language: str = "nb",
    horizon: date | None = None,
    name: str | None = None,
    flat: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Feed:
    """Return what happens in public as a feed that every calendar program reads alike.

    Expanding it gives exactly the occurrences of the programme. A series becomes a repeating event where
    programs agree on it, with its overrides and exclusions. Any other, such as one of even weeks, is listed
    as single events that are related to one another, and so is a daily series without an end bounded: up to
    *horizon*, which is reported in `Feed.losses`. Cancelled occurrences stay, marked in status and title.
    Internal events, drafts and contacts that are not public cannot be in it.

    What is chosen together must all hold. An event is in the feed as a whole, also where some of its
    occurrences are in another room.

    Args:
        programme: With everything in it.
        torg: Id of one torg, or None for all of them.
        service: Id of one service: what happens in its rooms, as *room* counts, and what its operator
            arranges at the torg, if that runs neither the torg nor another service there.
        room: Id of one room: what happens in it, in the rooms it is joined from, and in every joined room
            that has one of those as a part; in short, what takes the room.
        organiser: Id of the organisation that arranges it.
        kinds: Sorts of activity.
        audience: Whom it is for; what is for everybody is for them too.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        horizon: The last day up to which occurrences are listed that no rule can say. By default the end of
            the fifth year after the last change to a public event, or after the first start of the series
            where that is later. It does not depend on the day on which the feed is made.
        name: Of the file, without a suffix: 1 to 63 of a-z, 0-9 and hyphen. By default made of the ids.
        flat: Write every occurrence as a single event in UTC, for programs that expand nothing.
        limits: `occurrences` is the most that one series is listed with.

    Raises:
        InvalidValueError: If there is no such language, kind or audience, *horizon* is after the year 2299,
            *name* is not fit for a file, or a room or service of that id is in several torgs, none of which
            is named.
        LimitExceededError: If a series would be listed with too many occurrences.
        UnknownReferenceError: If there is no such torg, service, room or organisation.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("feed programme", "must be a Programme", programme)
    if not isinstance(flat, bool):
        raise WrongTypeError("feed flat", "must be True or False", flat)
    if not isinstance(limits, Limits):
        raise WrongTypeError("feed limits", "must be a Limits", limits)
    _check_horizon(horizon)
    check_language("feed language", language)
    choice = choose(
        programme,
        torg=torg,
        service=service,
        room=room,
        organiser=organiser,
        kinds=kinds,
        audience=audience,
        language=language,
        name=name,
    )
    # What was written before is public: so much is known without asking.
    events = [event for event in programme.events if event._kept is not None or event.is_public]
    if not choice.is_everything:
        events = [event for event in events if choice.includes(event)]
    if len(events) > 1:
        events = list(_by_uid(tuple(map(_uid, events)))(events))
    changed_at = max(map(_changed_at, events)).astimezone(UTC) if events else None
    publisher = Publisher(language, programme.torgs, programme.organisations)
    renderer = Renderer(publisher, language, horizon=horizon, flat=flat, limits=limits)
    written = renderer.written(events, changed_at.year if changed_at else 0)
    whole = calendar(
        choice.title,
        list(map(attrgetter("content"), written)),
        _zones(frame.span for frame in renderer.frames if frame.span),
        _about(choice.house, language),
    )
    losses: list[Loss] = []
    if any(frame.is_lossy for frame in renderer.frames):
        losses += [loss for each in written for loss in each.losses]
    losses += _unpriced(sum(event.price_nok > 0 for event in events))
    losses += _too_large(whole, sum(map(attrgetter("components"), written)))
    return Feed(
        content=whole,
        name=choice.name,
        changed_at=changed_at,
        losses=tuple(losses),
        explanations=tuple(map(attrgetter("explanation"), written)),
    )


@lru_cache(maxsize=4)
def _by_uid(uids: tuple[str, ...]) -> Callable[[list[Event]], tuple[Event, ...]]:
    """Return what puts things in the order of their *uids*, of which there are two at least.

    It is remembered, as sorting is most of the work where nearly everything else is.
    """
    order: Callable[[list[Event]], tuple[Event, ...]] = itemgetter(
        *sorted(range(len(uids)), key=uids.__getitem__)
    )
    return order


def _check_horizon(horizon: object) -> None:
    if horizon is None:
        return
    if type(horizon) is not date:
        raise WrongTypeError("feed horizon", "must be a date", horizon)
    if horizon.year > _LAST_YEAR:
        raise InvalidValueError("feed horizon", f"must be in the year {_LAST_YEAR} or before", horizon)


def _zones(spans: Iterable[Span]) -> str:
    """Return the VTIMEZONEs that are right for all of *spans*."""
    needed: dict[str, list[Span]] = {}
    for span in spans:
        needed.setdefault(span.zone, []).append(span)
    return "".join([_zone_text(key, *_whole(needed[key])) for key in sorted(needed)])


def _whole(spans: list[Span]) -> tuple[int, int | None]:
    ends = [span.last for span in spans if span.last is not None]
    return min(span.first for span in spans), max(ends) if len(ends) == len(spans) else None


@lru_cache(maxsize=64)
def _zone_text(key: str, first: int, last: int | None) -> str:
    """Return the VTIMEZONE that is right in these years, and around New Year wherever that is."""
    begin = datetime(first, 1, 1, tzinfo=UTC) - _FARTHEST
    end = None if last is None else datetime(last + 1, 1, 1, tzinfo=UTC) + _FARTHEST
    return content(vtimezone(key, begin, end))


def _about(torg: Torg | None, language: str) -> list[str]:
    """Return further properties of the calendar of one torg (RFC 7986 section 5)."""
    if torg is None:
        return []
    lines = [f"URL:{torg.url}"] if torg.url else []
    lines += [f"IMAGE;VALUE=URI:{torg.image}"] if torg.image else []
    lines += [f"COLOR:{torg.colour}"] if torg.colour else []
    if torg.profile:
        text = escaped(torg.profile.in_language(language))
        lines += [f"DESCRIPTION:{text}", f"X-WR-CALDESC:{text}"]
    return lines


def _unpriced(count: int) -> Iterable[Loss]:
    if count:
        what = f"has events with a price, {count:,} of them, for which calendars have no place"
        yield Loss("", what, "say the price in the text of the event")


def _too_large(text: bytes, count: int) -> Iterable[Loss]:
    if len(text) > _LARGE or count > _MANY:
        what = f"has {len(text):,} octets and {count:,} events, more than some web calendars read"
        yield Loss("", what, "make a feed for each torg, or pass a nearer horizon")
