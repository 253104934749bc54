"""RRULE as others write it: within limits, with an end of the right kind."""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, NamedTuple

from attrs import evolve

from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import Moment
from innbyggertorg.ical.reading.trusted import maker
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Frequency, RecurrenceRule

__all__ = ["Rules"]

_MOST_KNOWN: Final = 1_024
_is_instant: Final = re.compile("[0-9]{8}T[0-9]{6}Z").fullmatch


class _Known(NamedTuple):
    """A rule that was read before.

    Attributes:
        rule: Without an end.
        until: Makes the same rule with an end.
        counted: Makes the same rule with a number of starts.
        weekdays: Numbers of the days on which it picks what it begins with.
        nth: Which of those in the month, from the end where negative; 0 for any.
    """

    rule: RecurrenceRule
    until: Callable[[datetime], RecurrenceRule]
    counted: Callable[[int], RecurrenceRule]
    weekdays: frozenset[int]
    nth: int

    def picks(self, first: datetime) -> bool:
        """Whether the rule picks the start that it begins with."""
        if first.weekday() not in self.weekdays:
            return False
        if self.nth > 0:
            return (first.day - 1) // 7 + 1 == self.nth
        return not self.nth or (monthrange(first.year, first.month)[1] - first.day) // 7 + 1 == -self.nth


class Rules:
    """Reads rules; what stands besides UNTIL is read once.

    Args:
        ledger: Where problems go that can be lived with.
        limits: `rule_text`, `rule_interval` and `rule_count` apply.
        sub_daily: Whether rules that repeat within a day are taken.
    """

    def __init__(self, ledger: Ledger, limits: Limits, *, sub_daily: bool) -> None:
        self._ledger = ledger
        self._limits = limits
        self._sub_daily = sub_daily
        self._known: dict[str, _Known | None] = {}  # None for one that has to be read each time

    def read(self, given: Property, first: Moment, key: str, uid: str) -> tuple[RecurrenceRule, bool]:
        """Return the rule of an event that begins at *first* in the zone *key*, and whether it picks that.

        Raises:
            UnreadableError: If it is none, or beyond a limit.
        """
        known = self.usual(given[1], first) if isinstance(first, datetime) else None
        return known or self._read(given, first, key, uid)

    def usual(self, value: str, first: datetime) -> tuple[RecurrenceRule, bool] | None:
        """Do as `read` for a rule like one that was read before; None where it has to be read."""
        body, end = _cut(value)
        known = self._known.get(body)
        if known is None and body not in self._known and len(value) <= self._limits.rule_text:
            known = self._learn(body)
        if known is None:
            return None
        rule = self._with_end(known, end, first) if end else known.rule
        return None if rule is None else (rule, known.picks(first))

    def _learn(self, body: str) -> _Known | None:
        """Keep a rule without an end, if it is one of which it is seen at once what it picks."""
        known = None
        with suppress(InnbyggertorgError):  # which is told when it is read with its end
            rule = RecurrenceRule.parse(body, limits=self._limits)
            simple = _picked(rule) if rule.interval <= self._limits.rule_interval else None
            if simple is not None:
                known = _Known(rule, maker(rule, "until"), maker(rule, "count"), *simple)
        if len(self._known) < _MOST_KNOWN:
            self._known[body] = known
        return known

    def _with_end(self, known: _Known, end: str, first: Moment) -> RecurrenceRule | None:
        """Return a rule with an end of the usual kind after *first*, else None."""
        if not _is_instant(end):
            count = int(end) if end.isdecimal() and end.isascii() and len(end) < 6 else 0
            return known.counted(count) if 1 <= count <= self._limits.rule_count else None
        try:
            until = datetime.fromisoformat(end)
        except ValueError:
            return None
        return known.until(until) if until.toordinal() > first.toordinal() else None

    def _read(self, given: Property, first: Moment, key: str, uid: str) -> tuple[RecurrenceRule, bool]:
        _, value, at = given
        if len(value) > self._limits.rule_text:
            raise _beyond(at, "rule_text", self._limits.rule_text, len(value))
        try:
            rule = RecurrenceRule.parse(value, limits=self._limits)
        except InnbyggertorgError as error:
            wanted = "must be a recurrence rule of RFC 5545"
            raise UnreadableError(at, "RRULE", wanted, got=value[:80], hint=str(error)) from None
        self._check(rule, first, at)
        until = rule.until
        usual = isinstance(until, datetime) and until.tzinfo is not None and isinstance(first, datetime)
        if until is not None and not usual:
            rule = self._with_other_end(rule, given, first, key, uid)
        return rule, next(rule.starts(first, zone=key), None) == first

    def _check(self, rule: RecurrenceRule, first: Moment, at: int) -> None:
        limits = self._limits
        if rule.interval > limits.rule_interval:
            raise _beyond(at, "rule_interval", limits.rule_interval, rule.interval)
        if rule.count is not None and rule.count > limits.rule_count:
            raise _beyond(at, "rule_count", limits.rule_count, rule.count)
        if rule.frequency.within_day and not (self._sub_daily and isinstance(first, datetime)):
            hint = "pass sub_daily=True to read it" if isinstance(first, datetime) else ""
            raise UnreadableError(
                at, "RRULE", "must repeat daily or less often", got=str(rule.frequency), hint=hint
            )

    def _with_other_end(
        self, rule: RecurrenceRule, given: Property, first: Moment, key: str, uid: str
    ) -> RecurrenceRule:
        """Return *rule* with an UNTIL of the kind that goes with *first*, and say if it had another.

        A date as the end of times is the whole of that day, as the rule takes it. A time as the end of whole
        days is its day.
        """
        until = rule.until
        if not isinstance(first, datetime):
            if not isinstance(until, datetime):
                return rule
            until = until.astimezone(zone(key)).date() if until.tzinfo else until.date()
            rule = evolve(rule, until=until)
        elif isinstance(until, datetime) and key == "UTC":
            rule = evolve(rule, until=until.replace(tzinfo=UTC))
        wanted = "a time in UTC" if isinstance(first, datetime) else "a date"
        error = UnreadableError(given[2], "RRULE", f"must have an UNTIL that is {wanted}, as DTSTART has it")
        self._ledger.problem(error, uid)
        return rule


