"""JSON text to plain data, without the liberties that Python's own reader takes."""

import json
from collections import Counter
from math import isfinite
from typing import Any

from innbyggertorg.documents.place import Unreadable
from innbyggertorg.errors import LimitExceededError, ParseError
from innbyggertorg.limits import Limits

__all__ = ["moment_text", "read_json", "write_json"]


def read_json(text: str, limits: Limits) -> Any:
    """Parse JSON as RFC 8259 and I-JSON (RFC 7493) have it.

    What Python's reader takes beyond that (NaN, a number too large for any field, two values for one key)
    comes back as something that no field takes, and so is refused at its path with all else that is wrong.

    Raises:
        LimitExceededError: If it is nested too deeply.
        ParseError: With line and column, where the text is no JSON.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_table,
            parse_constant=Unreadable,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise ParseError("JSON", f"is malformed: {error.msg}", text, error.pos) from None
    except RecursionError:
        raise LimitExceededError("document_depth", limits.document_depth, hint="nest less deeply") from None


def write_json(plain: Any) -> str:
    """Return *plain* as JSON text, dates and times as text, with a line feed at its end."""
    return json.dumps(plain, ensure_ascii=False, indent=2, default=moment_text) + "\n"


def moment_text(moment: Any) -> str:
    """Return a date, a wall time or an instant in UTC as text of ISO 8601."""
    return str(moment.isoformat()).replace("+00:00", "Z")


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        for key, count in Counter(key for key, _ in pairs).items():
            if count > 1:
                table[key] = Unreadable(f"{count} values for one key")
    return table


def _finite(text: str) -> Any:
    number = float(text)
    return number if isfinite(number) else Unreadable(text[:60])


def _whole(text: str) -> Any:
    return int(text) if len(text) <= 20 else Unreadable(f"a number of {len(text):,} digits")
