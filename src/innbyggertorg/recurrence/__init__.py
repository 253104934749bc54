"""What repeats: recurrence rules, series of occurrences, and whether two series ever meet."""

from innbyggertorg.recurrence.occurrence import Occurrence, Override, Status
from innbyggertorg.recurrence.occurrences import Occurrences
from innbyggertorg.recurrence.rule import Frequency, NthDay, RecurrenceRule, Skip
from innbyggertorg.recurrence.series import Series

__all__ = [
    "Frequency",
    "NthDay",
    "Occurrence",
    "Occurrences",
    "Override",
    "RecurrenceRule",
    "Series",
    "Skip",
    "Status",
]
