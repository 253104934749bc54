"""Text that is no TOML or JSON: line, column and file; sizes, depths and odd processes."""

import json
import subprocess
import sys

import pytest
from attrs import validators

from innbyggertorg import InnbyggertorgError, dumps, load, loads
from innbyggertorg.errors import LimitExceededError, ParseError, ProblemsError, StorageError
from innbyggertorg.limits import Limits
from support.documents import WHOLE
from support.watchdog import ends

MIB = 1024 * 1024


# From 3.13 on Python points at the comma, and before at what comes instead of a key.
TRAILING_COMMA = (2, 8) if sys.version_info >= (3, 13) else (3, 1)


@pytest.mark.parametrize(
    ("form", "text", "line", "column"),
    [
        ("toml", "a = 1\nb = \n", 2, 5),
        ("toml", "a = 1\r\n\r\nb = x\r\n", 3, 5),
        ("toml", 'a = """\nå\n', 3, 1),
        ("toml", "a = 1\na = 2\n", 2, 6),
        ("toml", "å = 1", 1, 1),
        ("toml", "a = 2026-02-30", 1, 5),
        ("toml", "a = 1\n\nb = 2026-01-01T25:00:00", 3, 15),
        ("toml", "\ufeffa = 1", 1, 1),
        ("toml", "a = 1\nb = " + "1" * 5_000, 2, 5),
        ("toml", "a = '\x00'", 1, 6),
        ("json", '{\n "a": 1,\n}', *TRAILING_COMMA),
        ("json", '{"version": 1 /* c */}', 1, 15),
        ("json", "", 1, 1),
        ("json", "\ufeff{}", 1, 1),
        ("json", "{'a': 1}", 1, 2),
        ("json", '{"a": "\n"}', 1, 8),
    ],
)
def test_a_mistake_of_grammar_has_a_line_and_a_column(form, text, line, column):
    with pytest.raises(ParseError) as caught:
        loads(text, form)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"line {line}, column {column}: ")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('a = { first = 2026-12-01T18:00, length = "PT2H" }', "a time needs its seconds"),
        ("a = 2026-12-01T18:00", "a time needs its seconds"),
        ("a = [2026-12-01 18:00]", "a time needs its seconds"),
        ("a = \u201cb\u201d", "write straight quotation marks"),
        ('a = { mo-we,fr = "10-16" }', "a key with a comma"),
        ('a = { l\xf8 = "10-16" }', "a key with a comma"),
        ("\xe5 = 1", "a key with a comma"),
        ("a = yes", "text stands in quotation marks"),
        ("a = 2026-12-01T18:00:61", ""),
        ("a = 2026-12-01T18:00:00\na = 2", ""),
        ("a = [1", ""),
        ("= 1", ""),
    ],
    ids=ascii,
)
def test_a_mistake_that_is_often_made_comes_with_what_to_do(text, hint):
    with pytest.raises(ParseError) as caught:
        loads(text)
    assert caught.value.hint.startswith(hint)
    assert bool(caught.value.hint) is bool(hint)


@pytest.mark.parametrize(
    ("form", "text"), [("toml", "schema_version = 1\n"), ("json", '{"schema_version": 1}')]
)
def test_the_mark_that_windows_writes_before_a_text_is_taken(form, text, tmp_path):
    path = tmp_path / f"torg.{form}"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(path) == loads(path.read_bytes(), form) == loads(text, form)
    with pytest.raises(ParseError, match="line 1, column 1"):
        loads(b"\xef\xbb\xbf" + path.read_bytes(), form)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe{\x00}\x00", b'{"a": "\xe5"}', b"a = '\xc3\x28'", b"\xed\xa0\x80"]
)
@pytest.mark.parametrize("form", ["toml", "json"])
def test_only_utf_8_is_read(data, form):
    with pytest.raises(ParseError, match="must be UTF-8"):
        loads(data, form)


