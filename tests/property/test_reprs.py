"""The `repr` of every value evaluates back to it, since a failing property prints it."""

import datetime
import importlib
import zoneinfo

import attrs
import pytest
from hypothesis import given, settings

import innbyggertorg.chrono
import innbyggertorg.conflicts
import innbyggertorg.days
import innbyggertorg.model
import innbyggertorg.opening
import innbyggertorg.recurrence
from innbyggertorg import testing
from innbyggertorg._hypothesis import STRATEGIES
from innbyggertorg.days.school import SchoolBreak, SchoolYear, SchoolYearStatus
from innbyggertorg.recurrence.ruledays import RuleDays

VALUES = [
    (module, value, strategy)
    for module, names in STRATEGIES.items()
    for value, strategy in names.items()
    if value != "Contact"  # its fields are kept out of every message
]
PACKAGES = ("chrono", "conflicts", "days", "model", "opening", "recurrence")
NAMES = {
    name: value
    for package in PACKAGES
    for name, value in vars(getattr(innbyggertorg, package)).items()
    if isinstance(value, type)
}
KNOWN = NAMES | {
    "datetime": datetime,
    "zoneinfo": zoneinfo,
    "SchoolBreak": SchoolBreak,
    "SchoolYear": SchoolYear,
    "SchoolYearStatus": SchoolYearStatus,
    "RuleDays": RuleDays,
}


def without_contacts(value):
    """Return a value without the contacts in it, whose fields no `repr` shows."""
    if isinstance(value, tuple):
        return tuple(map(without_contacts, value))
    if not attrs.has(type(value)):
        return value
    changed = {
        field.alias: None if field.name == "contact" else without_contacts(getattr(value, field.name))
        for field in attrs.fields(type(value))
        if field.init and (field.name == "contact" or isinstance(getattr(value, field.name), tuple))
    }
    return attrs.evolve(value, **changed) if changed else value


@pytest.mark.parametrize(("module", "name", "strategy"), VALUES, ids=[value for _, value, _ in VALUES])
def test_a_repr_evaluates_back(module, name, strategy):
    kind = getattr(importlib.import_module(module), name)
    drawn = testing.parts(kind) if strategy == "parts" else getattr(testing, strategy)()

    @given(drawn)
    @settings(max_examples=6 if name in {"Programme", "Torg"} else 15)
    def check(value):
        value = without_contacts(value)
        assert eval(repr(value), dict(KNOWN) | {name: kind}) == value

    check()
