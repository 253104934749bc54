"""Measure conflicts: python bench/conflicts/run.py [-n 100000] [--peers FOLDER]

Everything is a ratio within one run: CPU time, medians of interleaved rounds, garbage collected between, and
every answer checked. The floor of finding all pairs is one sort and one pass; of booking one by one, to
append to a list of the room; of checking a new weekly series, 52 bisections.

--peers names a folder into which `pip install --target FOLDER intervaltree portion ncls sortedcontainers` was
done; those that are there take part.
"""

import argparse
import gc
import random
import sqlite3
import statistics
import sys
import time
from bisect import bisect_left, insort
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import log
from typing import Any

from attrs import evolve

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import ConflictIndex, ConflictKind, find_conflicts
from innbyggertorg.conflicts.timetable import Timetable, overlapping_pairs
from innbyggertorg.model import Event, LocalText, Programme, Room, Torg
from innbyggertorg.recurrence import RecurrenceRule, Series

ROUNDS = 5
YEAR = 366 * 1440
OSLO = zone("Europe/Oslo")
Booked = tuple[int, int, int]


def bookings(count: int) -> list[Booked]:
    """Bookings in minutes, shuffled: a year of weekly times in many rooms, few of which overlap."""
    some = random.Random(7)
    found: list[Booked] = []
    room = 0
    while len(found) < count:
        for _ in range(10):
            weekday, quarter, length = some.randrange(7), some.randrange(28, 84), some.choice((60, 90, 120))
            for week in range(52):
                start = (week * 7 + weekday) * 1440 + quarter * 15
                if some.random() < 0.2:
                    found.append((room, start, start + length))
        room += 1
    found = found[:count]
    some.shuffle(found)
    return found


