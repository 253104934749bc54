"""Measure what one question to one series costs, and whether that hangs on how far away it is."""

import gc
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from math import log
from typing import Any

ROUNDS = 7


def microseconds(job: Callable[[], object], times: int) -> float:
    """Return how long one call takes, the median of several runs."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        begin = time.process_time()
        for _ in range(times):
            job()
        taken.append((time.process_time() - begin) / times * 1e6)
    return statistics.median(taken)


def single_questions() -> None:
    """Print what one question to one series costs, and whether that hangs on how far away it is."""
    from innbyggertorg.chrono import Interval, zone
    from innbyggertorg.days import EvenWeeks, OddWeeks
    from innbyggertorg.recurrence import RecurrenceRule, Series, first_overlap

    def weekly(hour: int, interval: int = 1, **more: Any) -> Series:
        rule = RecurrenceRule.parse(f"FREQ=WEEKLY;INTERVAL={interval}")
        first = datetime(1927, 1, 4, hour)
        return Series(first, timedelta(hours=2), rules=(rule,), **more)

    oslo = zone("Europe/Oslo")
    a, b = (datetime(year, 1, 4, tzinfo=oslo) for year in (2027, 2028))
    tuesdays, weekly_19, weekly_20 = weekly(18), weekly(19), weekly(20)
    sixth, seventh = weekly(18, 6), weekly(19, 7)
    even, odd = weekly(18, excluding=OddWeeks()), weekly(18, excluding=EvenWeeks())
    print("\nOne question, microseconds\n")
    for name, job, times in (
        ("the next start", lambda: next(tuesdays.starts_between(a, b)), 20_000),
        ("first_overlap, weekly, found", lambda: first_overlap(tuesdays, weekly_19), 500),
        ("first_overlap, weekly, proof of none", lambda: first_overlap(tuesdays, weekly_20), 500),
        ("first_overlap, every 6 and 7 weeks, found", lambda: first_overlap(sixth, seventh), 500),
        ("first_overlap, even and odd weeks, proof of none", lambda: first_overlap(even, odd), 3),
    ):
        print(f"  {name:<50}{microseconds(job, times):10.2f}")
    found = []
    for years in (1, 10, 100):
        start = datetime(1927 + years, 1, 4, tzinfo=oslo)
        window = Interval(start, start + timedelta(weeks=52))
        found.append(microseconds(lambda window=window: list(tuesdays.occurrences(window)), 500))
    growth = log(found[-1] / found[0]) / log(100)
    print(f"\nA year of occurrences 1 to 100 years from the first start: exponent of growth {growth:.3f}")
