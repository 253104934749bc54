"""What happens, and when it is open, as the JSON feed of FullCalendar."""

from datetime import datetime
from typing import Any

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.reachable import reachable
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.public import check_call, check_window, public_organisation
from innbyggertorg.language.kinds import category
from innbyggertorg.language.places import place_words, rooms_of
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import EventOccurrence, Programme

__all__ = ["events", "opening", "resources"]

Entry = dict[str, Any]


def events(
    programme: Programme,
    window: Interval,
    *,
    torg: str | None = None,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[list[Entry], tuple[Loss, ...]]:
    """Return what happens in public in *window* as event objects, one for each occurrence, by start.

    Repetition is worked out here, for FullCalendar's own knows no exceptions. `id` is the key of the
    occurrence, `groupId` the uid of its event, `resourceIds` are those of `resources`. Times have the offset
    that holds then; whole days are dates with `allDay`. `className` has `status-...`, `kind-...` and
    `torg-...` for style sheets; a torg's own colour is `color`. What FullCalendar has no field for is in
    `extendedProps`. Titles are text; FullCalendar escapes them.

    Args:
        programme: With everything in it.
        window: Exact time: FullCalendar's `start` and `end` parameters.
        torg: Id of one torg, or None for all.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most that one event is listed with.

    Returns:
        The list to answer with as JSON, and what it does not say.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If one event has more occurrences in *window* than the limit.
        UnknownReferenceError: If there is no such torg.
        UnknownSchoolYearError: If an event hangs on a school year that its calendar does not hold.
        WrongTypeError: If an argument is of another type.

    Source:
        FullCalendar, "Event Object" and "Event parsing".
    """
    check_call("fullcalendar.events", programme, language, limits)
    check_window("fullcalendar.events window", window)
    found = programme.occurrences(window, torg=torg, limits=limits)
    entries = [_entry(programme, one, language) for one in found]
    if not entries:
        return entries, ()
    what = "that a series repeats, and the zone of its times"
    why = "an event object is one occurrence, with the offset of its times"
    return entries, (Loss(where="series", what=what, why=why),)


def _entry(programme: Programme, one: EventOccurrence, language: str) -> Entry:
    event = one.event
    torg = programme.torg(event.torg)
    organiser = public_organisation(programme, event.organiser, language)
    entry: Entry = {
        "id": str(one.key),
        "groupId": event.uid,
        "title": one.title.in_language(language),
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "allDay": not isinstance(one.start, datetime),
        "className": f"status-{one.status} kind-{event.kind} torg-{torg.id}",
        "resourceIds": [f"{torg.id}/{room}" for room in one.rooms],
    }
    if event.url is not None:
        entry["url"] = event.url
    if torg.colour is not None:
        entry["color"] = torg.colour
    words = [category(event.kind, language), *(category(each, language) for each in event.audience)]
    entry["extendedProps"] = {
        "status": str(one.status),
        "kind": str(event.kind),
        "categories": [word for word in words if word],
        "torg": torg.id,
        "rooms": [room.name.in_language(language) for room in rooms_of(torg, one.rooms)],
        "location": place_words(torg, one.rooms, language).text,
        "text": one.text.in_language(language) if one.text else None,
        "organiser": organiser.name if organiser else None,
        "onlineUrl": one.online_url,
        "priceNok": event.price_nok,
        "image": event.image,
    }
    return entry


def resources(
    programme: Programme, *, torg: str | None = None, language: str = "nb"
) -> tuple[list[Entry], tuple[Loss, ...]]:
    """Return the rooms as resource objects, for FullCalendar's resource views (a premium plugin).

    Args:
        programme: With the rooms in it.
        torg: Id of one torg, or None for all.
        language: `nb`, `nn` or `en`: of the names.

    Returns:
        The list to answer with as JSON, and what it does not say.

    Raises:
        InvalidValueError: If there is no such language.
        UnknownReferenceError: If there is no such torg.
        WrongTypeError: If *programme* is no Programme.
    """
    check_call("fullcalendar.resources", programme, language)
    torgs = programme.torgs if torg is None else (programme.torg(torg),)
    entries = [
        {
            "id": f"{house.id}/{room.id}",
            "title": room.name.in_language(language),
            "extendedProps": {
                "torg": house.id,
                "capacity": room.capacity,
                "features": list(room.features),
                "parts": [f"{house.id}/{part}" for part in room.parts],
            },
        }
        for house in torgs
        for room in house.rooms
    ]
    joined = [f"{house.id}/{room.id}" for house in torgs for room in house.rooms if room.parts]
    why = (
        "a resource has no parts; they are in extendedProps, and what is in the one is not shown in the other"
    )
    losses = (Loss(where=name, what="that it is joined from other rooms", why=why) for name in joined)
    return entries, tuple(losses)


def opening(
    programme: Programme,
    torg: str,
    window: Interval,
    *,
    service: str | None = None,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[list[Entry], tuple[Loss, ...]]:
    """Return when a house or a service is open in *window* as background events, one for each stretch.

    Closures are taken off. `className` is `opening` with `opening-staffed`, `opening-self-service` or
    `opening-by-appointment`.

    Args:
        programme: With everything in it.
        torg: Id of the torg.
        window: Exact time: FullCalendar's `start` and `end` parameters.
        service: Id of a service of the torg, or None for the house.
        language: `nb`, `nn` or `en`: of the reasons.
        limits: `occurrences` is the most stretches.

    Returns:
        The list to answer with as JSON, and what it does not say.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If there are more stretches than the limit.
        UnknownReferenceError: If there is no such torg or service.
        UnknownSchoolYearError: If it hangs on a school year that its calendar does not hold.
        WrongTypeError: If an argument is of another type.
    """
    check_call("fullcalendar.opening", programme, language, limits)
    check_window("fullcalendar.opening window", window)
    openings = reachable(programme, torg, service, language=language)
    if openings is None:
        return [], ()
    entries: list[Entry] = []
    for span in openings.spans(window):
        if len(entries) == limits.occurrences:
            raise LimitExceededError("occurrences", limits.occurrences, hint="ask for a shorter window")
        level = span.level.key
        entries.append(
            {
                "start": span.start.isoformat(),
                "end": span.end.isoformat(),
                "display": "background",
                "className": f"opening opening-{level}",
                "extendedProps": {"torg": torg, "service": service, "level": level, "reason": span.reason},
            }
        )
    return entries, ()
