"""The layers of an opening schedule, from the week that usually holds to the closure that always does.

Each layer sees what the weaker ones left of the day on which a span starts. Only a restriction looks at the
clock instead, and so it alone also cuts a span that started the day before.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from innbyggertorg._checks import is_a, line, optional, tuple_of, wall_time, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono.dates import Validity
from innbyggertorg.days.dated import Annual, Between
from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.operations import Add, Cap, Clip, Operation, Remove, Replace
from innbyggertorg.opening.week import WeekHours

__all__ = ["BaseWeek", "DatedException", "HolidayPolicy", "Layers", "Pattern", "Restriction", "Season"]

_operation = is_a(Replace, Add, Clip, Cap, Remove)


def _reason() -> str:
    """Declare the reason of a rule: one public line, or nothing."""
    text = line()

    def check(instance: object, attribute: object, value: object) -> None:
        if value != "":
            text(instance, attribute, value)  # type: ignore[arg-type]  # attrs passes an Attribute

    return field(default="", validator=check, kw_only=True)


def _in_order_of_the_year(names: Iterable[Holiday | Eve]) -> tuple[Holiday | Eve, ...]:
    if not isinstance(names, tuple | list | set | frozenset):
        return names  # type: ignore[return-value]  # the validator's turn
    if not all(isinstance(name, Holiday | Eve) for name in names):
        return tuple(names)
    known = [name for name in (*Holiday, *Eve) if name in names]
    return tuple(known) if set(known) == set(names) else tuple(names)


@frozen
class BaseWeek(Value):
    """The week that holds where nothing else does; two may not be valid on one day.

    Attributes:
        week: The hours.
        valid: The days on which it holds, both ends included and either one open.
    """

    week: WeekHours = field(validator=is_a(WeekHours))
    valid: Validity = field(factory=Validity, validator=is_a(Validity))


@frozen
class Season(Value):
    """A week that replaces the base week for part of the year, such as summer hours.

    Where two seasons hold on one day the higher *priority* wins, then the shorter, then the one that
    started later; if that does not decide it, the schedule is refused.

    Attributes:
        period: When: `Annual` comes back every year, `Between` is dated.
        week: The hours; a week without hours is a season of being closed.
        priority: From -100 to 100.
        reason: One public line, such as "summer hours".
    """

    period: Annual | Between = field(validator=is_a(Annual, Between))
    week: WeekHours = field(validator=is_a(WeekHours))
    priority: int = field(default=0, validator=whole_number(-100, 100), kw_only=True)
    reason: str = _reason()


@frozen
class Pattern(Value):
    """Something that comes back, such as every 4th Saturday or the first Wednesday of the month.

    Attributes:
        days: On which days.
        operation: What happens: usually `Add`, or `Replace`; two that replace the same level on one day
            must agree.
        reason: One public line.
    """

    days: DayRule = field(validator=is_a(DayRule))
    operation: Operation = field(validator=_operation)
    reason: str = _reason()


@frozen
class HolidayPolicy(Value):
    """What happens on public holidays and eves.

    Where a date bears several names, each name's policy is applied by itself, and the least open answer
    holds. An eve has no policy unless it is named, and it never opens anything.

    Attributes:
        operation: What happens.
        names: For which holidays and eves; none means every public holiday that no other policy names.
            Kept holidays first, in the order of the year.
        reason: One public line.
    """

    operation: Operation = field(validator=_operation)
    names: tuple[Holiday | Eve, ...] = field(
        default=(), validator=tuple_of(is_a(Holiday, Eve), unique=True), converter=_in_order_of_the_year
    )
    reason: str = _reason()

    def _check(self) -> None:
        opens = isinstance(self.operation, Add) or (
            isinstance(self.operation, Replace) and self.operation.hours
        )
        for name in self.names:
            if opens and isinstance(name, Eve):
                hint = "use Clip, or a DatedException, which may open"
                rule = f"must not open on an eve ({name}), which only shortens a day"
                raise InvalidValueError("HolidayPolicy.operation", rule, self.operation, hint)


@frozen
class DatedException(Value):
    """Something on certain days that beats the holiday policy, such as 17 May open 10-14.

    Attributes:
        days: On which days: usually `Dates` or `Between`; `EasterOffset` and others will do.
        operation: What happens; two that replace the same level on one day must agree.
        reason: One public line.
    """

    days: DayRule = field(validator=is_a(DayRule))
    operation: Operation = field(validator=_operation)
    reason: str = _reason()


@frozen
class Restriction(Value):
    """A closure, or less than usual, from one moment to another; nothing is stronger.

    Several that last at one time all act, caps before removals, in whatever order they are given.

    Attributes:
        start: Wall time in the schedule's zone, naive, whole seconds.
        end: The same, later; None is until further notice.
        operation: `Cap(AccessLevel.CLOSED)` closes, `Cap` of another level lets at most that level,
            `Remove` takes levels away.
        reason: One public line.
    """

    start: datetime = field(validator=wall_time)
    end: datetime | None = field(default=None, validator=optional(wall_time))
    operation: Cap | Remove = field(default=Cap(AccessLevel.CLOSED), validator=is_a(Cap, Remove))
    reason: str = _reason()

    def _check(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise InvalidValueError("Restriction.end", f"must be after start {self.start}", self.end)


class Layers(Protocol):
    """The layers of a schedule, as the modules that work them out see it."""

    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def bases(self) -> tuple[BaseWeek, ...]: ...  # noqa: D102
    @property
    def seasons(self) -> tuple[Season, ...]: ...  # noqa: D102
    @property
    def patterns(self) -> tuple[Pattern, ...]: ...  # noqa: D102
    @property
    def holidays(self) -> tuple[HolidayPolicy, ...]: ...  # noqa: D102
    @property
    def exceptions(self) -> tuple[DatedException, ...]: ...  # noqa: D102
    @property
    def restrictions(self) -> tuple[Restriction, ...]: ...  # noqa: D102
