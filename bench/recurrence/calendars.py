"""Calendars of rooms to measure on: always the same, and with an answer worked out the slow way.

Of the series 57 % are weekly (some on several days), 14 % every second week, 15 % on the nth weekday of the
month, 15 % single. Some end by UNTIL or COUNT, 10 % leave dates out, 3 % have moved occurrences. `far` moves
the first start of what repeats ten years back, and changes nothing that happens in the window.
"""

import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONDAY = date(2027, 1, 4)
WINDOWS = {"4 weeks": timedelta(weeks=4), "1 year": timedelta(days=365)}
LENGTHS = (30, 60, 60, 90, 90, 120, 120, 120, 180, 240, 480)


@dataclass(frozen=True)
class Plan:
    """One series, without any library's types; `until` and all times are wall time in Oslo."""

    first: datetime
    minutes: int
    every: str  # "once", "week" or "month"
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    until: datetime | None = None
    count: int | None = None
    excluded: tuple[datetime, ...] = ()
    moved: tuple[tuple[datetime, datetime], ...] = ()

    def rule(self, until: str = "") -> str | None:
        """The RRULE; *until* is how the end is written."""
        if self.every == "once":
            return None
        days = ",".join(f"{self.nth or ''}{DAYS[day]}" for day in self.weekdays)
        parts = [f"FREQ={'WEEKLY' if self.every == 'week' else 'MONTHLY'}"]
        parts += [f"UNTIL={until or self.until.strftime('%Y%m%dT%H%M%S')}"] if self.until else []
        parts += [f"COUNT={self.count}"] if self.count else []
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        return ";".join([*parts, f"BYDAY={days}"])


def slow_starts(plan: Plan, a: datetime, b: datetime) -> list[datetime]:
    """What starts in [a, b), day by day."""
    at = plan.first.time()
    found = []
    for number, day in enumerate(_days(plan, b.date()), 1):
        start = datetime.combine(day, at)
        if (plan.until and start > plan.until) or (plan.count and number > plan.count):
            break
        if a <= start < b:
            found.append(start)
    gone = {*plan.excluded, *(old for old, _ in plan.moved)}
    return sorted([s for s in found if s not in gone] + [new for _, new in plan.moved if a <= new < b])


def _days(plan: Plan, end: date) -> Iterator[date]:
    first = plan.first.date()
    week = first - timedelta(days=first.weekday())
    for day in (first + timedelta(days=n) for n in range(max(0, (end - first).days))):
        if plan.every == "once":
            yield day
            return
        if day.weekday() not in plan.weekdays:
            continue
        if plan.every == "week":
            if (day - week).days // 7 % plan.interval == 0:
                yield day
        elif plan.nth in {(day.day - 1) // 7 + 1, -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1)}:
            yield day


def plans(count: int, *, far: bool, seed: int = 7) -> list[Plan]:
    """Return *count* series."""
    rng = random.Random(f"{seed}/{count}")
    return [_plan(rng, far) for _ in range(count)]


def _plan(rng: random.Random, far: bool) -> Plan:
    kind = rng.choices(("weekly", "several", "second", "month", "once"), (48, 8, 14, 15, 15))[0]
    at = time(rng.randrange(7, 21), rng.choice((0, 0, 15, 30, 45)))
    minutes = rng.choice(LENGTHS)
    draws = {name: rng.random() for name in ("end", "excluded", "moved")}
    weeks_back, months_back = rng.randrange(18), rng.randrange(6)
    weekdays = tuple(sorted(rng.sample(range(7), rng.choice((2, 3)) if kind == "several" else 1)))
    nth = rng.choice((1, 1, 2, 2, 3, 4, -1))
    end_after, count = rng.randrange(30, 400), rng.randrange(8, 60)
    seed = rng.random()
    if kind == "once":
        return Plan(datetime.combine(MONDAY + timedelta(days=rng.randrange(-60, 365)), at), minutes, "once")
    interval = 2 if kind == "second" else 1
    every = "month" if kind == "month" else "week"
    first = MONDAY + timedelta(days=weekdays[0], weeks=-weeks_back)
    if every == "month":
        first = _first_in_month(2026 * 12 + 11 - months_back, nth, weekdays[0])
    else:
        nth = 0
    until = datetime.combine(MONDAY + timedelta(days=end_after), at) if draws["end"] < 0.35 else None
    plan = Plan(
        datetime.combine(first, at),
        minutes,
        every,
        interval,
        weekdays,
        nth,
        until,
        count if 0.35 <= draws["end"] < 0.43 else None,
    )
    plan = _with_changes(plan, random.Random(seed), draws)
    return _ten_years_back(plan) if far else plan


def _first_in_month(month: int, nth: int, weekday: int) -> date:
    year, index = divmod(month, 12)
    days = [date(year, index + 1, day) for day in range(1, monthrange(year, index + 1)[1] + 1)]
    days = [day for day in days if day.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


def _with_changes(plan: Plan, rng: random.Random, draws: dict[str, float]) -> Plan:
    a = datetime.combine(MONDAY, time())
    inside = slow_starts(plan, a + timedelta(days=3), a + timedelta(days=360))
    if draws["excluded"] < 0.10 and inside:
        gone = tuple(sorted(rng.sample(inside, min(len(inside), rng.randint(1, 4)))))
        plan = Plan(**{**vars(plan), "excluded": gone})
    left = [start for start in inside if start not in plan.excluded]
    if draws["moved"] < 0.03 and left:
        old = rng.choice(left)
        plan = Plan(**{**vars(plan), "moved": ((old, old + timedelta(hours=1)),)})
    return plan


def _ten_years_back(plan: Plan) -> Plan:
    if plan.every == "week":
        first = plan.first - timedelta(weeks=520)
        more = 520 // plan.interval * len(plan.weekdays)
    else:
        month = plan.first.year * 12 + plan.first.month - 1 - 120
        first = datetime.combine(_first_in_month(month, plan.nth, plan.weekdays[0]), plan.first.time())
        more = 120
    return Plan(**{**vars(plan), "first": first, "count": plan.count and plan.count + more})
