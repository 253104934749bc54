"""iCalendar: feeds that every calendar program reads as the programme means them, and reading them."""

from innbyggertorg.ical.busy import busy_feed
from innbyggertorg.ical.explanation import Explanation
from innbyggertorg.ical.feeds import Feed, feed
from innbyggertorg.ical.losses import Loss
from innbyggertorg.ical.objects import read_jcal, to_component, to_components
from innbyggertorg.ical.openings import opening_feed
from innbyggertorg.ical.pieces import Form
from innbyggertorg.ical.reading.ledger import ReadLoss, ReadProblem
from innbyggertorg.ical.reading.reader import ReadResult, read
from innbyggertorg.ical.writing import Written, all_feeds, write_all

__all__ = [
    "Explanation",
    "Feed",
    "Form",
    "Loss",
    "ReadLoss",
    "ReadProblem",
    "ReadResult",
    "Written",
    "all_feeds",
    "busy_feed",
    "feed",
    "opening_feed",
    "read",
    "read_jcal",
    "to_component",
    "to_components",
    "write_all",
]
