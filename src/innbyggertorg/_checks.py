"""Validators of single fields: each raises an error that names the field, the rule and what came."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import Attribute

from innbyggertorg.errors import NOTHING, InvalidValueError, WrongTypeError, shown

__all__ = [
    "ID_PATTERN",
    "LINE_LENGTH",
    "PROSE_LENGTH",
    "URL_LENGTH",
    "Validator",
    "check_identifier",
    "check_instant",
    "check_wall_time",
    "identifier",
    "instant",
    "is_a",
    "length_up_to",
    "line",
    "matches",
    "name_of",
    "one_line_problem",
    "optional",
    "plain_date",
    "positive_length",
    "private",
    "prose",
    "true_or_false",
    "tuple_of",
    "unbroken",
    "url",
    "wall_date_or_time",
    "wall_time",
    "whole_number",
]

Validator = Callable[[Any, "Attribute[Any]", Any], None]

ID_PATTERN: Final = "[a-z0-9][a-z0-9-]{0,62}"
LINE_LENGTH: Final = 200
PROSE_LENGTH: Final = 4_000
URL_LENGTH: Final = 2_048

# Control characters, line and paragraph separators, surrogates; then what turns the direction of the text
# around it (Unicode Standard Annex 9, explicit directional formatting), which lets a title show as another.
_CONTROL: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_BIDI: Final = r"\u202a-\u202e\u2066-\u2069"
_NOT_IN_LINE: Final = re.compile(f"[{_CONTROL}{_BIDI}\n]")
_NOT_IN_PROSE: Final = re.compile(f"[{_CONTROL}{_BIDI}]")
_BREAK: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANK: Final = r"\s\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"  # also those of no width
_URL: Final = re.compile(
    rf"https?://[^{_BLANK}/?#@\"<>\\^`{{|}}]+(?:[/?#][^{_BLANK}\"<>\\^`{{|}}]*)?", re.IGNORECASE | re.ASCII
)
_RESERVED_NAMES: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def name_of(instance: object, attribute: "Attribute[Any]") -> str:
    """Return "Type.field", the way errors name a field."""
    return f"{type(instance).__name__}.{attribute.name}"


def whole_number(minimum: int, maximum: int) -> Validator:
    """Take an `int` from *minimum* to *maximum*, both included; `True` is not a number."""

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if type(value) is not int:
            raise WrongTypeError(where, "must be a whole number", value)
        if not minimum <= value <= maximum:
            raise InvalidValueError(where, f"must be from {minimum:,} to {maximum:,}", value)

    return check


def is_a(*kinds: type) -> Validator:
    """Take an instance of one of *kinds*; a bool only where bool is named."""
    names = " or ".join(kind.__name__ for kind in kinds)

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise WrongTypeError(name_of(instance, attribute), f"must be a {names}", value)

    return check


true_or_false: Final = is_a(bool)


def optional(check: Validator) -> Validator:
    """Take None, or what *check* takes."""

    def check_optional(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if value is not None:
            check(instance, attribute, value)

    return check_optional


def private(check: Validator) -> Validator:
    """Do as *check*, but keep what came out of the error: it may be somebody's name or address."""

    def check_private(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        try:
            check(instance, attribute, value)
        except (InvalidValueError, WrongTypeError) as error:
            raise type(error)(error.where, error.rule, NOTHING, error.hint) from None

    return check_private


def tuple_of(check: Validator, *, least: int = 0, unique: bool = False) -> Validator:
    """Take a tuple whose every item *check* takes, at least *least* of them, all different if *unique*."""

    def check_items(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if not isinstance(value, tuple):
            raise WrongTypeError(where, "must be a tuple", value, "write (item,) for a single item")
        for item in value:
            check(instance, attribute, item)
        if len(value) < least:
            raise InvalidValueError(where, f"must hold at least {least}", value)
        if unique and len(set(value)) < len(value):
            twice = Counter(value).most_common(1)[0][0]
            raise InvalidValueError(where, "must not hold the same twice", twice)

    return check_items


# --- text ---------------------------------------------------------------------------------------------


def one_line_problem(text: str, longest: int) -> str | None:
    """Return the rule that *text* breaks as a one-line text, or None."""
    if len(text) > longest:
        return f"must have at most {longest:,} characters"
    if not text.strip():
        return "must not be blank"
    if found := _NOT_IN_LINE.search(text):
        return f"must be one line without control or direction characters (found U+{ord(found[0]):04X})"
    return None


def line(longest: int = LINE_LENGTH) -> Validator:
    """Take one line of text: not blank, no control characters, no direction overrides."""

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if not isinstance(value, str):
            raise WrongTypeError(where, "must be text", value)
        if problem := one_line_problem(value, longest):
            raise InvalidValueError(where, problem, value)

    return check


def unbroken(text: object) -> object:
    """Return *text* with every kind of line break as a line feed; what is not text comes back as it is.

    A converter for prose fields: web forms send CR LF, and a lone CR would break a content line.
    """
    return _BREAK.sub("\n", text) if isinstance(text, str) else text


def prose(longest: int = PROSE_LENGTH) -> Validator:
    """Take text of several lines: tabs and line feeds, but no other control characters."""

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if not isinstance(value, str):
            raise WrongTypeError(where, "must be text", value)
        if len(value) > longest:
            raise InvalidValueError(where, f"must have at most {longest:,} characters", value)
        if found := _NOT_IN_PROSE.search(value):
            rule = f"must not hold control or direction characters (found U+{ord(found[0]):04X})"
            raise InvalidValueError(where, rule, value)

    return check


def matches(pattern: str, rule: str) -> Validator:
    """Take text that the regular expression *pattern* matches whole; *rule* says so in words."""
    compiled = re.compile(pattern, re.ASCII)

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if not isinstance(value, str):
            raise WrongTypeError(where, "must be text", value)
        if not compiled.fullmatch(value):
            raise InvalidValueError(where, rule, value)

    return check


_id_shape: Final = re.compile(ID_PATTERN, re.ASCII)


def check_identifier(where: str, value: object) -> None:
    """Refuse what is no id: it may become part of a URL, a UID and a file name, also on Windows."""
    if not isinstance(value, str):
        raise WrongTypeError(where, "must be text", value)
    if not _id_shape.fullmatch(value):
        rule = "must be 1 to 63 of a-z, 0-9 and hyphen, and start with a letter or digit"
        raise InvalidValueError(where, rule, value)
    if _RESERVED_NAMES.fullmatch(value):
        raise InvalidValueError(where, "must not be a reserved file name", value)


def identifier(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take an id, as `check_identifier` does."""
    check_identifier(name_of(instance, attribute), value)


def url(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take an absolute http or https URL with a host and no user name."""
    where = name_of(instance, attribute)
    if not isinstance(value, str):
        raise WrongTypeError(where, "must be text", value)
    if len(value) > URL_LENGTH:
        raise InvalidValueError(where, f"must have at most {URL_LENGTH:,} characters", value)
    if _NOT_IN_LINE.search(value) or "\t" in value or not _URL.fullmatch(value):
        raise InvalidValueError(
            where, "must be an http or https URL with a host, without spaces, quotes or user name", value
        )


# --- time ---------------------------------------------------------------------------------------------


def plain_date(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a date; a `datetime`, which is a date to `isinstance`, is refused."""
    if type(value) is not date:
        hint = "use .date()" if isinstance(value, datetime) else ""
        raise WrongTypeError(name_of(instance, attribute), "must be a date", value, hint)


def check_wall_time(where: str, value: object) -> None:
    """Refuse what is not a naive datetime in whole seconds."""
    if not isinstance(value, datetime):
        raise WrongTypeError(where, "must be a naive datetime, the time a clock on the wall shows", value)
    if value.tzinfo is not None:
        hint = "use .replace(tzinfo=None); the zone is a field of its own"
        raise InvalidValueError(where, "must be wall time, without a zone", value, hint)
    if value.microsecond:
        raise InvalidValueError(where, "must be in whole seconds", value, "use .replace(microsecond=0)")
    if value.fold:
        hint = "a repeated time is its first occurrence"
        raise InvalidValueError(where, "must not have fold=1", value, hint)


def wall_time(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a naive datetime in whole seconds."""
    check_wall_time(name_of(instance, attribute), value)


def wall_date_or_time(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a date (whole days) or a naive datetime in whole seconds."""
    if type(value) is not date:
        check_wall_time(name_of(instance, attribute), value)


def check_instant(where: str, value: object) -> None:
    """Refuse what is not an aware datetime of a zone that can be relied upon.

    Only `ZoneInfo` and `datetime.timezone` are taken: any other tzinfo may answer differently tomorrow.
    """
    if not isinstance(value, datetime):
        raise WrongTypeError(where, "must be an aware datetime", value)
    if value.tzinfo is None:
        raise InvalidValueError(
            where, "must be aware of its zone", value, 'use .replace(tzinfo=zone("Europe/Oslo"))'
        )
    if type(value.tzinfo) not in (ZoneInfo, timezone):
        hint = "use .astimezone() with a ZoneInfo or datetime.UTC"
        raise WrongTypeError(where, "must have a ZoneInfo or a datetime.timezone", type(value.tzinfo), hint)
    try:
        value.astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(where, "must fall in the years 1 to 9999 in UTC", value) from None


def instant(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take an aware datetime with a `ZoneInfo` or a `datetime.timezone`."""
    check_instant(name_of(instance, attribute), value)


def positive_length(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a timedelta of whole seconds above zero."""
    where = name_of(instance, attribute)
    if not isinstance(value, timedelta):
        raise WrongTypeError(where, "must be a timedelta", value)
    if value <= timedelta(0):
        raise InvalidValueError(where, "must be longer than zero", value)
    if value.microseconds:
        raise InvalidValueError(where, "must be in whole seconds", value)


def length_up_to(longest: timedelta) -> Validator:
    """Take a timedelta of whole minutes from zero to *longest*."""

    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if not isinstance(value, timedelta):
            raise WrongTypeError(where, "must be a timedelta", value)
        if not timedelta(0) <= value <= longest or value % timedelta(minutes=1):
            raise InvalidValueError(where, f"must be whole minutes from zero to {shown(longest)}", value)

    return check