def test_a_mistake_of_grammar_in_a_file_names_it(tmp_path):
    path = tmp_path / "torg.toml"
    path.write_bytes(b"a = 1\nb = \n")
    with pytest.raises(ParseError, match=f"line 2, column 5: {path}: TOML is malformed"):
        load(path)


def test_a_file_that_is_too_large_is_named(tmp_path):
    path = tmp_path / "torg.json"
    path.write_bytes(b" " * 101)
    with pytest.raises(LimitExceededError, match=rf"document_bytes .* 100, got 101; in {path}"):
        load(path, limits=Limits(document_bytes=100))


@pytest.mark.parametrize("name", ["missing.toml", ".", "a\0.toml"])
def test_a_file_that_cannot_be_read_is_a_storage_error(tmp_path, name):
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(StorageError):
        load(tmp_path / ("folder.toml" if name == "." else name))


@pytest.mark.parametrize("path", [(), ("a.yaml",), (5,), ("toml",)])
def test_what_is_no_path_of_a_document_is_refused(path):
    with pytest.raises(InnbyggertorgError):
        load(*path)


def test_what_is_no_text_or_format_or_programme_is_refused():
    for call in (
        lambda: loads(5),  # type: ignore[arg-type]
        lambda: loads("", "yaml"),  # type: ignore[arg-type]
        lambda: loads("", []),  # type: ignore[arg-type]
        lambda: dumps("x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InnbyggertorgError):
            call()


# --- sizes and depths ---------------------------------------------------------------------------------

DEEP = {
    "toml arrays": ("toml", "x = {0}{1}", "[", "]"),
    "toml inline tables": ("toml", "x = {0}1{1}", "{a = ", "}"),
    "toml dotted keys": ("toml", "{0}a = 1", "a.", ""),
    "toml quoted keys": ("toml", "{0}a = 1", '"a".', ""),
    "toml literal keys": ("toml", "{0}a = 1", "'' . ", ""),
    "toml headers": ("toml", "[{0}a]", "a.", ""),
    "toml headers of lists": ("toml", "[[{0}a]]", "a.", ""),
    "toml dotted in a table": ("toml", "x = {{ {0}a = 1 }}", "a.", ""),
    "json arrays": ("json", '{{"x": {0}{1}}}', "[", "]"),
    "json objects": ("json", "{0}1{1}", '{"a":', "}"),
    "json unclosed": ("json", "{0}", "[", ""),
}


@pytest.mark.parametrize("depth", [40, 900, 10_000, 100_000])
@pytest.mark.parametrize("case", DEEP.values(), ids=DEEP)
def test_nesting_is_an_error_that_names_its_limit_and_comes_soon(case, depth):
    form, shape, unit, end = case
    text = shape.format(unit * depth, end * depth)
    with ends(), pytest.raises((LimitExceededError, ParseError)) as caught:
        loads(text, form)
    if end or form == "toml":
        assert isinstance(caught.value, LimitExceededError)
        assert caught.value.limit == "document_depth"


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("unit", ["a", "å", '"', "[", "\n"])
def test_fifty_mebibytes_are_not_even_looked_at(form, unit):
    with ends(), pytest.raises(LimitExceededError, match="document_bytes"):
        loads(unit * (50 * MIB), form)


SLOW = {
    "a word": ("toml", "a" * MIB),
    "digits": ("toml", "a = " + "1" * MIB),
    "digits behind a point": ("toml", "a = 0." + "1" * MIB),
    "hexadecimal digits": ("toml", "a = 0x" + "f" * MIB),
    "quotes": ("toml", "a = " + '"' * MIB),
    "texts that never end": ("toml", 'a = """' + '\\"""b' * (MIB // 5)),
    "literals that never end": ("toml", "a = '''" + "''b" * (MIB // 3)),
    "json digits": ("json", '{"a": ' + "1" * MIB + "}"),
    "json digits behind a point": ("json", '{"a": 0.' + "1" * MIB + "}"),
    "json unknown keys": ("json", json.dumps({f"event{n}": 1 for n in range(60_000)})),
    "json keys twice": ("json", "{" + ",".join(f'"k{n // 2}": 1' for n in range(60_000)) + "}"),
}


@pytest.mark.parametrize("case", SLOW.values(), ids=SLOW)
def test_what_would_take_the_square_of_its_length_is_refused_soon(case):
    form, text = case
    with ends(), pytest.raises(InnbyggertorgError):
        loads(text, form)


def rooms(count: int, *, circle: bool) -> str:
    def part(number: int) -> str:
        return f"r{number % count if circle else min(number, count + 1)}"

    some = [{"id": f"r{n}", "name": "R", "parts": [part(n + 1), part(n + 2)]} for n in range(count)]
    ends = [] if circle else [{"id": f"r{count + n}", "name": "R"} for n in range(2)]
    return json.dumps({"schema_version": 1, "torgs": [{"id": "t", "name": "T", "rooms": some + ends}]})


def test_ten_thousand_joined_rooms_take_no_square_of_time():
    with ends():
        torg = loads(rooms(10_000, circle=False), "json").torgs[0]
        assert torg.leaves("r0") == {"r10000", "r10001"}
        with pytest.raises(ProblemsError):
            loads(rooms(10_000, circle=True), "json")


# --- odd processes ------------------------------------------------------------------------------------


def run(program: str, *options: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *options, "-c", program], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


REFUSED = f"""
import json, sys
from innbyggertorg import InnbyggertorgError, dumps, loads
whole = {WHOLE!r}
loads(json.dumps(whole), "json")
for path, value in (("seated", True), ("parts", ["sal", "scene"]), ("name", "a\\0b"), ("id", "Sal")):
    broken = json.loads(json.dumps(whole))
    broken["torgs"][0]["rooms"][0][path] = value
    try:
        loads(json.dumps(broken), "json")
    except InnbyggertorgError as error:
        print(error)
    else:
        print("taken")
"""


def test_optimised_python_refuses_the_same():
    assert run(REFUSED, "-O") == run(REFUSED) == run(REFUSED, "-OO")
    assert "taken" not in run(REFUSED)


def test_switched_off_validators_refuse_the_same():
    usual = run(REFUSED)
    assert run(f"import attrs; attrs.validators.set_disabled(True)\n{REFUSED}") == usual
    validators.set_disabled(True)
    try:
        assert loads(json.dumps(WHOLE), "json").torgs[0].id == "torget"
        with pytest.raises(ProblemsError):
            loads('{"schema_version": 1, "torgs": [{"id": "T", "name": "T"}]}', "json")
    finally:
        validators.set_disabled(False)


def test_what_is_written_does_not_depend_on_the_hash_seed():
    program = f"""
import json
from innbyggertorg import dumps, json_schema, loads
programme = loads(json.dumps({WHOLE!r}), "json")
print(dumps(programme, "json"), dumps(programme, "toml"), json.dumps(json_schema()))
"""
    assert run(program, PYTHONHASHSEED="0") == run(program, PYTHONHASHSEED="1")


def test_a_process_with_a_small_stack_gets_our_error():
    program = f"""
import json, sys
from innbyggertorg import InnbyggertorgError, dumps, loads
deep = {{"kind": "even-weeks"}}
for _ in range(25):
    deep = {{"kind": "except", "rule": deep, "excluded": {{"kind": "odd-weeks"}}}}
whole = {WHOLE!r}
loads(json.dumps(whole), "json")
whole["events"][0]["series"]["excluding"] = deep
texts = [("json", json.dumps(whole)), ("json", "[" * 100_000), ("json", '{{"a":' * 10_000)]
texts += [("toml", "a = " + "[" * 10_000), ("toml", "a = " + "{{a = " * 10_000)]
texts += [("toml", "a." * 10_000 + "a = 1")]
for limit in (200, 120, 100):
    sys.setrecursionlimit(limit)
    for form, text in texts:
        try:
            dumps(loads(text, form))
        except InnbyggertorgError as error:
            pass
print("done")
"""
    assert run(program) == "done\n"
