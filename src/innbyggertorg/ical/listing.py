"""Which feeds a programme has: one for each torg, service, room and organiser, under names of their own."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from innbyggertorg.ical.choosing import shortened
from innbyggertorg.ical.feeds import Feed, feed
from innbyggertorg.limits import Limits
from innbyggertorg.model import Programme
from innbyggertorg.model.text import LocalText

__all__ = ["Entry", "Manner", "entries"]


class Manner(NamedTuple):
    """How all of them are made; see `feed`."""

    language: str
    horizon: date | None
    flat: bool
    limits: Limits


class Entry(NamedTuple):
    """One of the feeds of a programme.

    Attributes:
        kind: `torg`, `service`, `room` or `organiser`.
        torg: Id of the torg; empty for an organiser.
        id: Id of what it is about.
        called: What that is called.
        name: Of the file, without a suffix.
    """

    kind: str
    torg: str
    id: str
    called: LocalText
    name: str

    def make(self, programme: Programme, manner: Manner) -> Feed:
        """Return the feed."""
        ids = {"torg": self.torg or None} | {self.kind: self.id}
        return feed(
            programme,
            torg=ids["torg"],
            service=ids.get("service"),
            room=ids.get("room"),
            organiser=ids.get("organiser"),
            name=self.name,
            language=manner.language,
            horizon=manner.horizon,
            flat=manner.flat,
            limits=manner.limits,
        )


def entries(programme: Programme) -> list[Entry]:
    """Return the feeds there are, in one order whatever that of the programme.

    An organisation that is private has none: its name and its id may be a person's. The names differ from
    each other, whatever the ids.
    """
    found: list[Entry] = []
    taken: set[str] = set()
    for entry in _entries(programme):
        name = entry.name
        while name in taken:  # a torg may have the id of another's room
            name = shortened(f"{name}-{sha256(repr(entry[:3]).encode()).hexdigest()[:8]}")
        taken.add(name)
        found.append(entry._replace(name=name))
    return found


_id = attrgetter("id")


def _entries(programme: Programme) -> Iterator[Entry]:
    torgs = sorted(programme.torgs, key=_id)
    for torg in torgs:
        yield Entry("torg", torg.id, torg.id, torg.name, torg.id)
    for torg in torgs:
        for service in sorted(torg.services, key=_id):
            name = shortened(f"{torg.id}-service-{service.id}")
            yield Entry("service", torg.id, service.id, service.name, name)
        for room in sorted(torg.rooms, key=_id):
            name = shortened(f"{torg.id}-room-{room.id}")
            yield Entry("room", torg.id, room.id, room.name, name)
    for organisation in sorted(programme.organisations, key=_id):
        if not organisation.is_private:
            name = shortened(f"organiser-{organisation.id}")
            yield Entry("organiser", "", organisation.id, organisation.name, name)
