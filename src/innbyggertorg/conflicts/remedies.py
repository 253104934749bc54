"""What would help against a conflict: another room, another time, leaving dates out, fewer people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.availability import Availability, Wish, complaint
from innbyggertorg.conflicts.capacity import limits_of
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport, Remedy
from innbyggertorg.conflicts.dates import DAY, Run, bookings_of, days_in
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind, RemedyKind
from innbyggertorg.conflicts.priority import is_regular, yielding_of
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, OccurrenceKey, Programme, Room
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.moments import from_moment, utc_seconds

__all__ = [
    "Adviser",
    "best_first",
]

_HALF_HOUR: Final = 1_800
_STEPS: Final = tuple(sign * steps for steps in range(1, 25) for sign in (1, -1))
_DAYS: Final = tuple(sign * days for days in range(1, 8) for sign in (1, -1))
"""How far from the start another time is looked for: half a day in half hours, then a week in days."""
_AROUND: Final = 40 * DAY
_STRETCH: Final = 400 * DAY
_WORTH_IT: Final = 10  # times `limits.steps`

_OF_THE_ROOM: Final = frozenset(
    {
        ConflictKind.ROOM,
        ConflictKind.TENTATIVE,
        ConflictKind.HEAD_COUNT,
        ConflictKind.CAPACITY,
        ConflictKind.PRIMARY_USE,
        ConflictKind.NOT_LENT,
        ConflictKind.NOT_IN_USE,
        ConflictKind.CLOSED,
        ConflictKind.RESTRICTED,
    }
)
_OF_THE_TIME: Final = (
    _OF_THE_ROOM | {ConflictKind.OUTSIDE_HOURS, ConflictKind.LEVEL, ConflictKind.EQUIPMENT}
) - {
    ConflictKind.CAPACITY,
    ConflictKind.NOT_LENT,
}
_OF_NUMBERS: Final = frozenset({ConflictKind.CAPACITY, ConflictKind.HEAD_COUNT, ConflictKind.RESTRICTED})


class Adviser:
    """Looks for remedies in a programme, around a window."""

    def __init__(
        self,
        programme: Programme,
        events: Mapping[str, Event],
        window: Run,
        limits: Limits,
        houses: dict[str, House],
    ) -> None:
        """Take the events by uid; those of *programme* do not count."""
        self._programme = programme
        self._events = events
        self._window = window
        self._limits = limits
        self._houses = houses
        self._scene = Scene(programme, (), Question(*window, frozenset(), limits), houses)
        self._torgs: dict[tuple[str, int], Availability] = {}
        self._dates: dict[str, tuple[OccurrenceKey, ...]] = {}

    def advised(self, conflict: Conflict, report: ConflictReport) -> Conflict:
        """Return *conflict* with its remedies; *report* holds the other dates of a series."""
        if not conflict.parties:
            return conflict
        key = self._mover(conflict)
        event = self._events[key.uid]
        remedies = [*self._remedies(conflict, event, key)]
        if is_regular(event) and conflict.kind is not ConflictKind.SCHOOL_YEAR:
            dates = self._dates.get(key.uid)
            if dates is None:
                dates = self._dates[key.uid] = report.dates_of(key.uid, errors_only=False)
            remedies.append(Remedy(kind=RemedyKind.SKIP_DATES, party=key, dates=dates))
        return evolve(conflict, remedies=tuple(remedies))

    def _mover(self, conflict: Conflict) -> OccurrenceKey:
        """Return the party that would have to yield, or else the last one."""
        yielding = yielding_of(self._programme, self._events, conflict)
        return conflict.parties[-1] if yielding is None else yielding.yields

    def _remedies(self, conflict: Conflict, event: Event, key: OccurrenceKey) -> Iterator[Remedy]:
        wall = from_moment(key.original)
        around = utc_seconds(conflict.interval.start)
        rows = [
            (row[0], row[1], booking.rooms)
            for booking in bookings_of(event, around - DAY, around + DAY, self._limits).bookings
            for row in booking.rows
            if row[3] == wall
        ]
        if rows and rows[0][2]:
            start, end, names = rows[0]
            house = self._houses[event.torg]
            wish = Wish(
                end - start,
                level=self._scene.needed(event),
                people=event.expected,
                organiser=event.organiser,
                kind=event.kind,
                without=(event.uid, wall),
                days_in=days_in(event),
            )
            if conflict.kind in _OF_THE_ROOM and not self._is_enough():
                yield from self._other_room(house, event, key, wish, (start, names))
            if conflict.kind in _OF_THE_TIME and not self._is_enough():
                yield from self._other_time(house, event, key, wish, (start, names))
            if (
                conflict.kind in _OF_NUMBERS
                and (people := _fewer(conflict, event, house.outermost(names))) > 0
            ):
                yield Remedy(kind=RemedyKind.FEWER_PEOPLE, party=key, people=people)

    def _is_enough(self) -> bool:
        """Whether so much was looked at that the conflicts left get no other rooms and times."""
        looked_at = sum(available.looked_at for available in self._torgs.values())
        return looked_at > _WORTH_IT * self._limits.steps

    def _availability(self, house: House, start: int) -> Availability:
        """Return what is known of *house* around *start*; long windows are looked at in stretches."""
        low, high = self._window
        number = (start - low) // _STRETCH
        found = self._torgs.get((house.torg.id, number))
        if found is None:
            begin = max(low, low + number * _STRETCH)
            window = (begin - _AROUND, min(high, begin + _STRETCH) + _AROUND)
            found = Availability(self._programme, self._events.values(), house, window, self._limits)
            self._torgs[house.torg.id, number] = found
        return found

    def _other_room(
        self, house: House, event: Event, key: OccurrenceKey, wish: Wish, now: tuple[int, tuple[str, ...]]
    ) -> Iterator[Remedy]:
        """Yield the room of the house that fits best and is free."""
        start, names = now
        taken = house.leaves(names)
        fitting = [
            room
            for room in house.torg.rooms
            if complaint(house, room, wish) is None and not house.leaves((room.id,)) & taken
        ]
        for room in sorted(fitting, key=best_first):
            there = _there(house, event, wish, room, (room.id,))
            if self._availability(house, start).is_free(room, there, start):
                yield Remedy(kind=RemedyKind.OTHER_ROOM, party=key, rooms=(room.id,))
                return

    def _other_time(
        self, house: House, event: Event, key: OccurrenceKey, wish: Wish, now: tuple[int, tuple[str, ...]]
    ) -> Iterator[Remedy]:
        """Yield the time nearest to the planned one at which the same rooms are free."""
        start, names = now
        available = self._availability(house, start)
        wish = wish._replace(equipment=event.equipment)
        wishes = [(room, _there(house, event, wish, room, names)) for room in house.outermost(names)]
        for begin, end in _nearby(event, start, start + wish.length):
            if all(
                available.is_free(room, there._replace(length=end - begin), begin) for room, there in wishes
            ):
                interval = Interval(house.clock.show(begin), house.clock.show(end))
                yield Remedy(kind=RemedyKind.OTHER_TIME, party=key, rooms=names, interval=interval)
                return


def _there(house: House, event: Event, wish: Wish, room: Room, names: tuple[str, ...]) -> Wish:
    """Return *wish* with the set-up and tear-down that *room* needs when it is booked as one of *names*."""
    claims = house.claims(event, names)
    own = [claims[leaf] for leaf in house.leaves((room.id,))]
    return wish._replace(
        setup=max(claim.setup for claim in own), teardown=max(claim.teardown for claim in own)
    )


def _nearby(event: Event, start: int, end: int) -> Iterator[Run]:
    """Yield other times for an occurrence, the nearest first; whole days move by whole days.

    By days it is the clock that stays the same: six o'clock is six o'clock in summer and in winter. The
    second hour of two that are called the same cannot be written as a wall time, and is not offered.
    """
    clock = clock_of(event.series.zone)
    whole_days = days_in(event) is not None
    if not whole_days:
        for steps in _STEPS:
            begin = start + steps * _HALF_HOUR
            if clock.instant(begin + clock.offset(begin)) == begin:
                yield begin, end + steps * _HALF_HOUR
    wall, past = start + clock.offset(start), end + clock.offset(end)
    for days in _DAYS:
        begin = clock.instant(wall + days * DAY)
        yield begin, clock.instant(past + days * DAY) if whole_days else begin + end - start


def _fewer(conflict: Conflict, event: Event, rooms: Sequence[Room]) -> int:
    """Return with how many people an event would not be too many; 0 or less if there is no such number."""
    allowed, got = conflict.rule.allowed, conflict.rule.got
    if allowed is None or got is None:
        return 0
    people = (event.expected or 0) - (got - allowed)
    if conflict.kind is ConflictKind.CAPACITY:  # what the fire limit allows may still be more than fit in
        return min([people, *(most for _, most in limits_of(rooms))])
    return people


def best_first(room: Room) -> tuple[int, str]:
    """Order rooms by how little of them is left empty; those whose capacity is not known come last."""
    return room.capacity or 10**9, room.id
