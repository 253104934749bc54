"""Other forms of hours and events: OSM, schema.org, FullCalendar, Atom, and rows for data frames."""

from innbyggertorg.exchange.losses import Loss

__all__ = ["Loss"]
