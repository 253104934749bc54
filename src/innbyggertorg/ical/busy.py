"""A feed of when a room is taken, without what takes it."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid5

from innbyggertorg._checks import check_identifier
from innbyggertorg.chrono import DateRange
from innbyggertorg.conflicts import BusyKind, busy_times
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.ical.choosing import choose, shortened
from innbyggertorg.ical.days import chosen_days, dates_in, instants_of
from innbyggertorg.ical.feeds import Feed, Loss
from innbyggertorg.ical.lines import content, utc_stamp
from innbyggertorg.ical.words import BUSY
from innbyggertorg.ical.wrapping import calendar
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Programme
from innbyggertorg.model.event import check_changed_at
from innbyggertorg.model.text import check_language

__all__ = ["busy_feed"]

_NAMESPACE: Final = UUID("c9e2a6f4-8f0d-5a53-8a6b-0b8f2b1c7d19")  # of rooms
_TYPES: Final = {
    BusyKind.BOOKED: "BUSY",
    BusyKind.TENTATIVE: "BUSY-TENTATIVE",
    BusyKind.UNAVAILABLE: "BUSY-UNAVAILABLE",
}


def busy_feed(
    programme: Programme,
    room: str,
    *,
    days: DateRange | None = None,
    torg: str | None = None,
    language: str = "nb",
    changed_at: datetime | None = None,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Feed:
    """Return when a room is taken, as one VFREEBUSY (RFC 5545 section 3.6.4) with all times in UTC.

    It has no titles and says nothing of who or what, so that it may show what is internal as well. What
    counts is what `innbyggertorg.conflicts.busy_times` says: joined rooms, set-up and tear-down, closures;
    what is asked for is BUSY-TENTATIVE, and when the room is closed is BUSY-UNAVAILABLE.

    Args:
        programme: What is planned.
        room: Id of the room.
        days: Which days, by the clock of the torg, in the years 1900 to 2299 and at most ten years of them.
            By default those from the first date of an event or closure of the torg to the end of the year
            after the last; `Feed.losses` says which.
        torg: Id of the torg; needed where several have a room of that id.
        language: `nb`, `nn` or `en`: of the name of the feed.
        changed_at: When anything about it was last changed, aware, in whole seconds. By default the last
            change to an event of the torg, also to one that is internal; without any, the beginning of
            *days*.
        name: Of the file, without a suffix; by default made of the ids.
        limits: `occurrences` is the most that one event may have in *days*.

    Returns:
        The feed; an event of which not all is known, because a school year is missing, is in its losses.

    Raises:
        InvalidValueError: If *days* is empty, too long, too far away or neither given nor to be found,
            another argument is none of what it may be, or several torgs have such a room and none is named.
        LimitExceededError: If an event has too many occurrences.
        UnknownReferenceError: If there is no such torg or room.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("busy_feed programme", "must be a Programme", programme)
    if not isinstance(room, str):
        raise WrongTypeError("busy_feed room", "must be the id of a room", room)
    if not isinstance(limits, Limits):
        raise WrongTypeError("busy_feed limits", "must be a Limits", limits)
    check_language("busy_feed language", language)
    choice = choose(programme, torg=torg, room=room, language=language)
    house = programme.torg(str(choice.torg))
    here = [event for event in programme.events if event.torg == house.id]
    closures = tuple(closure for closure in programme.closures if closure.torg == house.id)
    dated = dates_in((tuple((event.series.first, event.series.extra) for event in here), closures))
    named, losses = chosen_days("busy_feed days", days, dated)
    window = instants_of("busy_feed days", named, house.zone)
    slug = shortened(f"{choice.name}-busy") if name is None else name
    check_identifier("busy_feed name", slug)
    changes = [event.changed_at.astimezone(UTC) for event in here]
    stamp = max(changes, default=window.start.astimezone(UTC)) if changed_at is None else changed_at
    check_changed_at("busy_feed changed_at", stamp)
    found = busy_times(programme, house.id, room, window, limits=limits)
    lines = [
        "BEGIN:VFREEBUSY",
        f"UID:{uuid5(_NAMESPACE, f'{house.id}/{room}')}",
        f"DTSTAMP:{utc_stamp(stamp)}",
        f"DTSTART:{utc_stamp(window.start)}",
        f"DTEND:{utc_stamp(window.end)}",
    ]
    for busy in found.times:
        bounds = f"{utc_stamp(busy.interval.start)}/{utc_stamp(busy.interval.end)}"
        lines.append(f"FREEBUSY;FBTYPE={_TYPES[busy.kind]}:{bounds}")
    lines.append("END:VFREEBUSY")
    what, hint = "is not known in a school year that is missing", "add the school year to its calendar"
    return Feed(
        content=calendar(f"{BUSY[language]}: {choice.title}", [content(lines).encode()]),
        name=slug,
        changed_at=stamp,
        losses=(*losses, *(Loss(uid, what, hint) for uid in found.unknown)),
    )
