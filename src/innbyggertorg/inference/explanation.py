"""What is found out about a list of dates: rules that fit, each with what it cost."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import overload

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, tuple_of, wall_date_or_time, whole_number
from innbyggertorg._values import Name, Value
from innbyggertorg.days.published import WeekdayMismatch
from innbyggertorg.days.rule import DayRule
from innbyggertorg.recurrence.series import Series

__all__ = ["COSTS", "Deviation", "DeviationKind", "Explanation", "Explanations"]


class DeviationKind(Name):
    """How a list departs from a rule."""

    MISSING = "missing"
    """One start of the rule is not in the list."""
    GAP = "gap"
    """Several starts in a row are not in the list."""
    NOT_ON = "not_on"
    """Starts on the days of a day rule, such as holidays, are not in the list."""
    MOVED = "moved"
    """One start is in the list at another time."""
    SHIFTED = "shifted"
    """Several starts in a row are all moved equally far: where a rule counts, the count was shifted."""
    EXTRA = "extra"
    """One start in the list is none of the rule."""


COSTS = {
    DeviationKind.MISSING: 2,
    DeviationKind.GAP: 3,
    DeviationKind.NOT_ON: 3,
    DeviationKind.MOVED: 3,
    DeviationKind.SHIFTED: 4,
    DeviationKind.EXTRA: 3,
}
"""What each kind of deviation adds to the cost of an explanation."""

_MOST = 10**9


@frozen(kw_only=True)
class Deviation(Value):
    """One thing that a list does otherwise than a rule.

    Attributes:
        kind: What it is.
        first: The first start concerned, as the rule gives it; for an extra start, the start itself.
        last: The last start concerned, as the rule gives it; the same as *first* for a single one.
        to: Where *first* was moved to, if it was; the others are moved equally far.
        days: The days that are left out, if there is a rule for them.
    """

    kind: DeviationKind = field(validator=is_a(DeviationKind))
    first: date | datetime = field(validator=wall_date_or_time)
    last: date | datetime = field(validator=wall_date_or_time)
    to: date | datetime | None = field(default=None, validator=optional(wall_date_or_time))
    days: DayRule | None = field(default=None, validator=optional(is_a(DayRule)))


@frozen(kw_only=True)
class Explanation(Value):
    """A series that gives exactly the dates of a list, and how simple it is.

    Attributes:
        series: Gives the list: its rule, with what is missing excluded, what is moved as overrides named by
            the original start, and what is extra. Without a rule it is the list itself.
        cost: What must be said about it, in points; see `explanations`.
        deviations: Where the list departs from the rule, in order of time.
        goes_on: Whether the series goes on after the list; otherwise it ends with it.
    """

    series: Series = field(validator=is_a(Series))
    cost: int = field(validator=whole_number(1, _MOST))
    deviations: tuple[Deviation, ...] = field(default=(), validator=tuple_of(is_a(Deviation)))
    goes_on: bool = field(default=False, validator=is_a(bool))

    @property
    def is_rule(self) -> bool:
        """Whether there is a rule; otherwise the explanation is the list itself."""
        return bool(self.series.rules)


@frozen
class Explanations(Value, Sequence[Explanation]):
    """The explanations of a list, the simplest first and the list itself last.

    Attributes:
        found: At least one; the list itself is always there.
        mismatches: The dates that were published with another weekday than they have. The explanations
            are of the dates as published: nothing is corrected.
    """

    found: tuple[Explanation, ...] = field(validator=tuple_of(is_a(Explanation), least=1))
    mismatches: tuple[WeekdayMismatch, ...] = field(default=(), validator=tuple_of(is_a(WeekdayMismatch)))

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> Explanation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Explanation, ...]: ...
    def __getitem__(self, index: int | slice) -> Explanation | tuple[Explanation, ...]:
        return self.found[index]

    def __iter__(self) -> Iterator[Explanation]:
        return iter(self.found)
