"""Which events a feed is about, what the feed is called, and the name of its file."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple, TypeVar

from innbyggertorg._checks import check_identifier
from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.ical.words import SEVERAL
from innbyggertorg.language.kinds import category
from innbyggertorg.model import (
    Audience,
    Event,
    EventKind,
    Organisation,
    Programme,
    Room,
    Service,
    Torg,
)

__all__ = ["Choice", "choose", "shortened"]

_Names = TypeVar("_Names", bound=StrEnum)
_LONGEST: Final = 63
_ANYTHING: Final = "innbyggertorg"


class Choice(NamedTuple):
    """What a feed is about; None stands for no choice.

    Attributes:
        torg: Id of the torg of its events.
        rooms: Ids of rooms, one of which an event is in.
        of_service: Ids of rooms, and of an organisation: an event is in one of these or arranged by that.
        organiser: Id of the organisation that arranges its events.
        kinds: The sorts of activity.
        audience: Whom its events are for.
        house: The torg that the feed is of as a whole, or that it is about a part of.
        title: What calendar programs show as the name of the feed.
        name: Of its file, without a suffix.
    """

    torg: str | None
    rooms: frozenset[str] | None
    of_service: tuple[frozenset[str], str | None] | None
    organiser: str | None
    kinds: tuple[EventKind, ...] | None
    audience: frozenset[Audience] | None
    house: Torg | None
    title: str
    name: str

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen."""
        asked = (self.torg, self.rooms, self.of_service, self.organiser, self.kinds, self.audience)
        return all(each is None for each in asked)

    def includes(self, event: Event) -> bool:
        """Whether the feed is about *event*, whoever may see it."""
        if self.torg not in (None, event.torg) or self.organiser not in (None, event.organiser):
            return False
        if self.kinds is not None and event.kind not in self.kinds:
            return False
        if self.audience is not None and event.audience and self.audience.isdisjoint(event.audience):
            return False
        if self.rooms is not None and self.rooms.isdisjoint(_rooms_of(event)):
            return False
        if self.of_service is None:
            return True
        rooms, operator = self.of_service
        arranged = operator is not None and event.organiser == operator
        return arranged or not rooms.isdisjoint(_rooms_of(event))


def choose(
    programme: Programme,
    *,
    torg: object = None,
    service: object = None,
    room: object = None,
    organiser: object = None,
    kinds: object = None,
    audience: object = None,
    language: str,
    name: object = None,
) -> Choice:
    """Return what a feed is about from the arguments of `feed`, which says what they mean.

    Raises:
        InvalidValueError: If a kind or an audience is none, a room or service of that id is in several torgs
            and none is named, or the name is not fit for a file.
        UnknownReferenceError: If an id is not one of the programme.
        WrongTypeError: If *kinds* or *audience* is not a collection, or *name* no text.
    """
    house = None if torg is None else programme.torg(torg)  # type: ignore[arg-type]  # what is no id is unknown
    arranger = None if organiser is None else programme.organisation(organiser)  # type: ignore[arg-type]
    offered, held = None, None
    if service is not None:
        house, offered = _inside(programme, house, "service", service)
    if room is not None:
        house, held = _inside(programme, house, "room", room)
    some_kinds = None if kinds is None else _names(EventKind, kinds, "kinds")
    some_audiences = None if audience is None else _names(Audience, audience, "audience")
    categories: list[EventKind | Audience] = [*(some_kinds or ()), *(some_audiences or ())]
    named = _slug(house, offered, held, arranger, categories) if name is None else name
    check_identifier("feed name", named)
    return Choice(
        torg=house.id if house else None,
        rooms=_occupying(house, [held.id]) if house and held else None,
        of_service=_of_service(house, offered) if house and offered else None,
        organiser=arranger.id if arranger else None,
        kinds=some_kinds,
        audience=None if some_audiences is None else frozenset(some_audiences),
        house=house or _only(programme),
        title=_title([arranger, offered, held, house or _only(programme)], categories, language),
        name=str(named),
    )


