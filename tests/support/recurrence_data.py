"""Reads the recurrence examples in tests/data/recurrence, and expands each with the package."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from innbyggertorg.chrono import zone
from innbyggertorg.recurrence import RecurrenceRule, Series

FOLDER = Path(__file__).parent.parent / "data" / "recurrence"
Row = dict[str, Any]


def rows(name: str) -> list[Any]:
    with (FOLDER / f"{name}.jsonl").open(encoding="ascii") as lines:
        return [json.loads(line) for line in lines]


def label(row: Row) -> str:
    number = f"{row['example']} " if "example" in row else ""
    return f"{number}{row['first']} {row.get('zone', '')} {row['rule']}"


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def series_of(row: Row) -> Series:
    first = moment(row["first"])
    return Series(
        first,
        timedelta(seconds=1) if isinstance(first, datetime) else timedelta(days=1),
        zone=row.get("zone", "UTC"),
        rules=(RecurrenceRule.parse(row["rule"]),),
        extra=tuple(map(moment, row.get("extra", ()))),
        excluded=tuple(map(moment, row.get("excluded", ()))),
    )


def starts_of(row: Row) -> list[Any]:
    """The starts in the row's window, or as many as the row takes."""
    series = series_of(row)
    tz = zone(series.zone)
    if "window" not in row:
        a, b = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
        return list(islice(series.starts_between(a, b), row["take"]))
    a, b = (datetime.fromisoformat(text).replace(tzinfo=tz) for text in row["window"])
    return list(series.starts_between(a, b))


def shown(start: Any) -> str:
    return start.replace(tzinfo=None).isoformat() if isinstance(start, datetime) else start.isoformat()


def offsets(starts: list[datetime]) -> Iterator[int]:
    for start in starts:
        offset = start.utcoffset()
        assert offset is not None
        yield int(offset.total_seconds()) // 60
