"""A small reader of schema.org opening hours, which knows nothing of this package."""

from datetime import datetime, time, timedelta

NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def entries_on(hours, day):
    """Return the entries that hold on a day: the special ones if there are any, else the week's."""

    def holds(entry):
        valid = entry["validFrom"] <= day.isoformat() <= entry["validThrough"]
        return valid and NAMES[day.weekday()] in entry.get("dayOfWeek", NAMES)

    special = [entry for entry in hours["specialOpeningHoursSpecification"] if holds(entry)]
    return special or [entry for entry in hours["openingHoursSpecification"] if holds(entry)]


def stretches(hours, first, last):
    """List (start, end, description) as naive datetimes for the days from *first* to *last*."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for entry in entries_on(hours, day):
            opens, closes = time.fromisoformat(entry["opens"]), time.fromisoformat(entry["closes"])
            start, end = datetime.combine(day, opens), datetime.combine(day, closes)
            if opens == closes == time():
                continue
            if (opens, closes) == (time(), time(23, 59)):
                end = datetime.combine(day, time()) + timedelta(days=1)
            elif end <= start:
                end += timedelta(days=1)
            found.append((start, end, entry["description"]))
    return found


def level_at(found, moment):
    """Return what holds at a naive moment; where stretches overlap, the one that offers most."""
    order = ["by-appointment", "self-service", "staffed"]
    levels = [what for start, end, what in found if start <= moment < end]
    return max(levels, key=order.index, default="closed")
