"""A small reader of schema.org events, which knows nothing of this package: it goes through all days."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def happenings(node, low, high):
    """List (start, end, cancelled) of what a node says happens from the date *low* to *high*."""
    if "eventSchedule" in node:
        cancelled = node["eventStatus"].endswith("Cancelled")
        return [(*times, cancelled) for times in scheduled(node["eventSchedule"], low, high)]
    return sorted((single(each) for each in node.get("subEvent", [node])), key=str)


def single(node):
    start, end = moment(node["startDate"]), moment(node["endDate"])
    if not isinstance(start, datetime):
        end += timedelta(days=1)
    return start, end, "https://schema.org/EventCancelled" in node["eventStatus"]


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC) if "T" in text else date.fromisoformat(text)


def scheduled(schedule, low, high):
    first = date.fromisoformat(schedule["startDate"])
    last = date.fromisoformat(schedule.get("endDate", high.isoformat()))
    zone, length = ZoneInfo(schedule["scheduleTimezone"]), duration(schedule["duration"])
    found, count, day = [], 0, first
    while day <= min(last, high) and count < schedule.get("repeatCount", count + 1):
        if in_turn(schedule, first, day) and on_day(schedule, first, day):
            count += 1
            start = day
            written = day.isoformat()
            if "startTime" in schedule:
                written += f"T{schedule['startTime']}"
                clock = time.fromisoformat(schedule["startTime"])
                start = datetime.combine(day, clock, zone).astimezone(UTC)
            if day >= low and written not in schedule.get("exceptDate", []):
                found.append((start, start + length))
        day += timedelta(days=1)
    return found


def in_turn(schedule, first, day):
    """Whether a day lies in one of the periods that count."""
    number, unit = re.fullmatch("P([0-9]+)([DWMY])", schedule["repeatFrequency"]).groups()
    passed = {
        "D": (day - first).days,
        "W": ((day - first).days + first.weekday()) // 7,
        "M": 12 * (day.year - first.year) + day.month - first.month,
        "Y": day.year - first.year,
    }[unit]
    return passed % int(number) == 0


def on_day(schedule, first, day):
    """Whether a day is one of those of its period."""
    unit = schedule["repeatFrequency"][-1]
    if day.month not in schedule.get("byMonth", [day.month]):
        return False
    if "byMonthDay" in schedule:
        return day.day in schedule["byMonthDay"]
    if "byDay" in schedule:
        return any(is_weekday(each, day) for each in schedule["byDay"])
    return {
        "D": True,
        "W": day.weekday() == first.weekday(),
        "M": day.day == first.day,
        "Y": (day.month, day.day) == (first.month, first.day),
    }[unit]


def is_weekday(text, day):
    if "/" in text:
        return NAMES[day.weekday()] == text.removeprefix("https://schema.org/")
    number, code = re.fullmatch("(-?[0-9]*)([A-Z]{2})", text).groups()
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - day
    nth = {str((day.day - 1) // 7 + 1), str(-((after.days - 1) // 7 + 1)), ""}
    return CODES[day.weekday()] == code and number in nth


def duration(text):
    found = {unit: int(number) for number, unit in re.findall("([0-9]+)([DHMS])", text)}
    return timedelta(
        days=found.get("D", 0), hours=found.get("H", 0), minutes=found.get("M", 0), seconds=found.get("S", 0)
    )
