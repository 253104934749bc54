"""A feed of opening hours: events for people, or RFC 7953 availability for programs that read it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID, uuid5

from attrs import evolve

from innbyggertorg._checks import check_identifier
from innbyggertorg.chrono import DateRange, Interval
from innbyggertorg.conflicts import reachable
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.ical.choosing import shortened
from innbyggertorg.ical.days import chosen_days, dates_in, instants_of
from innbyggertorg.ical.feeds import Feed
from innbyggertorg.ical.lines import content, escaped, utc_stamp
from innbyggertorg.ical.words import OPENING_HOURS
from innbyggertorg.ical.wrapping import calendar
from innbyggertorg.language.tables import TABLES
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Closure, Programme, Torg
from innbyggertorg.model.event import check_changed_at
from innbyggertorg.model.text import check_language
from innbyggertorg.opening import AccessLevel, Openings, OpeningSpan

__all__ = ["opening_feed"]

_NAMESPACE: Final = UUID("5f4b53b6-5f3c-5c0e-9b38-6d1f6a2f0d57")  # of spans and availabilities
_FORMS: Final = ("events", "availability")


def opening_feed(
    torg: Torg,
    *,
    days: DateRange | None = None,
    service: str | None = None,
    closures: Iterable[Closure] = (),
    form: Literal["events", "availability"] = "events",
    language: str = "nb",
    changed_at: datetime | None = None,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Feed:
    """Return when a house, or a service in it, is open, as a feed; all times are in UTC.

    As events, each run of one level is an event with the level in its title and the reason, such as that of a
    holiday, as its text; every calendar program shows that. As availability (RFC 7953), each is an AVAILABLE
    within one VAVAILABILITY that says the rest of the days is closed; few programs read it, and one refuses a
    whole feed that holds it beside events. So a feed has one form or the other.

    Args:
        torg: The house, with its services.
        days: Which days, by the clock of the torg, in the years 1900 to 2299 and at most ten years of them.
            By default those from the first date that the hours and closures name to the end of the year
            after the last; `Feed.losses` says which.
        service: Id of a service, or None for the house.
        closures: What may be closed; those of other torgs are passed over, so that `programme.closures` will
            do. What `innbyggertorg.conflicts.reachable` says of them holds.
        form: `events` or `availability`.
        language: `nb`, `nn` or `en`.
        changed_at: When the hours or closures were last changed, aware, in whole seconds. A calendar program
            that holds an earlier feed may look at nothing else. By default the beginning of *days*.
        name: Of the file, without a suffix; by default made of the ids.
        limits: `occurrences` is the most runs that are listed.

    Raises:
        InvalidValueError: If the hours are not known, *days* is empty, too long, too far away or neither
            given nor to be found, or another argument is none of what it may be.
        LimitExceededError: If there are too many runs.
        UnknownReferenceError: If the torg has no such service, or a closure names what it does not have.
        UnknownSchoolYearError: If the hours hang on a school year that is not known.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(torg, Torg):
        raise WrongTypeError("opening_feed torg", "must be a Torg", torg)
    if form not in _FORMS:
        raise InvalidValueError("opening_feed form", f"must be one of {', '.join(_FORMS)}", form)
    if not isinstance(limits, Limits):
        raise WrongTypeError("opening_feed limits", "must be a Limits", limits)
    check_language("opening_feed language", language)
    here = tuple(closure for closure in _checked(closures) if closure.torg == torg.id)
    openings = _openings(torg, service, here, language)
    named, losses = chosen_days("opening_feed days", days, dates_in((openings, here)))
    window = instants_of("opening_feed days", named, torg.zone)
    stamp = window.start.astimezone(UTC) if changed_at is None else changed_at
    check_changed_at("opening_feed changed_at", stamp)
    ids = [torg.id] if service is None else [torg.id, "service", service]
    slug = shortened("-".join([*ids, "opening"])) if name is None else name
    check_identifier("opening_feed name", slug)
    subject = _Subject(_name_of(torg, service, language), "/".join(ids), utc_stamp(stamp), language)
    spans = list(_listed(openings, window, limits))
    if form == "events":
        blocks = [subject.event(span) for span in spans]
    else:
        blocks = [subject.availability(window, spans)]
    title = f"{OPENING_HOURS[language]}, {subject.name}"
    return Feed(
        content=calendar(title, [block.encode() for block in blocks]),
        name=slug,
        changed_at=stamp,
        losses=losses,
    )


