"""A recurrence rule as a rule about days, to combine with holidays, school breaks and others."""

from datetime import date
from math import lcm

from attrs import field, frozen

from innbyggertorg._checks import is_a, plain_date
from innbyggertorg.days.rule import DayRule, Repeat, Run
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.recurrence.engine.compile import compile_rule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.plan import LAST_WALL, Plan
from innbyggertorg.recurrence.rule import RecurrenceRule

__all__ = ["RuleDays"]


@frozen
class RuleDays(DayRule):
    """The days that a recurrence rule picks from *first* on.

    Attributes:
        rule: DAILY or longer.
        first: The first start; it is one of the days only where the rule picks it.

    Raises:
        InvalidValueError: If the rule's periods are shorter than a day.
    """

    rule: RecurrenceRule = field(validator=is_a(RecurrenceRule))
    first: date = field(validator=plain_date)
    _plan: Plan | None = field(default=None, init=False, eq=False, repr=False)

    def _check(self) -> None:
        if self.rule.frequency.within_day:
            raise InvalidValueError("RuleDays.rule", "must be daily or longer", str(self.rule))

    @property
    def repeat(self) -> Repeat | None:
        """Repeat as the rule does from its first start on; where it ends by COUNT, that is not told."""
        plan = self._ready()
        if self.rule.count is not None:
            return None
        if plan.end < LAST_WALL:
            return Repeat(plan.end // DAY + 1, 1)
        return Repeat(plan.begin // DAY, lcm(plan.cycle, DAY) // DAY)

    def _ready(self) -> Plan:
        plan = self._plan
        if plan is None:
            plan = compile_rule(self.rule, self.first, "UTC")
            object.__setattr__(self, "_plan", plan)
        return plan

    def next_run(self, start: int, end: int) -> Run | None:
        """Find the next day that the rule picks."""
        found = next(self._ready().walk(start * DAY, end * DAY), None)
        return None if found is None else (found // DAY, found // DAY + 1)
