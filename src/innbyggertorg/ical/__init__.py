"""iCalendar: feeds that every calendar program reads as the programme means them."""

from innbyggertorg.ical.feeds import Feed, Loss, feed

__all__ = ["Feed", "Loss", "feed"]