def _openings(torg: Torg, service: str | None, closures: tuple[Closure, ...], language: str) -> Openings:
    bare = evolve(  # without the organisations, which have no say in hours
        torg,
        operator=None,
        services=tuple(evolve(each, operator=None) for each in torg.services),
        rooms=tuple(evolve(each, primary=()) for each in torg.rooms),
    )
    programme = Programme(torgs=(bare,), closures=closures)
    found = reachable(programme, torg.id, service, language=language)
    if found is None:
        raise InvalidValueError("opening_feed torg", "must have opening hours that are known", torg.id)
    return found


def _checked(closures: object) -> Iterator[Closure]:
    if not isinstance(closures, Iterable):
        raise WrongTypeError("opening_feed closures", "must be closures", closures)
    for closure in closures:
        if not isinstance(closure, Closure):
            raise WrongTypeError("opening_feed closures", "must hold Closures", closure)
        yield closure


def _name_of(torg: Torg, service: str | None, language: str) -> str:
    house = torg.name.in_language(language)
    offered = None if service is None else torg.service(service)
    return house if offered is None else f"{offered.name.in_language(language)}, {house}"


def _listed(openings: Openings, window: Interval, limits: Limits) -> Iterator[OpeningSpan]:
    for number, span in enumerate(openings.spans(window)):
        if number == limits.occurrences:
            hint = "choose fewer days, or pass limits=Limits(occurrences=...)"
            raise LimitExceededError("occurrences", limits.occurrences, hint=hint)
        yield span


class _Subject(NamedTuple):
    """What is open, and how it is written.

    Attributes:
        name: What it is called.
        key: What it is known by.
        stamp: When its hours were last changed.
        language: Of the words.
    """

    name: str
    key: str
    stamp: str
    language: str

    def event(self, span: OpeningSpan) -> str:
        """Return a run as an event."""
        lines = [
            "BEGIN:VEVENT",
            *self._head(utc_stamp(span.start)),
            "SEQUENCE:0",
            *self._about(span),
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        return content(lines)

    def availability(self, window: Interval, spans: list[OpeningSpan]) -> str:
        """Return all runs as one availability; what is none of them is closed."""
        lines = [
            "BEGIN:VAVAILABILITY",
            *self._head("availability"),
            f"DTSTART:{utc_stamp(window.start)}",
            f"DTEND:{utc_stamp(window.end)}",
            f"SUMMARY:{escaped(f'{OPENING_HOURS[self.language]}, {self.name}')}",
            "BUSYTYPE:BUSY-UNAVAILABLE",
        ]
        for span in spans:
            lines += [
                "BEGIN:AVAILABLE",
                *self._head(utc_stamp(span.start)),
                *self._about(span),
                "END:AVAILABLE",
            ]
        return content([*lines, "END:VAVAILABILITY"])

    def _head(self, which: str) -> list[str]:
        uid = uuid5(_NAMESPACE, f"{self.key}/{which}")
        return [f"UID:{uid}", f"DTSTAMP:{self.stamp}", f"LAST-MODIFIED:{self.stamp}"]

    def _about(self, span: OpeningSpan) -> Iterator[str]:
        level = TABLES[self.language].conflicts.levels[AccessLevel(span.level)]
        yield f"DTSTART:{utc_stamp(span.start)}"
        yield f"DTEND:{utc_stamp(span.end)}"
        yield f"SUMMARY:{escaped(f'{self.name}: {level}')}"
        if span.reason:
            yield f"DESCRIPTION:{escaped(span.reason)}"
        yield f"CATEGORIES:{escaped(level)}"
