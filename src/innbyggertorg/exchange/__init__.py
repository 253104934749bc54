"""Other forms of opening hours: OpenStreetMap's and schema.org's."""

from innbyggertorg.exchange.losses import Loss

__all__ = ["Loss"]
