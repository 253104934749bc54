"""The recurrence rule as a value: every part of RFC 5545 section 3.3.10, and SKIP of RFC 7529."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from attrs import Attribute, field, frozen

from innbyggertorg._checks import Validator, check_wall_time, is_a, name_of, optional, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.recurrence.engine.compile import compile_rule
from innbyggertorg.recurrence.engine.moments import check_moment, dates, from_moment, walls
from innbyggertorg.recurrence.engine.plan import LAST_WALL
from innbyggertorg.recurrence.parts import NTH_IN_MONTH, NTH_IN_YEAR, Frequency, NthDay, Skip
from innbyggertorg.recurrence.text import read_parts, rule_text

__all__ = ["Frequency", "NthDay", "RecurrenceRule", "Skip"]

Moment = TypeVar("Moment", date, datetime)
"""The type of the first start, which is the type of all of them: a date, or a naive datetime."""

LARGEST: Final = 10**18 - 1
"""The largest INTERVAL and COUNT: eighteen digits."""


def _in_order(items: Any) -> Any:
    """Sort *items* and keep each once, so that rules that mean the same are equal."""
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        return items
    items = tuple(items)
    try:
        return tuple(sorted(set(items)))
    except TypeError:
        return items


def _days_in_order(items: Any) -> Any:
    """Do as `_in_order`, and take a plain weekday for every such day."""
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        return items
    return _in_order(NthDay(item) if isinstance(item, Weekday) else item for item in items)


def _numbers(part: str, low: int, high: int, *, signed: bool = False) -> Validator:
    """Take a tuple of numbers from *low* to *high*, and their negatives if *signed*."""
    bounds = f"from {low} to {high} or -{high} to -{low}" if signed else f"from {low} to {high}"
    rule = f"({part}) must be whole numbers {bounds}"

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, tuple):
            raise WrongTypeError(name_of(instance, attribute), f"({part}) must be a tuple", value)
        for number in value:
            if type(number) is not int:
                raise WrongTypeError(name_of(instance, attribute), rule, number)
            if not low <= (abs(number) if signed else number) <= high:
                raise InvalidValueError(name_of(instance, attribute), rule, number)

    return check


def _days(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    if not isinstance(value, tuple) or not all(isinstance(item, NthDay) for item in value):
        raise WrongTypeError(
            name_of(instance, attribute), "(BYDAY) must be a tuple of Weekday or NthDay", value
        )


def _until(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a date, a wall time, or an instant written in UTC."""
    where = name_of(instance, attribute)
    if isinstance(value, datetime) and value.tzinfo is not None:
        if value.tzinfo is not UTC:
            raise InvalidValueError(
                where, "must be wall time, or an instant in UTC", value, "use .astimezone(UTC)"
            )
        value = value.replace(tzinfo=None)
    if type(value) is not date:
        check_wall_time(where, value)


_up_to_largest = whole_number(1, LARGEST)


