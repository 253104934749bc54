"""Everything that the detectors look at: the events of a programme in a window, worked out once."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from innbyggertorg.conflicts.dates import DAY, Booking, Run, bookings_of, is_tentative
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import House, LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.meeting import Budget
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, Organisation, Programme, Sector
from innbyggertorg.opening import AccessLevel

__all__ = ["Question", "Scene"]


class Question(NamedTuple):
    """What is asked: from when to when, for which kinds, within which limits."""

    low: int
    high: int
    kinds: frozenset[ConflictKind]
    limits: Limits


class Scene:
    """Events in a window.

    Bookings are numbered in order of the uids of their events, so that the numbers do not hang on the order
    in which the events were given.

    Attributes:
        programme: What the events refer to.
        about: Uid of the event that is to be a party of every conflict, or None.
        low: From when to look.
        high: Until when.
        kinds: What to look for.
        limits: Those in force.
        bookings: By number.
        unknown: Events, and when nothing is known of them.
    """

    def __init__(
        self,
        programme: Programme,
        events: Iterable[Event],
        question: Question,
        houses: dict[str, House] | None = None,
        about: str | None = None,
    ) -> None:
        self.programme = programme
        self.about = about
        self.low, self.high, self.kinds, self.limits = question
        self._missing: list[int] = []
        self._budgets: list[Budget] = []
        self.houses = {} if houses is None else houses
        self.bookings: list[Booking] = []
        self.unknown: list[tuple[Event, list[Run]]] = []
        for event in sorted(events, key=lambda each: each.uid):
            margin = self._margin(event)
            found = bookings_of(event, self.low - margin, self.high + margin, self.limits, len(self.bookings))
            self.bookings += found.bookings
            if found.unknown:
                self.unknown.append((event, found.unknown))

    def house(self, torg_id: str) -> House:
        """Return the torg of that id, made ready."""
        house = self.houses.get(torg_id)
        if house is None:
            house = self.houses[torg_id] = House(self.programme.torg(torg_id))
        return house

    def _margin(self, event: Event) -> int:
        """Return how far outside of the window something of *event* may be that reaches into it."""
        return DAY if event.setup or event.teardown or self.house(event.torg).has_turnaround else 0

    @cached_property
    def tentative(self) -> list[bool]:
        """By number of the booking, whether it is not settled."""
        return [is_tentative(booking.event) for booking in self.bookings]

    @cached_property
    def indoors(self) -> dict[str, list[Booking]]:
        """The bookings that are in some room, by torg."""
        found: dict[str, list[Booking]] = {}
        for booking in self.bookings:
            if booking.rooms:
                found.setdefault(booking.event.torg, []).append(booking)
        return dict(sorted(found.items()))

    @cached_property
    def closures(self) -> dict[str, list[LastingClosure]]:
        """The closures of the programme, by torg."""
        found: dict[str, list[LastingClosure]] = {}
        for closure in self.programme.closures:
            lasting = self.house(closure.torg).lasting(closure)
            found.setdefault(closure.torg, []).append(lasting)
        return found

    def organiser(self, event: Event) -> Organisation | None:
        """Return who arranges *event*."""
        return None if event.organiser is None else self.programme.organisation(event.organiser)

    def needed(self, event: Event) -> AccessLevel:
        """Return the lowest level at which the organiser of *event* gets into the house.

        Who has no organiser is the house itself, and comes in whenever it is open at all; so does the
        municipality, and everybody where a digital key comes with a booking. Of whom nothing is known comes
        in while there is staff.
        """
        organiser = self.organiser(event)
        if (
            organiser is None
            or organiser.sector is Sector.MUNICIPAL
            or self.house(event.torg).torg.digital_keys
        ):
            return AccessLevel.BY_APPOINTMENT
        access = AccessLevel.STAFFED if organiser.access is None else organiser.access
        return max(access, AccessLevel.BY_APPOINTMENT)

    def is_access_known(self, event: Event) -> bool:
        """Whether it is known at which level the organiser of *event* gets into the house."""
        organiser = self.organiser(event)
        return organiser is None or organiser.access is not None

    def budget(self, spans: int) -> Budget:
        """Return how much may be looked at in vain among so many spans."""
        budget = Budget(self.limits, spans)
        self._budgets.append(budget)
        return budget

    def miss(self, instant: int) -> None:
        """Note that from *instant* on something is missing."""
        self._missing.append(instant)

    @property
    def missing(self) -> int | None:
        """From when on something may be missing, because there was too much to look at; or None."""
        spent = [budget.until for budget in self._budgets if budget.until is not None]
        return min([*self._missing, *spent], default=None)

    def wants(self, *kinds: ConflictKind) -> bool:
        """Whether one of *kinds* is looked for."""
        return not self.kinds.isdisjoint(kinds)

    def seen(self, found: Iterable[Found]) -> Iterator[Found]:
        """Yield what is asked for, and has some time in the window."""
        about = self.about
        for each in found:
            is_asked = each.start < self.high and each.end > self.low and each.kind in self.kinds
            if is_asked and (about is None or any(uid == about for uid, _ in each.parties)):
                yield each

    @cached_property
    def own(self) -> frozenset[int] | None:
        """The numbers of the bookings of which one is to be a party of every conflict; None is all."""
        if self.about is None:
            return None
        return frozenset(n for n, booking in enumerate(self.bookings) if booking.event.uid == self.about)
