"""Which events can have anything to do with each other: what is apart may be looked at apart, anywhere."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from attrs import frozen

from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.scene import Question
from innbyggertorg.model import Event, EventDetails, Programme

__all__ = ["OF_PEOPLE", "OF_PLACES", "Task", "all_rooms", "tasks_of"]

OF_PEOPLE: Final = frozenset({ConflictKind.ORGANISER, ConflictKind.EQUIPMENT})
"""What joins events that share who arranges them, or what they use, wherever they are."""
OF_PLACES: Final = frozenset(ConflictKind) - OF_PEOPLE - {ConflictKind.SERVICE}
"""What joins events that share rooms, or is about one event alone."""


@frozen
class Task:
    """Some events that have nothing to do with all others, as far as the kinds asked for go.

    Attributes:
        programme: What they refer to, without events.
        events: The events.
        question: What is asked.
    """

    programme: Programme
    events: tuple[Event, ...]
    question: Question


class _Groups:
    """Things that were joined, directly or by way of others."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def top(self, thing: Hashable) -> Hashable:
        """Return what stands for the group of *thing*."""
        above = self._above
        while (over := above.setdefault(thing, thing)) != thing:
            above[thing] = above[over]
            thing = over
        return thing

    def join(self, things: Iterable[Hashable]) -> None:
        """Make one group of the groups of *things*."""
        tops = [self.top(thing) for thing in things]
        for top in tops[1:]:
            self._above[self.top(top)] = self.top(tops[0])


def tasks_of(
    programme: Programme, houses: dict[str, House], question: Question, least: int
) -> Iterator[Task]:
    """Yield tasks of at least *least* events each, but for the last ones."""
    kinds = question.kinds
    from_places = programme.events if kinds & OF_PLACES else ()
    from_people = [event for event in programme.events if event.organiser or event.equipment]
    bare = Programme(
        torgs=programme.torgs, organisations=programme.organisations, closures=programme.closures
    )
    for parts, events, chosen in (
        (_by_place(programme, houses, from_places), from_places, kinds & OF_PLACES),
        (_by_people(from_people), from_people, kinds & OF_PEOPLE),
    ):
        if chosen:
            for some in _bundled(events, parts, least):
                yield Task(bare, tuple(some), question._replace(kinds=chosen))


def _by_place(programme: Programme, houses: dict[str, House], events: Iterable[Event]) -> list[Hashable]:
    """Return for each event what stands for its group."""
    groups = _Groups()
    for torg_id, house in houses.items():
        for room in house.torg.rooms:
            if room.shared_up_to is not None:
                groups.join((torg_id, leaf) for leaf in house.leaves((room.id,)))
    for closure in programme.closures:
        if closure.most_people is not None:
            groups.join((closure.torg, leaf) for leaf in houses[closure.torg].lasting(closure).leaves)
    keys: list[Hashable] = []
    for event in events:
        house = houses[event.torg]
        leaves = [(event.torg, leaf) for leaf in house.leaves(all_rooms(event))]
        groups.join(leaves)
        keys.append(leaves[0] if leaves else event.uid)
    return [groups.top(key) for key in keys]


def all_rooms(event: Event) -> tuple[str, ...]:
    """Return every room that some occurrence of *event* is in."""
    rooms = event.rooms
    for override in event.series.overrides:
        if isinstance(override.details, EventDetails) and override.details.rooms is not None:
            rooms += override.details.rooms
    return rooms


def _by_people(events: Iterable[Event]) -> list[Hashable]:
    groups = _Groups()
    keys: list[Hashable] = []
    for event in events:
        things: list[Hashable] = [("equipment", event.torg, name) for name in event.equipment]
        if event.organiser is not None:
            things.append(("organiser", event.organiser))
        groups.join(things)
        keys.append(things[0])
    return [groups.top(key) for key in keys]


def _bundled(events: Iterable[Event], tops: list[Hashable], least: int) -> Iterator[list[Event]]:
    grouped: dict[Hashable, list[Event]] = {}
    for event, top in zip(events, tops, strict=True):
        grouped.setdefault(top, []).append(event)
    bundle: list[Event] = []
    for group in grouped.values():
        bundle += group
        if len(bundle) >= least:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
