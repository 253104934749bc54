"""What would help against a conflict: another room, another time, leaving dates out, fewer people."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.availability import Availability, Wish, complaint
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport, Remedy
from innbyggertorg.conflicts.dates import DAY, Run, bookings_of
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind, RemedyKind
from innbyggertorg.conflicts.priority import is_regular, yielding_of
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, OccurrenceKey, Programme, Room
from innbyggertorg.recurrence.engine.moments import from_moment, utc_seconds

__all__ = ["Adviser"]

_HALF_HOUR: Final = 1_800
_NEARBY: Final = (
    *(sign * steps * _HALF_HOUR for steps in range(1, 25) for sign in (1, -1)),
    *(sign * days * DAY for days in range(1, 8) for sign in (1, -1)),
)
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
_OF_THE_TIME: Final = (_OF_THE_ROOM | {ConflictKind.OUTSIDE_HOURS, ConflictKind.LEVEL}) - {
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
            room = max(house.outermost(names), key=lambda room: room.capacity or 0)
            setup, teardown = house.turnaround(event, room)
            wish = Wish(
                end - start,
                setup,
                teardown,
                self._scene.needed(event),
                event.expected,
                organiser=event.organiser,
                kind=event.kind,
                without=(event.uid, wall),
            )
            if conflict.kind in _OF_THE_ROOM and not self._is_enough():
                yield from self._other_room(house, event, key, wish, start)
            if conflict.kind in _OF_THE_TIME and not self._is_enough():
                yield from self._other_time(house, key, wish, start, names)
        allowed, got = conflict.rule.allowed, conflict.rule.got
        if conflict.kind in _OF_NUMBERS and allowed is not None and got is not None:
            people = (event.expected or 0) - (got - allowed)
            if people > 0:
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
        self, house: House, event: Event, key: OccurrenceKey, wish: Wish, start: int
    ) -> Iterator[Remedy]:
        """Yield the room of the house that fits best and is free."""
        taken = house.leaves(event.rooms)
        fitting = [
            room
            for room in house.torg.rooms
            if complaint(house, room, wish) is None and not house.leaves((room.id,)) & taken
        ]
        for room in sorted(fitting, key=best_first):
            setup, teardown = house.turnaround(event, room)
            there = wish._replace(setup=setup, teardown=teardown)
            if self._availability(house, start).is_free(room, there, start):
                yield Remedy(kind=RemedyKind.OTHER_ROOM, party=key, rooms=(room.id,))
                return

    def _other_time(
        self, house: House, key: OccurrenceKey, wish: Wish, start: int, names: tuple[str, ...]
    ) -> Iterator[Remedy]:
        """Yield the time nearest to the planned one at which the same rooms are free."""
        available = self._availability(house, start)
        rooms = house.outermost(names)
        for distance in _NEARBY:
            begin = start + distance
            if all(available.is_free(room, wish, begin) for room in rooms):
                interval = Interval(house.clock.show(begin), house.clock.show(begin + wish.length))
                yield Remedy(kind=RemedyKind.OTHER_TIME, party=key, rooms=names, interval=interval)
                return


def best_first(room: Room) -> tuple[int, str]:
    """Order rooms by how little of them is left empty; those whose capacity is not known come last."""
    return room.capacity or 10**9, room.id