def _rooms_of(event: Event) -> Iterator[str]:
    """Yield the rooms of the event, and those that single occurrences of it are in instead."""
    yield from event.rooms
    for override in event.series.overrides:
        yield from getattr(override.details, "rooms", None) or ()


def _inside(programme: Programme, torg: Torg | None, what: str, name: object) -> tuple[Torg, Any]:
    """Return the room or service of that id, and its torg."""
    torgs = programme.torgs if torg is None else (torg,)
    found = [(each, thing) for each in torgs for thing in getattr(each, f"{what}s") if thing.id == name]
    where = f"feed {what}"
    if not found:
        known = sorted({thing.id for each in torgs for thing in getattr(each, f"{what}s")})
        rule = f"must be the id of a {what} of the {f'torg {torg.id}' if torg else 'programme'}"
        raise UnknownReferenceError(where, rule, name, f"there is: {', '.join(known[:10]) or 'none'}")
    if len(found) > 1:
        hint = f"pass torg=, one of {', '.join(each.id for each, _ in found[:10])}"
        raise InvalidValueError(where, "must be in one torg only", name, hint)
    return found[0]


def _occupying(torg: Torg, rooms: Iterable[str]) -> frozenset[str]:
    """Return the rooms that what is in *rooms* takes: they, their parts, and all that have a part of them."""
    leaves = frozenset[str]().union(*map(torg.leaves, rooms))
    return frozenset(room.id for room in torg.rooms if not leaves.isdisjoint(torg.leaves(room.id)))


def _of_service(torg: Torg, service: Service) -> tuple[frozenset[str], str | None]:
    others = {torg.operator, *(each.operator for each in torg.services if each is not service)}
    own = None if service.operator in others else service.operator
    return _occupying(torg, service.rooms), own


def _names(kind: type[_Names], given: object, parameter: str) -> tuple[_Names, ...]:
    """Return members of an enumeration, each once and in its order, from members or their texts."""
    if isinstance(given, str) or not isinstance(given, Collection):
        hint = "write (item,) for a single one"
        raise WrongTypeError(f"feed {parameter}", f"must be a collection of {kind.__name__}", given, hint)
    items = list(given)
    for item in items:
        if not isinstance(item, str) or item not in list(kind):
            raise InvalidValueError(f"feed {parameter}", f"must hold some of {', '.join(kind)}", item)
    return tuple(member for member in kind if member in items)


def _only(programme: Programme) -> Torg | None:
    return programme.torgs[0] if len(programme.torgs) == 1 else None


def _title(
    things: list[Organisation | Service | Room | Torg | None],
    categories: list[EventKind | Audience],
    language: str,
) -> str:
    shown = [thing for thing in things if thing is not None and not _is_private(thing)]
    parts = [thing.name.in_language(language) for thing in shown]
    if things[-1] is None:
        parts.append(SEVERAL[language])
    words = [word for each in categories if (word := category(each, language))]
    return ", ".join(parts) + (f" ({', '.join(words)})" if words else "")


def _is_private(thing: object) -> bool:
    """Whether its name and its id may be a person's."""
    return isinstance(thing, Organisation) and thing.is_private


def _slug(
    torg: Torg | None,
    service: Service | None,
    room: Room | None,
    organiser: Organisation | None,
    categories: list[EventKind | Audience],
) -> str:
    """Return a name made of the ids, but not that of somebody private."""
    parts = [torg.id] if torg else []
    for what, thing in (("service", service), ("room", room), ("organiser", organiser)):
        if thing is not None:
            parts += [what] if _is_private(thing) else [what, thing.id]
    return shortened("-".join([*parts, *categories]) or _ANYTHING)


def shortened(name: str) -> str:
    """Return *name*, or if that is too long the beginning of it and a mark that is its own."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}-{sha256(name.encode()).hexdigest()[:8]}"
