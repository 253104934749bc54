"""Measure the expansion of series: python bench/recurrence/run.py [-n 1000] [--rust FOLDER] [--libical]

Everything is a ratio within one run: CPU time, medians of interleaved rounds, garbage collected between, and
every answer checked against the slow one. The floor is what it costs to make start, end and a frozen object
for each occurrence, with nothing to find out.

What the contestants prepared is frozen, so that collecting does not go through all of it before each turn:
that would empty the caches of this process more than those of the other, which holds less.

Datetimes that we made are kept, as in a program that asks again; the row "the first time" has none yet.

--rust names a folder into which `pip install --target FOLDER --no-deps python-dateutil-rs rrule` was done; it
runs in a process of its own, for it takes dateutil's name. --libical compiles expand.c with libical-dev.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen
from calendars import MONDAY, WINDOWS, Plan, plans, slow_starts
from questions import single_questions

HERE = Path(__file__).parent
ROUNDS = 7
SOME = 100  # of the slow contestants only so many series are asked

Job = Callable[[], list[int]]
"""Does the work of one contestant, and returns how many starts each series had."""


@frozen
class Floor:
    start: datetime
    end: datetime
    key: datetime | None
    status: str
    override: object


def midnight(days: timedelta = timedelta(0)) -> datetime:
    return datetime.combine(MONDAY, datetime.min.time()) + days


def floor_jobs(found: list[list[datetime]], some: list[Plan], tz: Any) -> dict[str, Job]:
    def floor() -> list[int]:
        counts = []
        for plan, starts in zip(some, found, strict=True):
            length = timedelta(minutes=plan.minutes)
            made = []
            if starts:
                first, begin = starts[0], starts[0].replace(tzinfo=tz)
                for start in starts:
                    shown = begin + (start - first)
                    made.append(Floor(shown, shown + length, None, "", None))
            counts.append(len(made))
        return counts

    return {"floor": floor}


def our_jobs(some: list[Plan], a: datetime, b: datetime) -> dict[str, Job]:
    from innbyggertorg.chrono import Interval, zone
    from innbyggertorg.recurrence import Override, RecurrenceRule, Series

    oslo = zone("Europe/Oslo")
    ours = [
        Series(
            plan.first,
            timedelta(minutes=plan.minutes),
            rules=(RecurrenceRule.parse(text),) if (text := plan.rule()) else (),
            excluded=plan.excluded,
            overrides=tuple(Override(old, start=new) for old, new in plan.moved),
        )
        for plan in some
    ]
    window = Interval(a.replace(tzinfo=oslo), b.replace(tzinfo=oslo))
    start, end = window.start, window.end
    return {
        "starts": lambda: [len(list(one.starts_between(start, end))) for one in ours],
        "occurrences, all made": lambda: [len(list(one.occurrences(window))) for one in ours],
        "occurrences, number and order": lambda: [len(one.occurrences(window)) for one in ours],
    }


def dateutil_jobs(some: list[Plan], a: datetime, b: datetime, name: str) -> dict[str, Job]:
    from dateutil.rrule import rruleset, rrulestr

    sets = []
    for plan in some[:SOME]:
        one = rruleset()
        if text := plan.rule():
            one.rrule(rrulestr(text, dtstart=plan.first))
        else:
            one.rdate(plan.first)
        for gone in (*plan.excluded, *(old for old, _ in plan.moved)):
            one.exdate(gone)
        for _, new in plan.moved:
            one.rdate(new)
        sets.append(one)
    last = b - timedelta(seconds=1)
    return {name: lambda: [len(one.between(a, last, True)) for one in sets]}


def rrule_jobs(some: list[Plan], a: datetime, b: datetime) -> dict[str, Job]:
    """The Rust crate rrule by its binding, in UTC; it knows no moved occurrences."""
    from rrule import build_rruleset

    utc = ZoneInfo("UTC")  # the binding asks for its key

    sets = []
    for plan in some[:SOME]:
        text = plan.rule(plan.until.strftime("%Y%m%dT%H%M%SZ") if plan.until else "")
        lines = [f"RRULE:{text or 'FREQ=DAILY;COUNT=1'}"]
        lines += [f"EXDATE:{gone:%Y%m%dT%H%M%SZ}" for gone in plan.excluded]
        sets.append(build_rruleset(plan.first.replace(tzinfo=utc), lines))
    low, high = a.replace(tzinfo=utc), b.replace(tzinfo=utc)
    return {"rrule (Rust)": lambda: [len(one.between(low, high, 5000)) for one in sets]}


def recurring_jobs(some: list[Plan], a: datetime, b: datetime) -> dict[str, Job]:
    import recurring_ical_events
    from icalendar import Calendar

    calendars = []
    for plan in some[:SOME]:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
        stamp, zone = "%Y%m%dT%H%M%S", ";TZID=Europe/Oslo:"
        originals = [(plan.first, None), *((new, old) for old, new in plan.moved)]
        for start, original in originals:
            end = start + timedelta(minutes=plan.minutes)
            lines += ["BEGIN:VEVENT", "UID:1", f"DTSTART{zone}{start:{stamp}}", f"DTEND{zone}{end:{stamp}}"]
            if original:
                lines.append(f"RECURRENCE-ID{zone}{original:{stamp}}")
            elif text := plan.rule(plan.until.strftime(f"{stamp}Z") if plan.until else ""):
                lines.append(f"RRULE:{text}")
                lines += [f"EXDATE{zone}{gone:{stamp}}" for gone in plan.excluded]
            lines.append("END:VEVENT")
        calendars.append(Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""])))
    return {
        "recurring-ical-events": lambda: [len(recurring_ical_events.of(c).between(a, b)) for c in calendars]
    }


def measured(jobs: dict[str, Job], wanted: list[int], loose: set[str]) -> dict[str, float]:
    """Return microseconds a series of each job; those not *loose* must give the slow answer."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    gc.collect()
    gc.freeze()
    for number in range(ROUNDS):
        for name, job in jobs.items():
            if number >= 3 and (name in loose or "dateutil" in name):
                continue  # slow ones need no more rounds to be known
            gc.collect()
            begin = time.process_time()
            counts = job()
            times[name].append((time.process_time() - begin) / len(counts) * 1e6)
            if name not in loose and "occurrences" not in name and counts != wanted[: len(counts)]:
                raise SystemExit(f"{name} gives another answer")
    gc.unfreeze()
    return {name: statistics.median(taken) for name, taken in times.items()}


