"""Measure reading feeds: python bench/ical/reading.py [--ical FOLDER]

Against the least that reading can be, the floor: unfold, split each line into name, parameters and value, and
make dates aware; it knows nothing of events and takes for granted that nothing is wrong. Also against
icalendar, libical in C where it is installed (which leaves dates as they are), and ical from PyPI, which
wants versions of its own: --ical names a folder into which `pip install --target FOLDER ical` was done.

CPU time, medians of interleaved rounds. Garbage is collected between, and not while one of them runs: how
often that happens depends on all that the process holds. Kept regular expressions are forgotten before each
round. What is quoted is the ratio.
"""

import argparse
import gc
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1] / "recurrence"))

import icalendar
from calendars import plans
from write import floor as written

from innbyggertorg.ical import ReadResult, read
from innbyggertorg.limits import Limits

ROUNDS = 7
DATES = {"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID", "EXDATE"}
HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//bench//EN\r\n"
THEIRS = """
import sys, time
from ical.calendar_stream import IcsCalendarStream
text = open(sys.argv[1], newline="").read()
before = time.process_time()
events = IcsCalendarStream.calendar_from_ics(text).events
print(time.process_time() - before, len(events))
"""


def floor(data: bytes) -> list[tuple[str, Any, Any]]:
    """Return the lines of a file, with dates parsed, as if nothing could be wrong with them."""
    found: list[tuple[str, Any, Any]] = []
    zones = {"TZID=Europe/Oslo": ZoneInfo("Europe/Oslo")}
    parsed = datetime.fromisoformat
    for line in data.replace(b"\r\n ", b"").decode().split("\r\n"):
        head, _, value = line.partition(":")
        name, _, more = head.partition(";")
        parameters = dict([each.split("=", 1) for each in more.split(";")]) if more else None
        if name not in DATES:
            found.append((name, parameters, value))
        elif more:
            zone = zones[more]
            found.append((name, parameters, [parsed(each).replace(tzinfo=zone) for each in value.split(",")]))
        else:
            found.append((name, parameters, parsed(value)))  # with a Z, so it is aware
    return found


def ours(data: bytes) -> ReadResult:
    """Read a file that is a little larger than is taken unless asked for."""
    return read(data, limits=Limits(ical_bytes=8 * 2**20))


def taken(job: Callable[[bytes], object], data: bytes) -> float:
    """Return the CPU seconds of a job."""
    gc.collect()
    re.purge()
    gc.disable()
    before = time.process_time()
    found = job(data)
    after = time.process_time()
    gc.enable()
    del found
    return after - before


def libical(data: bytes) -> float | None:
    """Return what libical takes, or None where there is no compiler or no libical."""
    if shutil.which("cc") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "read"
        source = Path(__file__).with_name("read.c")
        made = subprocess.run(
            ["cc", "-O2", source, "-o", program, "-lical"], check=False, capture_output=True
        )
        if made.returncode:
            return None
        return float(subprocess.run([program, "5"], input=data, check=True, capture_output=True).stdout)


def ical(data: bytes, folder: str) -> float:
    """Return what ical takes, in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".ics") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-c", THEIRS, file.name],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": folder},
        )
    return float(done.stdout.split()[0])


def memory(data: bytes) -> int:
    """Return how many octets are held after reading."""
    tracemalloc.start()
    result = ours(data)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert result.events
    return held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ical", help="folder with ical and what it needs")
    asked = parser.parse_args()
    for count in (1_000, 10_000):
        events = re.sub(rb"(UNTIL=[0-9]{8}T[0-9]{6})", rb"\1Z", written(plans(count, far=False)))
        data = HEAD + events + b"END:VCALENDAR\r\n"
        result = ours(data)
        assert not result.problems, result.problems[0]
        assert len(result.events) == count
        slow = ROUNDS if count == 1_000 else 2
        jobs: dict[str, tuple[Callable[[bytes], object], int]] = {
            "floor": (floor, ROUNDS),
            "read": (ours, ROUNDS),
            "icalendar": (icalendar.Calendar.from_ical, slow),
        }
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for n in range(ROUNDS):
            for name, (job, rounds) in jobs.items():
                if n < rounds:
                    times[name].append(taken(job, data))
        found = {name: statistics.median(each) for name, each in times.items()}
        in_c = libical(data)
        if in_c is not None:
            found["libical"] = in_c
        if asked.ical:
            found["ical"] = ical(data, asked.ical)
        print(f"{count:,} events, {len(data):,} octets; {memory(data) // count:,} octets held an event")
        for name, seconds in found.items():
            print(f"  {name:10}{seconds / found['floor']:8.2f} floors{seconds / found['read']:8.2f} of ours")


if __name__ == "__main__":
    main()
