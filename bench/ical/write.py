"""Measure writing feeds: python bench/ical/write.py [-n 1000]

Against a string joined by hand with right escaping and folding (the floor, for it arranges nothing and checks
nothing), the library icalendar, and libical in C where it is installed. CPU time, medians of interleaved
rounds, garbage collected between. What is quoted is the ratio; absolute times are for orientation.
"""

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "recurrence"))

import icalendar
from attrs import evolve
from calendars import Plan, plans

from innbyggertorg.chrono.zones import zone
from innbyggertorg.ical import feed
from innbyggertorg.model import Event, EventDetails, EventKind, LocalText, Programme, Room, Torg
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

ROUNDS = 7
OSLO = zone("Europe/Oslo")
CHANGED = datetime(2026, 11, 23, 12, tzinfo=UTC)
TITLES = (
    "Språkkafé",
    "Kor-øving",
    "Yoga for nybegynnere",
    "Strikkekveld",
    "Leksehjelp; for alle",
    "Filmkveld",
)
TEXT = (
    "Gratis for alle, påmelding ikke nødvendig. Ta med egen kopp; vi spanderer kaffe.\n"
    "Spørsmål? Ring 22 00 00 00 eller kom innom. Ref. {0:05}."
)
ROOMS = 20


def programme(series: list[Plan]) -> Programme:
    """Return the plans as a programme."""
    rooms = tuple(Room(id=f"r{n}", name=LocalText(nb=f"Møterom {n}, 2. etasje")) for n in range(ROOMS))
    torg = Torg(id="t", name=LocalText(nb="Heggedal innbyggertorg"), rooms=rooms)
    return Programme(torgs=(torg,), events=tuple(event(n, plan) for n, plan in enumerate(series)))


def event(number: int, plan: Plan) -> Event:
    """Return one plan as an event."""
    until = "" if plan.until is None else in_utc(plan.until)
    rule = plan.rule(until)
    renamed = EventDetails(title=LocalText(nb="Noe annet"))
    series = Series(
        plan.first,
        timedelta(minutes=plan.minutes),
        rules=(RecurrenceRule.parse(rule),) if rule else (),
        excluded=plan.excluded,
        overrides=tuple(Override(old, start=new, details=renamed) for old, new in plan.moved),
    )
    return Event(
        id=f"e{number}",
        torg="t",
        title=LocalText(nb=TITLES[number % len(TITLES)]),
        text=LocalText(nb=TEXT.format(number)),
        series=series,
        rooms=(f"r{number % ROOMS}",),
        kind=EventKind.SOCIAL,
        changed_at=CHANGED,
    )


def in_utc(wall: datetime) -> str:
    """Return wall time in Oslo as an instant."""
    return f"{wall.replace(tzinfo=OSLO).astimezone(UTC):%Y%m%dT%H%M%SZ}"


# --- the floor: nothing but strings -------------------------------------------------------------------


def escaped(text: str) -> str:
    """Escape a text."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold a line between characters."""
    octets = line.encode()
    if len(octets) <= 75:
        return line + "\r\n"
    pieces, start, end = [], 0, 75
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end].decode())
        start, end = end, end + 74
    return "\r\n ".join([*pieces, octets[start:].decode()]) + "\r\n"