def first_time(job: Job) -> float:
    """Return microseconds a series where no datetime that could be shared was made before."""
    from innbyggertorg.recurrence.engine.clock import clock_of

    columns = clock_of("Europe/Oslo").columns
    taken = []
    for _ in range(ROUNDS):
        columns.forget()
        gc.collect()
        begin = time.process_time()
        counts = job()
        taken.append((time.process_time() - begin) / len(counts) * 1e6)
    return statistics.median(taken)


def libical(some: list[Plan], a: datetime, b: datetime) -> float:
    """Return microseconds a series."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "expand"
        subprocess.run(["cc", "-O2", "-o", program, HERE / "expand.c", "-lical"], check=True)
        stamp = "%Y%m%dT%H%M%S"
        lines = [
            f"{plan.first:{stamp}}\t{plan.rule() or 'FREQ=DAILY;COUNT=1'}\t{a:{stamp}}\t{b:{stamp}}"
            for plan in some
        ]
        done = subprocess.run(
            [program], input="\n".join(lines) + "\n", capture_output=True, check=True, encoding="ascii"
        )
    taken = [int(line.split()[1]) for line in done.stdout.splitlines()]
    return statistics.median(taken) / len(some) / 1e3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("-n", type=int, default=1000)
    options.add_argument("--rust", type=Path)
    options.add_argument("--libical", action="store_true")
    options.add_argument("--in-rust", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    results: dict[str, dict[str, float]] = {}
    for far in (False, True):
        some = plans(given.n, far=far)
        for name, span in WINDOWS.items():
            a, b = midnight(), midnight(span)
            found = [slow_starts(plan, a, b) for plan in some]
            wanted = [len(starts) for starts in found]
            if given.in_rust:
                jobs = dateutil_jobs(some, a, b, "python-dateutil-rs (Rust)") | rrule_jobs(some, a, b)
            else:
                from innbyggertorg.chrono import zone

                jobs = floor_jobs(found, some, zone("Europe/Oslo")) | our_jobs(some, a, b)
                jobs |= dateutil_jobs(some, a, b, "dateutil") | recurring_jobs(some, a, b)
            taken = measured(jobs, wanted, {"recurring-ical-events", "rrule (Rust)"})
            if not given.in_rust:
                taken["starts, the first time"] = first_time(jobs["starts"])
            if given.libical and not given.in_rust:
                taken["libical (C)"] = libical(some, a, b)
            results[f"{name}, {'far' if far else 'near'}"] = taken
    if given.in_rust:
        print(json.dumps(results))
        return
    if given.rust:
        done = subprocess.run(
            [sys.executable, __file__, "-n", str(given.n), "--in-rust"],
            env={**os.environ, "PYTHONPATH": str(given.rust.resolve())},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        for name, taken in json.loads(done.stdout).items():
            results[name] |= taken
    names = list(dict.fromkeys(name for taken in results.values() for name in taken))
    print(f"{given.n} series, times the floor\n")
    print("| | " + " | ".join(results) + " |\n|---|" + "---|" * len(results))
    for name in names:
        row = [f"{taken[name] / taken['floor']:.2f}" for taken in results.values()]
        print(f"| {name} | " + " | ".join(row) + " |")
    print("\nHow many times slower than our starts\n")
    for name in names:
        row = [f"{taken[name] / taken['starts']:.1f}" for taken in results.values()]
        print(f"| {name} | " + " | ".join(row) + " |")
    single_questions()


if __name__ == "__main__":
    main()
