"""What importing Hypothesis costs, and what it gives, where the package is installed."""

import importlib
import json
import pkgutil
import subprocess
import sys
from importlib.metadata import entry_points

import attrs
import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

import innbyggertorg
from innbyggertorg import testing
from innbyggertorg._hypothesis import STRATEGIES
from innbyggertorg._values import Value
from innbyggertorg.errors import WrongTypeError

VALUES = [
    (module, value, strategy) for module, names in STRATEGIES.items() for value, strategy in names.items()
]


def in_fresh_python(program: str) -> object:
    """Run *program* with every warning an error, and return the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def test_the_hook_is_declared_under_the_group_that_hypothesis_reads():
    names = {entry.value for entry in entry_points(group="hypothesis")}
    assert "innbyggertorg._hypothesis:register" in names


def test_importing_hypothesis_imports_no_value_and_nothing_heavy():
    loaded = in_fresh_python(
        "import sys, hypothesis, json; print(json.dumps([m for m in sys.modules if 'innbyggertorg' in m]))"
    )
    assert loaded == ["innbyggertorg", "innbyggertorg._hypothesis"]


@pytest.mark.parametrize("first", ["hypothesis", "innbyggertorg.chrono"])
def test_a_value_draws_from_its_strategy_whichever_is_imported_first(first):
    drawn = in_fresh_python(
        f"""
import {first}
import json, sys
from innbyggertorg.chrono import Interval
from hypothesis import strategies as st
before = "innbyggertorg.testing" in sys.modules
strategy = repr(st.from_type(Interval))
from innbyggertorg import testing
print(json.dumps([before, strategy == repr(testing.intervals())]))
"""
    )
    assert drawn == [False, True]


def test_registering_twice_finds_each_module_once():
    finders = in_fresh_python(
        """
import json, sys
from innbyggertorg._hypothesis import register
before = len(sys.meta_path)
register()
register()
import hypothesis
print(json.dumps(len(sys.meta_path) - before))
"""
    )
    assert finders == 1


@pytest.mark.parametrize(("module", "value", "strategy"), VALUES, ids=[value for _, value, _ in VALUES])
def test_every_value_of_the_table_draws_itself(module, value, strategy):
    drawn = getattr(importlib.import_module(module), value)
    expected = testing.parts(drawn) if strategy == "parts" else getattr(testing, strategy)()
    assert repr(st.from_type(drawn)) == repr(expected)
    first = settings(max_examples=1, phases=[Phase.generate])  # any will do: the simplest takes long to find
    assert isinstance(find(st.from_type(drawn), lambda _: True, settings=first), drawn)


# What is made by a function of the package alone: draw what the function takes, and call it.
RESULTS = {
    "conflicts.busy": {"Busy", "BusyTimes"},
    "conflicts.conflict": {"Conflict", "ConflictReport", "Remedy", "Rule"},
    "conflicts.priority": {"Priority"},
    "conflicts.seasons": {"Application"},
    "conflicts.slots": {"LeftOut", "Slot"},
    "inference.explanation": {"Deviation", "Explanation", "Explanations"},
    "model._register": {"RegisterLoss"},
    "recurrence.edit": {"Edited", "Split"},
}


def public_values():
    """Return every value up to the decisions, by its module."""
    found = {}
    for each in pkgutil.walk_packages(innbyggertorg.__path__, "innbyggertorg."):
        if each.name.split(".")[1] in BELOW_THE_WORDS:
            module = importlib.import_module(each.name)
            found[each.name] = {
                name
                for name, value in vars(module).items()
                if isinstance(value, type) and issubclass(value, Value) and attrs.has(value)
                if value.__module__ == each.name and not name.startswith("_")
            }
    return {module: names for module, names in found.items() if names}


BELOW_THE_WORDS = {"chrono", "days", "recurrence", "inference", "opening", "model", "conflicts", "limits"}


def test_every_value_has_a_strategy_or_is_a_result():
    results = {f"innbyggertorg.{module}": names for module, names in RESULTS.items()}
    for module, names in public_values().items():
        drawn = set(STRATEGIES.get(module, {})) - {"DayRule"}
        assert names == drawn | results.get(module, set()), module


def test_parts_knows_what_it_has():
    with pytest.raises(WrongTypeError, match="there are: Add, Address"):
        testing.parts(int)
