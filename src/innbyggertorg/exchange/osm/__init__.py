"""Opening hours in the form of OpenStreetMap's key `opening_hours`."""

from innbyggertorg.exchange.osm.reading import parse
from innbyggertorg.exchange.osm.writing import format  # noqa: A004 - the pair of parse; used as osm.format

__all__ = ["format", "parse"]
