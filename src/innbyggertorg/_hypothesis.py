"""What Hypothesis calls when it is imported, so that `st.from_type(Interval)` draws well without set-up.

It runs while Hypothesis is being imported, in every project that has both installed: so it imports neither
Hypothesis nor any value. A value's strategy is registered when the value's module is imported, and
`innbyggertorg.testing` is imported when a value is first drawn.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["STRATEGIES", "register"]

STRATEGIES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "innbyggertorg.chrono.dates": {"DateRange": "date_ranges", "Validity": "validities"},
        "innbyggertorg.chrono.interval": {"Interval": "intervals"},
        "innbyggertorg.days.dated": {"MonthDay": "month_days"},
        "innbyggertorg.days.rule": {"DayRule": "day_rules"},
        "innbyggertorg.days.school": {"SchoolCalendar": "school_calendars"},
        "innbyggertorg.model.appearance": {"Link": "links"},
        "innbyggertorg.model.closure": {"Closure": "closures"},
        "innbyggertorg.model.event": {"Event": "events", "EventDetails": "event_details"},
        "innbyggertorg.model.organisation": {"Contact": "contacts", "Organisation": "organisations"},
        "innbyggertorg.model.programme": {"Programme": "programmes"},
        "innbyggertorg.model.room": {"Room": "rooms"},
        "innbyggertorg.model.service": {"Service": "services"},
        "innbyggertorg.model.text": {"LocalText": "local_texts"},
        "innbyggertorg.model.torg": {"Torg": "torgs"},
        "innbyggertorg.opening.hours": {"Hours": "hours"},
        "innbyggertorg.opening.schedule": {"OpeningSchedule": "opening_schedules"},
        "innbyggertorg.opening.week": {"WeekHours": "week_hours"},
        "innbyggertorg.recurrence.parts": {"NthDay": "nth_days"},
        "innbyggertorg.recurrence.rule": {"RecurrenceRule": "recurrence_rules"},
        "innbyggertorg.recurrence.series": {"Series": "series"},
    }
)
"""Module, name of the value in it, and name of its strategy in `innbyggertorg.testing`."""


def register() -> None:
    """Register the strategy of every value, now or when its module is imported."""
    for name in STRATEGIES:
        if (module := sys.modules.get(name)) is not None:
            _register_values(module)
    if not any(isinstance(finder, _ValuesFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _ValuesFinder())


class _ValuesFinder(MetaPathFinder):
    """Finds the modules of `STRATEGIES` where they always are, and has their values registered."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in STRATEGIES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_and_register(module: ModuleType) -> None:
            load(module)
            _register_values(module)

        spec.loader.exec_module = load_and_register  # type: ignore[method-assign]  # of this one loader
        return spec


def _register_values(module: ModuleType) -> None:
    from hypothesis import strategies as st

    for name, strategy in STRATEGIES[module.__name__].items():
        st.register_type_strategy(getattr(module, name), _deferred(strategy))


def _deferred(name: str) -> "Callable[[type], SearchStrategy[Any]]":
    """Return what Hypothesis calls when a value is first drawn."""

    def strategy(_: type) -> "SearchStrategy[Any]":
        from innbyggertorg import testing

        drawn: SearchStrategy[Any] = getattr(testing, name)()
        return drawn

    return strategy
