"""Files that mean harm: those that are written out in tests/data/ical/hostile.jsonl, and those that are made.

Run as a program it reads all of them, and prints the names of those that do not end as they must; so that
can be done without asserts and without the validators of attrs.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attrs import validators

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import read

DATA = Path(__file__).parents[1] / "data" / "ical" / "hostile.jsonl"
HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
END = b"END:VCALENDAR\r\n"
BEGIN_EVENT = HEAD + b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T180000Z\r\n"
END_EVENT = b"END:VEVENT\r\n" + END
EVENT = (
    b"BEGIN:VEVENT\r\nUID:%s@x\r\nDTSTAMP:20260101T000000Z\r\n"
    b"DTSTART:20260105T180000Z\r\nDTEND:20260105T190000Z\r\n%sEND:VEVENT\r\n"
)


class File(NamedTuple):
    """A file, and how reading it must end.

    Attributes:
        must: `reject` or `limit` (an error where problems are errors), `accept` (a result where they are not)
            or `either` (a result or an error of the package).
        data: The file.
        events: How many events are read, or None for an error also where problems are none.
    """

    must: str
    data: bytes
    events: int | None


def _in_event(head: bytes, unit: bytes, count: int, tail: bytes = b"\r\n") -> bytes:
    return BEGIN_EVENT + head + unit * count + tail + END_EVENT


def _exdates(count: int) -> bytes:
    days = [
        b"20%02d%02d%02dT%02d0000Z" % (26 + i // 8760, 1 + i // 730 % 12, 1 + i // 24 % 28, i % 24)
        for i in range(count)
    ]
    return HEAD + EVENT % (b"1", b"RRULE:FREQ=DAILY\r\nEXDATE:%s\r\n" % b",".join(days)) + END


def _folded(data: bytes, width: int) -> bytes:
    return b"\r\n ".join(data[i : i + width] for i in range(0, len(data), width))


def _available(count: int) -> bytes:
    part = b"BEGIN:AVAILABLE\r\nDTSTART:20000101T000000Z\r\nDTEND:20250101T000000Z\r\nEND:AVAILABLE\r\n"
    return HEAD + b"BEGIN:VAVAILABILITY\r\n" + part * count + b"END:VAVAILABILITY\r\n" + END


MADE = {
    "nesting of a thousand": File("limit", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 1_000, None),
    "nesting of other names": File(
        "limit", HEAD + b"".join(b"BEGIN:X-%d\r\n" % n for n in range(100_000)), None
    ),
    "a line of five million octets": File("limit", _in_event(b"SUMMARY:", b"a", 5_000_000), None),
    "a folded line of three million octets": File(
        "limit", BEGIN_EVENT + _folded(b"SUMMARY:" + b"a" * 3_000_000, 70) + b"\r\n" + END_EVENT, None
    ),
    "half a million blank lines": File("either", HEAD + b"\n" * 500_000 + END, 0),
    "three hundred thousand folds": File("either", HEAD[:-2] + b"\r\n " * 300_000 + b"\r\n" + END, 0),
    "folds of tabs": File("either", HEAD[:-2] + b"\r\n\t" * 300_000 + b"\r\n" + END, 0),
    "two hundred thousand semicolons": File("limit", _in_event(b"SUMMARY", b";", 200_000, b":x\r\n"), None),
    "sixty thousand semicolons": File("reject", _in_event(b"SUMMARY", b";", 60_000, b":x\r\n"), 0),
    "a hundred thousand quotes": File("limit", _in_event(b"SUMMARY;X=", b'"', 100_001, b":x\r\n"), None),
    "sixty thousand quotes": File("reject", _in_event(b"SUMMARY;X=", b'"', 60_001, b":x\r\n"), 0),
    "ten thousand parameters": File("reject", _in_event(b"SUMMARY", b";A=1", 10_000, b":x\r\n"), 0),
    "forty parameters": File(
        "limit", _in_event(b"SUMMARY" + b"".join(b";A%d=1" % n for n in range(40)), b":", 1), None
    ),
    "twenty thousand events of one UID": File(
        "limit", HEAD + EVENT % (b"same", b"SUMMARY:x\r\n") * 20_000 + END, None
    ),
    "twenty thousand events": File(
        "limit", HEAD + b"".join(EVENT % (b"%d" % n, b"") for n in range(20_000)) + END, None
    ),
    "a hundred thousand properties": File("limit", _in_event(b"", b"X-A:1\r\n", 100_000, b""), None),
    "a hundred thousand properties of a calendar": File("limit", HEAD + b"X-A:1\r\n" * 100_000 + END, None),
    "two hundred thousand commas": File("limit", _in_event(b"CATEGORIES:", b",", 200_000), None),
    "sixty thousand commas": File("either", _in_event(b"CATEGORIES:", b",", 60_000), 1),
    "fifty thousand EXDATEs": File("limit", _exdates(50_000), None),
    "three thousand EXDATEs": File("limit", _exdates(3_000), None),
    "places": File("either", _in_event(b"LOCATION:", b"a, ", 20_000), 1),
    "backslashes": File("either", _in_event(b"DESCRIPTION:", b"\\", 60_001), 1),
    "tiny properties": File(
        "reject", HEAD + (b"BEGIN:VEVENT\r\n" + b"A:\r\n" * 990 + b"END:VEVENT\r\n") * 200 + END, 0
    ),
    "different heads": File("limit", HEAD + b"".join(b"X-%d:1\r\n" % n for n in range(990)) * 40 + END, None),
    "forms that differ": File(
        "either",
        HEAD + b"".join(EVENT % (b"%d" % n, b"X-%d:1\r\n" % n) for n in range(9_000)) + END,
        9_000,
    ),
    "empty events": File("limit", HEAD + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 20_000 + END, None),
    "digits": File("reject", _in_event(b"SEQUENCE:", b"9", 60_000), 0),
    "a rule of sixty thousand commas": File(
        "reject", _in_event(b"RRULE:FREQ=DAILY;BYHOUR=", b"1,", 30_000), 0
    ),
    "periods": File("reject", _in_event(b"RDATE;VALUE=PERIOD:", b"/", 60_000), 0),
    "ten thousand zones": File(
        "accept",
        HEAD + b"".join(b"BEGIN:VTIMEZONE\r\nTZID:%d\r\nEND:VTIMEZONE\r\n" % n for n in range(10_000)) + END,
        0,
    ),
    "availability of half a million years": File("limit", _available(5_000), 0),
    "no end of octets that are none": File("reject", b"\xff" * 5_000_000, None),
    "beyond the size of a file": File("limit", HEAD + b"X:1\r\n" * 1_100_000, None),
}
LARGE = 100_000
"""Octets from which on a file is large, and may take a second."""


def files() -> Iterator[tuple[str, File]]:
    """Yield all of them with their names."""
    for line in DATA.read_text("ascii").splitlines():
        row = json.loads(line)
        yield (
            row["id"],
            File(row["must"], row["octets"].encode("utf-8", "surrogateescape"), row.get("events")),
        )
    yield from MADE.items()


def ending(data: bytes, *, strict: bool) -> str | int:
    """Return the name of the error that a file is, or how many events it has."""
    try:
        return len(read(data, strict=strict).events)
    except InnbyggertorgError as error:
        return type(error).__name__


def is_as_it_must(file: File, lenient: str | int) -> bool:
    """Whether a file ends as it must, which ended so where problems are no errors."""
    if lenient != file.events and (file.events is not None or isinstance(lenient, int)):
        return False
    if file.must in {"accept", "either"} or isinstance(lenient, str):
        return True
    return ending(file.data, strict=True) in {"ParseError", "LimitExceededError"}


def main() -> None:
    """Print how many files there are, by how much they made the process grow, and which end otherwise."""
    if "no-validators" in sys.argv:
        validators.set_disabled(True)
    found = list(files())
    ending(found[0][1].data, strict=False)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wrong = [name for name, file in found if not is_as_it_must(file, ending(file.data, strict=False))]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write("\n".join([str(len(found)), str(grown // 1024), *wrong]))


if __name__ == "__main__":
    main()
