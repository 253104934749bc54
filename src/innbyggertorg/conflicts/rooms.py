"""Two bookings of one room at one time, and too many people in a room that is shared."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from innbyggertorg.conflicts.dates import Booking, Run
from innbyggertorg.conflicts.found import Found, first_of
from innbyggertorg.conflicts.houses import Claim
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.meeting import Budget, Pair, Span, crowds, meeting_spans, pairs
from innbyggertorg.conflicts.scene import Scene

__all__ = [
    "crowded",
    "found_in_rooms",
    "part_of",
    "spans_of",
]

Leaf = tuple[str, str]
"""A room without parts: the ids of torg and room."""


def found_in_rooms(scene: Scene) -> Iterator[list[Found]]:
    """Yield for each room what was found in it, in order."""
    if scene.wants(ConflictKind.ROOM, ConflictKind.TENTATIVE):
        claims: dict[Leaf, dict[int, Claim]] = {}
        for number, booking in enumerate(scene.bookings):
            for leaf, claim in scene.house(booking.event.torg).claims(booking.event, booking.rooms).items():
                claims.setdefault((booking.event.torg, leaf), {})[number] = claim
        for place in sorted(claims):
            if found := _double_booked(scene, place, claims[place]):
                yield found
    if scene.wants(ConflictKind.HEAD_COUNT):
        yield first_of(scene.seen(_shared(scene)), scene.limits.conflicts)


def spans_of(booking: Booking, claim: Claim) -> Sequence[Span]:
    """Return when *booking* occupies a room."""
    setup, teardown, _ = claim
    if setup or teardown:
        return [(start - setup, end + teardown, number, wall) for start, end, number, wall in booking.rows]
    return booking.rows


def _double_booked(scene: Scene, leaf: Leaf, claims: dict[int, Claim]) -> list[Found]:
    spans: list[Span] = []
    for number, claim in claims.items():
        spans += spans_of(scene.bookings[number], claim)
    if len(spans) < 2 or (scene.own is not None and scene.own.isdisjoint(claims)):
        return []
    spans.sort()
    spans = meeting_spans(spans)
    if not spans:
        return []
    shared = {number for number, claim in claims.items() if claim.shared}
    if len(shared) == len(claims):
        return []
    budget = scene.budget(len(spans))
    found = _in_words(scene, leaf, claims, pairs(spans, budget, _choice(scene, shared)), budget)
    return first_of(found, scene.limits.conflicts, in_order=True)


def _choice(scene: Scene, shared: set[int]) -> Callable[[int, int], bool] | None:
    """Return which numbers of bookings may meet; None is all."""
    own = scene.own
    if not shared and own is None:
        return None
    return lambda one, other: (
        (own is None or one in own or other in own) and not (one in shared and other in shared)
    )


def _in_words(
    scene: Scene, leaf: Leaf, claims: dict[int, Claim], met: Iterator[Pair], budget: Budget
) -> Iterator[Found]:
    low, high = scene.low, scene.high
    for start, end, later, earlier in met:
        if start >= high:
            return
        one, other = later[2], earlier[2]
        tentative = scene.tentative[one] or scene.tentative[other]
        kind = ConflictKind.TENTATIVE if tentative else ConflictKind.ROOM
        if end <= low or kind not in scene.kinds:
            if not budget.take(start):
                return
            continue
        between = max(later[0] + claims[one].setup, earlier[0] + claims[other].setup) >= min(
            later[1] - claims[one].teardown, earlier[1] - claims[other].teardown
        )
        rule = RuleName.TURNAROUND if between else RuleName.ONE_AT_A_TIME
        parties = (part_of(scene, later), part_of(scene, earlier))
        yield Found(
            start,
            max(parties, parties[::-1]),
            kind,
            end,
            leaf[0],
            rule,
            tentative=tentative,
            rooms=(leaf[1],),
        )


def part_of(scene: Scene, span: Span) -> tuple[str, int]:
    """Return the occurrence that a span stands for."""
    return scene.bookings[span[2]].event.uid, span[3]


def _shared(scene: Scene) -> Iterator[Found]:
    """Yield the times at which more people are in a shared room than may share it.

    Those in a part of it are in it as well.
    """
    within: dict[str, list[int]] = {}
    for number, booking in enumerate(scene.bookings):
        if booking.event.expected:
            within.setdefault(booking.event.torg, []).append(number)
    for torg in sorted(within):
        house = scene.house(torg)
        for room in house.torg.rooms:
            if room.shared_up_to is None:
                continue
            leaves = house.leaves((room.id,))
            allowed = min(room.shared_up_to, room.fire_limit or room.shared_up_to)
            numbers = [
                number
                for number in within[torg]
                if (rooms := scene.bookings[number].rooms) and house.leaves(rooms) <= leaves
            ]
            rule = RuleName.SHARED_UP_TO if allowed == room.shared_up_to else RuleName.FIRE_LIMIT
            make = partial(
                Found, kind=ConflictKind.HEAD_COUNT, torg=torg, rule=rule, subject=room.id, rooms=(room.id,)
            )
            for crowd in crowded(scene, numbers, allowed):
                yield make(**crowd)


def crowded(
    scene: Scene, numbers: list[int], allowed: int, *, by_head: bool = True, within: Run | None = None
) -> Iterator[dict[str, Any]]:
    """Yield what is the same about all conflicts of too many at once: who, when, how many.

    It is a warning only where it would not happen without those that are not settled.
    """
    spans = [row for number in numbers for row in scene.bookings[number].rows]

    def weight(number: int) -> int:
        return (scene.bookings[number].event.expected or 0) if by_head else 1

    def settled(number: int) -> int:
        return 0 if scene.tentative[number] else weight(number)

    most = scene.limits.conflicts
    low, high = scene.low, scene.high
    if within is not None:
        low, high = max(low, within[0]), min(high, within[1])
    for crowd in crowds(spans, weight, allowed, low, high):
        parties = sorted(part_of(scene, span) for span in crowd.spans)
        if len(parties) > most:
            scene.miss(crowd.start)
        tentative = any(scene.tentative[span[2]] for span in crowd.spans) and not any(
            True for _ in crowds(crowd.spans, settled, allowed, crowd.start, crowd.end)
        )
        yield {
            "start": crowd.start,
            "parties": tuple(reversed(parties[:most])),
            "end": crowd.end,
            "allowed": allowed,
            "got": crowd.peak,
            "tentative": tentative,
        }
