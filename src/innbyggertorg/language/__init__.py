"""Rules, series and conflicts in words: Bokmål, Nynorsk and English."""

from innbyggertorg.language.conflict_words import describe_conflict, describe_remedy
from innbyggertorg.language.describe import describe

__all__ = ["describe", "describe_conflict", "describe_remedy"]
