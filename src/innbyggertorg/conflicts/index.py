"""Events kept ready, so that one more is checked, added or taken away without looking at all of them."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.beyond import first_meeting, in_room
from innbyggertorg.conflicts.conflict import ConflictReport, check_kinds
from innbyggertorg.conflicts.dates import DAY, Run, begin_of, goes_on_after
from innbyggertorg.conflicts.detecting import detect
from innbyggertorg.conflicts.finding import find_conflicts, report_of
from innbyggertorg.conflicts.footprint import Footprint, footprint_of
from innbyggertorg.conflicts.found import Found, put_together
from innbyggertorg.conflicts.houses import House, LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.remedies import Adviser
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.conflicts.shelves import Shelf
from innbyggertorg.conflicts.splitting import all_rooms
from innbyggertorg.conflicts.wording import Teller
from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    Problem,
    ProblemsError,
    UnknownReferenceError,
    UnknownSchoolYearError,
    WrongTypeError,
    shown,
)
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Event, EventStatus, Programme
from innbyggertorg.recurrence import Series
from innbyggertorg.recurrence.engine.clock import clock_of

__all__ = ["ConflictIndex", "check"]

_LONGEST_LOOK: Final = 30 * 366 * DAY
_MONTH: Final = 31 * DAY  # runs of too many at once are followed so far to either side
_MARGIN: Final = 3 * DAY  # more than set-up and tear-down can add
_ROOM, _ORGANISER, _EQUIPMENT, _HEADS = "room", "organiser", "equipment", "heads"
_ASKED: Final = {
    _ROOM: frozenset({ConflictKind.ROOM, ConflictKind.TENTATIVE}),
    _ORGANISER: frozenset({ConflictKind.ORGANISER}),
    _EQUIPMENT: frozenset({ConflictKind.EQUIPMENT}),
    _HEADS: frozenset({ConflictKind.HEAD_COUNT, ConflictKind.RESTRICTED}),
}
_PAIRED: Final = _ASKED[_ROOM]
_NOTHING: Final = ConflictReport()

Thing = tuple[str, ...]
"""What events need: a room without parts, an organiser, a piece of equipment, a house with a cap."""


class ConflictIndex:
    """The events of a programme, kept so that one more can be checked at once.

    Adding or removing an event costs no more than its own times of the week; checking one looks at the
    events that share a room, an organiser or equipment with it and can be at the same time of the week.

    Args:
        programme: The torgs, organisations, closures and first events.
        limits: Those in force for every check.
    """

    def __init__(self, programme: Programme, *, limits: Limits = DEFAULT_LIMITS) -> None:
        if not isinstance(programme, Programme):
            raise WrongTypeError("ConflictIndex programme", "must be a Programme", programme)
        self._programme = evolve(programme, events=())
        check_limits("ConflictIndex", limits)
        self._limits = limits
        self._houses = {torg.id: House(torg) for torg in programme.torgs}
        self._closures = {closure.id: closure for closure in programme.closures}
        self._zones = {torg.id: torg.zone for torg in programme.torgs}
        self._organisations = {organisation.id for organisation in programme.organisations}
        self._lasting: dict[str, list[LastingClosure]] = {}
        for closure in programme.closures:
            lasting = self._houses[closure.torg].lasting(closure)
            self._lasting.setdefault(closure.torg, []).append(lasting)
        # The torgs in which people are counted.
        self._counted = {closure.torg for closure in programme.closures if closure.most_people is not None}
        self._counted |= {
            torg.id for torg in programme.torgs if any(room.shared_up_to is not None for room in torg.rooms)
        }
        self._events: dict[str, Event] = {}
        self._ids: set[tuple[str, str]] = set()
        self._shelves: dict[Thing, Shelf] = {}
        for event in programme.events:
            self._put(event)

    def __len__(self) -> int:
        return len(self._events)

    def __contains__(self, uid: object) -> bool:
        return self._has(uid)

    def _has(self, uid: object) -> bool:
        return isinstance(uid, str) and uid in self._events

    @property
    def programme(self) -> Programme:
        """Everything in the index as a programme, the events in the order in which they came."""
        return evolve(self._programme, events=tuple(self._events.values()))

    def add(self, event: Event) -> None:
        """Take *event* in, in place of one that had its uid.

        Raises:
            InvalidValueError: If another event of its torg has its id.
            ProblemsError: If it names something that there is not; all of it at once.
            WrongTypeError: If it is not an Event.
        """
        self._refuse_unknown("ConflictIndex.add event", event)
        old = self._events.get(event.uid)
        if (event.torg, event.id) in self._ids and (
            old is None or (old.torg, old.id) != (event.torg, event.id)
        ):
            rule = f"must have an id that no other event of the torg {event.torg} has"
            raise InvalidValueError("ConflictIndex.add event", rule, event.id)
        if old is not None:
            self.remove(event.uid)
        self._put(event)

    def remove(self, uid: str) -> Event:
        """Take out the event of that uid, and return it.

        Raises:
            UnknownReferenceError: If there is none.
        """
        if not self._has(uid):
            where, rule = "ConflictIndex.remove uid", "must be the uid of an event in the index"
            raise UnknownReferenceError(where, rule, uid)
        event = self._events.pop(uid)
        self._ids.discard((event.torg, event.id))
        for thing in self._things(event):
            if thing in self._shelves:
                self._shelves[thing].take(uid)
        return event

    def find(
        self, window: Interval, *, kinds: Iterable[ConflictKind] | ConflictKind | None = None
    ) -> ConflictReport:
        """List all conflicts in a window, as `find_conflicts` does.

        Args:
            window: Exact time, any zones.
            kinds: What to look for; None is everything.

        Raises:
            LimitExceededError: If an event has too many occurrences in the window.
            WrongTypeError: If an argument is of another type.
        """
        return find_conflicts(self.programme, window, kinds=kinds, limits=self._limits)

    def check(
        self,
        event: Event,
        *,
        kinds: Iterable[ConflictKind] | ConflictKind | None = None,
        remedies: bool = True,
    ) -> ConflictReport:
        """List the conflicts that *event* would have, all its dates at once; the index stays as it is.

        An event that is in the index already is checked in its new form against the others. Rooms are
        checked for the whole life of the series, also where both never end: what first collides later than
        `checked_until` is in the report too. Everything else is checked until `checked_until`.

        Raises:
            ProblemsError: If it names something that there is not.
            WrongTypeError: If it is not an Event.
        """
        self._refuse_unknown("check event", event)
        chosen = check_kinds(kinds)
        footprint = self._footprint(event)
        others = self._others(event, chosen, footprint)
        if not others and chosen <= _PAIRED and not footprint.meets_itself():
            return _NOTHING
        events = {other.uid: other for other in others} | {event.uid: event}
        scene, found = self._looked_at(event, events, chosen, footprint)
        low, high = scene.low, scene.high
        question = Question(low, high, chosen, self._limits)
        ends = not goes_on_after(event.series, high)
        if not ends and chosen & _PAIRED:
            found = self._with_later(event, others, question, found)
        window = None if ends else Interval(clock_of("UTC").show(low), clock_of("UTC").show(high))
        teller = Teller(events, self._closures, self._zones)
        report = report_of(teller, found, self._limits, scene.missing, window)
        if remedies and report.conflicts:
            everything = {**self._events, event.uid: event}
            adviser = Adviser(self._programme, everything, (low, high), self._limits, self._houses)
            return evolve(report, conflicts=tuple(adviser.advised(conflict, report) for conflict in report))
        return report

    def taken_rooms(self, series: Series) -> frozenset[tuple[str, str]]:
        """Return the rooms in which *series* would at some time meet something, as ids of torg and room.

        Rooms that are joined are named by their parts; set-up and tear-down are those of what is there.

        Raises:
            UnknownSchoolYearError: If it hangs on a school year that nothing is known about.
            WrongTypeError: If it is not a Series.
        """
        if not isinstance(series, Series):
            raise WrongTypeError("taken_rooms series", "must be a Series", series)
        taken = set()
        footprint = footprint_of(series)
        hours = footprint.hours()
        for thing, shelf in self._shelves.items():
            if thing[0] == _ROOM:
                house = self._houses[thing[1]]
                for uid in shelf.near(footprint, hours):
                    other = in_room(house, self._events[uid], thing[2])
                    if other is not None and first_meeting((series, 0, 0), other, self._limits) is not None:
                        taken.add((thing[1], thing[2]))
                        break
        return frozenset(taken)

    # --- what an event needs --------------------------------------------------------------------------

    def _put(self, event: Event) -> None:
        self._events[event.uid] = event
        self._ids.add((event.torg, event.id))
        if event.status is EventStatus.CANCELLED:
            return
        footprint = self._footprint(event)
        for thing in self._things(event):
            shelf = self._shelves.get(thing)
            if shelf is None:
                shelf = self._shelves[thing] = Shelf()
            shelf.put(event.uid, footprint)

    def _footprint(self, event: Event) -> Footprint:
        house = self._houses[event.torg]
        setup = teardown = 0
        for name in all_rooms(event):
            before, after = house.turnaround(event, house.rooms[name])
            setup, teardown = max(setup, before), max(teardown, after)
        return footprint_of(event.series, setup, teardown)

    def _things(self, event: Event) -> Iterator[Thing]:
        house = self._houses[event.torg]
        for leaf in house.leaves(all_rooms(event)):
            yield _ROOM, event.torg, leaf
        if event.organiser is not None and self._programme.organisation(event.organiser).at_once is not None:
            yield _ORGANISER, event.organiser
        for name in event.equipment:
            yield _EQUIPMENT, event.torg, name
        if event.expected and event.torg in self._counted:
            yield _HEADS, event.torg

    def _others(self, event: Event, kinds: frozenset[ConflictKind], footprint: Footprint) -> list[Event]:
        """Return the events in the index that may have to do with *event*, but for its old form."""
        hours = footprint.hours()
        found: set[str] = set()
        for thing in self._things(event):
            shelf = self._shelves.get(thing)
            if shelf is None or kinds.isdisjoint(_ASKED[thing[0]]):
                continue
            # Where many together are too many, it matters how long the others stay among themselves.
            found |= shelf.near(footprint, hours) if self._is_of_two(thing) else shelf.footprints.keys()
        found.discard(event.uid)
        return [self._events[uid] for uid in sorted(found)]

    def _is_of_two(self, thing: Thing) -> bool:
        """Whether conflicts about *thing* are between two events."""
        if thing[0] == _ORGANISER:
            return self._programme.organisation(thing[1]).at_once == 1
        return thing[0] == _ROOM

    def _refuse_unknown(self, where: str, event: object) -> None:
        if not isinstance(event, Event):
            raise WrongTypeError(where, "must be an Event", event)
        problems = [*self._problems(event)]
        if problems:
            raise ProblemsError(problems)

    def _problems(self, event: Event) -> Iterator[Problem]:
        house = self._houses.get(event.torg)
        if house is None:
            yield Problem("event.torg", "must name a torg", shown(event.torg))
            return
        for name in all_rooms(event):
            if name not in house.rooms:
                yield Problem("event.rooms", f"must name a room of the torg {event.torg}", shown(name))
        lent = {equipment.id for equipment in house.torg.equipment} if event.equipment else set()
        for name in event.equipment:
            if name not in lent:
                yield Problem("event.equipment", f"must name equipment of the torg {event.torg}", shown(name))
        if event.organiser is not None and event.organiser not in self._organisations:
            yield Problem("event.organiser", "must name an organisation", shown(event.organiser))

    # --- how far to look ------------------------------------------------------------------------------

    def _looked_at(
        self, event: Event, events: dict[str, Event], kinds: frozenset[ConflictKind], footprint: Footprint
    ) -> tuple[Scene, list[Found]]:
        """Return the scene and what was found in it: the whole life of *event*, if that is not too much."""
        low, high = footprint.begin, max(footprint.end, footprint.begin) + _MONTH
        near = min(high, low + _LONGEST_LOOK, self._horizon(event, events.values(), footprint))
        if near < high <= low + _LONGEST_LOOK:
            try:
                return self._detected(event, events, kinds, (low - _MONTH, high))
            except LimitExceededError:
                pass  # too much to look at in one go
        return self._detected(event, events, kinds, (low - _MONTH, near))

    def _detected(
        self, event: Event, events: dict[str, Event], kinds: frozenset[ConflictKind], window: Run
    ) -> tuple[Scene, list[Found]]:
        question = Question(*window, kinds, self._limits)
        scene = Scene(self._programme, events.values(), question, self._houses, event.uid)
        return scene, detect(scene)

    def _horizon(self, event: Event, events: Iterable[Event], footprint: Footprint) -> int:
        """Return when everything that *event* may have to do with has begun, and some time has passed."""
        begins = [footprint.begin, *(begin_of(other.series) for other in events)]
        begins += [lasting.start for lasting in self._lasting.get(event.torg, ())]
        return max(begins) + self._limits.look_ahead_days * DAY

    def _with_later(
        self, event: Event, others: list[Event], question: Question, found: list[Found]
    ) -> list[Found]:
        """Add the first conflict in a room, later than the window, with each that has none in it."""
        met = {uid for each in found if each.kind in _PAIRED for uid, _ in each.parties}
        later: list[list[Found]] = [found]
        house = self._houses[event.torg]
        leaves = house.leaves(event.rooms)
        for other in others:
            if other.torg != event.torg or other.uid in met or len(found) > self._limits.conflicts:
                continue
            for leaf in sorted(leaves & house.leaves(other.rooms)):
                mine, theirs = in_room(house, event, leaf), in_room(house, other, leaf)
                if mine is None or theirs is None:
                    continue
                try:
                    instant = first_meeting(mine, theirs, self._limits)
                except UnknownSchoolYearError:
                    continue  # nothing is known so far ahead, and the report says from when on
                if instant is not None and instant >= question.high - _MARGIN:
                    later.append(self._around(event, other, instant, question))
        return put_together(later, self._limits.conflicts)

    def _around(self, event: Event, other: Event, instant: int, question: Question) -> list[Found]:
        """Return the first conflict of two events near an instant."""
        near = question._replace(
            low=instant - _MARGIN, high=instant + _MARGIN, kinds=question.kinds & _PAIRED
        )
        return detect(Scene(self._programme, (event, other), near, self._houses, event.uid))[:1]


def check(
    programme: Programme,
    event: Event,
    *,
    kinds: Iterable[ConflictKind] | ConflictKind | None = None,
    limits: Limits = DEFAULT_LIMITS,
    remedies: bool = True,
) -> ConflictReport:
    """List the conflicts that *event* would have in *programme*, all its dates at once.

    An event that the programme holds already, by its uid, is checked in its new form against the others.
    One that is not settled, a draft or a proposal, meets others in a room with a warning only: who would know
    what there would be if it were agreed to asks with the event as confirmed.
    Rooms are checked for the whole life of the series, also where both never end: what first collides later
    than `checked_until` is in the report too. Everything else is checked for the whole life of a series
    that ends within 30 years, unless there is too much to look at, and else until `checked_until`: 400 days
    past the time when everything that concerns it has begun, unless *limits* say otherwise.

    Who checks many events makes a `ConflictIndex` once.

    Args:
        programme: What is planned already.
        event: What somebody would like to plan.
        kinds: What to look for; None is everything.
        limits: `conflicts` is the most that the report holds, `look_ahead_days` how far to look.
        remedies: Whether each conflict says what would help.

    Raises:
        LimitExceededError: If the event has too many occurrences to look at.
        ProblemsError: If it names something that the programme has not; all of it at once.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("check programme", "must be a Programme", programme)
    if not isinstance(event, Event):
        raise WrongTypeError("check event", "must be an Event", event)
    near = tuple(
        other
        for other in programme.events
        if other.torg == event.torg or (event.organiser is not None and other.organiser == event.organiser)
    )
    return ConflictIndex(evolve(programme, events=near), limits=limits).check(
        event, kinds=kinds, remedies=remedies
    )
