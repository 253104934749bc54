"""JSON text to plain data, without the liberties that Python's own reader takes."""

import json
from typing import Any, NoReturn

from innbyggertorg.errors import LimitExceededError, ParseError
from innbyggertorg.limits import Limits

__all__ = ["read_json", "write_json"]


def read_json(text: str, limits: Limits) -> Any:
    """Parse JSON as RFC 8259 and I-JSON (RFC 7493) have it: no NaN, no repeated key, no lone surrogate.

    Raises:
        LimitExceededError: If it is nested too deeply.
        ParseError: With line and column, where the text is no JSON.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise ParseError("JSON", f"is malformed: {error.msg}", text, error.pos) from None
    except RecursionError:
        raise LimitExceededError("document_depth", limits.document_depth, hint="nest less deeply") from None


def write_json(plain: Any) -> str:
    """Return *plain* as JSON text, dates and times as text, with a line feed at its end."""
    return json.dumps(plain, ensure_ascii=False, indent=2, default=_moment_text) + "\n"


def _moment_text(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ParseError("JSON", "must not have a key twice in one object", twice[:60])
    return table


def _no_constant(word: str) -> NoReturn:
    raise ParseError("JSON", "has no such number", word)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ParseError("JSON", "must hold numbers that fit a double", text[:60])
    return number


def _whole(text: str) -> int:
    if len(text) > 20:
        raise ParseError("JSON", "must hold whole numbers of at most 20 digits", text[:60])
    return int(text)
