"""Events kept by the rooms, organisers and equipment that they need, and by the hours of the week."""

from collections.abc import Iterator

from innbyggertorg.conflicts.footprint import Footprint

__all__ = ["Shelf"]


class Shelf:
    """The events that need one thing: who of them can be at certain times of the week is quickly found.

    An hour of the week is one on the clocks of a zone, and says nothing of the clocks of another.
    """

    __slots__ = ("_any", "_hours", "footprints")

    def __init__(self) -> None:
        self.footprints: dict[str, Footprint] = {}
        self._hours: dict[str, dict[int, dict[str, Footprint]]] = {}
        self._any: dict[str, Footprint] = {}

    def put(self, uid: str, footprint: Footprint) -> None:
        """Put an event in."""
        self.footprints[uid] = footprint
        for place in self._places(footprint):
            place[uid] = footprint

    def take(self, uid: str) -> None:
        """Take an event out, if it is in."""
        footprint = self.footprints.pop(uid, None)
        if footprint is not None:
            for place in self._places(footprint):
                del place[uid]

    def _places(self, footprint: Footprint) -> Iterator[dict[str, Footprint]]:
        hours = footprint.hours()
        if hours is None:
            yield self._any
        else:
            kept = self._hours.setdefault(footprint.zone, {})
            for hour in hours:
                yield kept.setdefault(hour, {})

    def near(self, footprint: Footprint, hours: frozenset[int] | None) -> set[str]:
        """Return the uids of the events that can share some time with *footprint*, given its hours."""
        found: set[str] = set()
        if hours is None:
            places = [self.footprints]
        else:
            places = [self._any] if self._any else []
            for zone, kept in self._hours.items():
                chosen = hours if zone == footprint.zone else kept
                places += [kept[hour] for hour in chosen if hour in kept]
        for place in places:
            for uid, other in place.items():
                if other.may_meet(footprint):
                    found.add(uid)
        return found
