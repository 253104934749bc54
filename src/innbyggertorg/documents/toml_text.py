"""TOML text to plain data and back."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from innbyggertorg.errors import LimitExceededError, ParseError
from innbyggertorg.limits import Limits

__all__ = ["read_toml", "write_toml"]

_PLACE: Final = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
# A document up to what the parser is slow at: keys of many parts, where its time grows with their square, and
# keys and numbers of many characters. Possessive, and strings are closed by the end of the text where nothing
# else closes them, so that no part of a text is looked at twice.
_BARE: Final = "[A-Za-z0-9_-]++"
_TEXT: Final = r'"(?:[^"\\\n]++|\\[^\n])*+"?'
_LITERAL: Final = "'[^'\n]*+'?"
_TEXTS: Final = r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
_LITERALS: Final = r"'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
_NO_SECONDS: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?![0-9:])", re.ASCII)
_CURLY: Final = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_LONGEST_WORD: Final = 255
_LONG_WORD: Final = f"[A-Za-z0-9_-]{{{_LONGEST_WORD + 1}}}"
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def read_toml(text: str, limits: Limits) -> dict[str, Any]:
    """Parse TOML 1.0.

    Raises:
        LimitExceededError: If it is nested too deeply.
        ParseError: With line and column, where the text is no TOML.
    """
    _check_before(text, limits)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _located(str(error), text) from None
    except RecursionError:
        raise LimitExceededError("document_depth", limits.document_depth, hint="nest less deeply") from None


def _check_before(text: str, limits: Limits) -> None:
    """Refuse what the parser would take very long over."""
    most = limits.document_depth
    fine = _fine(most).match(text)
    end = fine.end() if fine else 0
    if end == len(text):
        return
    if re.compile(_LONG_WORD).match(text, end):
        rule = f"must have keys and numbers of at most {_LONGEST_WORD} characters"
        raise ParseError("TOML", rule, text, end)
    hint = f"nest less deeply than the key on line {text.count(chr(10), 0, end) + 1}"
    raise LimitExceededError("document_depth", most, hint=hint)


@cache
def _fine(most: int) -> re.Pattern[str]:
    """Return the pattern of a text up to the first long word, or key of more than *most* parts."""
    long_key = rf"(?:(?:{_BARE}|{_TEXT}|{_LITERAL})[ \t]*+\.[ \t]*+){{{most}}}"
    word = f"(?!{_LONG_WORD})(?!{long_key})(?:{_BARE}|{_TEXT}|{_LITERAL})"
    return re.compile(rf"(?:{_TEXTS}|{_LITERALS}|#[^\n]*+|{word}|[^A-Za-z0-9_\"'#-]++)*+", re.DOTALL)


def _located(message: str, text: str) -> ParseError:
    """Turn the place that the parser names in its message into a position."""
    place = _PLACE.search(message)
    rule = f"is malformed: {message[: place.start()] if place else message}"
    if place is None or place[1] is None:
        return ParseError("TOML", rule, text, len(text))
    lines = text.split("\n")
    position = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
    return ParseError("TOML", rule, text, min(position, len(text)), _hint(rule, text, position))


def _hint(rule: str, text: str, position: int) -> str:
    """Return what to do about a mistake that is often made, or nothing."""
    if _NO_SECONDS.search(text, max(0, position - 16), position + 17):
        return "a time needs its seconds, as in 2026-05-17T18:00:00"
    found = text[position : position + 1]
    if found and found in _CURLY:
        return "write straight quotation marks"
    if "after a key" in rule or ("statement" in rule and found.isalpha() and not found.isascii()):
        return "a key with a comma, a space or a letter beyond a to z stands in quotation marks"
    if "Invalid value" in rule and found.isalpha():
        return "text stands in quotation marks"
    return ""


def write_toml(plain: dict[str, Any]) -> str:
    """Return *plain* as TOML text: plain values first, then tables, each under its own heading."""
    return "\n".join(_table((), plain)).lstrip("\n") + "\n"


def _table(path: tuple[str, ...], table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if not _needs_heading(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        if _needs_heading(value):
            inner = (*path, key)
            heading = ".".join(map(_key, inner))
            tables, brackets = ([value], "[{}]") if isinstance(value, dict) else (value, "[[{}]]")
            for each in tables:
                yield ""
                yield brackets.format(heading)
                yield from _table(inner, each)


def _needs_heading(value: Any) -> bool:
    """Whether a value is a table of more than a few plain values, or a list of tables."""
    if isinstance(value, dict):
        return any(isinstance(each, dict | list) for each in value.values()) or len(value) > 3
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime() | date():
            return value.isoformat().replace("+00:00", "Z")
        case str():
            return _text(value)
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    raise TypeError(f"TOML has no {type(value).__name__}")


def _text(text: str) -> str:
    return (
        '"'
        + "".join(_ESCAPED.get(c) or (c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}") for c in text)
        + '"'
    )
