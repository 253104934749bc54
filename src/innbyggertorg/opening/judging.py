"""What the layers make of one day: which rules act on it, and what is on offer minute by minute."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from innbyggertorg.days.holidays import Eve, Holiday, named_days
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.weekly import weekday_of
from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.opening.ambiguity import season_run
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.layers import BaseWeek, DatedException, HolidayPolicy, Layers, Pattern, Season
from innbyggertorg.opening.masks import UNKNOWN, applied, decides, edges, least, level_of
from innbyggertorg.opening.operations import Add, Cap, Clip, Operation, Remove, Replace
from innbyggertorg.opening.results import Layer

__all__ = [
    "DayKey",
    "DayPlan",
    "Judge",
    "Piece",
    "Spoken",
    "Step",
    "Unknown",
    "known_runs",
    "trace",
]


class Step(NamedTuple):
    """One layer acting on a day: its rules and what each does, in an order of their own."""

    layer: Layer
    rules: tuple[tuple[Any, Operation], ...]


class Piece(NamedTuple):
    """A stretch of a day in minutes, what is on offer (a mask), and the reason of the rule that decides."""

    start: int
    end: int
    mask: int
    reason: str


class DayKey(NamedTuple):
    """Which rules act on a day, by their places; days with equal keys are open alike."""

    base: int | None
    season: int | None
    weekday: int
    patterns: tuple[int, ...]
    holidays: tuple[int, ...]
    exceptions: tuple[int, ...]


class Spoken(NamedTuple):
    """What one layer made of a minute."""

    layer: Layer
    rule: Any
    mask: int
    decided: bool


_ORDER = {Replace: 0, Add: 1, Clip: 2, Cap: 3, Remove: 4}


def trace(steps: Sequence[Step], minute: int) -> Iterator[Spoken]:
    """Follow a minute of a day through the layers, from weak to strong."""
    mask = 0
    for layer, rules in steps:
        rule, before, decided = rules[0][0], mask, False
        if layer is Layer.HOLIDAY:
            masks = [applied(operation, before, minute) for _, operation in rules]
            mask = least(masks) if len(masks) > 1 else masks[0]
            for (policy, operation), answer in zip(rules, masks, strict=True):
                if level_of(answer) is level_of(mask) and decides(operation, before, answer, minute):
                    rule, decided = policy, True
                    break
        else:
            for each, operation in rules:
                before = mask
                mask = applied(operation, before, minute)
                if decides(operation, before, mask, minute):
                    rule, decided = each, True
        yield Spoken(layer, rule, mask, decided)


class DayPlan:
    """The layers that act on the days of one key, and the pieces they make of such a day."""

    __slots__ = ("pieces", "steps")

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        found = {0, DAY}
        for _, rules in steps:
            for _, operation in rules:
                found.update(edges(operation))
        pieces: list[Piece] = []
        for start, end in pairwise(sorted(found)):
            mask, reason = 0, ""
            for spoken in trace(steps, start):
                mask = spoken.mask
                if spoken.decided:
                    reason = getattr(spoken.rule, "reason", "")
            if pieces and pieces[-1].mask == mask and pieces[-1].reason == reason:
                pieces[-1] = pieces[-1]._replace(end=end)
            else:
                pieces.append(Piece(start, end, mask, reason))
        while pieces[-1].start >= DAY and pieces[-1].mask == 0:
            pieces.pop()
        self.pieces = tuple(pieces)

    @property
    def end(self) -> int:
        """The minute at which the day's last span is over, at least its midnight."""
        return self.pieces[-1].end


class Unknown(NamedTuple):
    """A day that hangs on an unknown school year, and the error that says which."""

    error: UnknownSchoolYearError


