"""What every rule about days has in common: asking one day, listing a window, and the algebra."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import lcm
from typing import Final, NamedTuple

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Value
from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError, WrongTypeError

__all__ = [
    "CALENDAR",
    "PAST_LAST",
    "AllOf",
    "AnyOf",
    "DayRule",
    "Except",
    "Repeat",
    "Run",
    "day_number",
]

Run = tuple[int, int]
"""Consecutive days as ordinals (`date.toordinal`), half-open."""


class Repeat(NamedTuple):
    """From the ordinal *since* on, what a rule picks is the same again after so many *days*."""

    since: int
    days: int


PAST_LAST: Final = date.max.toordinal() + 1
CALENDAR: Final = Repeat(date(2, 1, 1).toordinal(), 146_097)
"""How rules about weeks, months and years repeat: the Gregorian calendar does after 400 years."""
_DEEPEST: Final = 32


def day_number(where: str, day: object) -> int:
    """Return the ordinal of *day*; a `datetime` is refused, for it has a zone to decide first."""
    if type(day) is not date:
        raise WrongTypeError(where, "must be a date", day, "use .date() in the zone that is meant")
    return day.toordinal()


class DayRule(Value):
    """A set of days, finite or not, that can be asked and combined.

    A subclass is a frozen value and writes one method, `next_run`; everything else follows from it.
    """

    __slots__ = ()

    @property
    def depth(self) -> int:
        """How many levels of combined rules this one has; 1 for a rule that stands alone."""
        return 1

    @property
    def repeat(self) -> Repeat | None:
        """How the rule repeats for ever, or None where it does not or that is not known."""
        return None

    def next_run(self, start: int, end: int) -> Run | None:
        """Find the first picked days among the ordinals from *start* up to but not including *end*.

        Args:
            start: An ordinal from 1.
            end: An ordinal above *start*, at most `PAST_LAST`.

        Returns:
            None if no day is picked. Else `(first, past)` within the bounds: no day before *first* is
            picked, and all from *first* up to *past* are, though more may follow at once. An empty run
            beyond *start* says that nothing is picked before it, and that one must ask again from there.

        Raises:
            UnknownSchoolYearError: If it is not known whether the day *start* itself is picked.
        """
        raise NotImplementedError

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """List the runs of picked days among the ordinals [start, end), in order and not overlapping."""
        while start < end:
            run = self.next_run(start, end)
            if run is None:
                return
            if run[0] < run[1]:
                yield run
            start = run[1]

    def picks(self, day: date) -> bool:
        """Tell whether *day* is one of the days.

        Raises:
            UnknownSchoolYearError: If that hangs on a school year that no calendar here holds.
        """
        number = day_number("DayRule.picks", day)
        run = self.next_run(number, number + 1)
        return run is not None and run[0] < run[1]

    def days(self, window: DateRange) -> Iterator[date]:
        """List the picked days in *window*, in order, each once, as far as they are asked for.

        Raises:
            UnknownSchoolYearError: On reaching a day that hangs on an unknown school year.
        """
        if not isinstance(window, DateRange):
            raise WrongTypeError("DayRule.days", "must be given a DateRange", window)
        runs = self.runs(window.start.toordinal(), window.end.toordinal())
        return (date.fromordinal(number) for run in runs for number in range(*run))

    def __or__(self, other: "DayRule") -> "AnyOf":
        if not isinstance(other, DayRule):
            return NotImplemented
        return AnyOf(_parts(self, AnyOf) + _parts(other, AnyOf))

    def __and__(self, other: "DayRule") -> "AllOf":
        if not isinstance(other, DayRule):
            return NotImplemented
        return AllOf(_parts(self, AllOf) + _parts(other, AllOf))

    def __sub__(self, other: "DayRule") -> "Except":
        if not isinstance(other, DayRule):
            return NotImplemented
        if isinstance(self, Except):
            return Except(self.rule, self.excluded | other)
        return Except(self, other)


def _parts(rule: DayRule, kind: "type[AnyOf] | type[AllOf]") -> tuple[DayRule, ...]:
    """Return what *rule* is made of if it is already of that kind, so that long chains stay flat."""
    return rule.rules if isinstance(rule, kind) else (rule,)


def _once(rules: object) -> object:
    """Drop rules that are written twice, keeping the first; what is no rule is for the validator."""
    if not isinstance(rules, tuple | list):
        return rules
    return tuple(dict.fromkeys(rules) if all(isinstance(rule, DayRule) for rule in rules) else rules)


def _check_depth(rule: DayRule) -> None:
    if rule.depth > _DEEPEST:
        raise LimitExceededError("document_depth", _DEEPEST, rule.depth, "combine the rules less deeply")


_rules = tuple_of(is_a(DayRule), least=1)


def _repeat_of(rules: Iterable[DayRule]) -> Repeat | None:
    """Return how a combination repeats: when all its parts do."""
    since, days = 1, 1
    for rule in rules:
        repeat = rule.repeat
        if repeat is None:
            return None
        since, days = max(since, repeat.since), lcm(days, repeat.days)
    return Repeat(since, days)


def _deepest(rules: object) -> int:
    if not isinstance(rules, tuple):
        return 0
    return 1 + max((rule.depth for rule in rules if isinstance(rule, DayRule)), default=0)


@frozen(cache_hash=True)
class AnyOf(DayRule):
    """The days that at least one of *rules* picks: `a | b`."""

    rules: tuple[DayRule, ...] = field(validator=_rules, converter=_once)
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _find_depth(self) -> int:
        return _deepest(self.rules)

    def _check(self) -> None:
        _check_depth(self)

    @property
    def repeat(self) -> Repeat | None:
        """Repeat when all parts have."""
        return _repeat_of(self.rules)

    def next_run(self, start: int, end: int) -> Run | None:
        """Take the run that begins first; a day one rule surely picks is picked, whatever else is unknown."""
        best: Run | None = None
        unknown: UnknownSchoolYearError | None = None
        for rule in self.rules:
            try:
                run = rule.next_run(start, end)
            except UnknownSchoolYearError as error:
                unknown = unknown or error
                continue
            if run is not None and (best is None or (run[0], -run[1]) < (best[0], -best[1])):
                best = run
        if unknown is not None and (best is None or best[0] > start):
            raise unknown
        return best


@frozen(cache_hash=True)
class AllOf(DayRule):
    """The days that every one of *rules* picks: `a & b`."""

    rules: tuple[DayRule, ...] = field(validator=_rules, converter=_once)
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _find_depth(self) -> int:
        return _deepest(self.rules)

    def _check(self) -> None:
        _check_depth(self)

    @property
    def repeat(self) -> Repeat | None:
        """Repeat when all parts have."""
        return _repeat_of(self.rules)

    def next_run(self, start: int, end: int) -> Run | None:
        """Leap from rule to rule to the first day all share; a day one surely leaves out is out."""
        asked = start
        while start < end:
            first, past = start, end
            unknown: UnknownSchoolYearError | None = None
            for rule in self.rules:
                try:
                    run = rule.next_run(start, end)
                except UnknownSchoolYearError as error:
                    unknown = unknown or error
                    continue
                if run is None:
                    return None
                first, past = max(first, run[0]), min(past, run[1])
            if unknown is None and first < past:
                return first, past
            if unknown is not None and first == start:
                if start > asked:
                    return start, start
                raise unknown
            start = first
        return None


@frozen(cache_hash=True)
class Except(DayRule):
    """The days that *rule* picks and *excluded* does not: `a - b`."""

    rule: DayRule = field(validator=is_a(DayRule))
    excluded: DayRule = field(validator=is_a(DayRule))
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _find_depth(self) -> int:
        return _deepest((self.rule, self.excluded))

    def _check(self) -> None:
        _check_depth(self)

    @property
    def repeat(self) -> Repeat | None:
        """Repeat when all parts have."""
        return _repeat_of((self.rule, self.excluded))

    def next_run(self, start: int, end: int) -> Run | None:
        """Find the first run of the rule with something left after the excluded days are cut out."""
        asked = start
        unknown: UnknownSchoolYearError | None
        while start < end:
            unknown = None
            try:
                run = self.rule.next_run(start, end)
            except UnknownSchoolYearError as error:
                unknown, run = error, (start, end)
            if run is None:
                return None
            first, past = run
            if first < past:
                try:
                    cut = self.excluded.next_run(first, past)
                except UnknownSchoolYearError as error:
                    if first > asked:
                        return first, first
                    raise unknown or error from None
                if cut is None or cut[0] > first:
                    if unknown is None:
                        return first, past if cut is None else cut[0]
                    if start > asked:
                        return start, start
                    raise unknown
                first = cut[1]
            start = first
        return None
