"""Measure opening hours: python bench/opening/run.py [-n 100]

Against opening-hours-py, an evaluator in Rust. CPU time, medians of interleaved rounds, garbage collected
between, every answer of one compared with the other's. What is quoted is the ratio; absolute times are for
orientation.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import opening_hours
from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.zones import zone
from innbyggertorg.exchange import osm
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from support.hours_text import weekly_hours

ROUNDS = 9
OSLO = zone("Europe/Oslo")
START = datetime(2026, 1, 1, tzinfo=OSLO)
YEAR = Interval(START, datetime(2027, 1, 1, tzinfo=OSLO))
MOMENTS = [START + timedelta(hours=37 * n, minutes=11 * n) for n in range(200)]
OPEN = opening_hours.State.OPEN


# What else houses publish, with levels, eves, seasons and what comes back; `{a}` to `{d}` are full hours.
HOUSES = (
    (
        'Mo-Su 08:00-22:00 open "self-service", Mo-We,Fr {b}:00-{c}:00 open "staffed", '
        'Th 12:00-{d}:00 open "staffed"; PH 08:00-22:00 open "self-service"; '
        'Dec 24,Dec 31 08:00-12:00 open "self-service"'
    ),
    (
        "Mo-Fr {b}:00-{d}:00, Sa[1] {b}:00-14:00; Jun 15-Aug 15 Mo-Fr {b}:00-{c}:00; "
        "Jun 15-Aug 15 Sa off; PH off"
    ),
    "Mo-Fr {a}:00-{c}:00, week 02-52/2 We {c}:00-{d}:00, Sa[-1] 11:00-14:00; PH off; Dec 24 {a}:00-12:00",
)


def house(n: int) -> tuple[OpeningSchedule, str]:
    """Return the n-th schedule and its text: half are plain weeks, half are read from richer texts."""
    if n % 2 == 0:
        return weekly_hours(n)
    chance = random.Random(n)
    hours = {
        "a": "08",
        "b": chance.choice(("09", "10")),
        "c": chance.randint(15, 17),
        "d": chance.randint(18, 21),
    }
    text = HOUSES[n // 2 % len(HOUSES)].format(**hours)
    return osm.parse(text), text


def rounds(jobs: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Return the median CPU time of each job, run in turns."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            gc.collect()
            before = time.process_time()
            job()
            taken[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in taken.items()}


def ours_in_a_year(schedule: OpeningSchedule) -> list[tuple[datetime, datetime]]:
    """List a year's spans."""
    return [(span.start, span.end) for span in schedule.spans(YEAR)]


def theirs_in_a_year(hours: Any) -> list[tuple[datetime, datetime]]:
    """List a year's spans by the other evaluator."""
    return [row[:2] for row in hours.intervals(YEAR.start, YEAR.end) if row[2] == OPEN]


def asked(question: str) -> Callable[[Any], Any]:
    """Make a job that asks one schedule about every moment."""

    def ask(schedule: Any) -> Any:
        answer = getattr(schedule, question)
        return [answer(moment) for moment in MOMENTS]

    return ask


def each(job: Callable[[Any], Any], schedules: list[Any]) -> None:
    """Do a job for every schedule."""
    for schedule in schedules:
        job(schedule)


def check(ours: list[OpeningSchedule], theirs: list[Any]) -> None:
    """Refuse to measure what does not agree."""
    for schedule, hours in zip(ours, theirs, strict=True):
        assert ours_in_a_year(schedule) == theirs_in_a_year(hours)
        for moment in MOMENTS:
            assert schedule.is_open(moment) is hours.is_open(moment)
            assert schedule.next_change(moment).at == hours.next_change(moment)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=100, help="schedules")
    count = parser.parse_args().n
    rows = [house(n) for n in range(count)]
    ours = [schedule for schedule, _ in rows]
    theirs = [opening_hours.OpeningHours(text, timezone=OSLO, country="NO") for _, text in rows]
    check(ours, theirs)

    calls = count * len(MOMENTS)
    print(f"{count} schedules, each answer the same; microseconds a call, and theirs over ours")
    jobs: tuple[tuple[str, int, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
        ("is_open", calls, asked("is_open"), asked("is_open")),
        ("next_change", calls, asked("next_change"), asked("next_change")),
        ("a year's spans, warm", count, ours_in_a_year, theirs_in_a_year),
    )
    for title, share, mine, other in jobs:
        taken = rounds({"ours": lambda: each(mine, ours), "theirs": lambda: each(other, theirs)})  # noqa: B023
        a, b = taken["ours"] / share * 1e6, taken["theirs"] / share * 1e6
        print(f"  {title:24} {a:10.2f} {b:10.2f}  {b / a:6.1f}")

    def cold() -> None:
        for schedule in ours:
            evolve(schedule).level_at(MOMENTS[0])

    taken = rounds({"cold": cold})
    print(f"  making a schedule and compiling a year: {taken['cold'] / count * 1e3:.2f} ms")
    texts = [text for _, text in rows]
    taken = rounds({"parse": lambda: each(osm.parse, texts)})
    print(f"  parsing an OSM text: {taken['parse'] / count * 1e6:.0f} microseconds")
    week = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})
    taken = rounds({"staffed": lambda: [week.is_open(m, AccessLevel.STAFFED) for m in MOMENTS * 50]})
    print(f"  is_open at a level: {taken['staffed'] / 50 / len(MOMENTS) * 1e6:.2f} microseconds")


if __name__ == "__main__":
    main()
