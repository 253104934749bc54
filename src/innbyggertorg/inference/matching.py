"""Laying a rule beside a list: what is there, what is missing, what was moved, and what is extra."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from innbyggertorg.inference.explanation import COSTS, DeviationKind
from innbyggertorg.recurrence.engine.gregorian import DAY

__all__ = ["Match", "Stretch", "match", "stretches"]

_NEAREST: Final = 4


class Match(NamedTuple):
    """How a list follows a rule; every start is a wall, as the engine counts them.

    Attributes:
        kept: Starts of the rule that are in the list, in order.
        missing: Starts of the rule that are not, in order.
        moved: Original start of each that was moved, and where to.
        extra: Starts in the list that are none of the rule, in order.
    """

    kept: list[int]
    missing: list[int]
    moved: dict[int, int]
    extra: list[int]

    @property
    def used(self) -> list[int]:
        """The starts of the rule that the list shows, as they are or moved."""
        return sorted([*self.kept, *self.moved])


class Stretch(NamedTuple):
    """One deviation: starts in a row that depart from the rule in the same way."""

    kind: DeviationKind
    first: int
    last: int
    to: int | None
    starts: int

    @property
    def cost(self) -> int:
        """What it adds to the cost of an explanation."""
        return COSTS[self.kind]


def match(
    listed: list[int], given: list[int], *, least: int, reach: int, beyond: bool, to_end: bool
) -> Match | None:
    """Lay the starts that a rule gives beside those of a list.

    A listed start that the rule does not give is the nearest missing one, moved: of two as near, the
    earlier. The rule begins with the first start that it is needed for.

    Args:
        listed: In order, each once.
        given: In order, each once, from *reach* days before the list to as many after it.
        least: How many of the list must be the rule's as they are.
        reach: Days up to which a start may have been moved.
        beyond: Whether starts before and after the list may have been moved into it.
        to_end: Whether the rule goes on to the end of the list; otherwise it ends with the last start that
            it is needed for.

    Returns:
        None if fewer than *least* are the rule's.
    """
    there = set(given)
    kept = [wall for wall in listed if wall in there]
    if len(kept) < least:
        return None
    taken = set(kept)
    low, high = (given[0], given[-1]) if beyond else (listed[0], listed[-1])
    free = [wall for wall in given if wall not in taken and low <= wall <= high]
    rest = [wall for wall in listed if wall not in there]
    moved = _nearest(rest, free, (reach + 1) * DAY - 1)
    found = set(moved.values())
    used = taken.union(moved)
    first, last = min(used), max(used)
    if to_end:
        last = max(last, listed[-1])
    missing = [wall for wall in given if first <= wall <= last and wall not in used]
    return Match(kept, missing, moved, [wall for wall in rest if wall not in found])


def _nearest(rest: list[int], free: list[int], reach: int) -> dict[int, int]:
    """Pair each of *rest* with one of *free*, the nearest pairs first; return free -> rest."""
    pairs = []
    for wall in rest:
        place = bisect_left(free, wall)
        near = free[max(0, place - _NEAREST) : place + _NEAREST]
        pairs += [(abs(wall - other), wall, other) for other in near if abs(wall - other) <= reach]
    moved: dict[int, int] = {}
    done = set()
    for _, wall, other in sorted(pairs):
        if other not in moved and wall not in done:
            moved[other] = wall
            done.add(wall)
    return moved


def stretches(found: Match, left_out: set[int]) -> Iterator[Stretch]:
    """Sum up the deviations of a match, those in *left_out* aside: what is alike in a row is one."""
    kept = set(found.kept)
    everything = sorted([*found.kept, *found.missing, *found.moved])
    shown = [wall for wall in everything if wall not in left_out]

    def absent(wall: int) -> bool:
        return wall not in kept and wall not in found.moved

    for is_gap, run in groupby(shown, absent):
        if is_gap:
            walls = list(run)
            kind = DeviationKind.MISSING if len(walls) == 1 else DeviationKind.GAP
            yield Stretch(kind, walls[0], walls[-1], None, len(walls))

    def distance(wall: int) -> int:
        return found.moved[wall] - wall if wall in found.moved else 0

    for moved_by, run in groupby((wall for wall in shown if not absent(wall)), distance):
        if moved_by:
            walls = list(run)
            kind = DeviationKind.MOVED if len(walls) == 1 else DeviationKind.SHIFTED
            yield Stretch(kind, walls[0], walls[-1], walls[0] + moved_by, len(walls))
    for wall in found.extra:
        yield Stretch(DeviationKind.EXTRA, wall, wall, None, 1)
