"""Whether two series ever meet in a room, set-up and tear-down included: for all time, without a horizon."""

from datetime import date, datetime, timedelta

from attrs import evolve

from innbyggertorg.conflicts.dates import DAY
from innbyggertorg.conflicts.houses import House
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventDetails
from innbyggertorg.recurrence import Override, Series, first_overlap
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.moments import from_moment, utc_seconds

__all__ = ["InRoom", "first_meeting", "in_room"]

InRoom = tuple[Series, int, int]
"""A series, and the seconds that a room is needed before and after each occurrence."""


def in_room(house: House, event: Event, leaf: str) -> InRoom | None:
    """Return those occurrences of *event* that are in a room as they usually are, or None if none is."""
    claim = house.claims(event, event.rooms).get(leaf)
    if claim is None:
        return None
    series = event.series
    away = [override for override in series.overrides if not _is_in(house, override, leaf)]
    if away:
        kept = tuple(override for override in series.overrides if override not in away)
        gone = (*series.excluded, *(override.original for override in away))
        series = evolve(series, overrides=kept, excluded=gone)
    return series, claim.setup, claim.teardown


def _is_in(house: House, override: Override, leaf: str) -> bool:
    details = override.details
    if not isinstance(details, EventDetails) or details.rooms is None:
        return True
    return leaf in house.leaves(details.rooms)


def first_meeting(one: InRoom, other: InRoom, limits: Limits) -> int | None:
    """Return about when two series first share time in a room, or None if they never do.

    That the room is needed before and after is the same as if each lasted longer by its own tear-down and
    the set-up of the other. Whole days are taken as they are.
    """
    first = _longer(one[0], one[2] + other[1])
    second = _longer(other[0], other[2] + one[1])
    met = first_overlap(first, second, limits=limits)
    if met is None:
        return None
    return max(_instant(met[0].start, first.zone), _instant(met[1].start, second.zone))


def _longer(series: Series, seconds: int) -> Series:
    if seconds == 0 or not isinstance(series.first, datetime):
        return series
    more = timedelta(seconds=seconds)
    overrides = tuple(
        override if override.length is None else evolve(override, length=override.length + more)
        for override in series.overrides
    )
    return evolve(series, length=series.length + more, overrides=overrides)


def _instant(moment: date | datetime, zone: str) -> int:
    if isinstance(moment, datetime):
        return utc_seconds(moment)
    return clock_of(zone).instant(from_moment(moment) // DAY * DAY)
