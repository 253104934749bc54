"""iCalendar: feeds that every calendar program reads as the programme means them, and reading them."""

from innbyggertorg.ical.busy import busy_feed
from innbyggertorg.ical.feeds import Feed, Loss, feed
from innbyggertorg.ical.openings import opening_feed
from innbyggertorg.ical.reading.ledger import ReadLoss, ReadProblem
from innbyggertorg.ical.reading.reader import ReadResult, read

__all__ = [
    "Feed",
    "Loss",
    "ReadLoss",
    "ReadProblem",
    "ReadResult",
    "busy_feed",
    "feed",
    "opening_feed",
    "read",
]
