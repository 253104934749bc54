"""The JSON Schema against an independent checker of schemas, and against the reader it describes."""

import json
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import innbyggertorg
from innbyggertorg import dumps, json_schema, loads, testing
from innbyggertorg.documents import files
from innbyggertorg.documents.strict_json import write_json
from support.documents import WHOLE, Path, at, changed, leaves, tables, whole, written
from support.examples import examples

jsonschema = pytest.importorskip("jsonschema")

CHECKER = jsonschema.Draft202012Validator(json_schema())


def part(document: Any, path: Path) -> Any:
    """Return what is around the collection that *path* leads into, for the checker takes its time."""
    return {key: document[key] for key in ("schema_version", "changed_at", *path[:1]) if key in document}


def refused(document: Any, path: Path) -> str:
    """Return what the reader says is wrong with a document, after the schema said that something is."""
    assert not CHECKER.is_valid(part(document, path) if path else document)
    with pytest.raises(innbyggertorg.InnbyggertorgError) as caught:
        loads(json.dumps(document), "json")
    return str(caught.value)


def keys_in(schema: Any) -> set[tuple[str, str]]:
    return {(name, key) for name, described in schema["$defs"].items() for key in described["properties"]} | {
        ("", key) for key in schema["properties"]
    }


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_copy_in_the_package_is_the_same():
    copy = pathlib.Path(files.__file__).with_name("schema.json").read_text("utf-8")
    assert copy == write_json(json_schema()), "run `make schema`"


def test_every_definition_is_referred_to():
    text = json.dumps(json_schema())
    assert [name for name in json_schema()["$defs"] if f'"#/$defs/{name}"' not in text] == []


def test_every_class_and_every_key_has_a_description():
    for name, described in json_schema()["$defs"].items():
        assert described["description"], name


def test_the_whole_document_is_valid():
    CHECKER.validate(WHOLE)
    loads(json.dumps(WHOLE), "json")


def test_the_whole_document_has_every_key_that_the_schema_has():
    known = {key for _, key in keys_in(json_schema())}
    used = {key for _, table in tables(WHOLE) for key in table}
    assert known - used == set()
    kinds = {name for name in json_schema()["$defs"] if name[0].islower()}
    assert kinds - {table.get("kind") for _, table in tables(WHOLE)} == set()


@examples(12)
@given(testing.programmes())
def test_every_document_that_is_written_is_valid(programme):
    CHECKER.validate(json.loads(dumps(programme)))


FREE_KEYS = {"staffed", "self-service", "by-appointment"}  # whose own keys are weekdays
TABLES = list({frozenset(table): path for path, table in tables(WHOLE)}.values())  # one of each shape
LEAVES = [path for path, _ in leaves(WHOLE)]


@pytest.mark.parametrize("path", TABLES, ids=written)
def test_an_unknown_key_is_refused_by_both(path):
    document = whole()
    at(document, path)["no such key"] = 1
    assert written(path) in refused(document, path)


REQUIRED = [
    (path, key)
    for path, table in tables(WHOLE)
    for key in table
    if any(
        key in described["required"] and table.keys() <= described["properties"].keys()
        for name, described in {**json_schema()["$defs"], "": json_schema()}.items()
        if set(described["required"]) <= table.keys()
        and described["properties"].get("kind", {}).get("const") in (None, table.get("kind"))
    )
]


@pytest.mark.parametrize(
    ("path", "key"), REQUIRED, ids=lambda part: part if isinstance(part, str) else written(part)
)
def test_a_missing_key_is_refused_by_both(path, key):
    document = whole()
    del at(document, path)[key]
    if CHECKER.is_valid(part(document, path)):  # the key is required in another class with the same keys
        loads(json.dumps(document), "json")
    else:
        refused(document, path)


def test_most_keys_that_must_be_given_are_missed():
    assert len(REQUIRED) > 50


CONFUSED = {str: 1, int: "1", float: "1", bool: "true"}


@pytest.mark.parametrize("path", LEAVES, ids=written)
def test_a_value_of_another_type_is_refused_by_both(path):
    refused(changed(path, CONFUSED[type(at(WHOLE, path))]), path)


@pytest.mark.parametrize("path", [path for path in LEAVES if isinstance(at(WHOLE, path), int)], ids=written)
def test_true_and_parts_of_a_number_are_refused_by_both(path):
    if path[-1] != "longitude" and not isinstance(at(WHOLE, path), bool):
        refused(changed(path, True), path)
        refused(changed(path, 0.5), path)


WORDS = ["", "no such word", "2026-13-45", "2026-01-01T10:00:00+01:00", "25:00-26:00", "P"]


@pytest.mark.parametrize(
    ("number", "path"),
    list(enumerate(path for path in LEAVES if isinstance(at(WHOLE, path), str))),
    ids=lambda part: written(part) if isinstance(part, tuple) else "",
)
def test_a_text_that_the_schema_refuses_is_refused_by_the_reader(number, path):
    document = changed(path, WORDS[number % len(WORDS)])
    if not CHECKER.is_valid(part(document, path)):
        refused(document, path)


def test_an_event_takes_its_time_of_change_from_the_document_or_gives_its_own():
    document = whole()
    del document["changed_at"]
    CHECKER.validate(document)
    del document["events"][0]["changed_at"]
    assert "events[0].changed_at: must be given" in refused(document, ("events",))
    document["changed_at"] = "2026-01-01T12:00:00Z"
    CHECKER.validate(document)


@examples(10)
@given(data=st.data())
def test_two_mistakes_at_once_are_refused_by_both(data):
    document = whole()
    for _ in range(2):
        path, _ = data.draw(st.sampled_from(list(tables(document))))
        at(document, path)[data.draw(st.sampled_from(["idd", "Name", "x"]))] = data.draw(
            st.sampled_from([1, "a"])
        )
    refused(document, ())