def floor(series: list[Plan]) -> bytes:
    """Join the lines of every plan."""
    found = []
    for number, plan in enumerate(series):
        lines = [
            "BEGIN:VEVENT",
            f"UID:e{number}@example.no",
            "DTSTAMP:20261123T120000Z",
            "LAST-MODIFIED:20261123T120000Z",
            "SEQUENCE:0",
            f"DTSTART;TZID=Europe/Oslo:{plan.first:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/Oslo:{plan.first + timedelta(minutes=plan.minutes):%Y%m%dT%H%M%S}",
        ]
        rule = plan.rule()
        lines += [f"RRULE:{rule}"] if rule else []
        lines += [f"EXDATE;TZID=Europe/Oslo:{each:%Y%m%dT%H%M%S}" for each in plan.excluded]
        lines += [
            f"SUMMARY:{escaped(TITLES[number % len(TITLES)])}",
            f"DESCRIPTION:{escaped(TEXT.format(number))}",
            f"LOCATION:{escaped(f'Møterom {number % ROOMS}, 2. etasje, Heggedal innbyggertorg')}",
            "CATEGORIES:Sosialt",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        found += map(folded, lines)
    return "".join(found).encode()


# --- icalendar ----------------------------------------------------------------------------------------


def built(series: list[Plan]) -> icalendar.Calendar:
    """Build the calendar of icalendar."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bench//")
    for number, plan in enumerate(series):
        one = icalendar.Event()
        start = plan.first.replace(tzinfo=OSLO)
        one.add("uid", f"e{number}@example.no")
        for name in ("dtstamp", "last-modified"):
            one.add(name, CHANGED)
        one.add("sequence", 0)
        one.add("dtstart", start)
        one.add("dtend", start + timedelta(minutes=plan.minutes))
        rule = plan.rule("" if plan.until is None else in_utc(plan.until))
        if rule:
            one.add("rrule", icalendar.vRecur.from_ical(rule))
        for each in plan.excluded:
            one.add("exdate", each.replace(tzinfo=OSLO))
        one.add("summary", TITLES[number % len(TITLES)])
        one.add("description", TEXT.format(number))
        one.add("location", f"Møterom {number % ROOMS}, 2. etasje, Heggedal innbyggertorg")
        one.add("categories", ["Sosialt"])
        one.add("status", "CONFIRMED")
        one.add("transp", "TRANSPARENT")
        calendar.add_component(one)
    return calendar


# --- measuring ----------------------------------------------------------------------------------------


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Return CPU seconds of a job, and what it gave."""
    gc.collect()
    before = time.process_time()
    given = job()
    return time.process_time() - before, given


def with_one_changed(whole: Programme) -> Programme:
    """Return the programme with another event in the middle."""
    middle = len(whole.events) // 2
    other = evolve(whole.events[middle], title=LocalText(nb="Noe annet"))
    return evolve(whole, events=(*whole.events[:middle], other, *whole.events[middle + 1 :]))


def forget() -> None:
    """Empty what the modules of the writer keep, and let them look at the changes of the clocks again."""
    modules = [module for name, module in sys.modules.items() if name.startswith("innbyggertorg.")]
    for kept in {
        each for module in modules for each in vars(module).values() if hasattr(each, "cache_clear")
    }:
        kept.cache_clear()
    feed(programme(plans(50, far=False)))


def rounds(series: list[Plan]) -> tuple[dict[str, float], bytes]:
    """Return the median of each contestant, in seconds, and our feed."""
    taken: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        taken.setdefault(name, []).append(seconds)

    content = b""
    for _ in range(ROUNDS):
        forget()
        note("floor", timed(lambda: floor(series))[0])
        fresh = programme(series)
        seconds, content = timed(lambda: feed(fresh).to_ical())  # noqa: B023
        note("ours, for the first time", seconds)
        changed = with_one_changed(fresh)
        note("ours, one event changed", timed(lambda: feed(changed).to_ical())[0])  # noqa: B023
        made = feed(changed)
        note("ours, to_ical alone", timed(made.to_ical)[0])
        seconds, calendar = timed(lambda: built(series))
        written, _ = timed(calendar.to_ical)
        note("icalendar, from built", written)
        note("icalendar, from values", seconds + written)
    return {name: statistics.median(times) for name, times in taken.items()}, content


def libical(content: bytes) -> float | None:
    """Return seconds of libical for the same file, or None where it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/write"
        command = ["cc", "-O2", "-o", program, str(Path(__file__).with_name("write.c")), "-lical"]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        done = subprocess.run([program], input=content, check=True, capture_output=True, text=False)
    return statistics.median(int(line.split()[1]) for line in done.stdout.splitlines()) / 1e9


def memory(series: list[Plan]) -> float:
    """Return octets that a feed and what is kept with its events take, for each event."""
    whole = programme(series)
    gc.collect()
    tracemalloc.start()
    made = feed(whole)
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (used - len(made.to_ical())) / len(series)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="events")
    count = parser.parse_args().n
    series = plans(count, far=False)
    medians, content = rounds(series)
    in_c = libical(content)
    if in_c is not None:
        medians["libical in C, from parsed"] = in_c
    print(f"{count} events, {len(content):,} octets; microseconds an event, and times the floor")
    for name, seconds in medians.items():
        print(f"  {name:28} {seconds / count * 1e6:8.2f} {seconds / medians['floor']:8.2f}")
    cold, again = medians["ours, for the first time"], medians["ours, one event changed"]
    for name in ("icalendar, from built", "icalendar, from values"):
        print(f"  {name} over ours: {medians[name] / cold:.1f} first, {medians[name] / again:.0f} when kept")
    print(f"  one of {count} events changed costs {again / cold * 100:.2f} % of the first time")
    small, large = memory(plans(count // 4, far=False)), memory(series)
    print(
        f"  octets kept for each event besides the file: {small:.0f} of {count // 4}, {large:.0f} of {count}"
    )


if __name__ == "__main__":
    main()
