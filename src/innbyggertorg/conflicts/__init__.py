"""Decisions: who would collide with whom, what stands in the way, and what would help.

How a search goes, module by module: `houses`, `dates` and `openings` say what bookings mean in whole seconds;
`scene` holds all that is looked at; `detecting` runs the detectors, each on its own question (`rooms`,
`lending`, `capacity`, `at_once`, `hours`, `services`, `announced`), and what they find is `found`; `wording`
makes a `conflict` of it, and `remedies` looks for what would help. `finding` does that for a programme, split
by `splitting`; `index` does it for one event, and asks `shelves`, `footprint`, `timetable` and `beyond` which
others can matter. What is free is in `availability`, `heads`, `slots` and `busy`; what follows from a
decision is in `reachable`, `impact`, `rest`, `priority` and `seasons`.
"""

from innbyggertorg.conflicts.busy import Busy, BusyKind, BusyTimes, busy_times
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport, Remedy, Rule
from innbyggertorg.conflicts.finding import find_conflicts
from innbyggertorg.conflicts.impact import impact
from innbyggertorg.conflicts.index import ConflictIndex, check
from innbyggertorg.conflicts.kinds import ConflictKind, RemedyKind, RuleName, Severity
from innbyggertorg.conflicts.priority import Priority, PriorityReason, Yielding, who_yields
from innbyggertorg.conflicts.reachable import reachable
from innbyggertorg.conflicts.rest import Proposal, book_the_rest
from innbyggertorg.conflicts.seasons import Allocation, Application, Granted, Refused, season
from innbyggertorg.conflicts.slots import FreeSlots, LeftOut, Slot, free_slots

__all__ = [
    "Allocation",
    "Application",
    "Busy",
    "BusyKind",
    "BusyTimes",
    "Conflict",
    "ConflictIndex",
    "ConflictKind",
    "ConflictReport",
    "FreeSlots",
    "Granted",
    "LeftOut",
    "Priority",
    "PriorityReason",
    "Proposal",
    "Refused",
    "Remedy",
    "RemedyKind",
    "Rule",
    "RuleName",
    "Severity",
    "Slot",
    "Yielding",
    "book_the_rest",
    "busy_times",
    "check",
    "find_conflicts",
    "free_slots",
    "impact",
    "reachable",
    "season",
    "who_yields",
]
