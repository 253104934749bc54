"""RECURRENCE-ID with RANGE=THISANDFUTURE: from one occurrence on, a series is another."""

from datetime import datetime
from typing import Any

from attrs import evolve

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.reading.events import Found, derived_uid, id_of
from innbyggertorg.ical.reading.joining import Joint
from innbyggertorg.ical.reading.ledger import Ledger
from innbyggertorg.ical.reading.moments import Moment, wall_in
from innbyggertorg.model import Event, EventStatus
from innbyggertorg.recurrence import move_following, split

__all__ = ["with_following"]


def with_following(event: Event, found: Found, ledger: Ledger) -> list[Event] | None:
    """Return the event up to an occurrence, and from there on as *found* has it; None where that cannot be.

    The part from there on is an event of its own with a derived UID, as programs that understand no RANGE
    would have to be told.
    """
    key = _key(event, found)
    shown: Any = Joint(event, ledger).shown(found.event)
    if key is None or shown is None or found.event.status is EventStatus.CANCELLED:
        return None
    try:
        parts = split(event.series, key) if shown == key else move_following(event.series, key, shown)
        later = evolve(parts.after, length=found.event.series.length)
        uid = event.uid if parts.before is None else derived_uid(event.uid, key.isoformat())
        after = evolve(found.event, series=later, uid=uid, id=id_of(uid))
        before = [] if parts.before is None else [evolve(event, series=parts.before)]
    except (InvalidValueError, WrongTypeError):
        return None
    ledger.lost(found.key_at, event.uid, "RECURRENCE-ID RANGE", "makes an event of its own of what follows")
    for orphan in parts.orphans:
        why = f"takes away what was different on {orphan.original}"
        ledger.lost(found.key_at, event.uid, "RECURRENCE-ID RANGE", why)
    return [*before, after]


def _key(event: Event, found: Found) -> Moment | None:
    placed = found.key
    if placed is None or isinstance(placed.moment, datetime) is not isinstance(event.series.first, datetime):
        return None
    return wall_in(event.series.zone, placed) if isinstance(placed.moment, datetime) else placed.moment