def _cut(value: str) -> tuple[str, str]:
    """Return a rule without its UNTIL or COUNT, and what that is; empty where there is none."""
    before, found, rest = value.partition(";UNTIL=")
    if not found:
        before, found, rest = value.partition(";COUNT=")
    end = rest.partition(";")[0]
    return (before + rest[len(end) :], end) if end else (value, "")


def _beyond(at: int, limit: str, allowed: int, got: int) -> UnreadableError:
    cause = LimitExceededError(limit, allowed, got)
    return UnreadableError(
        at, "RRULE", f"must keep within Limits.{limit}, {allowed:,}", got=f"{got:,}", cause=cause
    )


_EVERY_DAY: Final = frozenset(range(7))


def _picked(rule: RecurrenceRule) -> tuple[frozenset[int], int] | None:
    """Return the weekdays on which a rule picks what it begins with, and which of those in the month.

    None where something else matters as well.
    """
    if (
        rule.until is not None
        or rule.count is not None
        or rule.frequency.within_day
        or rule.by_month_day
        or rule.by_set_position
        or rule.by_month
        or rule.by_hour
        or rule.by_minute
        or rule.by_second
        or rule.by_year_day
        or rule.by_week_number
    ):
        return None
    if not rule.by_day:
        return _EVERY_DAY, 0
    weekdays = frozenset(int(each.weekday) for each in rule.by_day)
    if rule.frequency is Frequency.WEEKLY:
        return weekdays, 0
    if rule.frequency is Frequency.MONTHLY and len(rule.by_day) == 1:
        return weekdays, rule.by_day[0].nth
    return None
