"""Events and their occurrences in the terms of schema.org."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.public import (
    check_call,
    check_public,
    check_window,
    public_organisation,
)
from innbyggertorg.exchange.schema_org.places import organisation_node, place_node
from innbyggertorg.exchange.schema_org.schedule import schedule
from innbyggertorg.language.kinds import category
from innbyggertorg.language.places import rooms_of
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Event, EventKind, EventOccurrence, EventStatus, Programme
from innbyggertorg.recurrence import Occurrences, Series, Status

__all__ = ["event", "occurrence"]

Node = dict[str, Any]

_TYPES: Final = {
    EventKind.WORKSHOP: "EducationEvent",
    EventKind.COURSE: "EducationEvent",
    EventKind.TALK: "EducationEvent",
    EventKind.CONCERT: "MusicEvent",
    EventKind.THEATRE: "TheaterEvent",
    EventKind.FILM: "ScreeningEvent",
    EventKind.EXHIBITION: "ExhibitionEvent",
    EventKind.SOCIAL: "SocialEvent",
}
_IRI: Final = "https://schema.org/"
_TWO_DAYS: Final = timedelta(days=2)


def event(
    programme: Programme,
    uid: str,
    window: Interval,
    *,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Node, tuple[Loss, ...]]:
    """Return an event as it repeats: one `Event`, one with an `eventSchedule`, or an `EventSeries`.

    Once is an `Event`. A series becomes an `eventSchedule` where that says exactly when it happens: one rule
    of weekdays or days of the month, without moved, cancelled or other starts. Any other is an `EventSeries`
    whose `subEvent` are the occurrences in *window*, as `occurrence` writes them.

    Args:
        programme: With the event in it.
        uid: Uid of a public event past the draft.
        window: Exact time; an occurrence is a `subEvent` when it overlaps it.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most that may be in *window*.

    Returns:
        Plain data for JSON-LD, and what it does not say.

    Raises:
        InvalidValueError: If the event is not public, or there is no such language.
        LimitExceededError: If there are more occurrences than the limit.
        UnknownReferenceError: If there is no such event.
        UnknownSchoolYearError: If it hangs on a school year that its calendar does not hold.
        WrongTypeError: If an argument is of another type.
    """
    check_call("schema_org.event", programme, language, limits)
    check_window("schema_org.event window", window)
    whole = programme.event(uid)
    check_public("schema_org.event uid", whole)
    writer = _Writer(programme, whole, language)
    series = whole.series
    if not (series.rules or series.extra) and (once := _only(series, limits)):
        return writer.occurrence(EventOccurrence(whole, once[0])), writer.losses()
    if found := schedule(series):
        return writer.repeated(found), writer.losses()
    occurrences = [EventOccurrence(whole, each) for each in series.occurrences(window, limits=limits)]
    return writer.series(occurrences), (*writer.losses(), writer.outside())


def occurrence(
    programme: Programme, occurrence: EventOccurrence, *, language: str = "nb"
) -> tuple[Node, tuple[Loss, ...]]:
    """Return one occurrence as a schema.org `Event`, of the subtype that its kind has.

    `eventStatus` says whether it is cancelled, moved (with `previousStartDate`) or moved online. Times have
    the offset that holds then; whole days are dates, and the last of them is the end. The organiser is named
    as far as that is public.

    Args:
        programme: Which it is of.
        occurrence: One that `Programme.occurrences` lists, of a public event past the draft.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.

    Returns:
        Plain data for JSON-LD, and what it does not say.

    Raises:
        InvalidValueError: If its event is not public, or there is no such language.
        UnknownReferenceError: If its event is none of the programme's.
        WrongTypeError: If an argument is of another type.

    Source:
        schema.org, `Event`; Google Search Central, "Event", on what is cancelled, moved and online.
    """
    check_call("schema_org.occurrence", programme, language)
    if not isinstance(occurrence, EventOccurrence):
        raise WrongTypeError("schema_org.occurrence occurrence", "must be an EventOccurrence", occurrence)
    programme.event(occurrence.event.uid)
    check_public("schema_org.occurrence occurrence", occurrence)
    writer = _Writer(programme, occurrence.event, language)
    node = writer.occurrence(occurrence)
    series = occurrence.event.series
    if series.rules or series.extra:
        node["superEvent"] = {
            "@type": "EventSeries",
            "name": occurrence.event.title.in_language(language),
            "identifier": occurrence.event.uid,
        }
    return node, writer.losses()


def _only(series: Series, limits: Limits) -> Occurrences:
    """Return the one occurrence of a series without rules, wherever it was moved to."""
    first = next((each.start for each in series.overrides if each.start is not None), series.first)
    noon = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    return series.occurrences(Interval(noon - _TWO_DAYS, noon + _TWO_DAYS), limits=limits)


class _Writer:
    """Writes one event, and remembers what it could not say."""

    def __init__(self, programme: Programme, event: Event, language: str) -> None:
        self._programme = programme
        self._event = event
        self._language = language
        self._torg = programme.torg(event.torg)
        self._tentative = event.status is EventStatus.PROPOSED or event.series.tentative

    def occurrence(self, one: EventOccurrence) -> Node:
        """Return one occurrence."""
        start, end = one.start, one.end
        node: Node = {"@type": _TYPES.get(self._event.kind, "Event")} | self._face(one)
        node |= {"startDate": start.isoformat(), "endDate": _last(end).isoformat()}
        if one.occurrence.status is Status.TENTATIVE:
            self._tentative = True
        states = self._states(one)
        node["eventStatus"] = states[0] if len(states) == 1 else states
        if "EventRescheduled" in states[0]:
            node["previousStartDate"] = self._previous(one).isoformat()
        return node

    def repeated(self, found: Node) -> Node:
        """Return a series as one event with its schedule."""
        event = self._event
        node: Node = {"@type": _TYPES.get(event.kind, "Event")} | self._face(event)
        node["startDate"] = found["startDate"]
        cancelled = event.status is EventStatus.CANCELLED
        node["eventStatus"] = _IRI + ("EventCancelled" if cancelled else "EventScheduled")
        return node | {"eventSchedule": found}

    def series(self, occurrences: list[EventOccurrence]) -> Node:
        """Return a series with its occurrences."""
        node: Node = {"@type": "EventSeries"} | self._face(self._event)
        node["startDate"] = self._event.series.first.isoformat()
        if isinstance(self._event.series.first, datetime):
            first = resolve(self._event.series.first, zone(self._event.series.zone))
            node["startDate"] = first.isoformat()
        cancelled = self._event.status is EventStatus.CANCELLED
        node["eventStatus"] = _IRI + ("EventCancelled" if cancelled else "EventScheduled")
        return node | {"subEvent": [self.occurrence(each) for each in occurrences]}

    def losses(self) -> tuple[Loss, ...]:
        """Return what has no place in what was written."""
        where, found = f"event {self._event.uid}", []
        if self._tentative:
            why = "schema.org has no such state; it is written as scheduled"
            found.append(Loss(where=where, what="that it is tentative", why=why))
        if self._event.part_of:
            found.append(
                Loss(where=where, what="what it is part of", why="that has an id alone, and no name")
            )
        if self._event.links:
            found.append(Loss(where=where, what="its links", why="an Event has no links with a relation"))
        return tuple(found)

    def outside(self) -> Loss:
        """Return that there may be more than the window holds."""
        what = "what happens outside the window"
        why = "no Schedule says exactly when it happens; the occurrences are listed"
        return Loss(where=f"event {self._event.uid}", what=what, why=why)

    def _face(self, shown: Event | EventOccurrence) -> Node:
        """Return what an event, or one occurrence of it, shows besides its time."""
        event, language = self._event, self._language
        text, rooms, online = shown.text, rooms_of(self._torg, shown.rooms), shown.online_url
        place = place_node(self._torg, language, rooms)
        where = [place] if rooms or not online else []
        link = {"@type": "VirtualLocation", "url": online}
        places = [*where, link] if online else where
        mode = "Mixed" if len(places) > 1 else "Online" if online else "Offline"
        words = [category(event.kind, language), *(category(each, language) for each in event.audience)]
        node: Node = {"name": shown.title.in_language(language), "identifier": event.uid}
        if text is not None:
            node["description"] = text.in_language(language)
        if event.url is not None:
            node["url"] = event.url
        if event.image is not None:
            node["image"] = event.image
        if event.concepts:
            node["about"] = [{"@type": "DefinedTerm", "url": concept} for concept in event.concepts]
        node["location"] = places[0] if len(places) == 1 else places
        node["eventAttendanceMode"] = f"{_IRI}{mode}EventAttendanceMode"
        node["isAccessibleForFree"] = event.price_nok == 0
        node["offers"] = {"@type": "Offer", "price": event.price_nok, "priceCurrency": "NOK"}
        if event.audience:
            node["audience"] = [{"@type": "Audience", "audienceType": word} for word in words[1:]]
        if keywords := [word for word in words if word]:
            node["keywords"] = keywords
        organiser = public_organisation(self._programme, event.organiser, language)
        if organiser is not None:
            node["organizer"] = organisation_node(organiser)
        return node

    def _states(self, one: EventOccurrence) -> list[str]:
        if one.status is Status.CANCELLED:
            return [f"{_IRI}EventCancelled"]
        override = one.occurrence.override
        states = []
        if override is not None and override.start not in {None, override.original}:
            states.append(f"{_IRI}EventRescheduled")
        if self._event.rooms and not one.rooms and one.online_url:
            states.append(f"{_IRI}EventMovedOnline")
        return states or [f"{_IRI}EventScheduled"]

    def _previous(self, one: EventOccurrence) -> date:
        key = one.occurrence.key
        return resolve(key, zone(self._event.series.zone)) if isinstance(key, datetime) else key


def _last(end: date) -> date:
    """Return the end of a time as it is, and of whole days the last of them."""
    return end if isinstance(end, datetime) else end - timedelta(days=1)
