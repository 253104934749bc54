"""Decisions: who would collide with whom, what stands in the way, and what would help."""

from innbyggertorg.conflicts.conflict import Conflict, ConflictReport, Remedy, Rule
from innbyggertorg.conflicts.finding import find_conflicts
from innbyggertorg.conflicts.kinds import ConflictKind, RemedyKind, RuleName, Severity
from innbyggertorg.conflicts.priority import Priority, PriorityReason, Yielding, who_yields

__all__ = [
    "Conflict",
    "ConflictKind",
    "ConflictReport",
    "Priority",
    "PriorityReason",
    "Remedy",
    "RemedyKind",
    "Rule",
    "RuleName",
    "Severity",
    "Yielding",
    "find_conflicts",
    "who_yields",
]
