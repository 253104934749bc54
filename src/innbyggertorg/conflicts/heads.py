"""What may be in a house only so often at once: people in shared rooms and under caps, and equipment."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from innbyggertorg.conflicts.dates import Booking, Run
from innbyggertorg.conflicts.houses import ALWAYS, NEVER, House, LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.meeting import crowds
from innbyggertorg.model import EventKind

__all__ = ["Full", "HeadLimit", "OfEquipment", "head_limits"]

Full = tuple[int, int, ConflictKind]
"""From when to when there is no more place, and which kind of conflict there would be."""


class _Limit:
    """A number that may not be exceeded, and who counts toward it, in order of their starts."""

    def __init__(self, kind: ConflictKind, allowed: int, run: Run = (NEVER, ALWAYS)) -> None:
        self._kind = kind
        self._allowed = allowed
        self._run = run
        self._rows: list[tuple[int, int, str, int, int]] = []
        self._longest = 0
        self._in_order = True

    def put(self, booking: Booking, weight: int = 1) -> None:
        """Let a booking count, with a weight."""
        for start, end, _, wall in booking.rows:
            self._rows.append((start, end, booking.event.uid, wall, weight))
            self._longest = max(self._longest, end - start)
        self._in_order = False

    def full(self, weight: int, low: int, high: int, without: tuple[str, int] | None) -> Iterator[Full]:
        """Yield when in [low, high) so much more would be too much, if the occurrence *without* were not."""
        low, high = max(low, self._run[0]), min(high, self._run[1])
        if weight > self._allowed and low < high:
            yield low, high, self._kind
            return
        if not self._in_order:
            self._rows.sort()
            self._in_order = True
        first = bisect_left(self._rows, (low - self._longest,))
        near = self._rows[first : bisect_left(self._rows, (high,))]
        spans = [(row[0], row[1], number, 0) for number, row in enumerate(near) if row[2:4] != without]
        for crowd in crowds(spans, lambda number: near[number][4], self._allowed - weight, low, high):
            yield crowd.start, crowd.end, self._kind


class HeadLimit(_Limit):
    """How many people may be in some rooms at once."""

    def __init__(
        self,
        kind: ConflictKind,
        allowed: int,
        leaves: frozenset[str],
        *,
        run: Run = (NEVER, ALWAYS),
        within: bool = False,
        spared: Iterable[EventKind] = (),
    ) -> None:
        """Take rooms without parts, and whether only who is in nothing else counts."""
        super().__init__(kind, allowed, run)
        self._leaves = leaves
        self._within = within
        self._spared = frozenset(spared)

    def counts(self, leaves: frozenset[str], kind: EventKind | None) -> bool:
        """Whether a booking of rooms for a sort of activity counts toward the limit."""
        if not leaves or kind in self._spared:
            return False
        return leaves <= self._leaves if self._within else not leaves.isdisjoint(self._leaves)


class OfEquipment(_Limit):
    """How often a piece of equipment is there."""

    def __init__(self, house: House, name: str) -> None:
        there = sum(each.number for each in house.torg.equipment if each.id == name)
        super().__init__(ConflictKind.EQUIPMENT, there)


def head_limits(house: House, closures: Iterable[LastingClosure]) -> list[HeadLimit]:
    """Return what limits the number of people in a house: rooms that are shared, and caps of closures."""
    found = []
    for room in house.torg.rooms:
        if room.shared_up_to is not None:
            allowed = min(room.shared_up_to, room.fire_limit or room.shared_up_to)
            leaves = house.leaves((room.id,))
            found.append(HeadLimit(ConflictKind.HEAD_COUNT, allowed, leaves, within=True))
    for lasting in closures:
        closure = lasting.closure
        if closure.most_people is not None:
            run, spared = (lasting.start, lasting.end), closure.spared_kinds
            kind, most = ConflictKind.RESTRICTED, closure.most_people
            found.append(HeadLimit(kind, most, lasting.leaves, run=run, spared=spared))
    return found
