"""Rules and series in words: Bokmål, Nynorsk and English."""

from innbyggertorg.language.describe import describe

__all__ = ["describe"]
