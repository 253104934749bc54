"""Programmes drawn at random, and a slow twin of the detection that looks at every quarter of an hour."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import ConflictKind, ConflictReport
from innbyggertorg.model import (
    Closure,
    Equipment,
    Event,
    EventDetails,
    EventKind,
    EventOccurrence,
    EventStatus,
    LocalText,
    Organisation,
    PrimaryUse,
    Programme,
    Room,
    Sector,
    Torg,
)
from innbyggertorg.opening import AccessLevel, Cap, OpeningSchedule, Restriction
from innbyggertorg.recurrence import Override, RecurrenceRule, Series, Status

OSLO = zone("Europe/Oslo")
TICK = timedelta(minutes=15)
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

SPRING, AUTUMN, NEW_YEAR = date(2027, 3, 28), date(2026, 10, 25), date(2027, 1, 1)
EDGES = st.sampled_from([SPRING, AUTUMN, NEW_YEAR, date(2026, 6, 10)])
QUARTERS = st.sampled_from([72, 40, 76, 70, 8, 41, 10, 88, 94, 0, 12, 11])
LENGTHS = st.sampled_from([8, 4, 12, 1, 30, 108]).map(lambda n: n * TICK)
TURNAROUNDS = st.sampled_from([None, None, timedelta(0), TICK, 2 * TICK, 4 * TICK])
PEOPLE = st.sampled_from([None, 1, 5, 10, 20, 35, 36, 70, 71])

ZONES = st.sampled_from(["Europe/Oslo"] * 6 + ["UTC", "Australia/Lord_Howe", "Africa/Casablanca"])

OPEN_DAYTIME = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})
SCHEDULES = st.sampled_from(
    [
        OPEN_DAYTIME,
        None,
        OpeningSchedule.weekly({"mo-su": "00-24"}),
        OpeningSchedule.weekly({"fr-sa": "18-01:30"}, by_appointment={"su": "09-12"}),
        OpeningSchedule(
            bases=OPEN_DAYTIME.bases,
            restrictions=(
                Restriction(datetime(2026, 10, 24, 12), datetime(2026, 10, 26, 15), reason="Vannlekkasje"),
                Restriction(datetime(2027, 3, 27, 8), None, Cap(AccessLevel.SELF_SERVICE)),
            ),
        ),
    ]
)


def text(words: str) -> LocalText:
    return LocalText(nb=words)


def rooms() -> tuple[Room, ...]:
    mornings = OpeningSchedule.weekly({"mo-th": "10-12"})
    return (
        Room(id="a", name=text("A"), seated=35, fire_limit=40),
        Room(id="b", name=text("B"), seated=35, setup=TICK, teardown=2 * TICK),
        Room(id="ab", name=text("A og B"), seated=70, parts=("a", "b")),
        Room(id="c", name=text("C"), seated=10, primary=(PrimaryUse(organisation="school", hours=mornings),)),
        Room(id="hall", name=text("Hall"), standing=60, shared_up_to=36),
        Room(id="all", name=text("Alt"), parts=("ab", "hall"), fire_limit=120),
    )


ORGANISATIONS = (
    Organisation(id="choir", name=text("Koret"), access=AccessLevel.SELF_SERVICE),
    Organisation(id="club", name=text("Laget"), access=AccessLevel.STAFFED),
    Organisation(id="school", name=text("Skolen"), sector=Sector.MUNICIPAL, at_once=2),
)


@st.composite
def series(draw, edge):
    first = (
        datetime.combine(edge + draw(st.sampled_from([0, -1, 0, 1, -3])) * DAY, time())
        + draw(QUARTERS) * TICK
    )
    length = draw(LENGTHS)
    kind = draw(st.sampled_from(["daily", "once", "moved", "weekly", "days"]))
    zone_key = draw(ZONES)
    if kind == "days":
        return Series(first.date(), draw(st.integers(1, 3)) * DAY, zone=zone_key)
    if kind == "once":
        return Series(first, length, zone=zone_key)
    rule = RecurrenceRule.parse("FREQ=WEEKLY" if kind == "weekly" else "FREQ=DAILY;INTERVAL=2;COUNT=4")
    if kind != "moved":
        return Series(first, length, zone=zone_key, rules=(rule,))
    override = draw(
        st.sampled_from(
            [
                Override(first, start=first + 5 * TICK),
                Override(first, cancelled=True),
                Override(first, length=3 * TICK),
                Override(first, details=EventDetails(rooms=("c",))),
                Override(first, start=first + DAY, details=EventDetails(rooms=())),
            ]
        )
    )
    return Series(first, length, zone=zone_key, rules=(rule,), overrides=(override,))


@st.composite
def events(draw, number, edge, torgs=1):
    return Event(
        id=f"e{number}",
        torg=f"t{draw(st.sampled_from([1, 1, torgs]))}",
        title=text(f"E{number}"),
        series=draw(series(edge)),
        changed_at=CHANGED,
        rooms=draw(
            st.sampled_from([("a",), ("c",), ("ab",), ("b",), ("a", "b"), ("hall",), ("hall",), ("all",), ()])
        ),
        organiser=draw(st.sampled_from(["club", "choir", None, "school"])),
        status=draw(
            st.sampled_from([EventStatus.CONFIRMED] * 3 + [EventStatus.PROPOSED, EventStatus.CANCELLED])
        ),
        kind=draw(st.sampled_from([EventKind.PRACTICE, EventKind.CONCERT])),
        expected=draw(PEOPLE),
        equipment=draw(st.sampled_from([(), (), ("projector",)])),
        setup=draw(TURNAROUNDS),
        teardown=draw(TURNAROUNDS),
        uid=f"{draw(st.integers(0, 9))}-{number}",
    )


@st.composite
def closures(draw, number, edge):
    start = datetime.combine(edge + draw(st.integers(-3, 3)) * DAY, time()) + draw(QUARTERS) * TICK
    level = draw(st.sampled_from([AccessLevel.CLOSED, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED]))
    return Closure(
        id=f"c{number}",
        torg="t1",
        reason=text("Stengt"),
        start=start,
        end=draw(st.sampled_from([None, start + DAY, start + 2 * TICK])),
        rooms=draw(st.sampled_from([(), ("a",), ("ab", "hall")])),
        spared_kinds=draw(st.sampled_from([(), (EventKind.CONCERT,)])),
        highest=level,
        most_people=None if level is AccessLevel.CLOSED else draw(st.sampled_from([None, 20])),
    )


@st.composite
def programmes(draw, least=4, most=7, torgs=2):
    edge = draw(EDGES)
    houses = tuple(
        Torg(
            id=f"t{number}",
            name=text(f"T{number}"),
            rooms=rooms(),
            opening=draw(SCHEDULES),
            equipment=(Equipment(id="projector", name=text("Prosjektor")),),
            turnaround_inside=draw(st.sampled_from([False, False, False, True])),
            digital_keys=draw(st.sampled_from([False, False, True])),
        )
        for number in range(1, torgs + 1)
    )
    return Programme(
        torgs=houses,
        organisations=ORGANISATIONS,
        events=tuple(draw(events(n, edge, torgs)) for n in range(draw(st.integers(least, most)))),
        closures=tuple(draw(closures(n, edge)) for n in range(draw(st.integers(0, 2)))),
    ), window_at(edge)


def window_at(edge: date) -> Interval:
    return Interval(
        datetime.combine(edge - 3 * DAY, time(), OSLO), datetime.combine(edge + 3 * DAY, time(), OSLO)
    )


# --- the twin -----------------------------------------------------------------------------------------


def ticks(interval: Interval, window: Interval):
    """List the quarters of an hour of *interval* within *window*, by their starts in UTC."""
    start, end = interval.start.astimezone(UTC), interval.end.astimezone(UTC)
    now, stop = max(start, window.start.astimezone(UTC)), min(end, window.end.astimezone(UTC))
    while now < stop:
        yield now
        now += TICK


def flat(report: ConflictReport, window: Interval) -> set:
    """What a report says about each quarter of an hour."""
    found = set()
    for conflict in report:
        crowd = conflict.kind in {ConflictKind.HEAD_COUNT, ConflictKind.EQUIPMENT}
        crowd = crowd or conflict.rule.name == "closure-cap"
        many = conflict.kind is ConflictKind.ORGANISER and conflict.rule.allowed != 1
        who = () if crowd or many else conflict.parties
        about = conflict.rule.subject if crowd or many or not who[1:] else ""
        for tick in ticks(conflict.interval, window):
            found.add((conflict.kind, who, about, tick))
    return found


class Twin:
    """What there is at each quarter of an hour, found by looking."""

    def __init__(self, programme: Programme, window: Interval) -> None:
        self.programme = programme
        self.window = window
        self.torgs = {torg.id: torg for torg in programme.torgs}
        wide = Interval(window.start - 3 * DAY, window.end + 3 * DAY)
        self.there = defaultdict(list)  # tick: occurrences
        self.needing = defaultdict(list)  # tick, torg, leaf: occurrences, and whether they share
        for event in programme.events:
            if event.status is EventStatus.CANCELLED:
                continue
            for occurrence in event.series.occurrences(wide):
                if occurrence.status is not Status.CANCELLED:
                    self._put(EventOccurrence(event, occurrence))

    def _put(self, one: EventOccurrence) -> None:
        start, end = (
            moment
            if isinstance(moment, datetime)
            else datetime.combine(moment, time(), zone(one.event.series.zone))
            for moment in (one.start, one.end)
        )
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        for tick in ticks(Interval(start, end), self.window):
            self.there[tick].append(one)
        torg = self.torgs[one.event.torg]
        claims = {}
        for name in one.rooms:
            room = torg.room(name)
            before = room.setup if one.event.setup is None else one.event.setup
            after = room.teardown if one.event.teardown is None else one.event.teardown
            if torg.turnaround_inside:
                before = after = timedelta(0)
            for leaf in torg.leaves(name):
                old = claims.get(leaf, (before, after, True))
                claims[leaf] = (
                    max(old[0], before),
                    max(old[1], after),
                    old[2] and room.shared_up_to is not None,
                )
        for leaf, (before, after, shared) in claims.items():
            for tick in ticks(Interval(start - before, end + after), self.window):
                self.needing[tick, torg.id, leaf].append((one, shared))

    def flat(self) -> set:
        """What there is to say about each quarter of an hour."""
        found = {*self._rooms()}
        for tick, here in self.there.items():
            found |= {(*each, tick) for each in self._people(here)}
            found |= {(*each, tick) for one in here for each in self._one(one, tick)}
            for torg in self.torgs.values():
                inside = [one for one in here if one.event.torg == torg.id]
                found |= {(*each, tick) for each in self._heads(torg, inside, tick)}
        return found

    def _rooms(self):
        for (tick, _, _), needing in self.needing.items():
            for (one, shared), (other, other_shared) in combinations(needing, 2):
                if not (shared and other_shared):
                    sure = one.status is other.status is Status.CONFIRMED
                    kind = ConflictKind.ROOM if sure else ConflictKind.TENTATIVE
                    yield kind, tuple(sorted((one.key, other.key))), "", tick

    def _leaves(self, one):
        torg = self.torgs[one.event.torg]
        return frozenset().union(*(torg.leaves(room) for room in one.rooms))

    def _people(self, here):
        for organisation in self.programme.organisations:
            mine = [one for one in here if one.event.organiser == organisation.id]
            if organisation.at_once == 1:
                for one, other in combinations(mine, 2):
                    rooms, others = self._leaves(one), self._leaves(other)
                    same = one.event.torg == other.event.torg and (rooms == others or rooms & others)
                    if not same:
                        yield ConflictKind.ORGANISER, tuple(sorted((one.key, other.key))), ""
            elif organisation.at_once is not None and len(mine) > organisation.at_once:
                yield ConflictKind.ORGANISER, (), organisation.id

    def _heads(self, torg, inside, tick):
        for room in torg.rooms:
            if room.shared_up_to is not None:
                within = [one for one in inside if one.rooms and self._leaves(one) <= torg.leaves(room.id)]
                if sum(one.event.expected or 0 for one in within) > room.shared_up_to:
                    yield ConflictKind.HEAD_COUNT, (), room.id
        for equipment in torg.equipment:
            if sum(equipment.id in one.event.equipment for one in inside) > equipment.number:
                yield ConflictKind.EQUIPMENT, (), equipment.id
        for closure in self.programme.closures:
            if closure.torg == torg.id and closure.most_people and self._lasts(closure, tick):
                counted = [one for one in inside if self._is_meant(closure, one)]
                if sum(one.event.expected or 0 for one in counted) > closure.most_people:
                    yield ConflictKind.RESTRICTED, (), closure.id

    def _lasts(self, closure, tick):
        now = tick.astimezone(OSLO)
        end = closure.end
        return closure.start.replace(tzinfo=OSLO).astimezone(UTC) <= now and (
            end is None or now < end.replace(tzinfo=OSLO).astimezone(UTC)
        )

    def _is_meant(self, closure, one):
        torg = self.torgs[closure.torg]
        rooms = closure.rooms or [room.id for room in torg.rooms]
        leaves = frozenset().union(*(torg.leaves(room) for room in rooms))
        return one.event.kind not in closure.spared_kinds and bool(leaves & self._leaves(one))

    def _one(self, one, tick):
        torg, event = self.torgs[one.event.torg], one.event
        who = (one.key,)
        organiser = event.organiser and self.programme.organisation(event.organiser)
        needed = AccessLevel.BY_APPOINTMENT
        if organiser and organiser.sector is not Sector.MUNICIPAL and not torg.digital_keys:
            needed = organiser.access
        if not one.rooms:
            return
        for room in torg.rooms:
            for use in room.primary:
                other = event.organiser != use.organisation and torg.leaves(room.id) & self._leaves(one)
                if other and use.hours.is_open(tick):
                    yield ConflictKind.PRIMARY_USE, who, use.organisation
        for closure in self.programme.closures:
            hit = closure.torg == torg.id and self._lasts(closure, tick) and self._is_meant(closure, one)
            if hit and closure.highest < needed:
                closed = closure.highest is AccessLevel.CLOSED
                yield (ConflictKind.CLOSED if closed else ConflictKind.RESTRICTED), who, closure.id
        if torg.opening is not None:
            level, left = torg.opening.level_at(tick), self._left(torg, tick)
            if left is not None and left < needed:
                yield (ConflictKind.RESTRICTED if left else ConflictKind.CLOSED), who, torg.id
            elif level < needed and not torg.digital_keys and not self._is_open_day(one, tick, needed):
                yield (ConflictKind.LEVEL if level else ConflictKind.OUTSIDE_HOURS), who, torg.id
        yield from self._fits(torg, one, who)

    def _left(self, torg, tick):
        """Return the level that a restriction of the hours leaves, or None."""
        for r in torg.opening.restrictions:
            if r.start.replace(tzinfo=OSLO).astimezone(UTC) <= tick and (
                r.end is None or tick < r.end.replace(tzinfo=OSLO).astimezone(UTC)
            ):
                return r.operation.highest
        return None

    def _is_open_day(self, one, tick, needed):
        """Whether what lasts whole days is at a day on which its organiser gets in at some time."""
        if isinstance(one.event.series.first, datetime):
            return False
        place, torg = zone(one.event.series.zone), self.torgs[one.event.torg]
        day = tick.astimezone(place).date()
        now = datetime.combine(day, time(), place).astimezone(UTC)
        while now.astimezone(place).date() == day:
            left = self._left(torg, now)
            if torg.opening.level_at(now) >= needed and (left is None or left >= needed):
                return True
            now += TICK
        return False

    def _fits(self, torg, one, who):
        expected = one.event.expected
        chosen = [torg.room(name) for name in one.rooms]
        outer = [
            room
            for room in chosen
            if not any(torg.leaves(room.id) < torg.leaves(other.id) for other in chosen)
        ]
        subject = outer[0].id if len(outer) == 1 else ""
        for numbers in (
            [room.fire_limit for room in outer],
            [max(filter(None, (room.seated, room.standing)), default=None) for room in outer],
        ):
            if expected is not None and None not in numbers and expected > sum(numbers):
                yield ConflictKind.CAPACITY, who, subject
                return
