"""What repeats: recurrence rules, series of occurrences, and whether two series ever meet."""

from innbyggertorg.recurrence.edit import (
    Edited,
    Split,
    announce,
    cancel,
    exclude,
    move,
    move_following,
    split,
    unannounced,
    with_changes,
    with_override,
)
from innbyggertorg.recurrence.occurrence import Occurrence, Override, Status
from innbyggertorg.recurrence.occurrences import Occurrences
from innbyggertorg.recurrence.overlap import first_overlap
from innbyggertorg.recurrence.parts import Frequency, NthDay, Skip
from innbyggertorg.recurrence.remarks import Remark, remarks
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.ruledays import RuleDays
from innbyggertorg.recurrence.series import Series

__all__ = [
    "Edited",
    "Frequency",
    "NthDay",
    "Occurrence",
    "Occurrences",
    "Override",
    "RecurrenceRule",
    "Remark",
    "RuleDays",
    "Series",
    "Skip",
    "Split",
    "Status",
    "announce",
    "cancel",
    "exclude",
    "first_overlap",
    "move",
    "move_following",
    "remarks",
    "split",
    "unannounced",
    "with_changes",
    "with_override",
]
