"""What importing Hypothesis costs, and what it gives, where the package is installed."""

import importlib
import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg._hypothesis import STRATEGIES

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
    assert repr(st.from_type(drawn)) == repr(getattr(testing, strategy)())
    first = settings(max_examples=1, phases=[Phase.generate])  # any will do: the simplest takes long to find
    assert isinstance(find(st.from_type(drawn), lambda _: True, settings=first), drawn)