def medians(jobs: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median CPU time of each job, run in turns."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            before = time.process_time()
            job()
            taken[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(title: str, taken: dict[str, float], floor: str) -> None:
    print(f"\n{title} (times the floor)")
    for name, seconds in sorted(taken.items(), key=lambda each: each[1]):
        print(f"  {name:<44}{seconds / taken[floor]:8.2f}")


# --- all pairs ----------------------------------------------------------------------------------------


def one_pass(booked: list[Booked]) -> int:
    """The floor: how many begin while something earlier lasts."""
    count, last, reach = 0, None, 0
    for room, start, end in sorted(booked):
        if room != last:
            last, reach = room, 0
        count += start < reach
        reach = max(reach, end)
    return count


def textbook(booked: list[Booked]) -> int:
    """Events of coming and going, and the set of who is there."""
    changes = [(room, at, kind, n) for n, (room, a, b) in enumerate(booked) for at, kind in ((a, 1), (b, 0))]
    here: set[int] = set()
    count = 0
    for _, _, comes, number in sorted(changes):
        if comes:
            count += len(here)
            here.add(number)
        else:
            here.discard(number)
    return count


def sqlite(booked: list[Booked]) -> int:
    data = sqlite3.connect(":memory:")
    data.execute("create table b (id integer primary key, room integer, start integer, past integer)")
    data.executemany("insert into b (room, start, past) values (?, ?, ?)", booked)
    data.execute("create index i on b (room, start, past, id)")
    longest = max(end - start for _, start, end in booked)
    join = (
        "select count(*) from b x join b y on x.room = y.room and y.start > x.start - ? and y.start < x.past"
        " and y.past > x.start and (y.start, y.id) > (x.start, x.id)"
    )
    return int(data.execute(join, (longest,)).fetchone()[0])


def peers(booked: list[Booked]) -> dict[str, Callable[[], int]]:
    found: dict[str, Callable[[], int]] = {}
    try:
        import intervaltree
    except ImportError:
        pass
    else:

        def tree() -> int:
            trees: dict[int, Any] = {}
            for n, (room, start, end) in enumerate(booked):
                trees.setdefault(room, intervaltree.IntervalTree()).addi(start, end, n)
            met = sum(len(t.overlap(each.begin, each.end)) - 1 for t in trees.values() for each in t)
            return met // 2

        found["intervaltree"] = tree
    try:
        import numpy
        from ncls import NCLS
    except ImportError:
        pass
    else:

        def nested() -> int:
            data = numpy.array(booked, dtype=numpy.int64)
            starts, ends = data[:, 0] * YEAR * 2 + data[:, 1], data[:, 0] * YEAR * 2 + data[:, 2]
            lists = NCLS(starts, ends, numpy.arange(len(data)))
            one, other = lists.all_overlaps_both(starts, ends, numpy.arange(len(data)))
            return int((one < other).sum())

        found["ncls"] = nested
    return found


def all_pairs(count: int) -> float:
    booked = bookings(count)
    kept = Timetable(booked)
    jobs: dict[str, Callable[[], int]] = {
        "floor: one sort and one pass": lambda: one_pass(booked),
        "innbyggertorg, from a shuffled list": lambda: sum(1 for _ in overlapping_pairs(booked)),
        "innbyggertorg, from the kept index": lambda: sum(1 for _ in kept.pairs()),
        "textbook sweep": lambda: textbook(booked),
        "SQLite: load, index, join": lambda: sqlite(booked),
        **peers(booked),
    }
    right = jobs["textbook sweep"]()
    for name, job in jobs.items():
        assert name.startswith("floor") or job() == right, name
    taken = medians(jobs)
    table(f"all {right:,} pairs among {count:,} bookings", taken, "floor: one sort and one pass")
    return taken["innbyggertorg, from a shuffled list"]


# --- one by one ---------------------------------------------------------------------------------------


def one_by_one(count: int = 10_000) -> None:
    booked = bookings(count)

    def append() -> None:
        rooms: dict[int, list[tuple[int, int]]] = {}
        for room, start, end in booked:
            rooms.setdefault(room, []).append((start, end))

    def add() -> None:
        timetable = Timetable()
        for room, start, end in booked:
            timetable.add(room, start, end)

    def naive() -> None:
        rooms: dict[int, list[tuple[int, int]]] = {}
        for room, start, end in booked:
            there = rooms.setdefault(room, [])
            any(a < end and start < b for a, b in there)
            insort(there, (start, end))

    jobs = {"floor: append": append, "innbyggertorg, each checked": add, "naive scan of the room": naive}
    table(f"booking {count:,} one by one", medians(jobs), "floor: append")


# --- programmes ---------------------------------------------------------------------------------------


def programme(count: int) -> Programme:
    some = random.Random(11)
    rules = [
        RecurrenceRule.parse(f"FREQ={text}") for text in ("WEEKLY", "WEEKLY;INTERVAL=2", "MONTHLY;BYDAY=1MO")
    ]
    events = tuple(
        Event(
            id=f"e{n}",
            torg=f"t{n // 200}",
            title=LocalText(nb="E"),
            series=Series(
                datetime(2026, 9, 7) + timedelta(days=some.randrange(7), minutes=15 * some.randrange(28, 84)),
                timedelta(minutes=some.choice((60, 90, 120))),
                rules=(some.choice((rules[0], rules[0], rules[0], rules[1], rules[2])),),
            ),
            changed_at=datetime(2026, 1, 1, tzinfo=UTC),
            rooms=(f"r{n // 20 % 10}",),
        )
        for n in range(count)
    )
    rooms = tuple(Room(id=f"r{n}", name=LocalText(nb="R")) for n in range(10))
    torgs = tuple(Torg(id=f"t{n}", name=LocalText(nb="T"), rooms=rooms) for n in range(-(-count // 200)))
    return Programme(torgs=torgs, events=events)


def whole_programmes(counts: tuple[int, ...]) -> None:
    window = Interval(datetime(2027, 1, 4, tzinfo=OSLO), datetime(2028, 1, 4, tzinfo=OSLO))
    taken = []
    for count in counts:
        planned = programme(count)
        job = {"find": lambda planned=planned: find_conflicts(planned, window, remedies=False)}
        job["find"]()
        taken.append(medians(job, 3)["find"])
    growth = log(taken[-1] / taken[0]) / log(counts[-1] / counts[0])
    print(
        f"\nfind_conflicts, a year of {counts[0]:,} to {counts[-1]:,} series: exponent of growth {growth:.2f}"
    )


def new_series(count: int = 10_000) -> None:
    index = ConflictIndex(programme(count))
    rule = RecurrenceRule.parse("FREQ=WEEKLY")
    series = Series(datetime(2027, 1, 4, 6), timedelta(hours=1), rules=(rule,))
    event = evolve(next(iter(index.programme.events)), id="new", uid="new", series=series)
    column = list(range(0, 600 * 10_000, 10_000))
    rooms = count // 20

    def bisections(times: int) -> None:
        for _ in range(times):
            for week in range(52):
                bisect_left(column, week * 100_000)

    jobs: dict[str, Callable[[], Any]] = {
        "floor: 52 bisections": lambda: bisections(100),
        "check its room": lambda: [index.check(event, kinds=ConflictKind.ROOM) for _ in range(100)],
        "check everything": lambda: [index.check(event) for _ in range(100)],
        "add and remove": lambda: [(index.add(event), index.remove("new")) for _ in range(100)],
    }
    table(f"a new weekly series among {count:,}", medians(jobs), "floor: 52 bisections")
    jobs = {
        f"floor: 52 bisections in each of {rooms} rooms": lambda: bisections(rooms),
        "taken_rooms": lambda: index.taken_rooms(series),
    }
    table("in which rooms it would clash, ever", medians(jobs), next(iter(jobs)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", type=int, default=100_000)
    parser.add_argument("--peers")
    options = parser.parse_args()
    if options.peers:
        sys.path.append(options.peers)
    small, large = all_pairs(options.n // 4), all_pairs(options.n)
    print(f"\nexponent of growth {log(large / small) / log(4):.2f}")
    one_by_one()
    new_series()
    whole_programmes((1_000, 2_000, 4_000, 8_000))


if __name__ == "__main__":
    main()
