"""The text of an RRULE, both ways."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.errors import LimitExceededError, ParseError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence.parts import Frequency, NthDay, RuleParts, Skip

__all__ = ["read_parts", "rule_text"]

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_SIGNED: Final = re.compile(r"[+-]?[0-9]{1,3}")
_NTH_DAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_WEEKDAYS: Final = {day.code: day for day in Weekday}


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError("must be a whole number of at most 18 digits, without a sign")
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    items = text.split(",")
    if not all(map(_SIGNED.fullmatch, items)):
        raise ValueError("must be whole numbers of at most three digits, with commas between")
    return tuple(map(int, items))


def _unsigned(text: str) -> tuple[int, ...]:
    if "+" in text or "-" in text:
        raise ValueError("must be whole numbers without a sign")
    return _numbers(text)


def _weekday(text: str) -> Weekday:
    if text not in _WEEKDAYS:
        raise ValueError("must be one of MO, TU, WE, TH, FR, SA, SU")
    return _WEEKDAYS[text]


def _nth_day(text: str) -> NthDay:
    found = _NTH_DAY.fullmatch(text)
    if not found or (found[1] and not 1 <= abs(int(found[1])) <= 53):
        raise ValueError("must be weekdays such as MO, 2TU or -1FR, with commas between")
    return NthDay(_WEEKDAYS[found[2]], int(found[1] or 0))


def _nth_days(text: str) -> tuple[NthDay, ...]:
    return tuple(map(_nth_day, text.split(",")))


def _until(text: str) -> date | datetime:
    found = _UNTIL.fullmatch(text)
    if not found:
        raise ValueError("must be a date such as 20261231, or a time such as 20261231T180000Z")
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        second = 59 if found[6] == "60" else int(found[6])  # a leap second is read as the one before it
        moment = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), second)
    except ValueError:
        raise ValueError("must be a date or time that exists") from None
    return moment.replace(tzinfo=UTC) if found[7] else moment


def _frequency(text: str) -> Frequency:
    try:
        return Frequency(text)
    except ValueError:
        raise ValueError(f"must be one of {', '.join(Frequency)}") from None


def _skip(text: str) -> Skip:
    try:
        return Skip(text)
    except ValueError:
        raise ValueError(f"must be one of {', '.join(Skip)}") from None


def _gregorian(text: str) -> None:
    if text != "GREGORIAN":
        raise ValueError("must be GREGORIAN, the only calendar there is here")


_PARTS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "FREQ": ("frequency", _frequency),
    "UNTIL": ("until", _until),
    "COUNT": ("count", _number),
    "INTERVAL": ("interval", _number),
    "BYSECOND": ("by_second", _unsigned),
    "BYMINUTE": ("by_minute", _unsigned),
    "BYHOUR": ("by_hour", _unsigned),
    "BYDAY": ("by_day", _nth_days),
    "BYMONTHDAY": ("by_month_day", _numbers),
    "BYYEARDAY": ("by_year_day", _numbers),
    "BYWEEKNO": ("by_week_number", _numbers),
    "BYMONTH": ("by_month", _unsigned),
    "BYSETPOS": ("by_set_position", _numbers),
    "WKST": ("week_start", _weekday),
    "RSCALE": ("", _gregorian),
    "SKIP": ("skip", _skip),
}


def read_parts(text: str, limits: Limits) -> dict[str, Any]:
    """Return the fields of a `RecurrenceRule`; see `RecurrenceRule.parse`."""
    if not isinstance(text, str):
        raise WrongTypeError("RecurrenceRule.parse text", "must be text", text)
    if len(text) > limits.rule_text:
        raise LimitExceededError("rule_text", limits.rule_text, len(text))
    seen: set[str] = set()
    fields: dict[str, Any] = {}
    position = 0
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        name = name.upper() if name.isascii() else name
        if not equals or name not in _PARTS:
            rule = f"must have parts named {', '.join(_PARTS)}, with semicolons between"
            raise ParseError("RecurrenceRule", rule, text, position)
        if name in seen:
            raise ParseError(f"RecurrenceRule {name}", "must be given once", text, position)
        seen.add(name)
        field, read = _PARTS[name]
        try:
            fields[field] = read(value.upper() if value.isascii() else value)
        except ValueError as error:
            raise ParseError(f"RecurrenceRule {name}", str(error), text, position + len(name) + 1) from None
        position += len(part) + 1
    if "FREQ" not in seen:
        raise ParseError("RecurrenceRule", "must have a FREQ", text)
    if "SKIP" in seen and "RSCALE" not in seen:
        raise ParseError("RecurrenceRule SKIP", "needs RSCALE=GREGORIAN", text, text.upper().find("SKIP"))
    fields.pop("", None)
    return fields


def _until_text(until: date | datetime) -> str:
    if not isinstance(until, datetime):
        return f"{until.year:04}{until.month:02}{until.day:02}"
    zulu = "Z" if until.tzinfo is not None else ""
    return f"{_until_text(until.date())}T{until.hour:02}{until.minute:02}{until.second:02}{zulu}"


def rule_text(rule: RuleParts) -> str:
    """Write *rule* in its one canonical form: parts in the order of the RFC, nothing that is a default."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.until is not None:
        parts.append(f"UNTIL={_until_text(rule.until)}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    for name, (field, _) in _PARTS.items():
        if name.startswith("BY") and (values := getattr(rule, field)):
            parts.append(f"{name}={','.join(map(str, values))}")
    if rule.week_start is not Weekday.MONDAY:
        parts.append(f"WKST={rule.week_start.code}")
    if rule.skip is not Skip.OMIT:
        parts.insert(0, "RSCALE=GREGORIAN")
        parts.append(f"SKIP={rule.skip}")
    return ";".join(parts)
