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
        "innbyggertorg.days.dated": {
            "MonthDay": "month_days",
            "Annual": "parts",
            "Between": "parts",
            "Dates": "parts",
        },
        "innbyggertorg.days.easter": {"EasterOffset": "parts"},
        "innbyggertorg.days.holidays": {"Eves": "parts", "Holidays": "parts"},
        "innbyggertorg.days.monthly": {"EveryNMonths": "parts", "NthWeekday": "parts"},
        "innbyggertorg.days.rule": {
            "DayRule": "day_rules",
            "AllOf": "parts",
            "AnyOf": "parts",
            "Except": "parts",
        },
        "innbyggertorg.days.school": {
            "SchoolCalendar": "school_calendars",
            "SchoolBreak": "parts",
            "SchoolBreaks": "parts",
            "SchoolDays": "parts",
            "SchoolYear": "parts",
        },
        "innbyggertorg.days.weekly": {
            "EvenWeeks": "parts",
            "EveryNDays": "parts",
            "EveryNWeeks": "parts",
            "IsoWeeks": "parts",
            "OddWeeks": "parts",
            "Weekdays": "parts",
        },
        "innbyggertorg.limits": {"Limits": "parts"},
        "innbyggertorg.model.appearance": {"Link": "links"},
        "innbyggertorg.model.closure": {"Closure": "closures"},
        "innbyggertorg.model.event": {"Event": "events", "EventDetails": "event_details"},
        "innbyggertorg.model.organisation": {"Contact": "contacts", "Organisation": "organisations"},
        "innbyggertorg.model.place": {"Address": "parts", "Building": "parts", "Geo": "parts"},
        "innbyggertorg.model.programme": {"Programme": "programmes"},
        "innbyggertorg.model.room": {"Room": "rooms", "Equipment": "parts", "PrimaryUse": "parts"},
        "innbyggertorg.model.service": {"Service": "services"},
        "innbyggertorg.model.text": {"LocalText": "local_texts"},
        "innbyggertorg.model.torg": {"Torg": "torgs"},
        "innbyggertorg.opening.hours": {"Hours": "hours"},
        "innbyggertorg.opening.layers": {
            "BaseWeek": "parts",
            "DatedException": "parts",
            "HolidayPolicy": "parts",
            "Pattern": "parts",
            "Restriction": "parts",
            "Season": "parts",
        },
        "innbyggertorg.opening.operations": {
            "Add": "parts",
            "Cap": "parts",
            "Clip": "parts",
            "Remove": "parts",
            "Replace": "parts",
        },
        "innbyggertorg.opening.schedule": {"OpeningSchedule": "opening_schedules"},
        "innbyggertorg.opening.week": {"WeekHours": "week_hours"},
        "innbyggertorg.opening.within": {"Within": "parts"},
        "innbyggertorg.recurrence.occurrence": {"Override": "parts"},
        "innbyggertorg.recurrence.parts": {"NthDay": "nth_days"},
        "innbyggertorg.recurrence.rule": {"RecurrenceRule": "recurrence_rules"},
        "innbyggertorg.recurrence.ruledays": {"RuleDays": "parts"},
        "innbyggertorg.recurrence.series": {"Series": "series"},
    }
)
"""Module, name of the value in it, and name of its strategy in `innbyggertorg.testing`, or `parts`."""


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

    def strategy(kind: type) -> "SearchStrategy[Any]":
        from innbyggertorg import testing

        drawn: SearchStrategy[Any] = testing.parts(kind) if name == "parts" else getattr(testing, name)()
        return drawn

    return strategy
