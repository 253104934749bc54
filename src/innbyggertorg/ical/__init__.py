"""iCalendar: feeds that every calendar program reads as the programme means them, and reading them."""

from innbyggertorg.ical.feeds import Feed, Loss, feed
from innbyggertorg.ical.reading.ledger import ReadLoss, ReadProblem
from innbyggertorg.ical.reading.reader import ReadResult, read

__all__ = ["Feed", "Loss", "ReadLoss", "ReadProblem", "ReadResult", "feed", "read"]