class Judge:
    """Finds the plan of each day of one schedule; keeps the plans it has made."""

    __slots__ = ("_by_name", "_default", "_plans", "longest", "schedule")

    def __init__(self, schedule: Layers) -> None:
        self.schedule = schedule
        self._plans: dict[DayKey, DayPlan] = {}
        self._by_name = {name: n for n, policy in enumerate(schedule.holidays) for name in policy.names}
        self._default = next((n for n, policy in enumerate(schedule.holidays) if not policy.names), None)
        self.longest = max([DAY, *_ends(schedule)])

    def keys(self, first: int, past: int) -> dict[int, DayKey | Unknown]:
        """Find what acts on each of the days [first, past), given as ordinals."""
        bases = self._bases(first, past)
        seasons = self._seasons(first, past)
        unknown: dict[int, Unknown] = {}
        patterns = _acting(self.schedule.patterns, first, past, unknown)
        exceptions = _acting(self.schedule.exceptions, first, past, unknown)
        holidays = self._policies(first, past)
        found: dict[int, DayKey | Unknown] = {}
        for number in range(first, past):
            found[number] = unknown.get(number) or DayKey(
                bases.get(number),
                seasons.get(number),
                weekday_of(number),
                patterns.get(number, ()),
                holidays.get(number, ()),
                exceptions.get(number, ()),
            )
        return found

    def week_rule(self, number: int) -> BaseWeek | Season | None:
        """Return the rule whose week holds on a day: its season, else its base week, or None."""
        season = self._seasons(number, number + 1).get(number)
        if season is not None:
            return self.schedule.seasons[season]
        base = self._bases(number, number + 1).get(number)
        return None if base is None else self.schedule.bases[base]

    def plan(self, key: DayKey | Unknown) -> DayPlan:
        """Return the plan of a key."""
        if isinstance(key, Unknown):
            plan = DayPlan(())
            plan.pieces = (Piece(0, self.longest, UNKNOWN, ""),)
            return plan
        known = self._plans.get(key)
        if known is None:
            known = self._plans[key] = DayPlan(tuple(self._steps(key)))
        return known

    def _steps(self, key: DayKey) -> Iterator[Step]:
        schedule = self.schedule
        if key.base is not None:
            base = schedule.bases[key.base]
            yield Step(Layer.BASE, ((base, Replace(base.week.days[key.weekday])),))
        if key.season is not None:
            season = schedule.seasons[key.season]
            yield Step(Layer.SEASON, ((season, Replace(season.week.days[key.weekday])),))
        layers: tuple[
            tuple[Layer, tuple[int, ...], Sequence[Pattern | HolidayPolicy | DatedException]], ...
        ] = (
            (Layer.PATTERN, key.patterns, schedule.patterns),
            (Layer.HOLIDAY, key.holidays, schedule.holidays),
            (Layer.EXCEPTION, key.exceptions, schedule.exceptions),
        )
        for layer, places, rules in layers:
            if places:
                acting = sorted((rules[n] for n in places), key=_by_operation)
                yield Step(layer, tuple((rule, rule.operation) for rule in acting))

    def _bases(self, first: int, past: int) -> dict[int, int]:
        found: dict[int, int] = {}
        for n, base in enumerate(self.schedule.bases):
            start = base.valid.first.toordinal() if base.valid.first else first
            end = base.valid.last.toordinal() + 1 if base.valid.last else past
            found.update(dict.fromkeys(range(max(start, first), min(end, past)), n))
        return found

    def _seasons(self, first: int, past: int) -> dict[int, int]:
        ranked = []
        for n, season in enumerate(self.schedule.seasons):
            for start, end in season.period.runs(first, past):
                whole = season_run(season.period, start) or (start, end)
                ranked.append(((season.priority, whole[0] - whole[1], whole[0]), start, end, n))
        found: dict[int, int] = {}
        for _, start, end, n in sorted(ranked):
            found.update(dict.fromkeys(range(start, end), n))
        return found

    def _policies(self, first: int, past: int) -> dict[int, tuple[int, ...]]:
        if not self.schedule.holidays:
            return {}
        found: dict[int, tuple[int, ...]] = {}
        names: list[tuple[int, Holiday | Eve]] = []
        for year in range(date.fromordinal(first).year, date.fromordinal(past - 1).year + 1):
            names += [*named_days(Holiday, year), *named_days(Eve, year)]
        for number, name in names:
            place = self._by_name.get(name, self._default if isinstance(name, Holiday) else None)
            if place is not None and place not in found.get(number, ()):
                found[number] = (*found.get(number, ()), place)
        return found


def _by_operation(rule: Pattern | HolidayPolicy | DatedException) -> tuple[int, str]:
    """Order the rules of a layer on one day: replace, add, clip, cap, remove; then by what they say."""
    return _ORDER[type(rule.operation)], repr(rule)


def _acting(
    rules: Sequence[Pattern | DatedException], first: int, past: int, unknown: dict[int, Unknown]
) -> dict[int, tuple[int, ...]]:
    """Find which rules act on which days, and note the days for which that cannot be known."""
    found: dict[int, tuple[int, ...]] = {}
    for n, rule in enumerate(rules):
        for start, end in known_runs(rule.days, first, past, unknown):
            for number in range(start, end):
                found[number] = (*found.get(number, ()), n)
    return found


def known_runs(
    days: DayRule, first: int, past: int, unknown: dict[int, Unknown]
) -> Iterator[tuple[int, int]]:
    """List the runs of days that a rule picks in [first, past), noting the days for which it cannot tell."""
    while first < past:
        try:
            run = days.next_run(first, past)
        except UnknownSchoolYearError as error:
            unknown.setdefault(first, Unknown(error))
            first += 1
            continue
        if run is None:
            return
        yield run
        first = run[1]


def _ends(schedule: Layers) -> Iterator[int]:
    """List the ends of all hours written in the schedule, in minutes."""
    for week in [*(base.week for base in schedule.bases), *(season.week for season in schedule.seasons)]:
        yield from (hours.end for day in week.days for hours in day)
    operations: list[Operation] = [rule.operation for rule in schedule.patterns]
    operations += [rule.operation for rule in schedule.holidays]
    operations += [rule.operation for rule in schedule.exceptions]
    for operation in operations:
        if isinstance(operation, Replace | Add):
            yield from (hours.end for hours in operation.hours)
