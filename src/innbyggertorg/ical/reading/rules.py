"""RRULE as others write it: within limits, with an end of the right kind."""

from datetime import UTC, date, datetime
from typing import Final

from attrs import evolve

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import Moment
from innbyggertorg.ical.reading.values import wall
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Frequency, RecurrenceRule

__all__ = ["Rules", "is_picked"]

_MOST_KNOWN: Final = 1_024


class Rules:
    """Reads rules, each text once.

    Args:
        ledger: Where problems go that can be lived with.
        limits: `rule_text`, `rule_interval` and `rule_count` apply.
        sub_daily: Whether rules that repeat within a day are taken.
        floating: Whether times that name no zone may be met.
    """

    def __init__(self, ledger: Ledger, limits: Limits, *, sub_daily: bool) -> None:
        self._ledger = ledger
        self._limits = limits
        self._sub_daily = sub_daily
        self._known: dict[str, RecurrenceRule] = {}

    def read(self, given: Property, first: Moment, key: str, uid: str) -> RecurrenceRule:
        """Return the rule of an event that begins at *first*, in the zone *key*.

        Raises:
            UnreadableError: If it is none, or beyond a limit.
        """
        _, value, at = given
        if len(value) > self._limits.rule_text:
            raise _beyond(at, "rule_text", self._limits.rule_text, len(value))
        try:
            rule = self._parsed(value)
        except InnbyggertorgError as error:
            rule_text = "must be a recurrence rule of RFC 5545"
            raise UnreadableError(at, "RRULE", rule_text, got=value[:80], hint=str(error)) from None
        self._check(rule, first, at)
        until = rule.until
        if until is None or (isinstance(until, datetime) and until.tzinfo and isinstance(first, datetime)):
            return rule
        return self._with_other_end(rule, given, first, key, uid)

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

    def _parsed(self, value: str) -> RecurrenceRule:
        """Return the rule; what stands besides UNTIL is the same in many of them."""
        known = self._known.get(value)
        if known is not None:
            return known
        body, end = _cut(value)
        until = _utc(end) if end else None
        if until is not None and (rule := self._parsed(body)).count is None:
            return evolve(rule, until=until)
        rule = RecurrenceRule.parse(value, limits=self._limits)
        if len(self._known) < _MOST_KNOWN:
            self._known[value] = rule
        return rule

    def _with_other_end(
        self, rule: RecurrenceRule, given: Property, first: Moment, key: str, uid: str
    ) -> RecurrenceRule:
        """Return *rule* with an UNTIL of the kind that goes with *first*, and say if it had another.

        A date as the end of times is the whole of that day. A time as the end of whole days is its day.
        """
        until = rule.until
        if not isinstance(first, datetime):
            if not isinstance(until, datetime):
                return rule
            until = until.astimezone(zone(key)).date() if until.tzinfo else until.date()
            rule = evolve(rule, until=until)
        elif not isinstance(until, datetime):
            pass  # the rule takes it so
        elif key == "UTC":
            rule = evolve(rule, until=until.replace(tzinfo=UTC))
        wanted = "a date" if not isinstance(first, datetime) else "a time in UTC"
        error = UnreadableError(given[2], "RRULE", f"must have an UNTIL that is {wanted}, as DTSTART is not")
        self._ledger.problem(error, uid)
        return rule


def _cut(value: str) -> tuple[str, str]:
    """Return a rule without its UNTIL, and that; the rule as it is where it has no plain one."""
    before, found, rest = value.partition(";UNTIL=")
    if not found:
        return value, ""
    end, _, after = rest.partition(";")
    return (f"{before};{after}" if after else before), end


def _utc(end: str) -> datetime | None:
    if not end.endswith("Z"):
        return None
    try:
        return wall(end[:-1]).replace(tzinfo=UTC)
    except ValueError:
        return None


def _beyond(at: int, limit: str, allowed: int, got: int) -> UnreadableError:
    cause = LimitExceededError(limit, allowed, got)
    return UnreadableError(
        at, "RRULE", f"must keep within Limits.{limit}, {allowed:,}", got=f"{got:,}", cause=cause
    )


def is_picked(rule: RecurrenceRule, first: Moment, key: str) -> bool:
    """Whether *rule* picks the start that it is expanded from."""
    if _has_ended(rule.until, first) or not _is_plain(rule, first):
        return next(rule.starts(first, zone=key or "UTC"), None) == first
    return True


def _has_ended(until: date | datetime | None, first: Moment) -> bool:
    """Whether *until* may be before *first*; a day counts as near."""
    return until is not None and (until.year, until.month, until.day) <= (first.year, first.month, first.day)


def _is_plain(rule: RecurrenceRule, first: Moment) -> bool:
    """Whether it is seen at once that the rule picks *first*; most rules are so."""
    days = rule.by_day
    if (
        rule.by_month_day
        or rule.by_set_position
        or rule.by_month
        or rule.by_hour
        or rule.by_minute
        or rule.by_second
        or rule.by_year_day
        or rule.by_week_number
    ):
        return False
    if not days:
        return True
    if rule.frequency is Frequency.WEEKLY:
        today = Weekday.of(first)
        return any(each.weekday is today for each in days)
    if rule.frequency is Frequency.MONTHLY and len(days) == 1 and days[0].nth > 0:
        return days[0].weekday is Weekday.of(first) and (first.day - 1) // 7 + 1 == days[0].nth
    return False
