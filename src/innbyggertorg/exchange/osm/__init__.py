"""Opening hours in the form of OpenStreetMap's key `opening_hours`."""

from innbyggertorg.exchange.osm.reading import parse

__all__ = ["parse"]
