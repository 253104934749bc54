"""Rules, series, opening hours, conflicts and errors in words: Bokmål, Nynorsk and English."""

from innbyggertorg.language.ahead import describe_exceptions
from innbyggertorg.language.changes import describe_change
from innbyggertorg.language.conflict_words import describe_conflict, describe_remedy
from innbyggertorg.language.describe import describe
from innbyggertorg.language.errors import describe_error, describe_loss, describe_problem
from innbyggertorg.language.schedules import describe_explanation, describe_rules
from innbyggertorg.language.signs import describe_week
from innbyggertorg.language.states import describe_state

__all__ = [
    "describe",
    "describe_change",
    "describe_conflict",
    "describe_error",
    "describe_exceptions",
    "describe_explanation",
    "describe_loss",
    "describe_problem",
    "describe_remedy",
    "describe_rules",
    "describe_state",
    "describe_week",
]
