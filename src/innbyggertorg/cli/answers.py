"""May we have it? A wish checked against everything, and what else there is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from attrs import evolve, frozen

from innbyggertorg.chrono import zone
from innbyggertorg.cli.asking import first_moment
from innbyggertorg.cli.wishes import shifted
from innbyggertorg.conflicts.conflict import ConflictReport
from innbyggertorg.conflicts.index import ConflictIndex
from innbyggertorg.conflicts.rest import Proposal, book_the_rest
from innbyggertorg.errors import InvalidValueError, LimitExceededError
from innbyggertorg.limits import DEFAULT_LIMITS
from innbyggertorg.model import Event, OccurrenceKey, Programme, Room, Torg

__all__ = [
    "Answer",
    "answered",
    "dates_of",
    "free_rooms",
    "free_times",
]

_HALF_HOUR: Final = timedelta(minutes=30)
_FARTHEST: Final = 8
_MOST_TIMES: Final = 3
_MANY: Final = 10**9
_NO_MORE: Final = date(2200, 1, 2)  # the day after the last start that the model takes


@frozen
class Answer:
    """The answer to one wish.

    Attributes:
        event: The wish.
        report: Everything that is to be said about it.
        dates: The starts of all its occurrences, or None where it never ends.
        colliding: Those that collide; without an end those that are known to.
        rest: The wish without them, or None where none of it is left or none collides.
    """

    event: Event
    report: ConflictReport
    dates: tuple[datetime, ...] | None
    colliding: tuple[OccurrenceKey, ...]
    rest: Proposal | None

    @property
    def is_yes(self) -> bool:
        """Whether nothing collides."""
        return not self.report.errors

    @property
    def is_no(self) -> bool:
        """Whether nothing is left."""
        return not self.is_yes and self.rest is None


def answered(programme: Programme, event: Event) -> Answer:
    """Check a wish against everything."""
    report = ConflictIndex(programme).check(event)
    colliding = report.dates_of(event.uid)
    rest = None
    if report.errors:
        try:
            rest = book_the_rest(programme, event)
        except InvalidValueError:  # no date would be left
            rest = None
    if rest is not None and not rest.left_out and rest.report.errors:
        rest = None  # nothing can be mended by leaving dates out
    return Answer(event, report, dates_of(event), colliding, rest)


def dates_of(event: Event) -> tuple[datetime, ...] | None:
    """Return all starts of an event, aware, or None where it never ends.

    Raises:
        LimitExceededError: If there are too many to be looked at.
    """
    series = event.series
    if any(rule.until is None and rule.count is None for rule in series.rules):
        return None
    most, tz = DEFAULT_LIMITS.occurrences, zone(series.zone)
    day = series.first.date() if isinstance(series.first, datetime) else series.first
    begin, end = first_moment(day, tz), first_moment(_NO_MORE, tz)
    found = tuple(islice(series.starts_between(begin, end), most + 1))
    if len(found) > most:
        raise LimitExceededError("occurrences", most, hint="ask for an earlier --to")
    return found


def free_rooms(programme: Programme, torg: Torg, event: Event, features: tuple[str, ...]) -> Iterator[Room]:
    """Yield the rooms of the torg, besides its own, in which every date of a wish is free."""
    index = ConflictIndex(programme)
    taken = {leaf for room in event.rooms for leaf in torg.leaves(room)}
    for room in torg.rooms:
        fits = set(features) <= set(room.features) and (room.capacity or _MANY) >= (event.expected or 0)
        if not room.bookable or not fits or torg.leaves(room.id) & taken:
            continue
        if not index.check(evolve(event, rooms=(room.id,)), remedies=False).errors:
            yield room


def free_times(programme: Programme, event: Event) -> Iterator[Event]:
    """Yield the wish at other times of the day at which every date is free, the nearest first."""
    index = ConflictIndex(programme)
    found = 0
    for steps in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
        other = shifted(event, steps * _HALF_HOUR) if steps else None
        if other is not None and not index.check(other, remedies=False).errors:
            yield other
            found += 1
            if found == _MOST_TIMES:
                return
