"""Laws of documents: nothing is lost on the way out and back, and bad input is one of our errors."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from innbyggertorg import InnbyggertorgError, dumps, load, loads, testing
from innbyggertorg.documents.toml_text import read_toml
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Programme
from support.documents import WHOLE, at, leaves, tables, whole
from support.examples import examples

formats = st.sampled_from(("toml", "json"))
KEYS = sorted({key for _, table in tables(WHOLE) for key in table})
SAMPLE = {form: dumps(loads(json.dumps(WHOLE), "json"), form) for form in ("toml", "json")}  # type: ignore[arg-type]


def read_or_refused(text: Any, form: Any) -> None:
    with suppress(InnbyggertorgError):
        loads(text, form)


@examples(25)
@given(testing.programmes(most=2), formats)
def test_what_is_written_is_read_back_and_written_alike(programme, form):
    text = dumps(programme, form)
    again = loads(text, form)
    assert again == programme
    assert hash(again) == hash(programme)
    assert dumps(again, form) == text


@examples(8)
@given(testing.programmes(most=2), st.randoms(use_true_random=False))
def test_a_programme_may_be_spread_over_files_of_both_formats(tmp_path_factory, programme, random):
    folder = tmp_path_factory.mktemp("spread")
    paths = []
    parts = [
        Programme(school_calendars=programme.school_calendars),
        Programme(organisations=programme.organisations),
    ]
    for number, part in enumerate(parts):
        paths.append(folder / f"{number}.toml")
        paths[-1].write_text(dumps(part, "toml"), "utf-8")
    rest = json.loads(dumps(programme))
    for name in ("school_calendars", "organisations"):
        rest.pop(name, None)
    paths.append(folder / "rest.json")
    paths[-1].write_text(json.dumps(rest), "utf-8")
    random.shuffle(paths)
    assert load(*paths) == programme


@given(st.text() | st.binary(), formats)
@example("\ufeff", "json")
@example("\ud800", "toml")
@example(b"\xff\xfe{\x00}\x00", "json")
@example("[" * 5_000, "json")
@example("a = " + "[" * 5_000, "toml")
@example("a = 0000-00-00", "toml")
@example("a = 2026-02-30", "toml")
@example('{"schema_version": 1e400}', "json")
def test_any_text_and_any_bytes_are_read_or_refused(text, form):
    read_or_refused(text, form)


wrong_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["2026-05-17", "2026-05-17T18:00:00", "PT1H", "even-weeks", "FREQ=DAILY", "a", "10-12"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)


@examples(200)
@given(st.dictionaries(st.sampled_from(KEYS), wrong_values, max_size=6))
def test_right_keys_with_any_values_are_read_or_refused(plain):
    read_or_refused(json.dumps({"schema_version": 1, **plain}), "json")


@examples(300)
@given(st.data())
def test_a_document_with_any_values_in_the_wrong_places_is_read_or_refused(data):
    document = whole()
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(
            st.sampled_from([path for path, _ in leaves(document)] + [p for p, _ in tables(document)][1:])
        )
        owner = at(document, path[:-1])
        if data.draw(st.booleans()):
            owner[path[-1]] = data.draw(wrong_values)
        else:
            other = data.draw(st.sampled_from([path for path, _ in tables(WHOLE)]))
            owner[path[-1]] = deepcopy(at(WHOLE, other))
    read_or_refused(json.dumps(document), "json")


@examples(200)
@given(st.data(), formats)
def test_a_document_with_any_piece_of_text_changed_is_read_or_refused(data, form):
    text = SAMPLE[form]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 20))
    piece = data.draw(
        st.text(max_size=4) | st.sampled_from(["\r", "\0", '"', "'''", "[", "]]", "{", "=", "\n", ","])
    )
    read_or_refused(text[:start] + piece + text[start + length :], form)


# --- what is looked for before TOML is parsed ---------------------------------------------------------

toml_pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "b.c",
            '"q"',
            "'l'",
            ".",
            " ",
            "=",
            "\n",
            "#",
            '"""',
            "'''",
            "\\",
            '"',
            "'",
            "1.5",
            "[",
            "]",
            ",",
            "{",
            "}",
        ]
    ),
    max_size=40,
).map("".join)


@examples(400)
@given(toml_pieces)
@example('a = "1.2.3.4.5.6.7.8"')
@example("# 1.2.3.4.5.6.7.8")
@example('a = """\n1.2.3.4.5.6.7.8\n"""')
def test_only_a_document_with_a_long_key_is_called_deep(text):
    few = Limits(document_depth=5)

    def depth_or_none(limits: Limits) -> Any:
        try:
            return read_toml(text, limits)
        except LimitExceededError:
            return "deep"
        except InnbyggertorgError:
            return None

    if depth_or_none(few) == "deep":
        table = depth_or_none(DEFAULT_LIMITS)
        assert table is None or _depth(table) > 5


def _depth(plain: Any) -> int:
    if not isinstance(plain, dict | list):
        return 0
    return 1 + max(map(_depth, plain.values() if isinstance(plain, dict) else plain), default=0)


@given(
    st.lists(st.sampled_from(["a", '"b.c"', "'d'", '"\\""', "1"]), min_size=33, max_size=40),
    st.sampled_from([".", " . "]),
)
def test_a_key_of_more_parts_than_the_limit_is_refused_whatever_it_is_made_of(parts, dot):
    for text in (f"{dot.join(parts)} = 1", f"[{dot.join(parts)}]", f"x = {{ {dot.join(parts)} = 1 }}"):
        with pytest.raises(LimitExceededError, match=r"Limits\.document_depth"):
            read_toml(text, DEFAULT_LIMITS)