@frozen(repr=False)
class RecurrenceRule(Value):
    """Which starts repeat: RFC 5545 section 3.3.10, with SKIP of RFC 7529 for the Gregorian calendar.

    A rule has no first start and no zone of its own; it is expanded from a first start, in wall time. Lists
    may come in any order and with repetitions; they are kept sorted, each value once, so that rules that
    mean the same are equal.

    Attributes:
        frequency: Length of the periods.
        interval: Take every so manieth period, counted from the one that the first start is in.
        count: How many starts in all, or None.
        until: The last possible start, or None: a date (the whole day), wall time, or an instant in UTC.
        by_second: BYSECOND, 0 to 60; 60 means 59.
        by_minute: BYMINUTE, 0 to 59.
        by_hour: BYHOUR, 0 to 23.
        by_day: BYDAY, items `Weekday` or `NthDay`.
        by_month_day: BYMONTHDAY, 1 to 31, or from the end -1 to -31.
        by_year_day: BYYEARDAY, 1 to 366, or from the end -1 to -366.
        by_week_number: BYWEEKNO, 1 to 53, or from the end -1 to -53.
        by_month: BYMONTH, 1 to 12.
        by_set_position: BYSETPOS, 1 to 366, or from the end -1 to -366.
        week_start: WKST, the day on which a week begins.
        skip: What happens to days that do not exist.

    Raises:
        InvalidValueError: If a part is out of range, or two do not go together.
        WrongTypeError: If a part is of another type.

    Source:
        RFC 5545 section 3.3.10, RFC 7529 section 4.
    """

    frequency: Frequency = field(validator=is_a(Frequency))
    interval: int = field(default=1, validator=_up_to_largest, kw_only=True)
    count: int | None = field(default=None, validator=optional(_up_to_largest), kw_only=True)
    until: date | datetime | None = field(default=None, validator=optional(_until), kw_only=True)
    by_second: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYSECOND", 0, 60), kw_only=True
    )
    by_minute: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYMINUTE", 0, 59), kw_only=True
    )
    by_hour: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYHOUR", 0, 23), kw_only=True
    )
    by_day: tuple[NthDay, ...] = field(default=(), converter=_days_in_order, validator=_days, kw_only=True)
    by_month_day: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYMONTHDAY", 1, 31, signed=True), kw_only=True
    )
    by_year_day: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYYEARDAY", 1, 366, signed=True), kw_only=True
    )
    by_week_number: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYWEEKNO", 1, 53, signed=True), kw_only=True
    )
    by_month: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYMONTH", 1, 12), kw_only=True
    )
    by_set_position: tuple[int, ...] = field(
        default=(), converter=_in_order, validator=_numbers("BYSETPOS", 1, 366, signed=True), kw_only=True
    )
    week_start: Weekday = field(default=Weekday.MONDAY, validator=is_a(Weekday), kw_only=True)
    skip: Skip = field(default=Skip.OMIT, validator=is_a(Skip), kw_only=True)

    def _check(self) -> None:
        frequency = self.frequency
        if self.count is not None and self.until is not None:
            raise InvalidValueError(
                "RecurrenceRule.until", "must not be given together with count", self.until
            )
        if self.by_month_day and frequency is Frequency.WEEKLY:
            self._refuse("by_month_day", "BYMONTHDAY", "a weekly rule")
        if self.by_year_day and frequency in {Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY}:
            self._refuse("by_year_day", "BYYEARDAY", f"a {frequency.lower()} rule")
        if self.by_week_number and frequency is not Frequency.YEARLY:
            self._refuse("by_week_number", "BYWEEKNO", "any but a yearly rule")
        if any(day.nth for day in self.by_day):
            self._check_nth()
        if self.by_set_position and not self._has_by_part:
            raise InvalidValueError(
                "RecurrenceRule.by_set_position",
                "(BYSETPOS) needs another BY part to choose from",
                self.by_set_position,
            )

    def _check_nth(self) -> None:
        """Numbered weekdays count within a month or a year: there must be one, and it must hold as many."""
        if self.frequency not in {Frequency.YEARLY, Frequency.MONTHLY}:
            self._refuse("by_day", "BYDAY with numbers", "any but a monthly or yearly rule")
        if self.by_week_number:
            self._refuse("by_day", "BYDAY with numbers", "a rule with BYWEEKNO")
        in_month = self.frequency is Frequency.MONTHLY or bool(self.by_month)
        most = NTH_IN_MONTH if in_month else NTH_IN_YEAR
        for day in self.by_day:
            if abs(day.nth) > most:
                raise InvalidValueError(
                    "RecurrenceRule.by_day", f"(BYDAY) must count to at most {most} in a month", str(day)
                )

    def _refuse(self, name: str, part: str, where: str) -> None:
        raise InvalidValueError(
            f"RecurrenceRule.{name}", f"({part}) must not be part of {where}", getattr(self, name)
        )

    @property
    def _has_by_part(self) -> bool:
        return bool(
            self.by_second
            or self.by_minute
            or self.by_hour
            or self.by_day
            or self.by_month_day
            or self.by_year_day
            or self.by_week_number
            or self.by_month
        )

    @classmethod
    def parse(cls, text: str, *, limits: Limits = DEFAULT_LIMITS) -> "RecurrenceRule":
        """Read a rule from the text of an RRULE property, such as `FREQ=WEEKLY;BYDAY=MO,WE`.

        Upper and lower case are alike and the parts come in any order. A part that is empty, unknown or
        given twice is refused, and so is a semicolon at the end. Digits are ASCII digits.

        Args:
            text: The value alone, without `RRULE:` in front.
            limits: `rule_text` is the longest text that is read.

        Raises:
            ParseError: If the text does not follow the grammar.
            InvalidValueError: If it does, but a part is out of range or parts do not go together.
            LimitExceededError: If it is longer than the limit.
            WrongTypeError: If it is not text.
        """
        return cls(**read_parts(text, limits))

    def __str__(self) -> str:
        return rule_text(self)

    def __repr__(self) -> str:
        return f"RecurrenceRule.parse({str(self)!r})"

    def starts(
        self,
        first: Moment,
        *,
        after: Moment | None = None,
        before: Moment | None = None,
        zone: str = "UTC",
    ) -> Iterator[Moment]:
        """Yield the starts of the rule in wall time, in order, as far as they are asked for.

        *first* is one of them only where the rule picks it. Nothing is walked through to reach *after*,
        and a rule that never picks anything ends at once. At the last day of the year 9999 they just stop.

        Args:
            first: A date, for whole days, or a naive datetime in whole seconds.
            after: Leave out what is before it; of the type of *first*.
            before: Stop before it; of the type of *first*.
            zone: In which an `until` that is an instant is read.

        Raises:
            InvalidValueError: If *first* is a date and the frequency is shorter than a day.
            WrongTypeError: If *first* or a bound is of another type.
        """
        where = "RecurrenceRule.starts"
        whole_days = check_moment(f"{where} first", first)
        bounds = []
        for name, bound, default in (("after", after, 0), ("before", before, LAST_WALL)):
            if bound is not None and check_moment(f"{where} {name}", bound, whole=False) is not whole_days:
                raise WrongTypeError(f"{where} {name}", "must be of the type of first", bound)
            bounds.append(default if bound is None else from_moment(bound))
        plan = compile_rule(self, first, zone)
        found = plan.walk(*bounds)
        return dates(found) if whole_days else walls(found)
