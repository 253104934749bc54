"""Reading iCalendar files that others wrote; `innbyggertorg.ical.read` is the door."""
