"""A new state of an event in place of an old one, with the marks by which calendars know that it is newer."""

from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import evolve

from innbyggertorg._checks import check_instant
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model.event import Event
from innbyggertorg.recurrence import Series

__all__ = ["revised"]

_SECOND: Final = timedelta(seconds=1)
_PLACE_AND_STATUS: Final = ("rooms", "status", "visibility")
_OTHERS_SEE: Final = (
    *(
        "series",
        "torg",
        "title",
        "text",
        "organiser",
        "kind",
        "audience",
        "online_url",
        "url",
        "image",
        "links",
    ),
    *("concepts", "part_of", "price_nok"),
)


def revised(before: Event, after: Event, *, now: datetime) -> Event:
    """Return *after* with `changed_at` and `sequence` as they must be where it replaces *before*.

    A calendar program takes a copy for newer only where these say so. What is known inside the house alone,
    such as how many are expected or the time for setting up, changes neither: the public feed stays the same.

    Args:
        before: The event as it was published last.
        after: The event as it is now, with any `changed_at` and `sequence`.
        now: The moment of the change; it is rounded down to whole seconds.

    Returns:
        *after*: with the marks of *before* where nobody outside sees a difference; else with `changed_at`
        later than before, at *now* unless that is no later; and `sequence` one higher where time, place or
        status differ.

    Raises:
        InvalidValueError: If the two are not the same event, *now* is naive, `sequence` is at its largest, or
            *before* was changed in the last second there is.
        WrongTypeError: If an argument has another type.

    Source:
        RFC 5546 section 2.1.4; that LAST-MODIFIED rises with each change was measured with programs.
    """
    for name, value in (("before", before), ("after", after)):
        if not isinstance(value, Event):
            raise WrongTypeError(f"revised {name}", "must be an Event", value)
    check_instant("revised now", now)
    if before.uid != after.uid:
        rule = f"must be the event that it takes the place of, with the uid {before.uid}"
        raise InvalidValueError("revised after", rule, after.uid)
    moved = _differ(before, after, _PLACE_AND_STATUS) or _when(before.series) != _when(after.series)
    if not moved and not _differ(before, after, _OTHERS_SEE):
        return evolve(after, changed_at=before.changed_at, sequence=before.sequence)
    try:
        earliest = before.changed_at.astimezone(UTC) + _SECOND
    except OverflowError:
        rule = "must have been changed before the last second of the year 9999"
        raise InvalidValueError("revised before", rule, before.changed_at) from None
    changed_at = max(now.astimezone(UTC).replace(microsecond=0), earliest)
    return evolve(after, changed_at=changed_at, sequence=before.sequence + moved)


def _when(series: Series) -> tuple[object, ...]:
    """Return when a series happens and where, without what its occurrences are called."""
    changed = [
        (each.original, each.start, each.length, each.cancelled, getattr(each.details, "rooms", None))
        for each in series.overrides
    ]
    return evolve(series, overrides=()), [each for each in changed if each[1:] != (None, None, False, None)]


def _differ(before: Event, after: Event, names: tuple[str, ...]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)
